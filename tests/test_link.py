"""Linking: which reports tell one event."""

from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest

from extract.link import (
    LIKELY,
    WEIGHTS,
    Report,
    capitalised,
    clues,
    clusters,
    core,
    hashed,
    likely,
    meeting_names,
    names_in,
    odds,
    relation,
)

DAY = date(2019, 5, 14).toordinal()
TEXT = " đoàn giám sát của lđlđ tỉnh thái nguyên làm việc tại huyện phú bình "
REPORT = Report(
    event=1,
    article=1,
    main=True,
    first=DAY,
    last=DAY,
    start=DAY,
    end=DAY,
    named=frozenset({DAY}),
    types=("giam_sat",),
    province="Thái Nguyên",
    organisers=frozenset({"thái nguyên"}),
    targets=frozenset({"huyện phú bình"}),
    names=hashed({"khánh vân", "phú bình"}),
    title=frozenset(),
    venue=frozenset(),
    part="",
    text=lambda: TEXT,
    people=frozenset({"nguyễn thị khánh vân"}),
    figures=frozenset({"4120"}),
)


def told(event: int, **changes: object) -> Report:
    """Another article's report, the same but for some changes."""
    return replace(REPORT, event=event, article=event, **changes)


def linked(*reports: Report) -> list[list[int]]:
    """The happenings by events, all reports of the same days having met."""
    of_event = {report.event: report for report in reports}
    links = {}
    for one, other in combinations(reports, 2):
        if one.first <= other.last + 1 and other.first <= one.last + 1 and (sure := odds(one, other)) >= LIKELY:
            links[one.event, other.event] = links[other.event, one.event] = sure
    told_of = {event: (report.article, report.main) for event, report in of_event.items()}
    return sorted(sorted(group) for group in clusters(told_of, links, of_event.__getitem__))


SONG_CONG = frozenset({"thành phố sông công"})


@pytest.mark.parametrize(
    ("changes", "one"),
    [
        ({}, True),
        ({"types": ("lam_viec",)}, True),  # another house calls it so
        ({"targets": frozenset()}, True),  # names the host in its text alone
        ({"organisers": frozenset({"huyện phú bình"}), "targets": frozenset({"thái nguyên"})}, True),  # the host's view
        ({"organisers": frozenset({"huyện phú bình"}), "targets": SONG_CONG}, False),  # who is visited visits another
        ({"first": DAY + 1, "last": DAY + 1, "start": DAY + 1, "end": DAY + 1}, True),  # one of them is wrong by a day
        ({"first": DAY - 3, "last": DAY + 4, "start": None, "end": None}, True),  # "vừa qua"
        ({"targets": SONG_CONG, "names": hashed({"sông công"}), "text": lambda: " thành phố sông công "}, False),  # the team's other visit
        ({"venue": hashed({"sông công"})}, True),  # where the other house says nothing of it
        ({"part": "afternoon"}, True),
        ({"first": DAY + 365, "last": DAY + 365, "start": DAY + 365, "end": DAY + 365}, False),  # a year later
    ],
)
def test_two_reports_of_one_event_agree_on_day_and_bodies(changes: dict[str, object], one: bool) -> None:
    assert linked(REPORT, told(2, **changes)) == ([[1, 2]] if one else [[1], [2]])


SCANT = replace(REPORT, targets=frozenset(), names=frozenset(), people=frozenset(), figures=frozenset())
"""One house, one day, one province, one type: the same or a sister event."""


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ({"part": "morning"}, {"part": "afternoon"}),
        ({"venue": hashed({"linh trung"})}, {"venue": hashed({"hiệp phước"})}),
        ({"organisers": frozenset({"thái nguyên", "xã kiên đài"})}, {"organisers": frozenset({"thái nguyên", "xã linh phú"})}),
    ],
)
def test_sister_events_are_told_by_part_of_day_venue_and_partners(here: dict[str, object], there: dict[str, object]) -> None:
    assert likely(SCANT, replace(SCANT, article=2)) is not None
    assert likely(replace(SCANT, **here), replace(SCANT, article=2, **here)) is not None
    assert likely(replace(SCANT, **here), replace(SCANT, article=2, **there)) is None


