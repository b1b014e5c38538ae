"""The pages of the reading room, a line each: what is tested of every page is tested of each of these.

Names in braces are keys of `reading_room.KEYS`, `kho` the database. Of the small archive the page shows the words on the right.
"""

from typing import NamedTuple

import pytest


class Address(NamedTuple):
    """A page, and what a reader of the small archive must see there."""

    name: str
    path: str
    seen: str


PAGES = [
    Address("home", "/", "Đại hội Công đoàn tỉnh"),
    Address("all tables", "/{kho}", "Sự kiện"),
    Address("events", "/{kho}/events", "Đại hội Công đoàn tỉnh"),
    Address("events found", "/{kho}/events?_search=dai+hoi&year=2023", "Đại hội Công đoàn tỉnh"),
    Address("articles", "/{kho}/articles", "Giám sát tại Nà Phặc"),
    Address("bodies", "/{kho}/organisations", "Liên đoàn Lao động tỉnh Bắc Kạn"),
    Address("figures", "/{kho}/counts", "23.456"),
    Address("event", "/{kho}/events/{event}", "Bằng khen cho tập thể"),
    Address("article", "/{kho}/articles/{article}", "23.456 đoàn viên"),
    Address("body", "/{kho}/organisations/{body}", "Đã tổ chức"),
    Address("person", "/{kho}/people/{person}", "Đại hội Công đoàn tỉnh"),
    Address("place", "/{kho}/places/{place}", "Bắc Kạn"),
    Address("timeline", "/{kho}/-/timeline", "Đại hội Công đoàn tỉnh"),
    Address("timeline of a year", "/{kho}/-/timeline?year={year}", "Đại hội Công đoàn tỉnh"),
    Address("timeline of a month", "/{kho}/-/timeline?month={month}", "Đại hội Công đoàn tỉnh"),
    Address("timeline filtered", "/{kho}/-/timeline?type=dai_hoi&q=dai+hoi", "Đại hội lần trước"),
    Address("timeline of nothing", "/{kho}/-/timeline?year=1999", "Không có sự kiện nào"),
    Address("choice of a body", "/{kho}/-/timeline?organiser=lao+dong", "Chọn cơ quan"),
    Address("map", "/{kho}/-/map", "tỉnh Bắc Kạn"),
    Address("map of today", "/{kho}/-/map?by=today", "tỉnh Thái Nguyên"),
    Address("map of districts", "/{kho}/-/map?by=district", "huyện Bạch Thông"),
    Address("awards", "/{kho}/-/awards", "Bằng khen"),
    Address("awards of a kind", "/{kho}/-/awards?kind=c%C3%A1+nh%C3%A2n", "51 × Bằng khen"),
    Address("inspections", "/{kho}/-/inspections", "Bao nhiêu công đoàn cơ sở"),
    Address("search", "/{kho}/-/search?q=cong+doan", "Đại hội Công đoàn tỉnh"),
    Address("search for nothing", "/{kho}/-/search?q=khong+co+dau", "Không tìm thấy gì"),
    Address("feeds", "/{kho}/-/events", "Lấy sự kiện về"),
    Address("timeline as a file", "/{kho}/-/events.html", "Đại hội Công đoàn tỉnh"),
    Address("question", "/{kho}/body_year", "Hãy điền vào ô trống"),
    Address("question answered", "/{kho}/body_year?body=ldld+tinh+bac+kan&year=2023", "Đại hội Công đoàn tỉnh"),
    Address("SQL", "/{kho}?sql=select+title+from+events", "Đại hội Công đoàn tỉnh"),
    Address("no such page", "/{kho}/events/0", "Không tìm thấy trang này"),
]

every_page = pytest.mark.parametrize(("path", "seen"), [page[1:] for page in PAGES], ids=[page.name for page in PAGES])
