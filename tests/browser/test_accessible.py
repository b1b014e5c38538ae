"""No page has what axe-core, the usual judge of accessibility, calls a serious or critical fault."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from browser.conftest import Visit
from browser.pages import every_page
from browser.reading_room import Room

COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}
"""In the dark a page has the same elements in other colours."""


def faults(page: Page, options: dict[str, Any] | None = None) -> list[str]:
    """The serious and critical findings: rule, what it asks for, the first elements that break it."""
    found = Axe().run(page, options={"resultTypes": ["violations"], **(options or {})}).response["violations"]
    return [
        f"{rule['id']}: {rule['help']}: {[node['html'][:200] for node in rule['nodes'][:3]]}"
        for rule in found
        if rule["impact"] in ("serious", "critical")
    ]


@every_page
def test_axe_finds_no_serious_fault(path: str, seen: str, room: Room, visit: Visit) -> None:
    assert faults(visit(room, path)) == []


@every_page
def test_nor_in_the_dark(path: str, seen: str, room: Room, visit: Visit) -> None:
    assert faults(visit(room, path, colours="dark"), COLOURS) == []
