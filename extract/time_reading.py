"""An expression of time as it is read, before it is placed in the calendar; what every rule that reads one makes."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from extract.calendar import Point
from extract.time_patterns import NUMBERS, PARTS

Type = Literal["DATE", "TIME", "DURATION", "SET"]
PARTS_OF_DAY = {"MO": "morning", "AF": "afternoon", "EV": "evening", "NI": "evening"}
"""Parts of a day in TIMEX3"""
NOON, SUNSET = 12, 18


@dataclass(slots=True)
class Reading:
    """An expression as read, not yet placed.

    `first` and `last` are its ends, years perhaps left out; `value` is the TIMEX3 value where nothing remains to be found out
    (durations, sets, vague times); `shift` is (unit, number) from the day of publication ("hôm qua": ("day", -1)) or,
    for the unit "told", from the last day told ("cùng ngày": ("told", 0)), for "compared" in years from the period told ("cùng kỳ":
    ("compared", -1)); `weekday` is 1 to 7; `lunar` is (month, day); `time` is the TIMEX3 tail of a clock or part of day, `until` that
    of the clock at which it ends; `ahead` tells that the words themselves look forward ("ngày 26/4 tới"), `back` that they look back
    ("hôm qua (11/10)"); `listed` are the other days of a list, each an expression of its own ("ngày 8, 12 và 15/5").
    """

    start: int
    end: int
    type: Type
    form: str
    first: Point | None = None
    last: Point | None = None
    value: str = ""
    mod: str = ""
    time: str = ""
    until: str = ""
    weekday: int = 0
    shift: tuple[str, int] | None = None
    lunar: tuple[int, int] | None = None
    ahead: bool = False
    back: bool = False
    reason: str | None = None
    listed: tuple["Reading", ...] = ()


Rule = Callable[[str, int], Reading | None]
"""(text in lower case, place) to what is read there."""


def number(text: str) -> float:
    """`12`, `2,5` or a number word."""
    return float(text.replace(",", ".")) if text[0].isdigit() else NUMBERS[text]


def year_of(match: re.Match[str], *groups: str) -> int | None:
    """The year in the first of the groups that matched; two digits are of this century."""
    text = next((match[g] for g in groups if match[g]), None)
    return None if text is None else int(text) if len(text) == 4 else 2000 + int(text)


def clock_tail(hour: str, minute: str | None, part: str | None) -> str:
    """The tail of a TIMEX3 TIME for a clock: "2 giờ chiều" is T14:00, "10 giờ đêm" T22:00, "1 giờ trưa" T13:00."""
    late = {"chiều": 1, "tối": 1, "chiều tối": 1, "đêm": 7, "khuya": 7}.get(part or "", 12) <= int(hour) < 12 or (
        part == "trưa" and int(hour) < 10
    )
    return f"T{(int(hour) + 12 * late) % 24:02d}:{minute or '00'}"


def time_tail(match: re.Match[str]) -> str:
    """The tail of a TIMEX3 TIME for the clock or part of day of a match, empty where it has neither."""
    if match["hour"]:
        return clock_tail(match["hour"], match["minute"] or match["colon"], match["part"])
    return f"T{PARTS[match['part']]}" if match["part"] else ""


def part_of_day(value: str) -> str:
    """What part of a day a TIMEX3 value names, by name or by the clock; empty for none.

    >>> part_of_day("2019-05-14TAF"), part_of_day("2019-05-14T08:30"), part_of_day("2019-05-14")
    ('afternoon', 'morning', '')
    """
    _, _, time = value.partition("T")
    if time[:2].isdigit():
        return "morning" if int(time[:2]) < NOON else "afternoon" if int(time[:2]) < SUNSET else "evening"
    return PARTS_OF_DAY.get(time, "")
