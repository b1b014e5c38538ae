"""Expressions of time that are read by their names: months with a theme, feasts with a fixed day, Tết, the lunar year."""

import re

from extract.calendar import HOLIDAYS, LUNAR_YEARS, YEAR_NAMES, Point, of_day
from extract.time_patterns import (
    ANNIVERSARY_NUMBER,
    FEAST_DAY,
    FEAST_YEAR,
    LUNAR,
    LUNAR_AFTER,
    MONTHS,
    NUMBERS,
    PARTS,
    THEME,
    THEME_ALONE,
    THEMES,
)
from extract.time_reading import Reading

A_MONTH_OF = re.compile(r"(?:h[àằ]ng|mỗi|mấy|những|các|nhiều|vài|lương|\d|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\s$")
"""Before "tháng công nhân" that is no name: "hằng tháng công nhân được …"."""


def theme(text: str, at: int) -> Reading | None:
    """A month with a theme, with its year or without: "Tháng Công nhân năm 2022", "Tháng Công nhân"."""
    found = THEME.match(text, at) or THEME_ALONE.match(text, at)
    if not found or (found.re is THEME_ALONE and A_MONTH_OF.search(text, max(0, at - 6), at)):
        return None
    year = int(found["y"]) if found.re is THEME else None
    there = Point(year, THEMES[found["theme"]])
    reason = f"Tháng {found['theme'].capitalize()} là tháng {there.month}"
    return Reading(at, found.end(), "DATE", "month" if year else "theme", there, there, reason=reason)


def feast_day(text: str, at: int) -> Reading | None:
    """A feast with a fixed day: "ngày Quốc tế Lao động 1/5", "Ngày Nhà giáo Việt Nam (20/11)", "ngày Quốc khánh"; no anniversary of one."""
    found = FEAST_DAY.match(text, at)
    if not found or ANNIVERSARY_NUMBER.search(text, max(0, at - 12), at):
        return None
    feast = HOLIDAYS[found["name"]]
    if found["d"] and (int(found["d"]), int(found["m"])) != (feast.day, feast.month):
        return None
    there = Point(int(found["y"]) if found["y"] else None, feast.month, feast.day)
    return Reading(at, found.end(), "DATE", "feast", there, there, reason=None if found["d"] else f"ngày {feast.day}/{feast.month}")


def feast_year(text: str, at: int) -> Reading | None:
    """A Tết or spring by its year: "Tết Nguyên đán Ất Tỵ 2025", "Xuân Giáp Thìn", "Tết sum vầy 2018", "Tết Lao động 2016"."""
    found = FEAST_YEAR.match(text, at)
    if not found or not (found["y"] or found["name"]) or (text.startswith("năm", at) and not found["name"]):
        return None
    named = YEAR_NAMES.get(found["name"] or "")
    there = Point(int(found["y"]) if found["y"] else named)
    if "tết lao động" in found[0]:
        there = Point(there.year, 5, 1)
    reason = f"năm {found['name'].title()} là {named}" if found["name"] and not found["y"] else None
    return Reading(at, found.end(), "DATE", "holiday", there, there, reason=reason)


def _is_solar(found: re.Match[str]) -> bool:
    """Whether "mùng" counts the days of a numbered month, which is lunar only where the words say so: "mùng 2 tháng 9"."""
    numbered = (found["month"] or "").isdigit() and found["first"].isdigit()
    return numbered and not found["tet"] and not LUNAR_AFTER.match(found.string, found.end())


def lunar(text: str, at: int) -> Reading | None:
    """Days of the lunar year: "mùng 3 Tết", "sáng 28 tháng Chạp", "đêm 30 Tết", "rằm tháng Giêng", "10/3 âm lịch"."""
    found = LUNAR.match(text, at)
    if not found:
        return None
    if found["late"]:
        day_, month_ = found["late"], "chạp"
    elif found["full"]:
        day_, month_ = "15", found["full"]
    elif found["first"]:
        if not (found["tet"] or found["month"]) or _is_solar(found):
            return None
        day_, month_ = found["first"], found["month"] or "giêng"
    else:
        day_, month_ = (found["d"], found["m"]) if found["d"] else (found["dd"], found["mm"])
    numbers = {"giêng": 1, "chạp": 12, **MONTHS}
    when = (numbers.get(month_) or int(month_), int(day_) if day_.isdigit() else {"tư": 4, **NUMBERS}[day_])
    if not (1 <= when[0] <= 12 and 1 <= when[1] <= 30):
        return None
    time = f"T{PARTS[found['part']]}" if found["part"] else ""
    reading = Reading(at, found.end(), "TIME" if time else "DATE", "lunar", lunar=when, time=time)
    if found["name"] and (day := LUNAR_YEARS[YEAR_NAMES[found["name"]]].day(*when)):
        reading.first = reading.last = of_day(day)
        reading.lunar, reading.reason = None, "đổi từ âm lịch"
    return reading
