-- What release 0.2.0 made of three records of tests/test_database.py, the tables that its migrations fill by themselves aside.
INSERT INTO articles ("id", "title", "published", "url", "byline", "language", "identity", "name", "source", "content_hash", "version", "zones", "text", "proof") VALUES ('6bblbpyg5xpx', 'Ban Thường vụ Liên đoàn Lao động huyện Châu Thành họp', '2019-07-21', 'https://example.org/chau-thanh', NULL, 'vi', 'https://example.org/chau-thanh', 'chau-thanh', 'chau-thanh.txt', '0', '1', '[["title", 0, 53], ["body", 54, 58]]', 'Ban Thường vụ Liên đoàn Lao động huyện Châu Thành họp
Họp.', 'a4173659524e99fa');
INSERT INTO articles ("id", "title", "published", "url", "byline", "language", "identity", "name", "source", "content_hash", "version", "zones", "text", "proof") VALUES ('gnrzhq2gfpiy', 'Đại hội Công đoàn tỉnh Bắc Kạn', NULL, 'https://example.org/dai-hoi', NULL, 'vi', 'https://example.org/dai-hoi', 'dai-hoi', 'dai-hoi.txt', '0', '1', '[["title", 0, 30], ["body", 31, 89]]', 'Đại hội Công đoàn tỉnh Bắc Kạn
LĐLĐ tỉnh Bắc Kạn sẽ tổ chức đại hội trong quý I năm 2023.', 'add0c09e03991692');
INSERT INTO articles ("id", "title", "published", "url", "byline", "language", "identity", "name", "source", "content_hash", "version", "zones", "text", "proof") VALUES ('uyy7w4477pqf', 'Giám sát tại Trường Tiểu học Sông Năng', '2019-07-21', 'https://example.org/giam-sat', NULL, 'vi', 'https://example.org/giam-sat', 'giam-sat', 'giam-sat.txt', '0', '1', '[["title", 0, 38], ["body", 39, 163]]', 'Giám sát tại Trường Tiểu học Sông Năng
Ngày 20/7, LĐLĐ huyện Ba Bể giám sát 3 đơn vị theo Công văn 15/CV-LĐLĐ; bà Nông Thị Thắm tặng Giấy khen. Quà cho Bế Văn Lộc.', 'ac96cd9e96c2871c');
INSERT INTO sources ("id", "article_id", "path", "number", "content_hash", "gone") VALUES ('c45x476uw3eu', 'gnrzhq2gfpiy', 'dai-hoi.txt', 1, '0', 0);
INSERT INTO sources ("id", "article_id", "path", "number", "content_hash", "gone") VALUES ('ffstc4wdqvsl', 'uyy7w4477pqf', 'giam-sat.txt', 1, '0', 0);
INSERT INTO sources ("id", "article_id", "path", "number", "content_hash", "gone") VALUES ('pkkmehdf6ewc', '6bblbpyg5xpx', 'chau-thanh.txt', 1, '0', 0);
INSERT INTO organisations ("id", "name", "kind", "level", "place", "parent_id", "sort_key", "registry", "attested", "today") VALUES ('37d7xjliwuzp', 'Trường Tiểu học Sông Năng', 'school', NULL, NULL, NULL, 'tru}o}ng tie|u hoc so|ng na{ng  12500', NULL, 1, NULL);
INSERT INTO organisations ("id", "name", "kind", "level", "place", "parent_id", "sort_key", "registry", "attested", "today") VALUES ('jhnvrlflxdq3', 'Ban Thường vụ Liên đoàn Lao động huyện Châu Thành', 'committee', 'district', 'Châu Thành', 'mvveerojkou5', 'ban thu}o}ng vu lie|n d{oan lao d{o|ng huye|n cha|u thanh  0150105501', 'ldld-chau-thanh--ben-tre', 1, 'Liên đoàn Lao động tỉnh Vĩnh Long');
INSERT INTO organisations ("id", "name", "kind", "level", "place", "parent_id", "sort_key", "registry", "attested", "today") VALUES ('l2q2rfk5g6gy', 'Liên đoàn Lao động tỉnh Bắc Kạn', 'union', 'province', 'Bắc Kạn', 'zv2vdg3hlk5k', 'lie|n d{oan lao d{o|ng tinh ba{c kan  0105245', 'ldld-bac-kan', 1, 'Liên đoàn Lao động tỉnh Thái Nguyên');
INSERT INTO organisations ("id", "name", "kind", "level", "place", "parent_id", "sort_key", "registry", "attested", "today") VALUES ('l35nyqlfeq4y', 'Liên đoàn Lao động huyện Ba Bể', 'union', 'district', 'Ba Bể', 'l2q2rfk5g6gy', 'lie|n d{oan lao d{o|ng huye|n ba be|  0105502', 'ldld-ba-be--bac-kan', 1, 'Liên đoàn Lao động tỉnh Thái Nguyên');
INSERT INTO organisations ("id", "name", "kind", "level", "place", "parent_id", "sort_key", "registry", "attested", "today") VALUES ('mvveerojkou5', 'Liên đoàn Lao động huyện Châu Thành', 'union', 'district', 'Châu Thành', 'vwjpvmq3dgq2', 'lie|n d{oan lao d{o|ng huye|n cha|u thanh  0105501', 'ldld-chau-thanh--ben-tre', 0, 'Liên đoàn Lao động tỉnh Vĩnh Long');
INSERT INTO organisations ("id", "name", "kind", "level", "place", "parent_id", "sort_key", "registry", "attested", "today") VALUES ('vwjpvmq3dgq2', 'Liên đoàn Lao động tỉnh Bến Tre', 'union', 'province', 'Bến Tre', 'zv2vdg3hlk5k', 'lie|n d{oan lao d{o|ng tinh be|n tre  0105240', 'ldld-ben-tre', 1, 'Liên đoàn Lao động tỉnh Vĩnh Long');
INSERT INTO organisations ("id", "name", "kind", "level", "place", "parent_id", "sort_key", "registry", "attested", "today") VALUES ('zv2vdg3hlk5k', 'Tổng Liên đoàn Lao động Việt Nam', 'union', 'national', NULL, NULL, 'to|ng lie|n d{oan lao d{o|ng vie|t nam  2010550', 'tldld-viet-nam', 1, 'Tổng Liên đoàn Lao động Việt Nam');
INSERT INTO aliases ("organisation_id", "name", "articles") VALUES ('jhnvrlflxdq3', 'Ban Thường vụ Liên đoàn Lao động huyện Châu Thành', 1);
INSERT INTO aliases ("organisation_id", "name", "articles") VALUES ('l2q2rfk5g6gy', 'LĐLĐ tỉnh Bắc Kạn', 1);
INSERT INTO aliases ("organisation_id", "name", "articles") VALUES ('l35nyqlfeq4y', 'LĐLĐ huyện Ba Bể', 1);
INSERT INTO people ("id", "name", "recipient", "sort_key") VALUES ('4eotlrwxz2dv', 'Nông Thị Thắm', 0, 'no|ng thi tha{m  054');
INSERT INTO people ("id", "name", "recipient", "sort_key") VALUES ('6gmdwz6cn5x4', 'Bế Văn Lộc', 1, 'be| va{n lo|c  405');
INSERT INTO places ("id", "name", "kind", "province", "successor_id", "latitude", "longitude", "sort_key") VALUES ('061', 'huyện Ba Bể', 'district', 'Bắc Kạn', '19n', 22.363689, 105.735117, 'huye|n ba be|  502');
INSERT INTO places ("id", "name", "kind", "province", "successor_id", "latitude", "longitude", "sort_key") VALUES ('19n', 'tỉnh Thái Nguyên', 'province', 'Thái Nguyên', NULL, 22.0239, 105.824, 'tinh thai nguye|n  240');
INSERT INTO places ("id", "name", "kind", "province", "successor_id", "latitude", "longitude", "sort_key") VALUES ('yxnjxxxnprsu', 'tỉnh Bến Tre', 'province', 'Bến Tre', NULL, NULL, NULL, 'tinh be|n tre  240');
INSERT INTO article_organisations ("article_id", "organisation_id", "name", "kind", "level", "place", "implied", "registry") VALUES ('6bblbpyg5xpx', 'jhnvrlflxdq3', 'Ban Thường vụ Liên đoàn Lao động huyện Châu Thành', 'committee', NULL, 'Châu Thành', 0, 'ldld-chau-thanh--ben-tre');
INSERT INTO article_organisations ("article_id", "organisation_id", "name", "kind", "level", "place", "implied", "registry") VALUES ('6bblbpyg5xpx', 'mvveerojkou5', 'Liên đoàn Lao động huyện Châu Thành', NULL, NULL, 'Châu Thành', 1, 'ldld-chau-thanh--ben-tre');
INSERT INTO article_organisations ("article_id", "organisation_id", "name", "kind", "level", "place", "implied", "registry") VALUES ('6bblbpyg5xpx', 'vwjpvmq3dgq2', 'Liên đoàn Lao động tỉnh Bến Tre', NULL, NULL, 'Bến Tre', 1, 'ldld-ben-tre');
INSERT INTO article_organisations ("article_id", "organisation_id", "name", "kind", "level", "place", "implied", "registry") VALUES ('6bblbpyg5xpx', 'zv2vdg3hlk5k', 'Tổng Liên đoàn Lao động Việt Nam', NULL, NULL, NULL, 1, 'tldld-viet-nam');
INSERT INTO article_organisations ("article_id", "organisation_id", "name", "kind", "level", "place", "implied", "registry") VALUES ('gnrzhq2gfpiy', 'l2q2rfk5g6gy', 'Liên đoàn Lao động tỉnh Bắc Kạn', 'union', 'province', 'Bắc Kạn', 0, 'ldld-bac-kan');
INSERT INTO article_organisations ("article_id", "organisation_id", "name", "kind", "level", "place", "implied", "registry") VALUES ('gnrzhq2gfpiy', 'zv2vdg3hlk5k', 'Tổng Liên đoàn Lao động Việt Nam', NULL, NULL, NULL, 1, 'tldld-viet-nam');
INSERT INTO article_organisations ("article_id", "organisation_id", "name", "kind", "level", "place", "implied", "registry") VALUES ('uyy7w4477pqf', '37d7xjliwuzp', 'Trường Tiểu học Sông Năng', NULL, NULL, NULL, 0, NULL);
INSERT INTO article_organisations ("article_id", "organisation_id", "name", "kind", "level", "place", "implied", "registry") VALUES ('uyy7w4477pqf', 'l2q2rfk5g6gy', 'Liên đoàn Lao động tỉnh Bắc Kạn', NULL, NULL, 'Bắc Kạn', 1, 'ldld-bac-kan');
INSERT INTO article_organisations ("article_id", "organisation_id", "name", "kind", "level", "place", "implied", "registry") VALUES ('uyy7w4477pqf', 'l35nyqlfeq4y', 'Liên đoàn Lao động huyện Ba Bể', 'union', 'district', 'Ba Bể', 0, 'ldld-ba-be--bac-kan');
INSERT INTO article_organisations ("article_id", "organisation_id", "name", "kind", "level", "place", "implied", "registry") VALUES ('uyy7w4477pqf', 'zv2vdg3hlk5k', 'Tổng Liên đoàn Lao động Việt Nam', NULL, NULL, NULL, 1, 'tldld-viet-nam');
INSERT INTO article_people ("article_id", "person_id", "name", "title") VALUES ('uyy7w4477pqf', '4eotlrwxz2dv', 'Nông Thị Thắm', 'Chủ tịch');
INSERT INTO article_people ("article_id", "person_id", "name", "title") VALUES ('uyy7w4477pqf', '6gmdwz6cn5x4', 'Bế Văn Lộc', NULL);
INSERT INTO article_places ("article_id", "place_id", "name", "kind", "province", "implied") VALUES ('6bblbpyg5xpx', 'yxnjxxxnprsu', 'tỉnh Bến Tre', 'province', 'Bến Tre', 0);
INSERT INTO article_places ("article_id", "place_id", "name", "kind", "province", "implied") VALUES ('uyy7w4477pqf', '061', 'huyện Ba Bể', 'district', 'Bắc Kạn', 0);
INSERT INTO article_places ("article_id", "place_id", "name", "kind", "province", "implied") VALUES ('uyy7w4477pqf', '19n', 'tỉnh Thái Nguyên', 'province', 'Thái Nguyên', 1);
INSERT INTO events ("id", "article_id", "title", "type", "types", "main", "status", "start", "end", "year", "month", "organiser_id", "level", "place", "place_id", "province", "period", "confidence", "search") VALUES ('gnrzhq2gfpiy-1', 'gnrzhq2gfpiy', 'Đại hội Công đoàn tỉnh Bắc Kạn', 'dai_hoi', '["dai_hoi"]', 1, 'planned', '2023-Q1', '2023-Q1', 2023, NULL, 'l2q2rfk5g6gy', 'province', NULL, NULL, NULL, NULL, 0.5, 'đại hội
Liên đoàn Lao động tỉnh Bắc Kạn');
INSERT INTO events ("id", "article_id", "title", "type", "types", "main", "status", "start", "end", "year", "month", "organiser_id", "level", "place", "place_id", "province", "period", "confidence", "search") VALUES ('uyy7w4477pqf-1', 'uyy7w4477pqf', 'Giám sát tại Trường Tiểu học Sông Năng', 'giam_sat', '["giam_sat", "kiem_tra"]', 1, 'held', '2019-07-20', '2019-07-20', 2019, 7, 'l35nyqlfeq4y', 'district', 'huyện Ba Bể', '061', 'Bắc Kạn', NULL, 0.5, 'giám sát
kiểm tra
Liên đoàn Lao động huyện Ba Bể
Trường Tiểu học Sông Năng
huyện Ba Bể
Bắc Kạn');
INSERT INTO event_organisations ("id", "event_id", "organisation_id", "role") VALUES ('gnrzhq2gfpiy-1-o1', 'gnrzhq2gfpiy-1', 'l2q2rfk5g6gy', 'organiser');
INSERT INTO event_organisations ("id", "event_id", "organisation_id", "role") VALUES ('uyy7w4477pqf-1-o1', 'uyy7w4477pqf-1', 'l35nyqlfeq4y', 'organiser');
INSERT INTO event_organisations ("id", "event_id", "organisation_id", "role") VALUES ('uyy7w4477pqf-1-t1', 'uyy7w4477pqf-1', '37d7xjliwuzp', 'target');
INSERT INTO event_people ("id", "event_id", "person_id", "title", "role") VALUES ('uyy7w4477pqf-1-p1', 'uyy7w4477pqf-1', '4eotlrwxz2dv', 'Chủ tịch', 'participant');
INSERT INTO event_people ("id", "event_id", "person_id", "title", "role") VALUES ('uyy7w4477pqf-1-p2', 'uyy7w4477pqf-1', '6gmdwz6cn5x4', NULL, 'recipient');
INSERT INTO counts ("id", "article_id", "event_id", "value", "unit", "of", "year") VALUES ('uyy7w4477pqf-c1', 'uyy7w4477pqf', 'uyy7w4477pqf-1', 3, 'đơn vị', NULL, 2019);
INSERT INTO awards ("id", "article_id", "event_id", "name", "giver_id", "kind", "count", "year") VALUES ('uyy7w4477pqf-a1', 'uyy7w4477pqf', 'uyy7w4477pqf-1', 'Giấy khen', 'l35nyqlfeq4y', 'tập thể', 1, 2019);
INSERT INTO documents ("id", "article_id", "number", "kind", "issuer_id", "date") VALUES ('uyy7w4477pqf-d1', 'uyy7w4477pqf', '15/CV-LĐLĐ', 'Công văn', 'l35nyqlfeq4y', NULL);
INSERT INTO dates ("id", "article_id", "text", "type", "value", "form", "grain", "anchor") VALUES ('uyy7w4477pqf-t1', 'uyy7w4477pqf', 'Ngày 20/7', 'DATE', '2019-07-20', 'day', 'day', '2019-07-21');
INSERT INTO mentions ("article_id", "number", "kind", "row", "start", "end", "inferred") VALUES ('6bblbpyg5xpx', 1, 'published', '6bblbpyg5xpx', NULL, NULL, 'meta');
INSERT INTO mentions ("article_id", "number", "kind", "row", "start", "end", "inferred") VALUES ('6bblbpyg5xpx', 2, 'organisation', 'jhnvrlflxdq3', 0, 49, NULL);
INSERT INTO mentions ("article_id", "number", "kind", "row", "start", "end", "inferred") VALUES ('6bblbpyg5xpx', 3, 'place', 'yxnjxxxnprsu', NULL, NULL, 'trang');
INSERT INTO mentions ("article_id", "number", "kind", "row", "start", "end", "inferred") VALUES ('gnrzhq2gfpiy', 1, 'organisation', 'l2q2rfk5g6gy', 31, 48, NULL);
INSERT INTO mentions ("article_id", "number", "kind", "row", "start", "end", "inferred") VALUES ('gnrzhq2gfpiy', 2, 'event', 'gnrzhq2gfpiy-1', 60, 67, NULL);
INSERT INTO mentions ("article_id", "number", "kind", "row", "start", "end", "inferred") VALUES ('gnrzhq2gfpiy', 3, 'organiser', 'gnrzhq2gfpiy-1-o1', 31, 48, NULL);
INSERT INTO mentions ("article_id", "number", "kind", "row", "start", "end", "inferred") VALUES ('uyy7w4477pqf', 1, 'published', 'uyy7w4477pqf', NULL, NULL, 'meta');
INSERT INTO mentions ("article_id", "number", "kind", "row", "start", "end", "inferred") VALUES ('uyy7w4477pqf', 10, 'target', 'uyy7w4477pqf-1-t1', 13, 38, NULL);
INSERT INTO mentions ("article_id", "number", "kind", "row", "start", "end", "inferred") VALUES ('uyy7w4477pqf', 11, 'participant', 'uyy7w4477pqf-1-p1', 114, 127, NULL);
INSERT INTO mentions ("article_id", "number", "kind", "row", "start", "end", "inferred") VALUES ('uyy7w4477pqf', 12, 'recipient', 'uyy7w4477pqf-1-p2', 152, 162, NULL);
INSERT INTO mentions ("article_id", "number", "kind", "row", "start", "end", "inferred") VALUES ('uyy7w4477pqf', 13, 'count', 'uyy7w4477pqf-c1', 76, 84, NULL);
INSERT INTO mentions ("article_id", "number", "kind", "row", "start", "end", "inferred") VALUES ('uyy7w4477pqf', 14, 'award', 'uyy7w4477pqf-a1', 133, 142, NULL);
INSERT INTO mentions ("article_id", "number", "kind", "row", "start", "end", "inferred") VALUES ('uyy7w4477pqf', 15, 'document', 'uyy7w4477pqf-d1', 99, 109, NULL);
INSERT INTO mentions ("article_id", "number", "kind", "row", "start", "end", "inferred") VALUES ('uyy7w4477pqf', 16, 'date', 'uyy7w4477pqf-t1', 39, 48, NULL);
INSERT INTO mentions ("article_id", "number", "kind", "row", "start", "end", "inferred") VALUES ('uyy7w4477pqf', 2, 'organisation', 'l35nyqlfeq4y', 50, 66, NULL);
INSERT INTO mentions ("article_id", "number", "kind", "row", "start", "end", "inferred") VALUES ('uyy7w4477pqf', 3, 'person', '4eotlrwxz2dv', 114, 127, NULL);
INSERT INTO mentions ("article_id", "number", "kind", "row", "start", "end", "inferred") VALUES ('uyy7w4477pqf', 4, 'person', '6gmdwz6cn5x4', 152, 162, NULL);
INSERT INTO mentions ("article_id", "number", "kind", "row", "start", "end", "inferred") VALUES ('uyy7w4477pqf', 5, 'place', '061', 55, 66, NULL);
INSERT INTO mentions ("article_id", "number", "kind", "row", "start", "end", "inferred") VALUES ('uyy7w4477pqf', 6, 'event', 'uyy7w4477pqf-1', 67, 75, NULL);
INSERT INTO mentions ("article_id", "number", "kind", "row", "start", "end", "inferred") VALUES ('uyy7w4477pqf', 7, 'event_date', 'uyy7w4477pqf-1', 39, 48, 'năm của ngày đăng');
INSERT INTO mentions ("article_id", "number", "kind", "row", "start", "end", "inferred") VALUES ('uyy7w4477pqf', 8, 'event_place', 'uyy7w4477pqf-1', 55, 66, NULL);
INSERT INTO mentions ("article_id", "number", "kind", "row", "start", "end", "inferred") VALUES ('uyy7w4477pqf', 9, 'organiser', 'uyy7w4477pqf-1-o1', 50, 66, NULL);
INSERT INTO rejects ("id", "path", "source", "reason") VALUES ('d2a4j5haxnd3', 'a.jsonl', 'a.jsonl:3', 'dòng hỏng');
