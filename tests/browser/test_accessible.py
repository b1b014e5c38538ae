"""No page has what axe-core, the usual judge of accessibility, calls a serious or critical fault."""

from axe_playwright_python.sync_playwright import Axe

from browser.conftest import Visit
from browser.pages import every_page
from browser.reading_room import Room

COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules that look at colours: in the dark a page has the same elements in others."""
ANSWER = """
options => axe.run({resultTypes: ["violations"], ...options}).then(({violations}) => violations
    .filter(rule => ["serious", "critical"].includes(rule.impact))
    .map(rule => `${rule.id}: ${rule.help}: ${rule.nodes.slice(0, 3).map(node => node.html.slice(0, 200)).join(" ")}`))
"""
PAPER = "getComputedStyle(document.body).backgroundColor"


@every_page
def test_axe_finds_no_serious_fault_in_the_light_or_in_the_dark(path: str, seen: str, room: Room, visit: Visit) -> None:
    page = visit(room, path, unfolded=True)
    page.evaluate(Axe().axe_script)
    assert page.evaluate(ANSWER, {}) == []
    paper = page.evaluate(PAPER)
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(PAPER) != paper
    assert page.evaluate(ANSWER, {"runOnly": COLOURS}) == []
