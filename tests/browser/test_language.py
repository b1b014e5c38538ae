"""The switch of the language, in a browser that keeps the cookie."""

from playwright.sync_api import expect

from browser.conftest import Visit
from browser.reading_room import Room


def test_english_is_chosen_stays_on_the_next_page_and_is_given_up_again(room: Room, visit: Visit) -> None:
    page = visit(room, "/{kho}/-/timeline?year={year}")
    html = page.locator("html")
    expect(html).to_have_attribute("lang", "vi")
    page.get_by_role("button", name="English").click()
    expect(html).to_have_attribute("lang", "en")
    assert page.url == room.at("/{kho}/-/timeline?year={year}"), "the same page"

    page.get_by_role("link", name="Map", exact=True).click()
    expect(page.locator("h1")).to_have_text("Map of events")
    expect(html).to_have_attribute("lang", "en")

    page.get_by_role("button", name="Tiếng Việt").click()
    expect(html).to_have_attribute("lang", "vi")
    expect(page.locator("h1")).to_have_text("Bản đồ sự kiện")
