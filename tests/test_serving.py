"""The server as its readers meet it: behind a proxy under a path, asked for odd things, asked to change what it shows."""

import asyncio
import http.client
import re
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urldefrag, urlencode, urljoin

import httpx
import pytest
from click.testing import CliRunner
from datasette.utils.asgi import Response
from lxml import html
from small_archive import small_archive

from browse.export import FORMATS
from browse.serve import archive_app
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
        yield lambda address, method="GET", **more: loop.run(client.request(method, address, **more))
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
