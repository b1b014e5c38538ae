"""The same pages in Vietnamese and in English, as the reader's cookie asks; and every text of ours has its English."""

import ast
import asyncio
import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest
import yaml
from jinja2 import Environment
from small_archive import PROVINCE, small_archive

from browse import english, language, plugin, recipients
from browse.export import FORMATS
from browse.language import ENGLISH, speaking
from browse.lines import lines
from browse.month import WEEKDAYS
from browse.serve import archive_app
from browse.units import LEVEL_WORDS, place_name
from browse.when import when
from schemas.rows import TYPES

Ask = Callable[..., httpx.Response]

BROWSE = Path(plugin.__file__).parent
TEMPLATES = [path for path in sorted((BROWSE / "templates").glob("*.html")) if path.name != "timeline_file.html"]  # a file of events
VIETNAMESE = re.compile("[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.IGNORECASE)


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """The answer to a page below the database's own, or to an absolute address, in a language; nothing is followed."""
    datasette = archive_app(small_archive(tmp_path_factory.mktemp("kho") / "kho sự kiện.db"))
    with asyncio.Runner() as loop:

        def answer(page: str, cookie: str | None = None, **parameters: str) -> httpx.Response:
            path = page if page.startswith("/") else f"{datasette.urls.database('kho sự kiện')}/{page}"
            headers = {"cookie": cookie} if cookie else {}
            return loop.run(datasette.client.get(f"{path}?{urlencode(parameters)}" if parameters else path, headers=headers))

        yield answer


@pytest.fixture(scope="module")
def english_page(ask: Ask) -> Callable[..., str]:
    """The text of a page in English."""

    def page(address: str, **parameters: str) -> str:
        response = ask(address, cookie="language=en", **parameters)
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.text)).split())

    return page


# The switch.


def switch(page: str) -> tuple[str, dict[str, str]]:
    """The address that the switch of a page leads to, and what its form sends."""
    form = re.search(r'<form class="language" action="([^"]+)" method="get">(.*?)</form>', page, re.DOTALL)
    assert form
    return unescape(form[1]), {name: unescape(value) for name, value in re.findall(r'name="(\w+)" value="([^"]*)"', form[2])}


@pytest.mark.parametrize("page", ["/", "events?type=dai_hoi&_sort=start", "-/timeline?year=2023&q=%C4%91%E1%BA%A1i", "khong-co"])
def test_the_switch_remembers_the_language_and_comes_back_to_the_page(page: str, ask: Ask) -> None:
    before = ask(page)
    assert '<html lang="vi">' in before.text
    address, sent = switch(before.text)
    assert sent["to"] == "en"
    answer = ask(address, **sent)
    assert answer.status_code == 302
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("language=en;")
    assert "Max-Age=31536000" in cookie
    after = ask(answer.headers["location"], cookie="ds_x=1; language=en")
    assert after.url == before.url
    assert '<html lang="en">' in after.text
    assert switch(after.text) == (address, {**sent, "to": "vi"})
    assert '<html lang="vi">' in ask(page, cookie="language=vi").text


@pytest.mark.parametrize(
    "back",
    [
        *("//evil.example", "https://evil.example", "/\\evil.example", "\\\\evil.example", "/\t/evil.example", "/\n/evil.example", "evil"),
        *("///evil.example", "javascript:alert(1)", "/x\r\nset-cookie: a=b", "/đ", ""),
    ],
)
def test_the_switch_leads_to_no_other_server(back: str, ask: Ask) -> None:
    answer = ask("/-/language", to="en", back=back)
    assert answer.status_code == 302
    assert answer.headers["location"] == "/"
    assert "a" not in answer.cookies


def test_the_switch_keeps_the_path_of_a_proxy(tmp_path: Path) -> None:
    datasette = archive_app(small_archive(tmp_path / "kho.db"))
    datasette._settings["base_url"] = "/tin/kho/"

    async def there_and_back() -> None:
        address, sent = switch((await datasette.client.get("/kho/-/timeline?year=2023")).text)
        assert address == "/tin/kho/-/language"
        assert sent["back"] == "/kho/-/timeline?year=2023"
        answer = await datasette.client.get(f"/-/language?{urlencode(sent)}")
        assert answer.headers["location"] == "/tin/kho/kho/-/timeline?year=2023"
        assert "Path=/tin/kho/;" in answer.headers["set-cookie"]

    asyncio.run(there_and_back())