@pytest.mark.parametrize(
    ("changes", "clue"),
    [
        ({"organisers": frozenset({"viên chức thái nguyên"}), "text": lambda: " đoàn của lđlđ tỉnh đến làm việc "}, "organisers=hosted"),
        ({"organisers": frozenset({"viên chức thái nguyên"}), "text": lambda: " sơn la "}, "organisers=place"),
        ({"organisers": frozenset({"sở tư pháp"}), "text": lambda: " đại hội công đoàn tỉnh thái nguyên "}, "organisers=half"),
    ],
)
def test_a_guest_is_named_in_the_words_of_the_house(changes: dict[str, object], clue: str) -> None:
    visit = replace(SCANT, text=lambda: " lđlđ tỉnh thái nguyên kiểm tra tại công đoàn viên chức tỉnh ")
    assert clue in clues(visit, replace(SCANT, article=2, **changes))


def test_a_report_of_an_accident_may_withhold_the_company() -> None:
    accident = replace(SCANT, types=("tai_nan",), text=lambda: " sập giàn giáo ", names=hashed({"mù sang"}))
    assert likely(accident, replace(accident, article=2, targets=frozenset({"công ty năng lượng mù sang"}))) is not None


def test_the_company_that_a_report_withholds_is_not_missed_in_its_title_nor_as_its_venue() -> None:
    strike = replace(SCANT, types=("tranh_chap",), title=hashed({"tây bắc"}), venue=hashed({"tây bắc"}), names=hashed({"tây bắc"}))
    named = {"targets": frozenset({"công ty sung woo vina"}), "title": hashed({"woo vina"}), "venue": hashed({"woo vina"})}
    clues_of_both = clues(strike, replace(strike, article=2, **named, names=hashed({"woo vina"})))
    assert clues_of_both.isdisjoint({"title=apart", "venue=apart"})


def test_a_masthead_in_capitals_names_its_place() -> None:
    assert "bát xát" in capitalised("TRƯỜNG THPT SỐ 1 BÁT XÁT - Tin hoạt động đoàn thể")


def test_a_workplace_that_went_to_what_a_house_held_tells_it_as_its_own() -> None:
    games = replace(SCANT, types=("hoi_thi",), organisers=frozenset({"y tế thái nguyên"}), text=lambda: " 34 đoàn vận động viên ")
    hospital = {"article": 2, "organisers": frozenset({"bệnh viện đa khoa đại từ"})}
    went = replace(games, **hospital, text=lambda: " hội thao ngành y tế tỉnh ")
    own = replace(games, **hospital, text=lambda: " hội thao của bệnh viện ")
    assert "organisers=guest" in clues(games, went)
    assert likely(games, went) is not None
    assert likely(games, own) is None
    assert likely(replace(games, types=("doi_thoai",)), replace(went, types=("doi_thoai",))) is None  # a workplace holds one itself


def test_of_many_who_were_honoured_a_report_may_name_its_own_alone() -> None:
    ceremony = replace(SCANT, types=("khen_thuong",), text=lambda: " 90 công nhân tiêu biểu ")
    of_one = replace(ceremony, article=2, targets=frozenset({"công ty thủy sản sông tiền"}))
    assert "targets=withheld" in clues(ceremony, of_one)
    assert "targets=unmet" in clues(replace(ceremony, types=("kiem_tra",)), replace(of_one, types=("kiem_tra",)))


def test_a_chain_does_not_join_reports_that_exclude_each_other() -> None:
    bare = told(2, targets=frozenset(), text=lambda: " phú bình sông công ")  # could be of either visit
    other = told(3, targets=SONG_CONG, text=lambda: " thành phố sông công ", people=frozenset(), figures=frozenset())
    assert odds(REPORT, bare) > LIKELY < odds(bare, other)
    assert not any({1, 3} <= set(group) for group in linked(REPORT, bare, other))


def test_an_article_tells_an_event_once_but_for_the_days_of_a_longer_one() -> None:
    same_day = replace(REPORT, event=2)
    second_day = replace(REPORT, event=3, first=DAY + 1, last=DAY + 1, start=DAY + 1, end=DAY + 1)
    assert linked(REPORT, same_day) == [[1], [2]]
    assert linked(REPORT, second_day) == [[1, 3]]


def test_what_two_articles_are_about_goes_together_though_one_tells_something_likelier_beside() -> None:
    about = replace(REPORT, event=2, article=2, targets=frozenset(), names=frozenset(), people=frozenset(), text=lambda: " phú bình ")
    beside = replace(REPORT, event=3, article=2, main=False)
    assert odds(REPORT, beside) > odds(REPORT, about) > LIKELY
    assert linked(REPORT, about, beside) == [[1, 2], [3]]


