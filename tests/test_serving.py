"""The server as its readers meet it: behind a proxy under a path, asked for odd things, asked to change what it shows."""

import asyncio
import http.client
import os
import re
import sqlite3
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urldefrag, urlencode, urljoin

import httpx
import pytest
from click.testing import CliRunner
from datasette.app import Datasette
from datasette.utils.asgi import Response
from lxml import html
from small_archive import small_archive

from browse.export import FORMATS
from browse.serve import archive_app
from schemas.database import DatabaseError
from sukien import main

ROOT = Path(__file__).parent.parent
SITE = "https://lien-doan.example"
PREFIX = "/luu-tru/"
OWN_ADDRESS = re.compile(rf"{re.escape(SITE)}[^\s\"'<>\\]*")
SAME_KIND = re.compile(r"[0-9]+|=[^&]*|_sort_desc|_labels")
"""One of the addresses that differ in nothing else is asked for."""

Ask = Callable[..., httpx.Response]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small archive, in a file that is called as the path on the site is."""
    return small_archive(tmp_path_factory.mktemp("kho") / "luu-tru.db")


def asking(app: object) -> Iterator[Ask]:
    """A browser for an ASGI application that stands at SITE."""
    with asyncio.Runner() as loop:
        client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=SITE)

        def ask(address: str, method: str = "GET", **more: object) -> httpx.Response:
            client.cookies.clear()
            return loop.run(client.request(method, address, **more))

        yield ask
        loop.run(client.aclose())


@pytest.fixture(scope="module")
def ask(database: Path) -> Iterator[Ask]:
    """A federation's site that has nothing but the reading room, below PREFIX."""
    room = archive_app(database, base_url=PREFIX).app()

    async def site(scope: dict, receive: Callable, send: Callable) -> None:
        below = scope["path"].startswith(PREFIX)
        await (room if below else Response.text("not the reading room's", status=404).asgi_send)(*((scope, receive) if below else ()), send)

    yield from asking(site)


def leads(address: str, answer: httpx.Response) -> Iterator[str]:
    """Every address that a page leads to, loads, or sends a form to as it stands; in a file, every address of the site."""
    if "location" in answer.headers:
        yield urljoin(address, answer.headers["location"])
    if not answer.headers.get("content-type", "").startswith("text/html"):
        yield from OWN_ADDRESS.findall(answer.text)
        return
    tree = html.document_fromstring(answer.content)
    yield from (urljoin(address, link) for _, attribute, link, _ in tree.iterlinks() if attribute not in ("action", "formaction"))
    for form in tree.forms:
        assert form.method == "GET"
        for action in {form.action, *(button.get("formaction", form.action) for button in form.iter("button"))}:
            yield f"{urljoin(address, action or '')}?{urlencode(form.form_values())}"


def test_below_a_path_every_link_and_form_stays_below_it_and_is_there(ask: Ask) -> None:
    """Of every page, but for SQLite's own tables (`_fts`), some of whose keys are bytes, and for more than two conditions at once."""
    start = f"{SITE}{PREFIX}"
    seen, kinds, wrong, waiting = {start}, set(), [], deque([(start, "")])
    while waiting:
        address, source = waiting.popleft()
        kind = SAME_KIND.sub("", address)
        if kind in kinds:
            continue
        kinds.add(kind)
        answer = ask(address)

        if answer.status_code >= 400:
            wrong.append((answer.status_code, address, source))
        new = {urldefrag(link)[0] for link in leads(address, answer)} - seen
        seen |= new
        waiting.extend((link, address) for link in sorted(new) if link.startswith(SITE) and link.count("&") < 2 and "_fts" not in link)
    assert wrong == []
    assert {f"{start}luu-tru/-/events.{format}" for format in FORMATS} <= seen
    assert {"events", "timeline?month", "luu-tru.csv?sql&_size", "body_year?body&year"} <= {kind.rpartition("/")[2] for kind in kinds}


def test_an_address_without_a_database_leads_to_the_first_one_below_the_path(ask: Ask) -> None:
    answer = ask(f"{SITE}{PREFIX}-/timeline?year=2023")
    assert (answer.status_code, answer.headers["location"]) == (302, f"{PREFIX}luu-tru/-/timeline?year=2023")


@pytest.fixture(scope="module")
def port(database: Path) -> Iterator[int]:
    """That of a server for PREFIX on this machine."""
    command = [sys.executable, "-m", "sukien", "serve", "--db", str(database), "--port", "0", "--base-url", PREFIX]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
    printed = re.search(rf"http://127\.0\.0\.1:(\d+){PREFIX} ", server.stdout.readline().decode())
    assert printed
    yield int(printed[1])
    server.terminate()
    server.communicate()


