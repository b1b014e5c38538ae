"""The database on real files: what is written, replaced, removed, found and refused."""

import itertools
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from schemas import migrations as steps
from schemas.database import (
    SHARED,
    DatabaseError,
    Shared,
    add_reject,
    check,
    close_database,
    comparable,
    finish_run,
    open_database,
    remove_article,
    replace_article,
    start_run,
)
from schemas.migrations import migrations
from schemas.record import Argument, Award, Count, DateFact, Document, Event, Organisation, Person, Place, Record, Value, Zone
from schemas.rows import article_key, event_key, key, organisation_key, place_key

Range = tuple[int, int]


def record(name: str, title: str, body: str, **facts: Any) -> Record:
    text = f"{title}\n{body}"
    zones = [Zone(kind="title", start=0, end=len(title)), Zone(kind="body", start=len(title) + 1, end=len(text))]
    url = f"https://example.org/{name}"
    return Record(id=url, name=name, source=f"{name}.txt", url=url, title=title, text=text, zones=zones, **facts)


def at(text: str, piece: str) -> list[Range]:
    start = text.index(piece)
    return [(start, start + len(piece))]


BA_BE = "Liên đoàn Lao động huyện Ba Bể"


def supervision(name: str = "giam-sat", start: str = "2019-07-20", body: str = BA_BE, kind: str = "union") -> Record:
    """LĐLĐ huyện Ba Bể supervises a school's union, with a person, a place, a count, an award, a document."""
    title = "Giám sát tại Trường Tiểu học Sông Năng"
    text = "Ngày 20/7, LĐLĐ huyện Ba Bể giám sát 3 đơn vị theo Công văn 15/CV-LĐLĐ; bà Nông Thị Thắm tặng Giấy khen. Quà cho Bế Văn Lộc."
    whole = f"{title}\n{text}"
    return record(
        name,
        title,
        text,
        published=Value(value="2019-07-21", inferred="meta"),
        dates=[
            DateFact(
                text="Ngày 20/7", type="DATE", value=start, form="day", grain="day", anchor="2019-07-21", evidence=at(whole, "Ngày 20/7")
            )
        ],
        organisations=[Organisation(name=body, kind=kind, level="district", place="Ba Bể", evidence=at(whole, "LĐLĐ huyện Ba Bể"))],
        people=[
            Person(name="Nông Thị Thắm", title="Chủ tịch", evidence=at(whole, "Nông Thị Thắm")),
            Person(name="Bế Văn Lộc", recipient=True, evidence=at(whole, "Bế Văn Lộc")),
        ],
        places=[Place(name="huyện Ba Bể", kind="district", code="061", province="Bắc Kạn", evidence=at(whole, "huyện Ba Bể"))],
        counts=[Count(value=3, unit="đơn vị", event=0, evidence=at(whole, "3 đơn vị"))],
        awards=[Award(name="Giấy khen", giver=body, kind="tập thể", count=1, event=0, evidence=at(whole, "Giấy khen"))],
        documents=[Document(number="15/ CV-LĐLĐ", kind="Công văn", issuer=body, evidence=at(whole, "15/CV-LĐLĐ"))],
        events=[
            Event(
                types=["giam_sat", "kiem_tra"],
                main=True,
                title=title,
                start=start,
                end=start,
                date=Value(value=f"{start}/{start}", evidence=at(whole, "Ngày 20/7"), inferred="năm của ngày đăng"),
                organisers=[Argument(name=body, evidence=at(whole, "LĐLĐ huyện Ba Bể"))],
                targets=[Argument(name="Trường Tiểu học Sông Năng", evidence=at(whole, "Trường Tiểu học Sông Năng"))],
                place=Argument(name="huyện Ba Bể", evidence=at(whole, "huyện Ba Bể")),
                province="Bắc Kạn",
                people=[
                    Argument(name="Nông Thị Thắm", evidence=at(whole, "Nông Thị Thắm")),
                    Argument(name="Bế Văn Lộc", evidence=at(whole, "Bế Văn Lộc")),
                ],
                evidence=at(whole, "giám sát"),
            )
        ],
    )


