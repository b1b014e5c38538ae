"""The browser and the archives that it reads, opened once for all files here; what happens on a page while a test reads it is watched."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from small_archive import small_archive

from browser.hostile_archive import hostile_archive
from browser.reading_room import CHROMIUM, Room, chromium, opened

# Not for the session: while Playwright runs, no other test can run an event loop of its own.
TOGETHER = "package"
DESK, PHONE = {"width": 1200, "height": 900}, {"width": 390, "height": 844}
Visit = Callable[..., Page]


@pytest.fixture(scope=TOGETHER)
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine (on Debian: apt-get install chromium)")
    with chromium() as browser:
        yield browser


@pytest.fixture(scope=TOGETHER)
def room(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """The small archive."""
    with opened(small_archive(tmp_path_factory.mktemp("kho") / "kho sự kiện.db")) as room:
        yield room


@pytest.fixture(scope=TOGETHER)
def hostile_room(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """An archive that would do harm."""
    with opened(hostile_archive(tmp_path_factory.mktemp("kho") / "hostile.db")) as room:
        yield room


@pytest.fixture(scope=TOGETHER)
def tabs(browser: Browser) -> dict[bool, tuple[Page, list[str]]]:
    """A tab with JavaScript and one without, and what happened in each that must not."""
    return {scripts: _watched(browser, scripts) for scripts in (True, False)}


@pytest.fixture
def visit(tabs: dict[bool, tuple[Page, list[str]]]) -> Iterator[Visit]:
    """Opens a page, and on it whatever can be unfolded, if asked to.

    When the test is over, no request has left the machine, nothing has failed, nobody was asked anything. A test that visits two
    pages with JavaScript has left the first.
    """

    def open_page(room: Room, path: str, size: dict[str, int] = DESK, scripts: bool = True, unfolded: bool = False) -> Page:
        page, _ = tabs[scripts]
        page.set_viewport_size(size)
        page.emulate_media(color_scheme="light", media="screen")
        page.goto(room.at(path))
        if unfolded:
            page.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true })")
        return page

    for page, troubles in tabs.values():
        page.context.clear_cookies()
        troubles.clear()
    yield open_page
    for _, troubles in tabs.values():
        assert troubles == []


def _watched(browser: Browser, scripts: bool) -> tuple[Page, list[str]]:
    """A tab, and the list to which it adds a line for whatever no page of ours may do."""
    page, troubles = browser.new_context(locale="vi-VN", java_script_enabled=scripts).new_page(), []

    def refuse(route: Any) -> None:
        troubles.append(f"asked for {route.request.url}")
        route.abort()

    def answered(response: Any) -> None:
        if response.status >= 400 and not response.request.is_navigation_request():
            troubles.append(f"{response.status} {response.url}")

    def said(message: Any) -> None:
        if message.type in ("error", "warning") and not message.text.startswith("Failed to load resource"):  # which `answered` knows
            troubles.append(f"console: {message.text}")

    def asked(dialog: Any) -> None:
        troubles.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    page.route(re.compile(r"^(?!http://127\.0\.0\.1:)"), refuse)
    page.on("response", answered)
    page.on("console", said)
    page.on("pageerror", lambda error: troubles.append(f"error: {error}"))
    page.on("dialog", asked)
    return page, troubles