@pytest.mark.parametrize(
    ("client", "scheme"),
    [
        ("127.0.0.1", "https"),
        pytest.param("127.0.0.3", "http", marks=pytest.mark.skipif(sys.platform != "linux", reason="has one loopback address")),
    ],
)
def test_feeds_have_the_address_that_a_proxy_on_this_machine_was_asked_for(client: str, scheme: str, port: int) -> None:
    asked = {"Host": "lien-doan.example", "X-Forwarded-Proto": "https"}
    for format in ("atom", "ics", "jsonld", "timelinejs", "html"):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30, source_address=(client, 0))
        connection.request("GET", f"{PREFIX}-/events.{format}?type=dai_hoi", headers=asked)
        text = connection.getresponse().read().decode().replace("\r\n ", "")
        connection.close()
        own = re.findall(r"\w+://lien-doan\.example[^\s<\"]*", text)
        assert own, format
        assert [address for address in own if not address.startswith(f"{scheme}://lien-doan.example{PREFIX}luu-tru/")] == []


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--base-url", "luu-tru"], "--base-url: cần một đường dẫn bắt đầu và kết thúc bằng /"),
        (["--base-url", "/luu-tru"], "--base-url: cần một đường dẫn"),
        (["--base-url", "//x/"], "--base-url: cần một đường dẫn"),
        (["--base-url", "/lưu trữ/"], "--base-url: cần một đường dẫn"),
        (["--host", "203.0.113.7"], "không mở được ở 203.0.113.7"),
        (["--host", "khong-co.invalid"], "không mở được ở khong-co.invalid"),
        (["--host", "x" * 70], "không mở được ở xxx"),
    ],
)
def test_what_cannot_be_served_is_refused_in_one_line(given: list[str], said: str, database: Path) -> None:
    outcome = CliRunner().invoke(main, ["serve", "--db", str(database), "--port", "0", *given])
    assert outcome.exit_code != 0
    (line,) = outcome.stderr.splitlines()
    assert line.startswith(f"sukien: {said}")


# What is read while it is written.

BUILDER = """
import sys
from pathlib import Path
sys.path[:0] = ["tests", "."]
from small_archive import record
from schemas.database import open_database, close_database, replace_article
from schemas.record import Event, Value

db = open_database(Path(sys.argv[1]))
for version in range(1, int(sys.argv[2]) + 1):
    text = f"Bản {version}\\nHọp bản {version}.\\n"
    kept = [Event(types=["khac"], title=f"Việc {n} bản {version}", start="2020-02-03", end="2020-02-03",
        evidence=[(text.index("Họp"), text.index("Họp") + 3)]) for n in range(3)]
    with db.atomic():
        replace_article(db, record("sua-mai", text, events=kept, published=Value(value="2020-02-04")), f"x{version}", "test")
    print(version, flush=True)
close_database(db)
"""


