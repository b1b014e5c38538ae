"""An archive that would do harm: nothing in it is run, asks for anything, or moves the page about it."""

from urllib.parse import quote

import pytest
from playwright.sync_api import Page

from browser.conftest import DESK, PHONE, Visit
from browser.hostile_archive import CLOSING, IMAGE, SCRIPT, TEXTS, TURNED
from browser.pages import every_page
from browser.reading_room import Room

ASKED = [
    "/{{kho}}/events?_search={}",
    "/{{kho}}/events?title={}",
    "/{{kho}}/events?_organiser={}",
    "/{{kho}}/events?_sort={}",
    "/{{kho}}/-/timeline?q={}",
    "/{{kho}}/-/timeline?province={}",
    "/{{kho}}/-/timeline?organiser={}",
    "/{{kho}}/-/timeline?type={}",
    "/{{kho}}/-/events?q={}",
    "/{{kho}}/-/events.html?q={}",
    "/{{kho}}/body_year?body={}",
    "/{{kho}}?sql={}",
    "/{{kho}}/{}",
]
"""Addresses that say something to the page, which says it back."""


def width(page: Page) -> int:
    """How wide the page is, in pixels; wider than the window, it would have to be pushed to and fro."""
    return page.evaluate("document.scrollingElement.scrollWidth")


def harm(page: Page) -> list[str]:
    """What the texts would have made of the page if they were not shown as text."""
    return page.evaluate(
        """() => [
            ...document.querySelectorAll("img[src=x], svg[onload], [onerror], [onmouseover]"),
            ...[...document.scripts].filter(script => script.text.includes("harmed") && script.type !== "application/ld+json"),
            ...[...document.links].filter(link => /^(javascript|data):/.test(link.href)),
            ...(window.harmed ? [document.body] : []),
        ].map(element => element.outerHTML.slice(0, 200))"""
    )


def turned(page: Page) -> list[str]:
    """Texts that read from right to left though no mark in them says so: one in another text has no end."""
    return page.evaluate(
        """() => {
            const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [], range = document.createRange();
            for (let text = texts.nextNode(); text; text = texts.nextNode()) {
                if (text.data.includes("\u202e")) continue;
                let before = null;
                for (let at = 0; at < Math.min(text.length, 40); at++) {
                    range.setStart(text, at);
                    range.setEnd(text, at + 1);
                    const box = range.getBoundingClientRect();
                    if (!box.width) continue;
                    if (before && box.top === before.top && box.left < before.left) { found.push(text.data.slice(0, 80)); break; }
                    before = box;
                }
            }
            return found;
        }"""
    )


def keeps_its_shape(page: Page) -> None:
    assert harm(page) == []
    assert turned(page) == []
    assert width(page) <= DESK["width"]
    page.set_viewport_size(PHONE)
    assert width(page) <= PHONE["width"]


@every_page
def test_no_page_does_harm_or_loses_its_shape(path: str, seen: str, hostile_room: Room, visit: Visit) -> None:
    keeps_its_shape(visit(hostile_room, path, unfolded=True))


@pytest.mark.slow
@pytest.mark.parametrize("table", ["events", "articles", "organisations", "people", "places"])
def test_nor_does_the_page_of_any_row(table: str, hostile_room: Room, visit: Visit) -> None:
    rows = visit(hostile_room, f"/{{kho}}/{table}").eval_on_selector_all(
        f"td a[href*='/{table}/']", "links => [...new Set(links.map(link => link.pathname))]"
    )
    assert len(rows) >= len(TEXTS)
    for row in rows:
        keeps_its_shape(visit(hostile_room, row, unfolded=True))


@pytest.mark.slow
@pytest.mark.parametrize("address", ASKED)
def test_nor_does_what_an_address_says(address: str, room: Room, visit: Visit) -> None:
    for text in (SCRIPT, IMAGE, CLOSING, TURNED, "Dài" * 60):
        keeps_its_shape(visit(room, address.format(quote(text, safe="")), unfolded=True))