def congress(name: str = "dai-hoi") -> Record:
    """The province federation's congress: shares the federation above Ba Bể with `supervision`."""
    title = "Đại hội Công đoàn tỉnh Bắc Kạn"
    text = "LĐLĐ tỉnh Bắc Kạn sẽ tổ chức đại hội trong quý I năm 2023."
    whole = f"{title}\n{text}"
    body = "Liên đoàn Lao động tỉnh Bắc Kạn"
    printed = at(whole, "LĐLĐ tỉnh Bắc Kạn")
    return record(
        name,
        title,
        text,
        organisations=[Organisation(name=body, kind="union", level="province", place="Bắc Kạn", evidence=printed)],
        events=[
            Event(
                types=["dai_hoi"],
                main=True,
                status="planned",
                title=title,
                start="2023-Q1",
                end="2023-Q1",
                organisers=[Argument(name=body, evidence=printed)],
                evidence=at(whole, "đại hội"),
            )
        ],
    )


def put(db: Database, record: Record, version: str = "1") -> None:
    """Replace an article and give it the source that every article has."""
    with db.atomic():
        replace_article(db, record, content_hash="0", version=version)
        owned = {"id": key("source", record.source), "article_id": article_key(record.id)}
        row = {**owned, "path": record.source, "number": 1, "content_hash": "0", "gone": 0}
        db.table("sources").upsert(row, pk="id")


def remove(db: Database, record: Record) -> None:
    with db.atomic():
        remove_article(db, article_key(record.id))


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    db = open_database(tmp_path / "union.db")
    yield db
    db.close()


def rows(db: Database, sql: str) -> list[tuple[Any, ...]]:
    return db.execute(sql).fetchall()


def test_what_an_event_becomes(db: Database) -> None:
    put(db, supervision())
    id_ = article_key("https://example.org/giam-sat")
    assert rows(db, 'SELECT id, type, types, main, status, start, "end", year, month, level, place, place_id, province FROM events') == [
        (
            event_key(id_, 1),
            "giam_sat",
            '["giam_sat", "kiem_tra"]',
            1,
            "held",
            "2019-07-20",
            "2019-07-20",
            2019,
            7,
            "district",
            "huyện Ba Bể",
            place_key("061"),
            "Bắc Kạn",
        )
    ]
    assert rows(db, "SELECT role, name, level FROM event_organisations JOIN organisations o ON o.id = organisation_id ORDER BY role") == [
        ("organiser", BA_BE, "district"),
        ("target", "Trường Tiểu học Sông Năng", None),
    ]
    assert rows(db, "SELECT name, title, role, recipient FROM event_people JOIN people ON people.id = person_id ORDER BY sort_key") == [
        ("Bế Văn Lộc", None, "recipient", 1),
        ("Nông Thị Thắm", "Chủ tịch", "participant", 0),
    ]
    assert rows(db, "SELECT name, year, giver_id FROM awards") == [("Giấy khen", 2019, organisation_key(BA_BE))]
    assert rows(db, 'SELECT value, "of", unit, event_id FROM counts') == [(3, None, "đơn vị", event_key(id_, 1))]
    assert rows(db, "SELECT number FROM documents") == [("15/CV-LĐLĐ",)]
    assert rows(db, "SELECT * FROM aliases") == [(organisation_key(BA_BE), "LĐLĐ huyện Ba Bể", 1)]
    assert check(db) == []


def test_every_value_leads_to_its_words(db: Database) -> None:
    put(db, supervision())
    found = rows(db, 'SELECT kind, substr(text, start + 1, "end" - start), inferred FROM mentions JOIN articles a ON a.id = article_id')
    assert ("count", "3 đơn vị", None) in found
    assert ("event_date", "Ngày 20/7", "năm của ngày đăng") in found
    assert ("participant", "Nông Thị Thắm", None) in found
    assert ("published", None, "meta") in found
    kinds = {kind for kind, *_ in found}
    assert kinds >= {
        "date",
        "organisation",
        "person",
        "place",
        "award",
        "document",
        "event",
        "event_place",
        "organiser",
        "target",
        "recipient",
    }


def test_bodies_hang_under_the_federation_above(db: Database) -> None:
    put(db, supervision())
    chain = """
        WITH RECURSIVE up(name, parent_id, n) AS (
            SELECT name, parent_id, 0 FROM organisations WHERE level = 'district'
            UNION ALL SELECT o.name, o.parent_id, n + 1 FROM organisations o JOIN up ON o.id = up.parent_id)
        SELECT name FROM up ORDER BY n"""
    assert [name for (name,) in rows(db, chain)] == [BA_BE, "Liên đoàn Lao động tỉnh Bắc Kạn", "Tổng Liên đoàn Lao động Việt Nam"]
    assert rows(db, "SELECT sum(articles) FROM organisation_claims WHERE implied") == [(2,)]