def build(path: Path, versions: int) -> subprocess.Popen[str]:
    """Another process that writes an article so many times, each time another text with three other events."""
    return subprocess.Popen([sys.executable, "-c", BUILDER, str(path), str(versions)], cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_while_a_build_writes_each_answer_is_of_one_moment(tmp_path: Path) -> None:
    path = small_archive(tmp_path / "kho.db")
    first = build(path, 1)
    assert first.wait() == 0
    for ask in asking(archive_app(path).app()):
        article = next(row["id"] for row in ask("/kho/articles.json?_shape=array").json() if row["name"] == "sua-mai")
        event = ask(f"/kho/events.json?_shape=array&article_id={article}").json()[0]["id"]
        pages = ["/kho/-/timeline?month=2020-02", "/kho/-/events.jsonl?year=2020", f"/kho/articles/{article}", f"/kho/events/{event}"]
        builder, seen = build(path, 150), set()
        while builder.poll() is None:
            for page in pages:
                answer = ask(page)
                assert answer.status_code == 200, answer.text
                versions = set(re.findall(r"bản (\d+)", answer.text))
                assert len(versions) == 1, f"{page} has {versions}"
                seen |= versions
        assert len(seen) > 3, "and what is written is read at once"
        assert "bản 150" in ask("/kho/-/timeline?month=2020-02").text


def test_what_is_remembered_is_forgotten_when_the_database_changes(tmp_path: Path) -> None:
    path = small_archive(tmp_path / "kho.db")
    os.utime(path, (0, 0))  # long at rest, so that answers are kept
    for ask in asking(archive_app(path).app()):
        for _ in range(2):
            assert "2020" not in ask("/kho/-/timeline").text
            assert "<strong>5</strong> dòng" in ask("/kho/events").text
        assert build(path, 1).wait() == 0
        assert "2020" in ask("/kho/-/timeline").text
        assert "<strong>8</strong> dòng" in ask("/kho/events").text


def test_a_file_in_the_place_of_another_is_read_at_once(tmp_path: Path) -> None:
    path = small_archive(tmp_path / "kho.db")
    for ask in asking(archive_app(path).app()):
        assert "2020" not in ask("/kho/-/timeline").text
        other = small_archive(tmp_path / "mới.db")
        assert build(other, 1).wait() == 0
        other.replace(path)
        assert "2020" in ask("/kho/-/timeline").text
        assert "Việc 2 bản 1" in ask("/kho/events").text


@pytest.fixture
def closed(tmp_path: Path) -> Iterator[Path]:
    """A small archive in a folder that may not be written to; root may write anywhere."""
    path = small_archive(tmp_path / "kho.db")
    tmp_path.chmod(0o555)
    yield path
    tmp_path.chmod(0o755)


def test_a_finished_database_is_read_where_nobody_may_write(closed: Path) -> None:
    for ask in asking(archive_app(closed).app()):
        assert ask("/kho/events").status_code == 200
    assert [file.name for file in closed.parent.iterdir()] == ["kho.db"]


def test_an_unfinished_database_says_what_to_do_where_nobody_may_write(closed: Path) -> None:
    closed.parent.chmod(0o755)
    connection = sqlite3.connect(closed)
    connection.execute("PRAGMA journal_mode = WAL")  # as while a build runs, and its log was not copied with it
    connection.close()
    closed.parent.chmod(0o555)
    if os.access(closed.parent, os.W_OK):
        pytest.skip("root may write anywhere")
    with pytest.raises(DatabaseError, match=r"không mở được .* hãy chạy lại `sukien build` với quyền ghi thư mục ấy"):
        archive_app(closed)


# What is asked for.


def test_a_head_is_a_page_without_its_body(ask: Ask) -> None:
    for path in ("", "luu-tru", "luu-tru/events", "luu-tru/-/timeline?month=2023-05", "luu-tru/-/events.ics", "-/sukien/sukien.css"):
        page, head = (ask(f"{SITE}{PREFIX}{path}", method) for method in ("GET", "HEAD"))
        assert (head.status_code, head.headers["content-type"]) == (200, page.headers["content-type"]), path


def test_what_is_not_there_is_a_page_that_says_so(ask: Ask) -> None:
    for path in (
        "events/7",
        "organisations/0",
        "people/x",
        "events/1,2",
        "-/timeline?month=2023-13",
        "-/timeline?year=0",
        "-/events.ics?from=2023-02-30",
    ):
        answer = ask(f"{SITE}{PREFIX}luu-tru/{path}")
        assert answer.status_code == 404, path
        assert "Không tìm thấy trang này" in answer.text
        assert "Traceback" not in answer.text


# Nothing changes it.

WRITING = [
    "INSERT INTO events (id) VALUES (1)",
    "UPDATE articles SET title = ''",
    "DELETE FROM events",
    "DROP TABLE events",
    "CREATE TABLE t (x)",
    "VACUUM",
    "PRAGMA writable_schema = 1",
    "PRAGMA journal_mode = WAL",
    "PRAGMA user_version = 7",
    "ATTACH DATABASE '{folder}/khác.db' AS other",
    "SELECT load_extension('x')",
    "SELECT writefile('{folder}/tệp', 'x')",
    "SELECT * FROM events; DELETE FROM events",
    "WITH x AS (SELECT 1) DELETE FROM events",
    "VACUUM INTO '{folder}/bản sao.db'",
]


@pytest.mark.parametrize("sql", WRITING)
def test_no_sql_of_a_reader_writes(sql: str, database: Path, ask: Ask) -> None:
    before, files = database.read_bytes(), sorted(database.parent.iterdir())
    for format in ("", ".json", ".csv"):
        answer = ask(f"{SITE}{PREFIX}luu-tru{format}", params={"sql": sql.format(folder=database.parent)})
        assert answer.status_code == 400 or format == ".csv", sql  # which is sent as it is made, what is wrong in it
    assert (database.read_bytes(), sorted(database.parent.iterdir())) == (before, files)


def routes(room: Datasette) -> set[str]:
    """An address for every route."""
    parts = {"database": "luu-tru", "table": "events", "table_name": "events", "pks": "1", "path": "sukien.css"}
    paths = set()
    for pattern, _ in room._routes():
        path = re.sub(r"\(\?P<(\w+)>([^()]|\([^()]*\))*\)", lambda part: parts.get(part[1], "json"), pattern.pattern)
        paths.add(re.sub(r"[()?$\\]", "", path))
    return paths


def test_no_route_takes_anything(database: Path) -> None:
    before, room = database.read_bytes(), archive_app(database)
    paths = {"/", "/luu-tru/body_year", "/luu-tru/-/timeline", "/luu-tru/-/events.json", *routes(room)}
    tables = {"/luu-tru.json", "/luu-tru/events.json", "/luu-tru/events/1.json", "/luu-tru/body_year"}
    assert tables <= paths
    for ask in asking(room.app()):
        for path in paths:
            for method in ("POST", "PUT", "PATCH", "DELETE"):
                answer = ask(path, method, data={"sql": "DELETE FROM events"})
                assert answer.status_code >= 400 or path not in tables, f"{method} {path}"
    assert database.read_bytes() == before