def test_of_an_articles_rounds_the_likeliest_counts() -> None:
    days = [{"first": day, "last": day, "start": day, "end": day} for day in (DAY, DAY + 1)]
    one = replace(SCANT, title=hashed({"phú bình"}))
    first, second = (replace(SCANT, event=event, article=2, title=hashed({"sông công"}), **day) for event, day in enumerate(days, 2))
    assert odds(one, first) >= LIKELY > odds(one, first) + odds(one, second)
    assert linked(one, first, second) == [[1, 2, 3]]


def test_a_happening_of_many_reports_is_one_and_does_not_depend_on_their_order() -> None:
    reports = [told(event) for event in range(1, 50)]
    assert linked(*reports) == linked(*reversed(reports)) == [list(range(1, 50))]


@pytest.mark.parametrize("clue", ["targets", "organisers", "province"])
def test_what_a_text_names_speaks_for_a_pair_so_that_texts_need_not_be_read_of_pairs_that_lack_more(clue: str) -> None:
    best = {"targets": ("both", "half", "apart"), "organisers": ("told", "guest", "half", "apart"), "province": ("told", "apart")}[clue]
    weights = [WEIGHTS[f"{clue}={kind}"] for kind in best]
    assert weights == sorted(weights, reverse=True)
    assert WEIGHTS["targets=one"] >= WEIGHTS["targets=withheld"] >= WEIGHTS["targets=unmet"]
    assert WEIGHTS["organisers=hosted"] >= WEIGHTS["organisers=place"]
    assert WEIGHTS["partners=apart"] <= 0
    far = told(
        2,
        start=DAY + 5,
        end=DAY + 5,
        named=frozenset(),
        province="Gia Lai",
        organisers=frozenset({"gia lai"}),
        names=frozenset(),
        people=frozenset(),
        figures=frozenset(),
        text=unread,
    )
    assert likely(REPORT, far) is None
    assert likely(REPORT, told(2, text=unread)) == odds(REPORT, told(2))


def unread() -> str:
    raise AssertionError("a text was read")


def test_clues_are_the_same_from_either_side() -> None:
    other = told(2, targets=frozenset(), province=None, organisers=frozenset({"huyện phú bình"}), types=("khac",))
    assert clues(REPORT, other) == clues(other, REPORT)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ban Thường vụ LĐLĐ tỉnh Thái Nguyên", "thái nguyên"),
        ("Công đoàn cơ sở Sở Tư pháp", "sở tư pháp"),
        ("Công đoàn ngành GTVT thành phố Hải Phòng", "giao thông vận tải hải phòng"),
        ("LĐLĐ thành phố Lào Cai", "thành phố lào cai"),  # the town's, not the province's
        ("Ban Chấp hành Công đoàn", ""),
        ("LĐLĐ thành phố", ""),  # which one is not said
        ("Công đoàn Công ty", ""),
        ("Ban Chính sách Kinh tế - Xã hội Tổng Liên đoàn Lao động Việt Nam", "tổng việt nam"),
    ],
)
def test_the_core_of_a_name_tells_which_body_it_is(name: str, expected: str) -> None:
    assert core(name) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Công ty TNHH Nội thất Tân Hòa Phát", "Công ty Tân Hòa Phát", "near"),
        ("Nhà máy tôm Vĩnh Lộc", "Công ty Cổ phần Thủy sản Vĩnh Lộc", "near"),
        ("Công đoàn thị xã Long Khánh", "Công đoàn Giáo dục thị xã Long Khánh", "place"),
        ("Bệnh viện Đa khoa tỉnh Gia Lai", "Bệnh viện Đa khoa tỉnh Kon Tum", "apart"),
        ("LĐLĐ quận Tân Bình", "Liên đoàn Lao động quận Tân Bình", "same"),
        ("Công đoàn Dầu khí Việt Nam", "Công đoàn Điện lực Việt Nam", "place"),
        ("Agribank Chi nhánh tỉnh Kiên Giang", "Agribank Kiên Giang", "same"),
        ("UBND tỉnh Đắk Lắk", "LĐLĐ tỉnh Đắk Lắk", "same"),
        ("Tỉnh ủy Phú Yên", "LĐLĐ tỉnh Phú Yên", "same"),
        ("Sở Giáo dục và Đào tạo Nam Định", "Công đoàn ngành Giáo dục tỉnh Nam Định", "same"),
        ("Sở Tài chính Nam Định", "LĐLĐ tỉnh Nam Định", "place"),
        ("Bệnh viện Đa khoa khu vực Gia Lai", "Bệnh viện Gia Lai", "near"),
        ("Công ty Cao su Điện Biên", "LĐLĐ tỉnh Điện Biên", "apart"),  # a workplace is not the place's union
        ("Công đoàn Than Uông Bí", "Công ty Than Uông Bí - TKV", "near"),
        ("CĐCS Sở Tài nguyên và Môi trường tỉnh Lào Cai", "CĐCS Sở Tài chính tỉnh Lào Cai", "place"),  # "môi trường" is no school
    ],
)
def test_how_two_bodies_stand_to_each_other(one: str, other: str, expected: str) -> None:
    assert relation(frozenset({core(one)}), frozenset({core(other)})) == expected