def meeting(name: str, body: str, where: str | None = None, published: str = "2019-07-21") -> Record:
    """A body meets; the article names a province or none."""
    title = f"{body} họp"
    places = [Place(name=f"tỉnh {where}", kind="province", province=where, inferred="trang")] if where else []
    kind = "committee" if body.startswith("Ban ") else "union"
    organisation = Organisation(name=body, kind=kind, level=None, evidence=at(title, body))
    return record(name, title, "Họp.", published=Value(value=published, inferred="meta"), organisations=[organisation], places=places)


def test_bodies_of_the_registry(db: Database) -> None:
    put(db, supervision())
    put(db, meeting("lang-son", "Công đoàn ngành Y tế tỉnh Lạng Sơn"))
    put(db, meeting("khac", "Công đoàn Tạp chí Sông Năng"))
    assert rows(
        db, "SELECT name, level, place, registry, attested, today FROM organisations WHERE kind = 'union' ORDER BY level, name"
    ) == [
        ("Công đoàn Tạp chí Sông Năng", None, None, None, 1, None),
        (BA_BE, "district", "Ba Bể", "ldld-ba-be--bac-kan", 1, "Liên đoàn Lao động tỉnh Thái Nguyên"),
        ("Tổng Liên đoàn Lao động Việt Nam", "national", None, "tldld-viet-nam", 1, "Tổng Liên đoàn Lao động Việt Nam"),
        ("Công đoàn ngành Y tế tỉnh Lạng Sơn", "province", "Lạng Sơn", "cd-y-te-lang-son", 1, "Công đoàn ngành Y tế tỉnh Lạng Sơn"),
        ("Liên đoàn Lao động tỉnh Bắc Kạn", "province", "Bắc Kạn", "ldld-bac-kan", 1, "Liên đoàn Lao động tỉnh Thái Nguyên"),
        ("Liên đoàn Lao động tỉnh Lạng Sơn", "province", "Lạng Sơn", "ldld-lang-son", 1, "Liên đoàn Lao động tỉnh Lạng Sơn"),
    ]


def test_a_derived_body_is_attested_by_the_article_that_names_it(db: Database) -> None:
    put(db, meeting("ban", "Ban Thường vụ Liên đoàn Lao động huyện Ba Bể"))
    attested = "SELECT name, attested FROM organisations WHERE level = 'district' ORDER BY name"
    assert rows(db, attested) == [("Ban Thường vụ Liên đoàn Lao động huyện Ba Bể", 1), (BA_BE, 0)]
    put(db, supervision())
    assert rows(db, attested) == [("Ban Thường vụ Liên đoàn Lao động huyện Ba Bể", 1), (BA_BE, 1)]
    remove(db, supervision())
    assert rows(db, attested)[1] == (BA_BE, 0)


def test_the_union_of_a_commune_stands_where_it_stands(db: Database) -> None:
    put(db, meeting("xa", "Công đoàn xã Phủ Thông", published="2025-10-01"))
    found = (
        "SELECT o.level, o.place, o.registry, o.attested, o.today, p.name FROM organisations o JOIN organisations p ON p.id = o.parent_id"
    )
    body = ("commune", "Phủ Thông", "cd-phu-thong--thai-nguyen", 1, "Công đoàn xã Phủ Thông", "Liên đoàn Lao động tỉnh Thái Nguyên")
    assert rows(db, f"{found} WHERE o.name = 'Công đoàn xã Phủ Thông'") == [body]
    put(db, meeting("xa", "Công đoàn xã Phủ Thông"))  # of 2019: a grassroots union of the commune's office, not this one
    assert rows(db, "SELECT registry, parent_id FROM organisations WHERE name = 'Công đoàn xã Phủ Thông'") == [(None, None)]