def test_a_language_that_there_is_not(ask: Ask) -> None:
    assert ask("/-/language", to="fr", back="/").status_code == 404
    for cookie in ("language=fr", "language=", 'language="en', "xlanguage=en", "=;;,\x7f"):
        assert '<html lang="vi">' in ask("/", cookie=cookie).text


def test_no_page_is_kept_for_readers_of_the_other_language(ask: Ask) -> None:
    for page in ("/", "events", "-/timeline", "-/events", "-/search?q=dai+hoi", "khong-co"):
        answers = [ask(page, cookie=cookie).text for cookie in (None, "language=en", None, "language=en")]
        texts = [re.sub(r"\d+ ms", "", text) for text in answers]
        assert texts[0] == texts[2] != texts[1] == texts[3]
        assert "cookie" in ask(page).headers["vary"].lower()
        assert "no-store" in ask(page, cookie="language=en").headers["cache-control"]


# What stands on the pages.


def pages(ask: Ask) -> Iterator[tuple[str, dict[str, str]]]:
    """Every kind of page."""
    for page in ("/", "", "khong-co", "-/search", "-/events", "-/events?type=khac"):
        yield page, {}
    for table in (name for name, table in plugin.SHOWN["tables"].items() if not table.get("hidden")):
        yield table, {}
    for view in (
        "map",
        "map?by=today",
        "map?by=district&type=dai_hoi&level=province&from=2018-01-01",
        "map?by=x",
        "map?year=1999",
    ):
        yield f"-/{view}", {}
    for answer in ("awards", "awards?name=B%E1%BA%B1ng+khen", "awards?year=1999", "awards?year=x", "inspections", "inspections?year=1999"):
        yield f"-/{answer}", {}
    for table in ("events", "articles", "organisations", "people", "places"):
        for row in ask(f"{table}.json", _shape="array").json():
            yield f"{table}/{row['id']}", {}
    for question in plugin.QUESTIONS:
        yield question, {}
    for query in ("", "year=2023", "month=2023-05", "year=1999&type=dai_hoi", "organiser=ldld", "organiser=x"):
        yield f"-/timeline?{query}", {}
    for query in ({"q": "dai hoi"}, {"q": "không có đâu"}, {"q": "x" * 300}):
        yield "-/search", query
    for wrong in ("month=2023-13", "type=x", "year=2023&from=2023-01-01", "body=x", "body=7", "from=2024-01-02&to=2024-01-01"):
        yield f"-/timeline?{wrong}", {}
    yield "events", {"_sort": "khong_co"}
    yield "body_year", {"body": "ldld"}


def test_english_pages_have_no_vietnamese_text_of_ours(ask: Ask, english_page: Callable) -> None:
    ours = {text for text in ENGLISH if VIETNAMESE.search(text) and len(text) > 12 and "%" not in text}
    labels = {text.partition(":")[0] for text in ours if ":" in text}
    ours |= {label for label in labels if len(label) > 9}
    for page, parameters in pages(ask):
        text = english_page(page, **parameters)
        found = {words for words in ours if re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text)}
        # The table of types has both names of each; a file of events is called by its own name, which is Vietnamese.
        found -= {*TYPES.values()} if page == "event_types" else set()
        found -= {plugin.SHOWN["title"]} if page.startswith("-/events") else set()
        assert not found, f"{page} {parameters}"


def test_the_timeline_in_english(english_page: Callable) -> None:
    month = english_page("-/timeline", month="2023-05")
    assert f"19 May 2023 – 20 May 2023 · congress · {PROVINCE} · Bắc Kạn" in month
    assert "Friday, 19 May 2023" in month
    assert "1 event " in month
    assert "January" in english_page("-/timeline", year="2023")
    assert "3 events " in english_page("-/timeline", year="2023")


