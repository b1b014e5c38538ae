"""Which events a reader asks for: read from an address, turned into SQL, written back as an address.

The timeline, the feeds and the exports all select by it, so that an address of one, with its filters, is one of the others.
"""

from __future__ import annotations

import calendar
import json
import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, get_args
from urllib.parse import parse_qs, urlencode

from browse.language import _
from browse.titles import UNFOUND
from browse.when import when
from schemas.record import Status
from schemas.rows import TYPES

LEVELS = ("national", "province", "district", "commune", "grassroots")
STATUSES = get_args(Status)
LONGEST_WORDS = 200
REACH = timedelta(days=31)
"""How long before a range of days an event may begin, to the day, that goes on into it; a longer one is found where it begins.

Without a bound on both sides every earlier event would have to be looked at: the index knows when events begin, not when they
end. In 10,000 generated articles one event in 400 is longer.
"""

LAST_DAY = """CASE length(e."end") WHEN 10 THEN e."end" WHEN 4 THEN e."end" || '-12-31'
    ELSE iif(e."end" LIKE '%Q%', substr(e."end", 1, 5) || printf('%02d', 3 * substr(e."end", 7)), e."end") || '-31' END"""
"""The last day of a partial date, or one behind it: a month has up to 31."""
BODIES = """WITH RECURSIVE below (id) AS (
    SELECT :body UNION SELECT o.id FROM below b JOIN organisations o ON o.parent_id = b.id
) SELECT id FROM below"""
"""A body and all below it; UNION, not UNION ALL, for a hierarchy that went in a circle would never end."""

TOLD_AGAIN = "FROM happening_events h CROSS JOIN events e ON e.id = h.event_id WHERE NOT h.best"
"""The reports of happenings that are not the best of theirs: no list and no number has them"""
ONCE = "NOT EXISTS (SELECT 1 FROM happening_events h WHERE h.event_id = e.id AND NOT h.best)"


@dataclass(frozen=True)
class Selection:
    """Filters on events; every one that is given must hold.

    In an address: `type` (a code of event_types.tsv, more than once for any of several; the event's first type counts), `body`
    (key of an organisation: events that it or a body below it organised), `province` (name on the event's day), `level` (of the
    first organiser), `status`, `q` (every word begins a word of the event's title, types, bodies or places, without regard to
    accents, case and abbreviations; the names of who received help find nothing), and the time: `month=YYYY-MM`, `year=YYYY`, or
    `from` and `to`, days of ISO 8601, both included, either may be missing.
    """

    types: tuple[str, ...] = ()
    body: int | None = None
    province: str | None = None
    level: str | None = None
    status: str | None = None
    q: str | None = None
    first: date | None = None
    last: date | None = None

    @classmethod
    def parse(cls, query: str) -> Selection:
        """The selection of a query string (`type=dai_hoi&year=2023`); empty fields and names of others count for nothing.

        Raises ValueError, in one sentence, for a day that no calendar has and a code that nothing has.
        """
        given = {name: [text for text in map(_clean, texts) if text] for name, texts in parse_qs(query).items()}

        def one(name: str) -> str | None:
            return next(iter(given.get(name, [])), None)

        body, words = one("body"), one("q")
        if body and not re.fullmatch(r"[0-9]{1,18}", body):
            raise ValueError(_("“%(code)s” không phải mã của cơ quan nào: mã là một số.") % {"code": _short(body)})
        if words and len(words) > LONGEST_WORDS:
            raise ValueError(_("Lời tìm dài quá %(n)s ký tự; hãy tìm bằng vài từ.") % {"n": LONGEST_WORDS})
        types = {_known(code, TYPES, _("loại sự kiện")) for code in given.get("type", [])}
        first, last = _days(one("month"), one("year"), one("from"), one("to"))
        return cls(
            types=tuple(code for code in TYPES if code in types),
            body=int(body) if body else None,
            province=one("province"),
            level=_known(one("level"), LEVELS, _("cấp")),
            status=_known(one("status"), STATUSES, _("tình trạng")),
            q=words,
            first=first,
            last=last,
        )

    @property
    def year(self) -> int | None:
        """The year, where the days are those of a whole year."""
        whole = self.first and (self.first, self.last) == (date(self.first.year, 1, 1), date(self.first.year, 12, 31))
        return self.first.year if self.first and whole else None

    @property
    def month(self) -> tuple[int, int] | None:
        """Year and month, where the days are those of a whole month."""
        whole = self.first and self.first.day == 1 and self.last == _month_end(self.first)
        return (self.first.year, self.first.month) if self.first and whole else None

    def in_year(self, year: int) -> Selection:
        """The same filters in that year."""
        return replace(self, first=date(year, 1, 1), last=date(year, 12, 31))

    def in_month(self, year: int, month: int) -> Selection:
        """The same filters in that month."""
        return replace(self, first=date(year, month, 1), last=_month_end(date(year, month, 1)))

    def query(self) -> str:
        """The selection as a query string, always the same for the same events; empty where all are asked for."""
        days: dict[str, Any]
        if self.year:
            days = {"year": f"{self.year:04}"}
        elif self.month:
            days = {"month": "{:04}-{:02}".format(*self.month)}
        else:
            days = {"from": self.first, "to": self.last}
        filters = {"body": self.body, "province": self.province, "level": self.level, "status": self.status, "q": self.q, **days}
        types = [("type", code) for code in self.types]
        return urlencode([*types, *((name, value) for name, value in filters.items() if value is not None)])

    def where(self) -> tuple[str, dict[str, Any]]:
        """An SQL condition on `events e`, true for the events of the selection, and its parameters.

        A partial date (`2023-05`, `2023-Q1`, `2023`) belongs to all the days that it covers, an event of some days to each of them
        (see REACH for one of more than a month). An event without a date belongs to the year of its article, where a whole year
        is asked for, and to no day. Of the reports of one happening the best alone is selected. The connection needs the functions of
        `browse.sql_functions`.
        """
        days, parameters = self._when()
        # Where days are given, their index is the one to follow: `+` keeps SQLite, which has no statistics, from another.
        plus = "+" if days else ""
        conditions = [days] if days else []
        for name in ("province", "level", "status"):
            if value := getattr(self, name):
                conditions.append(f"{plus}e.{name} = :{name}")
                parameters[name] = value
        if self.types:
            conditions.append(f"{plus}e.type IN (SELECT value FROM json_each(:types))")
            parameters["types"] = json.dumps(self.types)
        if self.body is not None:
            organised = "FROM event_organisations eo WHERE eo.role = 'organiser' AND"
            conditions.append(
                f"EXISTS (SELECT 1 {organised} eo.event_id = e.id AND +eo.organisation_id IN ({BODIES}))"
                if days
                else f"e.id IN (SELECT eo.event_id {organised} eo.organisation_id IN ({BODIES}))"
            )
            parameters["body"] = self.body
        if self.q:
            conditions.append(f"{plus}e.rowid IN (SELECT rowid FROM events_fts WHERE events_fts MATCH search_words(:q))")
            conditions.append(f"{plus}e.rowid NOT IN ({UNFOUND.format('rowid')})")
            parameters["q"] = self.q
        return " AND ".join([*conditions, ONCE]), parameters

    def _when(self) -> tuple[str, dict[str, Any]]:
        """The condition on the days; '' where none are given."""
        first, last = self.first, self.last
        if not (first or last):
            return "", {}
        since = max(first, date.min + REACH) - REACH if first else date.min
        # Partial dates stand beside days in the order of strings (2023 < 2023-05 < 2023-05-01 < 2023-Q1), so those of the years
        # at both ends are looked up by name.
        years = sorted({year for day in (first, last) if day for year in (day.year - 1, day.year) if year})
        partial = [code for year in years for code, begins in _partial_dates(year) if begins <= (last or date.max)]
        days = "(e.start BETWEEN :since AND :last OR e.start IN (SELECT value FROM json_each(:partial)))"
        parameters: dict[str, Any] = {
            "since": since.isoformat(),
            "last": last.isoformat() if last else "9999-Q4",
            "partial": json.dumps(partial),
        }
        if first:
            days = f"{days} AND {LAST_DAY} >= :first"
            parameters["first"] = first.isoformat()
        if self.year:
            days = f"({days} OR e.start IS NULL AND +e.year = :year)"
            parameters["year"] = self.year
        return days, parameters