def test_names_are_the_last_two_of_a_run_of_capitalised_syllables() -> None:
    text = "Chị Nguyễn Thị Rọt, “Vĩnh Lộc” và ban giám đốc (Sơn La) về Krông Pắc. Ông Hoàng Hoành Sơn"
    assert names_in(text) == {"thị rọt", "vĩnh lộc", "krông pắc", "hòanh sơn"}  # a province is no news


def test_a_headline_in_capitals_names_its_places() -> None:
    assert names_in("TRƯỜNG THPT SỐ 1 BÁT XÁT - TIN ĐOÀN THỂ") == {"bát xát"}
    assert names_in("CÁC TỈNH HÒA BÌNH, SƠN LA") == set()  # not the district of Bình Sơn


def test_unions_of_one_name_in_two_provinces_are_two() -> None:
    namesake = told(2, province="Quảng Ngãi", organisers=frozenset({"huyện phú bình"}), text=lambda: " ")
    here = replace(REPORT, organisers=frozenset({"huyện phú bình"}), text=lambda: " ")
    assert {"organisers=place", "province=apart"} <= clues(here, namesake)


def test_hosts_of_one_delegation_in_two_provinces_are_told_of_two_visits() -> None:
    guest, host = frozenset({"giáo dục việt nam"}), frozenset({"giáo dục yên bái"})
    visit = told(1, province="Lào Cai", organisers=guest, targets=frozenset(), text=lambda: " ")
    hosting = told(2, province="Yên Bái", organisers=host, targets=guest, text=lambda: " ")
    assert {"organisers=place", "province=apart"} <= clues(visit, hosting)
    assert "organisers=crossed" in clues(replace(visit, targets=host), hosting)  # one visit, one of its provinces mistaken


@pytest.mark.parametrize(("day", "expected"), [("0004-05-14", "yearless"), ("0004-05-15", "yearless"), ("0004-05-17", "apart")])
def test_a_day_without_its_year_is_of_any(day: str, expected: str) -> None:
    start = date.fromisoformat(day).toordinal()
    assert f"days={expected}" in clues(REPORT, told(2, first=start, last=start, start=start, end=start))


def test_under_a_common_name_alone_only_types_of_a_family_meet() -> None:
    inspection = told(2, organisers=frozenset({"sơn la"}), targets=frozenset(), types=("kiem_tra",))
    congress = told(3, organisers=frozenset({"sơn la"}), targets=frozenset(), types=("dai_hoi",), start=DAY + 1, end=DAY + 1)
    supervision = told(4, organisers=frozenset({"sơn la"}), targets=frozenset(), start=DAY - 1, end=DAY - 1)
    met = [meeting_names(report, []) for report in (inspection, congress, supervision)]
    assert met[0] & met[2]
    assert not met[0] & met[1]


def test_what_articles_are_about_meets_by_province_and_day_though_they_name_nothing_else_in_common() -> None:
    one = meeting_names(told(2, organisers=frozenset({"huyện phú bình"})), [])
    other = told(3, organisers=frozenset({"trường trung cấp bá thước"}), targets=frozenset(), names=frozenset())
    assert one & meeting_names(other, [])
    assert not one & meeting_names(replace(other, start=DAY + 1, end=DAY + 1), [])
    assert not one & meeting_names(replace(other, main=False), [])


def test_what_articles_are_about_meets_by_day_and_a_large_figure() -> None:
    names_nothing = told(3, province=None, organisers=frozenset(), targets=frozenset(), people=frozenset())
    assert meeting_names(REPORT, []) & meeting_names(names_nothing, [])
    assert not meeting_names(REPORT, []) & meeting_names(replace(names_nothing, figures=frozenset({"12"})), [])
    assert not meeting_names(REPORT, []) & meeting_names(replace(names_nothing, start=DAY + 1, end=DAY + 1), [])