@pytest.mark.parametrize(("code", "said"), [("vi", "đại hội · Hà Giang · dự kiến"), ("en", "congress · Hà Giang · planned")])
def test_a_line_says_in_the_language_of_the_page_that_an_event_is_planned(code: str, said: str) -> None:
    event = {"id": 7, "title": "A < B", "type": "dai_hoi", "status": "planned", "organiser": None, "province": "Hà Giang"}
    with language.speaking(code):
        assert lines([event | {"start": "2024-05-20", "end": "2024-05-20"}], known="2024-05-20") == [(7, "A &lt; B", said)]


def test_units_are_called_by_their_level_in_english(ask: Ask, english_page: Callable) -> None:
    (province,) = ask("places.json", _shape="array", name="tỉnh Bắc Kạn").json()
    page = english_page(f"places/{province['id']}")
    assert "Bắc Kạn province Type province" in page
    assert "Thái Nguyên province" in english_page("-/map?by=today"), "of today"
    for listed in ("places", "-/search?q=bac+kan", "-/map"):
        assert "Bắc Kạn province" in english_page(listed)
        assert "tỉnh Bắc Kạn" in ask(listed).text


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("thành phố Huế", "Huế city"),
        ("thị xã Buôn Hồ", "Buôn Hồ town"),
        ("phường 4", "Ward 4"),
        ("Hội trường", "Hội trường"),
    ],
)
def test_the_name_of_a_place_in_english(name: str, expected: str) -> None:
    assert place_name(name) == name
    with speaking("en"):
        assert place_name(name) == expected


def test_an_award_is_for_somebody_in_english(ask: Ask, english_page: Callable) -> None:
    (event,) = ask("events.json", _shape="array", title="Đại hội Công đoàn tỉnh").json()
    assert f"29 × Bằng khen for tập thể ({PROVINCE})" in english_page(f"events/{event['id']}")
    assert f"29 × Bằng khen cho tập thể ({PROVINCE})" in ask(f"events/{event['id']}").text


def test_an_event_and_a_body_in_english(ask: Ask, english_page: Callable) -> None:
    (event,) = ask("events.json", _shape="array", title="Đại hội Công đoàn tỉnh").json()
    page = english_page(f"events/{event['id']}")
    assert "Status held" in page
    assert "19 May 2023 – 20 May 2023" in page
    assert "23,456 đoàn viên" in page
    assert "congress" in page
    assert "Period 2023–2028 inferred:" in page
    assert "Level province" in english_page(f"organisations/{event['organiser_id']}")
    assert 'lang="vi">' in ask(f"events/{event['id']}", cookie="language=en").text.partition("<body")[2], "the article's text"


def test_tables_in_english(english_page: Callable) -> None:
    page = english_page("events")
    assert "5 rows" in page
    for word in ("Start", "Title", "Organiser", "congress", "held", "Filter and sort"):
        assert word in page
    assert "Articles" in english_page("articles")
    assert "What did a body organise in a year?" in english_page("body_year")


def test_errors_in_english(english_page: Callable) -> None:
    assert "There is no month “2023-13”; write it as 2023-05." in english_page("-/timeline", month="2023-13")
    assert "The archive has no such table." in english_page("khong_co")


def test_files_are_the_same_for_everybody(ask: Ask) -> None:
    for file in ("-/events.csv", "-/events.ics", "-/events.html", "-/events.atom"):
        assert ask(file, cookie="language=en").content == ask(file).content


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2023-05-19", "2023-05-20", "19 May 2023 – 20 May 2023"),
        ("2023-05", None, "May 2023"),
        ("2023-Q1", "2023-Q1", "Q1 2023"),
        ("2014", "2014", "2014"),
        ("2022-02-30", None, "30 February 2022"),
        ("2022-13", None, "2022-13"),
        (None, None, ""),
    ],
)
def test_times_in_english(start: str | None, end: str | None, expected: str) -> None:
    with speaking("en"):
        assert when(start, end) == expected


