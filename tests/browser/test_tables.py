"""Tables and questions as their readers use them: search, narrow down, ask, go back."""

from playwright.sync_api import Page

from browser.conftest import PHONE, Visit
from browser.reading_room import Room


def titles(page: Page) -> list[str]:
    return page.locator("td.col-title").all_inner_texts()


def test_a_search_without_accents_is_narrowed_by_a_facet_and_taken_back(room: Room, visit: Visit) -> None:
    page = visit(room, "/{kho}/events")
    page.get_by_label("Tìm (không cần dấu)").fill("dai hoi")
    with page.expect_navigation():
        page.get_by_role("main").get_by_role("button", name="Tìm", exact=True).click()
    assert sorted(titles(page)) == ["Đại hội Công đoàn tỉnh", "Đại hội lần trước"]
    with page.expect_navigation():
        page.locator("#facet-year").get_by_role("link", name="2018").click()
    assert titles(page) == ["Đại hội lần trước"]
    page.go_back()
    assert len(titles(page)) == 2


def test_a_row_is_a_card_on_a_phone(room: Room, visit: Visit) -> None:
    page = visit(room, "/{kho}/events", size=PHONE)
    cell = page.locator("td.col-start").first
    assert cell.evaluate("cell => getComputedStyle(cell, '::before').content") == '"Bắt đầu"'
    assert not page.locator("thead").is_visible()


def test_a_question_is_asked_by_keyboard_and_answered_with_the_sentence(room: Room, visit: Visit) -> None:
    page = visit(room, "/{kho}/supervision_quarter")
    page.get_by_label("Quý").fill("I")
    page.get_by_label("Năm").fill("2023")
    with page.expect_navigation():
        page.get_by_label("Năm").press("Enter")
    assert titles(page) == ["Giám sát tại Nà Phặc", "Kiểm tra, giám sát ở Bạch Thông"]
    assert page.locator("td.col-evidence").first.inner_text().startswith("Sáng 14/2/2023, LĐLĐ tỉnh Bắc Kạn giám sát")


def test_sql_of_ones_own_is_written_and_run(room: Room, visit: Visit) -> None:
    page = visit(room, "/{kho}?sql=select+1")
    page.get_by_label("Câu SQL").last.focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("select title from events where matches(title, 'na phac')")
    with page.expect_navigation():
        page.get_by_role("button", name="Chạy").click()
    assert titles(page) == ["Giám sát tại Nà Phặc"]
