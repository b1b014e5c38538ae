"""Without a mouse everything can be reached, in the order in which it is read."""

from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Page, expect

from browser.conftest import Visit
from browser.pages import every_page
from browser.reading_room import Room

WORDS = "at => (at.ariaLabel || at.innerText || at.labels?.[0]?.innerText || at.name || '').trim()"
OUTLINED = "at => getComputedStyle(at).outlineStyle !== 'none'"


def tab_stops(page: Page, asked: str) -> Iterator[Any]:
    """What a function says of each element that the Tab key goes to, until it has left the page."""
    while True:
        page.keyboard.press("Tab")
        said = page.evaluate(f"(at => at === document.body ? null : ({asked})(at))(document.activeElement)")
        if said is None:
            break
        yield said


def test_tab_goes_to_the_content_the_menu_the_filters_and_the_events_in_turn(room: Room, visit: Visit) -> None:
    stops = list(tab_stops(visit(room, "/{kho}/-/timeline?month={month}"), WORDS))
    order = ["Đến nội dung", "Kho sự kiện công đoàn", "Sự kiện", "Lọc theo loại", "2018", "lấy về", "Ngày 19: 1 sự kiện"]
    found = [next(place for place, stop in enumerate(stops) if stop.startswith(words)) for words in order]
    assert found == sorted(found)
    assert "Đại hội Công đoàn tỉnh" in stops[found[-1] :], "in the list, behind the calendar"


def test_where_the_keyboard_is_can_be_seen(room: Room, visit: Visit) -> None:
    stops = list(tab_stops(visit(room, "/{kho}/-/timeline?month={month}"), OUTLINED))
    assert len(stops) > 15
    assert all(stops)


@every_page
def test_the_first_stop_of_a_page_leads_past_its_menu(path: str, seen: str, room: Room, visit: Visit) -> None:
    if path.endswith(".html"):
        return  # a page for the sites of others, without a menu
    page = visit(room, path)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


def test_an_event_is_opened_with_enter(room: Room, visit: Visit) -> None:
    page = visit(room, "/{kho}/-/timeline?month={month}")
    page.locator(".events li a").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Đại hội Công đoàn tỉnh")


def test_filters_can_be_set_without_a_mouse(room: Room, visit: Visit) -> None:
    page = visit(room, "/{kho}/-/timeline")
    page.locator(".choose summary").focus()
    page.keyboard.press("Enter")
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.type("dai hoi")
    page.keyboard.press("Enter")
    expect(page.locator(".asked")).to_contain_text("“dai hoi”")