def test_names_of_one_body_are_one_row(db: Database) -> None:
    names = ["Công đoàn ngành Giáo dục Việt Nam", "Công đoàn Giáo dục Việt Nam", "CĐGDVN"]
    for name in names:
        put(db, meeting(name, name))
    assert rows(db, "SELECT name FROM organisations WHERE registry = 'cd-giao-duc-viet-nam'") == [("Công đoàn Giáo dục Việt Nam",)]
    assert rows(db, "SELECT name FROM aliases ORDER BY name") == [(name,) for name in sorted(names)]
    assert check(db) == []


def test_bodies_of_one_name_are_told_apart_by_the_province(db: Database) -> None:
    name = "Liên đoàn Lao động huyện Châu Thành"
    for where in ("Bến Tre", "Tiền Giang", None):
        put(db, meeting(f"chau-thanh-{where}", name, where))
        put(db, meeting(f"ban-{where}", f"Ban Thường vụ {name}", where))
    found = "SELECT o.kind, o.registry, p.name, p.registry FROM organisations o LEFT JOIN organisations p ON p.id = o.parent_id"
    of_district = [("ldld-chau-thanh--ben-tre", "Bến Tre"), ("ldld-chau-thanh--tien-giang", "Tiền Giang")]
    assert rows(db, f"{found} WHERE o.name LIKE '%huyện Châu Thành' ORDER BY 1, 2") == [
        ("committee", None, name, None),
        *(("committee", id_, name, id_) for id_, _ in of_district),
        ("union", None, None, None),
        *(("union", id_, f"Liên đoàn Lao động tỉnh {where}", f"ldld-{id_.rsplit('--')[1]}") for id_, where in of_district),
    ]
    assert check(db) == []


def test_the_day_tells_who_bore_a_name(db: Database) -> None:
    for day in ("2019-07-21", "2025-08-01"):
        put(db, meeting(day, "Liên đoàn Lao động thành phố Huế", published=day))
    found = "SELECT level, registry FROM organisations WHERE name LIKE '%thành phố Huế' ORDER BY level"
    assert rows(db, found) == [("district", "ldld-thanh-pho-hue--thua-thien-hue"), ("province", "ldld-hue")]


def test_a_place_leads_to_the_province_of_today(db: Database) -> None:
    put(db, supervision())
    sql = "SELECT old.name, old.latitude, new.name FROM places old JOIN places new ON new.id = old.successor_id"
    [(old, latitude, new)] = rows(db, sql)
    assert (old, round(latitude), new) == ("huyện Ba Bể", 22, "tỉnh Thái Nguyên")


def test_the_timeline(db: Database) -> None:
    put(db, congress())
    id_ = article_key("https://example.org/dai-hoi")
    event = (event_key(id_, 1), "2023-Q1", "2023-Q1", "Đại hội Công đoàn tỉnh Bắc Kạn", "đại hội", "Liên đoàn Lao động tỉnh Bắc Kạn")
    assert rows(db, "SELECT * FROM timeline") == [(*event, None, "https://example.org/dai-hoi")]
    assert rows(db, "SELECT year, month FROM events") == [(2023, None)]


QUERIES = ["dai hoi", "đại hội", "ĐẠI HỘI", "cong doan", "Công đoàn", "dai hoi cong doan tinh bac kan"]


EVENT_QUERIES = [
    "ba be",
    "lien doan lao dong huyen ba be",
    "truong tieu hoc song nang",
    "Bắc Kạn",
    "giam sat",
    "kiem tra",
    "song nang bac kan",
]


@pytest.mark.parametrize("query", EVENT_QUERIES)
def test_an_event_is_found_by_its_bodies_places_and_types(db: Database, query: str) -> None:
    put(db, supervision())
    assert db.table("events").get(event_key(article_key("https://example.org/giam-sat"), 1))["search"].splitlines() == [
        "giám sát",
        "kiểm tra",
        BA_BE,
        "Trường Tiểu học Sông Năng",
        "huyện Ba Bể",
        "Bắc Kạn",
    ]
    assert [row["type"] for row in db.table("events").search(query)] == ["giam_sat"]
    remove(db, supervision())
    assert list(db.table("events").search(query)) == []


def test_a_body_that_is_an_argument_only_is_told_by_its_name(db: Database) -> None:
    put(db, supervision())
    assert rows(db, "SELECT name, kind, level FROM organisations ORDER BY level, name") == [
        ("Trường Tiểu học Sông Năng", "school", None),
        (BA_BE, "union", "district"),
        ("Tổng Liên đoàn Lao động Việt Nam", "union", "national"),
        ("Liên đoàn Lao động tỉnh Bắc Kạn", "union", "province"),
    ]


