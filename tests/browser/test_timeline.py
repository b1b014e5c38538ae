"""The timeline as its readers use it: with a mouse, with the keyboard alone, on paper."""

from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import Page

from browser.conftest import Visit
from browser.reading_room import Room

MONTH = "/{kho}/-/timeline?month={month}"


def titles(page: Page) -> list[str]:
    """What is listed."""
    return page.locator(".events li a").all_inner_texts()


def go(page: Page, by: Callable[[], None]) -> None:
    """Do what leads to another page, and wait for it with all its scripts."""
    with page.expect_navigation():
        by()


def test_filters_stand_in_the_address_and_the_back_button_takes_them_away(room: Room, visit: Visit) -> None:
    page = visit(room, "/{kho}/-/timeline")
    whole = titles(page)
    page.get_by_text("Lọc theo loại").click()
    page.get_by_label("đại hội", exact=True).check()
    page.get_by_label("Từ ngữ, không cần dấu").fill("dai hoi lan truoc")
    go(page, page.get_by_role("button", name="Xem").click)
    assert page.url.endswith("?type=dai_hoi&q=dai+hoi+lan+truoc")
    assert titles(page) == ["Đại hội lần trước"]
    assert page.get_by_label("đại hội", exact=True).is_checked()

    go(page, page.get_by_role("link", name="Bỏ mọi điều kiện").click)
    assert titles(page) == whole
    page.go_back()
    assert titles(page) == ["Đại hội lần trước"]
    page.go_back()
    assert titles(page) == whole


def test_a_view_can_be_shared(room: Room, visit: Visit) -> None:
    page = visit(room, "/{kho}/-/timeline")
    page.get_by_text("Lọc theo loại").click()
    page.get_by_label("Tỉnh, thành phố").select_option("Bắc Kạn")
    page.get_by_label("Tình trạng").select_option("đã diễn ra")
    go(page, page.get_by_role("button", name="Xem").click)
    shared, seen = page.url.removeprefix(room.address), titles(page)
    assert titles(visit(room, shared, scripts=False)) == seen != []


def test_a_body_is_chosen_by_a_part_of_its_name(room: Room, visit: Visit) -> None:
    page = visit(room, MONTH)
    page.get_by_text("Lọc theo loại").click()
    page.get_by_label("Cơ quan tổ chức").fill("lao dong tinh bac kan")
    go(page, partial(page.get_by_label("Cơ quan tổ chức").press, "Enter"))
    assert page.locator(".asked").inner_text().startswith("Liên đoàn Lao động tỉnh Bắc Kạn và các cấp dưới")
    assert titles(page) == ["Đại hội Công đoàn tỉnh"]


def test_a_bar_leads_to_its_year_a_month_to_its_days_and_a_day_to_its_events(room: Room, visit: Visit) -> None:
    page = visit(room, "/{kho}/-/timeline")
    go(page, page.locator(".chart").get_by_role("link", name="2023", exact=True).click)
    go(page, page.locator(".chart").get_by_role("link", name="Tháng 5").click)
    assert page.locator("h1").inner_text() == "Tháng 5/2023"
    page.get_by_role("link", name="Ngày 19: 1 sự kiện").click()
    assert page.locator(":target").inner_text() == "Thứ Sáu, 19/5/2023"
    go(page, page.locator(".calendar").get_by_role("link", name="Đại hội Công đoàn tỉnh").first.click)
    assert page.locator("h1").inner_text() == "Đại hội Công đoàn tỉnh"


def test_arrows_turn_to_the_month_before_and_after_but_not_while_something_is_written(room: Room, visit: Visit) -> None:
    page = visit(room, MONTH)
    go(page, partial(page.keyboard.press, "ArrowLeft"))
    assert page.locator("h1").inner_text() == "Tháng 4/2023"
    go(page, partial(page.keyboard.press, "ArrowRight"))
    assert page.locator("h1").inner_text() == "Tháng 5/2023"
    page.get_by_text("Lọc theo loại").click()
    words = page.get_by_label("Từ ngữ, không cần dấu")
    words.fill("dai hoi")
    words.press("ArrowLeft")
    page.keyboard.type("x")
    assert words.input_value() == "dai hoxi"
    assert page.locator("h1").inner_text() == "Tháng 5/2023"


@pytest.mark.parametrize("scripts", [True, False])
def test_on_paper_there_is_the_list_and_nothing_to_click(scripts: bool, room: Room, visit: Visit) -> None:
    page = visit(room, MONTH, scripts=scripts)
    page.emulate_media(media="print")
    assert page.get_by_role("heading", name="Tháng 5/2023").is_visible()
    assert page.locator(".events li").first.is_visible()
    for furniture in (".masthead nav", "form", ".years", ".turn nav", ".calendar", ".foot"):
        assert not page.locator(furniture).first.is_visible(), furniture
    plain = page.eval_on_selector(".events li a", "link => getComputedStyle(link).textDecorationLine")
    assert plain == "none"
