"""The page of an event: a value and its evidence light up together, by mouse and by keyboard, and lead to each other."""

from playwright.sync_api import Locator, Page, expect

from browser.conftest import PHONE, Visit
from browser.reading_room import Room

EVENT = "/{kho}/events/{event}"


def fact(page: Page, label: str) -> Locator:
    """A value on the card."""
    return page.locator(".card dd").filter(has_text=label)


def lit(page: Page, where: str) -> list[str]:
    return page.locator(f"{where}.lit").all_inner_texts()


def test_pointing_at_a_value_lights_up_its_evidence_and_the_reverse(room: Room, visit: Visit) -> None:
    page = visit(room, EVENT)
    assert lit(page, "mark") == []
    page.get_by_role("link", name="51 × Bằng khen cho cá nhân").hover()
    assert lit(page, "mark") == ["Bằng khen", "51 cá nhân"], "evidence in two pieces"
    page.locator("mark").get_by_text("23.456 đoàn viên").hover()
    assert lit(page, "mark") == ["23.456 đoàn viên"]
    assert [text.splitlines()[0] for text in lit(page, "dd")] == ["23.456 đoàn viên"]
    page.locator("h1").hover()
    assert lit(page, "mark") == []


def test_so_does_moving_to_it_by_keyboard(room: Room, visit: Visit) -> None:
    page = visit(room, EVENT)
    page.get_by_role("link", name="23.456 đoàn viên").first.focus()
    assert lit(page, "mark") == ["23.456 đoàn viên"]
    page.keyboard.press("Tab")
    assert lit(page, "mark") != ["23.456 đoàn viên"]


def test_enter_leads_from_a_value_to_its_evidence_and_back(room: Room, visit: Visit) -> None:
    page = visit(room, EVENT, size=PHONE)
    page.get_by_role("link", name="23.456 đoàn viên").first.press("Enter")
    mark = page.locator("mark:target")
    assert mark.inner_text() == "23.456 đoàn viên"
    expect(mark).to_be_in_viewport()
    assert lit(page, "mark") == ["23.456 đoàn viên"]
    mark.get_by_role("link").press("Enter")
    assert page.locator("dd:target").inner_text().startswith("23.456 đoàn viên")
    page.go_back()
    expect(page.locator("mark:target")).to_be_in_viewport()


def test_without_javascript_the_evidence_that_is_led_to_stands_out(room: Room, visit: Visit) -> None:
    page = visit(room, EVENT, scripts=False)
    ground = "mark => getComputedStyle(mark).backgroundColor"
    mark = page.locator("mark").filter(has_text="23.456 đoàn viên")
    before = mark.evaluate(ground)
    page.locator(".card").get_by_role("link", name="23.456 đoàn viên").click()
    page.locator("mark:target").wait_for()
    assert mark.evaluate(ground) != before


def test_an_inferred_value_says_so(room: Room, visit: Visit) -> None:
    page = visit(room, EVENT)
    assert "suy ra: nhiệm kỳ" in page.locator(".card .kind-event_period").inner_text()


def test_the_card_stays_beside_a_long_article(room: Room, visit: Visit) -> None:
    page = visit(room, EVENT)
    card, source = page.locator(".card").bounding_box(), page.locator(".source").bounding_box()
    assert card
    assert source
    assert card["x"] + card["width"] <= source["x"]