@pytest.mark.parametrize("query", QUERIES)
def test_search_with_and_without_accents(db: Database, query: str) -> None:
    put(db, congress())
    put(db, supervision())
    for table in ("articles", "events"):
        assert [row["title"] for row in db.table(table).search(query)] == ["Đại hội Công đoàn tỉnh Bắc Kạn"]


def test_search_finds_organisations_and_text(db: Database) -> None:
    put(db, supervision())
    assert [row["name"] for row in db.table("organisations").search("lien doan lao dong huyen")] == [BA_BE]
    assert db.table("articles").search("nong thi tham")
    remove(db, supervision())
    assert list(db.table("organisations").search("lao dong")) == []


def test_search_outlives_vacuum(db: Database) -> None:
    for n in range(9):
        put(db, supervision(str(n)))
    put(db, congress())
    remove(db, supervision("0"))
    db.vacuum()
    assert [row["title"] for row in db.table("articles").search("dai hoi")] == ["Đại hội Công đoàn tỉnh Bắc Kạn"]


def test_writing_again_changes_nothing(db: Database) -> None:
    put(db, supervision())
    before = comparable(db)
    put(db, supervision())
    assert comparable(db) == before


def test_an_edited_article_replaces_its_own_rows_only(db: Database) -> None:
    put(db, supervision())
    put(db, congress())
    theirs = str(article_key(congress().id))
    others = {table: [row for row in found if theirs in repr(row)] for table, found in comparable(db).items()}
    put(db, supervision(start="2019-08-20"))
    assert rows(db, "SELECT start, month FROM events WHERE year = 2019") == [("2019-08-20", 8)]
    assert {table: [row for row in found if theirs in repr(row)] for table, found in comparable(db).items()} == others
    assert check(db) == []


def test_removing_an_article_leaves_nothing_of_it(db: Database, tmp_path: Path) -> None:
    put(db, congress())
    only_congress = comparable(db)
    put(db, supervision())
    remove(db, supervision())
    assert comparable(db) == only_congress
    remove(db, congress())
    empty = comparable(db)
    assert len(empty.pop("event_types")) == 26
    assert not any(empty.values())


def test_the_order_of_writing_leaves_no_trace(tmp_path: Path) -> None:
    """Articles that call one body differently, in every order, and with one that came and went."""
    records = [
        supervision("a", body="Liên đoàn Lao động huyện Ba Bể"),
        supervision("b", body="LIÊN ĐOÀN LAO ĐỘNG HUYỆN BA BỂ", kind="group"),
        supervision("c", body="Liên Đoàn lao động huyện Ba Bể"),
        congress(),
    ]
    dumps = []
    for number, order in enumerate(itertools.permutations(records)):
        db = open_database(tmp_path / f"{number}.db")
        put(db, supervision("gone", body="liên đoàn lao động huyện Ba Bể"))
        for article in order:
            put(db, article)
        remove(db, supervision("gone"))
        dumps.append(comparable(db))
        assert check(db) == []
        db.close()
    assert all(dump == dumps[0] for dump in dumps)


def test_what_a_newer_version_knows_of_a_body_is_brought_up_to_date(db: Database) -> None:
    put(db, supervision("a"))
    put(db, supervision("b"))
    db.execute("UPDATE organisations SET today = 'an older registry'")
    put(db, supervision("a"), version="2")
    assert rows(db, "SELECT count(*) FROM organisations WHERE today = 'an older registry'") == [(0,)]


def test_two_articles_of_one_key_are_not_taken_for_one(db: Database) -> None:
    put(db, supervision())
    db.execute("UPDATE articles SET identity = 'another'")
    with pytest.raises(ValueError, match="mã trùng với bài another"):
        put(db, supervision())
    assert rows(db, "SELECT identity FROM articles") == [("another",)]


def test_rejects_are_noted_once(db: Database) -> None:
    for _ in range(2):
        with db.atomic():
            add_reject(db, "a.jsonl", "a.jsonl:3", "dòng hỏng")
    assert rows(db, "SELECT path, source, reason FROM rejects") == [("a.jsonl", "a.jsonl:3", "dòng hỏng")]