def test_numbers_in_english() -> None:
    assert english.number(1234567.5) == "1,234,567.5"
    assert english.when("2018", "2023") == "2018–2023"
    assert english.when("2023-05-19", "2023-05-20") == "19 May 2023 – 20 May 2023"
    assert english.confidence(0.93) == "very sure (0.93)"


def test_how_a_value_was_inferred() -> None:
    assert plugin.inferred("năm theo ngày đăng 2023-05-24") == "năm theo ngày đăng 24/5/2023"
    with speaking("en"):
        assert plugin.inferred("năm theo ngày đăng 2023-05-24") == "year from the day of publication 24 May 2023"
        assert plugin.inferred("năm theo “năm 2023”") == "year from “năm 2023”"
        assert plugin.inferred("2013 + 5 năm") == "2013 + 5 năm"


# The catalogue.


def texts() -> Iterator[str]:
    """Every text of ours on a page: marked in templates and Python, and those of the data files."""
    environment = Environment(extensions=["jinja2.ext.i18n"])
    for path in TEMPLATES:
        for _, _, found in environment.extract_translations(path.read_text("utf-8")):
            yield found if isinstance(found, str) else str(found[0])
    for path in BROWSE.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "_" and isinstance(node.args[0], ast.Constant):
                yield str(node.args[0].value)
    shown = plugin.SHOWN
    yield from (shown["title"], shown["description"], *shown["errors"].values(), *shown["lookups"].values())
    for words in shown["values"].values():
        yield from words.values()
    for about in (*shown["tables"].values(), *plugin.QUESTIONS.values()):
        yield from (about[part] for part in ("title", "description") if part in about)
        yield from (*about.get("columns", {}).values(), *about.get("params", {}).values())
    yield from (*WEEKDAYS, *LEVEL_WORDS, recipients.NOT_SHOWN, *(text for _, text in plugin.LINKED.values()))
    yield from (text for format in FORMATS.values() for text in (format.label, format.purpose))


def test_every_text_has_its_english() -> None:
    missing = {text for text in texts() if VIETNAMESE.search(text)} - ENGLISH.keys()
    assert not missing


def test_the_catalogue_says_nothing_that_is_not_asked_for() -> None:
    catalogue = yaml.safe_load((BROWSE / "english.yaml").read_text("utf-8"))
    how_inferred = (BROWSE / "english.yaml").read_text("utf-8").partition('"suy ra:"')[2].partition("máy tự ước lượng")[0]
    assert {text for text in catalogue.keys() - set(texts()) if f"\n{text}:" not in how_inferred} == set()


@pytest.mark.parametrize("text", [text for text in ENGLISH if "%(" in text])
def test_values_stand_in_both_languages(text: str) -> None:
    for said in ENGLISH[text] if isinstance(ENGLISH[text], list) else [ENGLISH[text]]:
        assert set(re.findall(r"%\(\w+\)s", said)) == set(re.findall(r"%\(\w+\)s", text))


def test_the_catalogue_is_text_without_markup() -> None:
    for text, said in ENGLISH.items():
        assert isinstance(said, str) or len(said) == 2, "for one and for several"
        assert not re.search("[<>&]", f"{text} {said}")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_have_no_text_that_is_not_marked(path: Path) -> None:
    template = re.sub(r"\{#.*?#\}", "", path.read_text("utf-8"), flags=re.DOTALL)
    marked = re.sub(r"""(?:\b_|ngettext)\((?:"[^"]*"|'[^']*')(?:, "[^"]*")?""", "", template)
    assert not [line.strip() for line in marked.splitlines() if VIETNAMESE.search(line)]


def test_the_language_of_a_page_ends_with_it() -> None:
    with speaking("en"):
        assert language.language() == "en"
        assert language.ngettext("sự kiện", "sự kiện", 1) == "event"
        assert language.ngettext("sự kiện", "sự kiện", 2) == "events"
    assert language.language() == "vi"
    assert language.ngettext("sự kiện", "sự kiện", 2) == "sự kiện"