def _days(month: str | None, year: str | None, first: str | None, last: str | None) -> tuple[date | None, date | None]:
    """The first and the last day asked for; the finest of month and year where both are given."""
    if (month or year) and (first or last):
        raise ValueError(_("Hãy chọn hoặc năm, tháng, hoặc từ ngày đến ngày, không cả hai."))
    if month:
        start = _day(f"{month}-01", month, _("tháng"), "2023-05")
        return start, _month_end(start)
    if year:
        start = _day(f"{year}-01-01", year, _("năm"), "2023")
        return start, date(start.year, 12, 31)
    begin, end = (_day(day, day, _("ngày"), "2023-05-19") if day else None for day in (first, last))
    if begin and end and begin > end:
        told = {"first": when(begin.isoformat()), "last": when(end.isoformat())}
        raise ValueError(_("Ngày đầu (%(first)s) ở sau ngày cuối (%(last)s).") % told)
    return begin, end


def _day(iso: str, given: str, unit: str, example: str) -> date:
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", iso):
        try:
            return date.fromisoformat(iso)
        except ValueError:
            pass
    told = {"unit": unit, "given": _short(given), "example": example}
    raise ValueError(_("Không có %(unit)s “%(given)s”; hãy viết như %(example)s.") % told)


def _month_end(first: date) -> date:
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def _partial_dates(year: int) -> list[tuple[str, date]]:
    """The year, its quarters and its months as they are written, each with its first day."""
    quarters = [(f"{year:04}-Q{quarter}", date(year, 3 * quarter - 2, 1)) for quarter in range(1, 5)]
    return [(f"{year:04}", date(year, 1, 1)), *quarters, *((f"{year:04}-{month:02}", date(year, month, 1)) for month in range(1, 13))]


def _known(code: str | None, codes: Any, kind: str) -> str | None:
    if code and code not in codes:
        told = {"kind": kind, "code": _short(code), "codes": ", ".join(codes)}
        raise ValueError(_("Không có %(kind)s “%(code)s”; hãy chọn một trong %(codes)s.") % told)
    return code


def _clean(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"