def test_runs(db: Database) -> None:
    run = start_run(db, "1", {"workers": 2})
    finish_run(db, run, {"articles": 0})
    [(version, settings, totals, started, finished)] = rows(db, "SELECT version, settings, totals, started, finished FROM runs")
    assert (version, settings, totals) == ("1", '{"workers": 2}', '{"articles": 0}')
    assert started <= finished


BROKEN = [
    ("UPDATE counts SET evidence = '[0,100000]'", "mention outside the text"),
    ("UPDATE dates SET evidence = '[9,4]'", "mention outside the text"),
    ("UPDATE dates SET evidence = '[4]'", "mention outside the text"),
    ("UPDATE article_people SET evidence = '[1,9]' WHERE position = 1", "mention of other words"),
    ("UPDATE articles SET text = replace(text, 'ng', 'gn')", "mention of other words"),
    ("UPDATE awards SET evidence = NULL", "value without evidence"),
    ("UPDATE event_people SET evidence = NULL", "value without evidence"),
    ("DELETE FROM sources", "article without source"),
    ("DELETE FROM article_people", "shared row that no article claims"),
    ("DELETE FROM place_claims", "shared row that no article claims"),
    ("UPDATE events SET organiser_id = 1", "foreign key"),
    ("DELETE FROM organisations_fts_docsize", "search"),
]


@pytest.mark.parametrize(("damage", "problem"), BROKEN)
def test_check_finds_damage(db: Database, damage: str, problem: str) -> None:
    put(db, supervision())
    assert check(db) == []
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute(damage)
    assert any(line.startswith(problem) for line in check(db))


@pytest.mark.parametrize("shared", SHARED, ids=lambda shared: shared.table)
def test_the_preferred_claim_is_found_without_sorting(db: Database, shared: Shared) -> None:
    preferred = f"SELECT * FROM {shared.claims} WHERE {shared.owner} = ? ORDER BY {shared.preferred} LIMIT 1"
    plan = db.execute(f"EXPLAIN QUERY PLAN {preferred}", (1,)).fetchall()
    assert len(plan) == 1, "a body that every article names would take longer with each of them"


def test_every_foreign_key_has_an_index(db: Database) -> None:
    for table in db.tables:
        indexed = {index.columns[0] for index in table.indexes}
        assert {fk.column for fk in table.foreign_keys} <= indexed | set(table.pks[:1]), table.name


def test_a_closed_database_opens_in_a_folder_that_cannot_be_written_to(tmp_path: Path) -> None:
    db = open_database(tmp_path / "union.db")
    put(db, congress())
    close_database(db)
    assert [path.name for path in tmp_path.iterdir()] == ["union.db"]
    reader = sqlite3.connect(f"file:{tmp_path / 'union.db'}?mode=ro", uri=True)
    assert reader.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert reader.execute("SELECT count(*) FROM events").fetchone() == (1,)
    reader.close()


def test_a_database_of_the_first_version_learns_the_registry(tmp_path: Path) -> None:
    path, chau_thanh = tmp_path / "union.db", "Liên đoàn Lao động huyện Châu Thành"
    old = Database(path)
    migrations.apply(old, stop_before="m002_registry")
    blank = dict.fromkeys(("identity", "name", "source", "content_hash", "version", "zones", "text"), "")
    old.table("articles").insert({"id": "a", "language": "vi", **blank, "version": "1"})
    names = [(BA_BE, 0), ("Liên đoàn Lao động tỉnh Bắc Kạn", 1), ("Tổng Liên đoàn Lao động Việt Nam", 1), (chau_thanh, 0)]
    for name, implied in names:
        old.table("organisations").insert({"id": steps.organisation_key(name), "name": name, "kind": "union", "sort_key": name})
        claim = {"article_id": "a", "organisation_id": steps.organisation_key(name), "name": name, "implied": implied}
        old.table("article_organisations").insert(claim)
    old.close()
    db = open_database(path)
    today = "Liên đoàn Lao động tỉnh Thái Nguyên"
    assert rows(db, "SELECT name, registry, attested, today FROM organisations ORDER BY registry") == [
        (chau_thanh, None, 1, None),
        (BA_BE, "ldld-ba-be--bac-kan", 1, today),
        ("Liên đoàn Lao động tỉnh Bắc Kạn", "ldld-bac-kan", 1, today),
        ("Tổng Liên đoàn Lao động Việt Nam", "tldld-viet-nam", 1, "Tổng Liên đoàn Lao động Việt Nam"),
    ]
    assert rows(db, "SELECT version FROM articles") == [("",)]  # to be read again
    put(db, supervision())
    remove(db, supervision())
    assert db.table("organisations").count == len(names)
    db.close()


