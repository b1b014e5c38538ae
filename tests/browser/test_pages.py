"""Every page opens: on a desk and on a phone, with JavaScript and without."""

from playwright.sync_api import Page

from browser.conftest import PHONE, Visit
from browser.pages import every_page
from browser.reading_room import Room


def events(page: Page) -> list[str]:
    """Where the page leads to events."""
    return page.eval_on_selector_all("a[href*='/events/']", "links => links.map(link => link.href)")


@every_page
def test_a_page_shows_the_same_with_javascript_and_without(path: str, seen: str, room: Room, visit: Visit) -> None:
    page, without = visit(room, path), visit(room, path, scripts=False)
    assert seen in page.inner_text("body")
    assert seen in without.inner_text("body")
    assert page.title() == without.title() != ""
    assert events(page) == events(without)


@every_page
def test_a_page_fits_on_a_phone(path: str, seen: str, room: Room, visit: Visit) -> None:
    page = visit(room, path, size=PHONE, unfolded=True)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= PHONE["width"]