def test_a_database_of_the_second_version_learns_the_kinds_of_dates(tmp_path: Path) -> None:
    old = Database(tmp_path / "union.db")
    migrations.apply(old, stop_before="m003_date_kinds")
    blank = dict.fromkeys(("identity", "name", "source", "content_hash", "zones", "text"), "")
    old.table("articles").insert({"id": "a", "language": "vi", **blank, "version": "1"})
    old.table("dates").insert({"id": "a-t1", "article_id": "a", "text": "năm 2019", "type": "DATE", "value": "2019"})
    old.close()
    db = open_database(tmp_path / "union.db")
    put(db, supervision())
    assert rows(db, "SELECT text, form, grain, anchor FROM dates ORDER BY text") == [
        ("Ngày 20/7", "day", "day", "2019-07-21"),
        ("năm 2019", None, None, None),
    ]
    assert rows(db, "SELECT version FROM articles WHERE identity = ''") == [("",)]  # to be read again
    db.close()


def test_a_database_of_release_0_2_0_keeps_all_that_it_held(tmp_path: Path) -> None:
    """Made by that release of three records; what has become of it is what those records make today."""
    old = Database(tmp_path / "old.db")
    migrations.apply(old, stop_before="m006_compact")
    for statement in (Path(__file__).parent / "union-0.2.0.sql").read_text("utf-8").split(";\n"):
        old.execute(statement)
    old.conn.commit()
    old.close()
    migrated, new = open_database(tmp_path / "old.db"), open_database(tmp_path / "new.db")
    for record_ in (supervision(), congress(), meeting("chau-thanh", "Ban Thường vụ Liên đoàn Lao động huyện Châu Thành", "Bến Tre")):
        put(new, record_)
    add_reject(new, "a.jsonl", "a.jsonl:3", "dòng hỏng")
    assert check(migrated) == []
    for db in (migrated, new):  # the version is empty, so that the next build reads the articles again; the proof waits for it
        db.execute("UPDATE articles SET version = '', proof = NULL")
    assert comparable(migrated) == comparable(new)
    assert [row["title"] for row in migrated.table("events").search("dai hoi")] == ["Đại hội Công đoàn tỉnh Bắc Kạn"]
    put(migrated, supervision())
    assert check(migrated) == []


def test_opening_again_keeps_the_rows(tmp_path: Path) -> None:
    for _ in range(2):
        db = open_database(tmp_path / "union.db")
        put(db, congress())
        close_database(db)
    db = open_database(tmp_path / "union.db")
    assert db.table("articles").count == 1
    db.close()


def junk(path: Path) -> Path:
    path.write_text("Đây không phải cơ sở dữ liệu. " * 50, "utf-8")
    return path


def somebody_elses(path: Path) -> Path:
    Database(path)["recipes"].insert({"name": "phở"})
    return path


def of_tomorrow(path: Path) -> Path:
    db = open_database(path)
    db["_sqlite_migrations"].insert({"migration_set": "sukien", "name": "m999_moon", "applied_at": ""})
    close_database(db)
    return path


def folder(path: Path) -> Path:
    path.mkdir()
    return path


REFUSED = [
    (junk, "không phải cơ sở dữ liệu SQLite"),
    (somebody_elses, "của chương trình khác"),
    (of_tomorrow, "mới hơn"),
    (folder, "không mở được"),
    (lambda path: path / "nowhere/union.db", "không có thư mục"),
]


@pytest.mark.parametrize(("make", "reason"), REFUSED)
def test_what_cannot_be_used_is_refused_in_one_line(tmp_path: Path, make: Any, reason: str) -> None:
    path = make(tmp_path / "x.db")
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(DatabaseError, match=reason) as refused:
        open_database(path)
    assert "\n" not in str(refused.value)
    assert str(path) in str(refused.value)
    assert before is None or path.read_bytes() == before
