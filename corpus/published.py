"""The day the page says it was published: the best of what its lines, its markup and its address state.

What states a day is of one of the kinds in `EVIDENCE`, and the kind that stands first there wins; of two of one kind the one that comes
first. Lines are read by `publication_lines`, markup by `page_days`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from urllib.parse import unquote

from corpus.days import ENGLISH_MONTHS, YEAR, Day, days_in, month_in, readings, stated_day
from corpus.lexicon import made_of_phrases, phrases
from corpus.lines import Line, is_byline
from corpus.publication_lines import (
    NUMBERED,
    WEEKDAY,
    Stage,
    Stated,
    bracketed_day,
    called_above,
    closing_dateline,
    dateline,
    is_masthead,
    labelled_day,
    programme_day,
    publication_line,
    signed_day,
    timed_day,
    trailing_day,
)
from schemas.record import Value, Zone

EVIDENCE = (
    "given",  # the record says it
    "posted line",  # a line at the article that calls it the day of publication
    "line under the title",  # a line of nothing but a date, between title and text
    "within the title",  # set apart in the title's own line
    "machine",  # the page's markup: what it says for machines
    "address",  # a whole day in the address
    "script",  # variables of scripts, fields of forms
    "approved line",  # lines at the article that call it the day of a step before
    "written line",
    "line above the title",  # it may be a clock
    "updated line",  # `Cập nhật`, which most systems print of what was never changed
    "dateline",  # at the head of the lead, or of the title
    "programme line",  # of a broadcast or a printed sheet, at the head
    "posted line inside",  # between sentences
    "timed line",  # a day with its hour in a line of other things, under the title
    "line of a house at the foot",
    "month under the title",
    "line at the foot",
    "source line",  # the source's day, which closes the text in brackets
    "changed line",  # `Lần cập nhật cuối`
    "machine's change",
    "month of the address",
    "address in the text",
)
"""Kinds of what states the day, the most trusted first."""
BEFORE_CHANGES = ("machine", "address", "script", "line above the title")
"""Kinds that count where they are no later than a change that is told of."""
STAGE_LINES: dict[Stage, str] = {
    "posted": "posted line",
    "approved": "approved line",
    "written": "written line",
    "updated": "updated line",
    "change": "changed line",
    "source": "source line",
}
ORIGINS = {
    "given": "trường published của bản ghi",
    "machine": "thẻ meta của trang",
    "within the title": "dòng tiêu đề",
    "script": "biến trong mã của trang",
    "machine's change": "ngày sửa trong thẻ meta",
    "address": "địa chỉ trang",
    "month of the address": "địa chỉ trang",
    "address in the text": "địa chỉ in trên trang",
}
"""Where a day comes from that is not printed, as `inferred` says it."""
NEAR_ABOVE, NEAR_PLAIN, NEAR_BELOW, FAR_BELOW = 6, 2, 5, 30
"""Lines above the title and below the text among which the day is looked for; above, a day that is not called anything; below, one that is
called the day of publication on a page that tells what is other articles'."""
MAX_WORDS = 60
SOURCE_LINE = re.compile(
    r"^[ \t]*(?:(?:Nguồn|Theo|Link|Địa chỉ|URL)[^:\n]{0,20}:?\s*)?(?P<url>https?://\S+)[ \t]*$", re.MULTILINE | re.IGNORECASE
)
"""A line of nothing but the article's address."""
ENGLISH_ADDRESS = re.compile(
    rf"/(?P<y>20\d\d)[/-]?(?P<name>{'|'.join(ENGLISH_MONTHS)})[a-z]{{0,6}}[/-]?(?P<d>\d\d?)(?=[/.?#_-]|$)", re.IGNORECASE
)
ASKED = (("d", "day", "ngay"), ("m", "month", "thang"), ("y", "year", "nam"))
"""What an address calls the parts of a day."""
BADGE = re.compile(
    rf"(?:{WEEKDAY}[,\s]{{1,3}})?(?:ngày\s+)?(?P<d>\d{{1,2}})(?:\s?[/.-]|[\s,/]{{1,3}}(?:tháng|thg|th)\.?)\s?(?P<m>\d{{1,2}})",
    re.IGNORECASE,
)
"""A day without its year."""
PIECE = re.compile(
    r"ngày\s\d{1,2}|năm\s\d{4}|\d{1,2}(?:\s?[/.-]\s?|,?\s(?:tháng|thg|th)\.?\s*)\d{1,2}|(?:(?:tháng|thg|th)\.?\s*)?\d{1,2}(?:\s?[,/.-]\s?\d{4})?|\d{4}|tháng\s\w+(?:\s\w+)?(?:,?\s\d{4})?|[a-z]{3,9}\.?(?:,?\s\d{4})?",
    re.IGNORECASE,
)
"""A part of a day that stands alone."""
FAR_STAGES = ("posted", "approved", "written", "updated")
WRITERS = re.compile(r"(?:bài|tin|tác giả)\b")
TABLE = 3
"""Bare days from which they are a table's."""
MOST_COLUMNS = 8
"""Days in a row of a table."""
MONTH_WORDS = 3
"""Words of the longest line that is a month."""
ISSUE = re.compile(
    r"(?:^|\b(?:báo|bản tin|tạp chí|nguyệt san|tuần báo)\b[^\d\n]{0,40})\W{0,3}số\s*(?::\s*)?\d{1,5}\s*"
    r"(?:$|[(|–-]|(?:,\s*)?(?:ra|thứ|ngày|chủ nhật)\b)",
    re.IGNORECASE,
)
"""The number of a printed issue in its head, which bears its day."""
TRAIL = re.compile(r"[»›→>]")
PLACE_LINE = re.compile(r"[^\d:|\n]{2,40}, ngày \d{1,2} tháng \d{1,2} năm \d{4}\W*$")
"""As a document's head has it."""
NEXT = re.compile(r"\W*(?:bài|tin)(?: viết)? (?:trước|sau|tiếp theo|kế tiếp|cũ hơn|mới hơn)\b")
NEIGHBOURS = re.compile(r"^\W*(?:bài|tin|lùi|tiếp)(?: viết)? ?(?:trước|sau|tiếp theo)?\W*(?:$|[|»:])")
VENUES = ("địa điểm", "nơi ", "tại ")
READERS = re.compile(r"(?:\d+\s)?(?:bình luận|ý kiến|phản hồi|thảo luận|nhận xét|comments?|góp ý)(?:\s*\(?\d+\)?)?\s*:?$")
"""Heads what readers say."""
SECONDS = re.compile(r"\d:\d\d:\d\d(?!\s*[AP]M)")
WEEKDAY_NAMED = re.compile(WEEKDAY, re.IGNORECASE)
HOUR_NAMED = re.compile(r"\d\s*[:hg]\s*\d\d")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A day, what states it, and its range in the text where it is printed."""

    kind: str
    day: Day
    printed: bool = False

    @property
    def span(self) -> tuple[int, int]:
        """Its range in the text."""
        return self.day.start, self.day.end


def find_published(
    text: str,
    zones: Sequence[Zone],
    given: str | None = None,
    machine: Sequence[Evidence] = (),
    url: str | None = None,
    called: Mapping[int, Stage] | None = None,
) -> Value | None:
    """The publication day: what the record gives, else the best of what the page prints, says for machines, and its address.

    `machine` is what the page's markup states, `called` what the boxes of lines call their day, by the offsets of the lines. A printed
    day has its range as evidence, and lends it to an equal day from elsewhere; the others have none and say in `inferred` where they
    come from.
    """
    printed = list(_without_tables(_printed(text, zones, called)))
    stated = [*_given(given), *printed, *machine, *_addressed(url, text)]
    best = min(_credible([entry for entry in stated if entry.kind != "clock"]), key=lambda entry: EVIDENCE.index(entry.kind), default=None)
    if best is None:
        return None
    value = _exchanged(best, stated, text) or best.day.value
    if best.kind == "month of the address" and (badge := _badge(_places(text, zones), value)):
        return Value(value=badge, evidence=[], inferred=ORIGINS[best.kind])
    proofs = [
        entry for entry in (best, *printed) if entry.printed and entry.kind != "clock" and value in (entry.day.value, entry.day.other)
    ]
    inferred = None if proofs and best.kind != "address in the text" else ORIGINS[best.kind]
    return Value(value=value, evidence=[proofs[0].span] if proofs else [], inferred=inferred)


def _credible(stated: Sequence[Evidence]) -> list[Evidence]:
    """What is stated, but for what is later than a change that is told of: it is the day on which the page moved elsewhere."""
    told = [entry.day.value for entry in stated if entry.kind in ("updated line", "changed line")]
    return [entry for entry in stated if entry.kind not in BEFORE_CHANGES or not told or entry.day.value <= max(told)]


def _exchanged(best: Evidence, stated: Sequence[Evidence], text: str) -> str | None:
    """The other reading of a day whose month may be its day, where another evidence or the page's other days speak for it."""
    other = best.day.other
    if not other:
        return None
    sure = {entry.day.value for entry in stated if entry.day.other is None}
    if best.day.value in sure or best.day.value[:7] in sure:
        return None
    if other in sure or other[:7] in sure:
        return other
    now = [entry.day.value for entry in stated if entry.kind == "clock"]
    if now and other <= max(now) < best.day.value:
        return other
    ways = list(readings(text))
    return other if (True, False) in ways and (False, True) not in ways else None


def _given(given: str | None) -> Iterator[Evidence]:
    if given and (day := stated_day(given)):
        yield Evidence("given", Day(day.value, other=day.other))


def _addressed(url: str | None, text: str) -> Iterator[Evidence]:
    """The days of the page's address, and of the first address that stands alone in its text."""
    if url and (day := day_of_address(url)):
        yield Evidence("address" if len(day) == 10 else "month of the address", Day(day))
    for found in SOURCE_LINE.finditer(text):
        if day := day_of_address(found["url"]):
            yield Evidence("address in the text", Day(day, *found.span("url")), printed=True)
            return


def day_of_address(url: str) -> str | None:
    """`…/2024/05/20/…`, `…-20240520140600.htm`, `…/t20240520_12.html`, `…?ngay=20-05-2024`, `…/2024/05/…` (a month)."""
    url = unquote(url)
    for pattern in (
        r"/(?P<y>\d{4})[/-](?P<m>\d{1,2})[/-](?P<d>\d{1,2})(?=[/.?#_-]|$)",
        r"(?<![\d=])(?P<y>20\d\d)(?P<m>\d\d)(?P<d>\d\d)(?=\d{4,9}(?:\D|$)|[/_.?#&-]|$)",
        r"(?:date|day|ngay)=(?P<y>20\d\d)(?P<m>\d\d)(?P<d>\d\d)",
        r"(?<![a-z\d])t(?P<y>20\d\d)(?P<m>\d\d)(?P<d>\d\d)(?=\d{0,9}(?:\D|$))",
        r"/(?P<y>20\d\d)/(?P<m>[01]\d)(?P<d>[0-3]\d)(?=[/.?#_-]|$)",
        # A part of its own: a day among the words of a headline is an event's.
        r"[=/](?P<d>\d{1,2})[-_/](?P<m>\d{1,2})[-_/](?P<y>20\d\d)(?=[/.?#&]|$)",
        r"[=/](?P<d>[0-3]\d)(?P<m>[01]\d)(?P<y>20\d\d)(?=[/.?#&]|$)",
        r"/(?P<y>\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?=/)",
        r"(?<!\d)(?P<y>\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?=(?:[01]\d|2[0-3])[0-5]\d[0-5]\d(?!\d))",
        r"[=/](?P<y>20\d\d)[-/](?P<m>\d\d?)[-/](?P<d>\d\d?)(?=[/.?#&_-]|$)",
    ):
        if (match := re.search(pattern, url)) and (day := _day_of(match["y"], match["m"], match["d"])):
            return day.value
    if (match := ENGLISH_ADDRESS.search(url)) and (day := _day_of(match["y"], ENGLISH_MONTHS[match["name"].lower()], match["d"])):
        return day.value
    asked = dict(re.findall(r"[?&](\w{1,5})=(\d{1,4})(?![^&#])", url.lower()))
    day, month, year = (next((asked[name] for name in names if name in asked), None) for names in ASKED)
    if month and year and (stated := _day_of(year, month, day) if day else month_in(f"tháng {month}/{year}")):
        return stated.value
    match = re.search(r"/(?P<y>\d{4})/(?P<m>\d{1,2})/", url) or re.search(r"/(?P<y>20\d\d)(?P<m>0[1-9]|1[0-2])/", url)
    month = month_in(f"tháng {match['m']}/{match['y']}") if match else None
    return month.value if month else None


def _day_of(year: str, month: str | int, day: str) -> Day | None:
    """The day of an address's figures; a year of two is of this century."""
    return stated_day(f"20{year}"[-4:] + f"-{int(month):02}-{int(day):02}")


# --- what the lines state ---


@dataclass(frozen=True, slots=True)
class _Place:
    """A line, its zone and where it stands: `above` the title, `under` it, `inside` the text, at the `foot`.

    Above and at the foot it is so many lines from the title or the text, from 1; else 0.
    """

    line: Line
    zone: Zone
    where: str
    distance: int = 0


def _printed(text: str, zones: Sequence[Zone], called: Mapping[int, Stage] | None) -> Iterator[Evidence]:
    """What every publication line and dateline states."""
    places = _places(text, zones)
    bodies = [place for place in places if place.zone.kind == "body"]
    lead = next((place for place in bodies if place.line.is_prose), bodies[0] if bodies else None)
    titled, foot = any(place.where == "title" for place in places), _Foot(called is not None)
    yield from _in_pieces(places)
    for number, place in enumerate(places):
        if place is lead or _is_set_off(place):
            yield from _evidence("dateline", dateline(place.line.text), place)
        if place is lead or place.where == "title" or (place.where in ("above", "under") and place.distance <= NEAR_PLAIN):
            yield from _evidence("programme line", programme_day(place.line.text), place)
        if place.where == "title":
            yield from _of_title(place)
        elif place.line.words <= MAX_WORDS:
            yield from _of_line(places, number, called, titled, foot)
    closing = [place for place in places if place.where == "inside" or place is lead][-1:]
    for place in [*closing, *(place for place in places if place.where == "foot" and place.distance <= 2)]:
        if not NEXT.match(place.line.folded):
            yield from _evidence("source line", closing_dateline(place.line.text), place)
            yield from _evidence("line at the foot", signed_day(place.line.text), place)


def _is_set_off(place: _Place) -> bool:
    """Whether a line under the title may be a lead that is set off."""
    return place.where == "under" and place.line.mark is None and len(days_in(place.line.text)) == 1


def _of_title(place: _Place) -> Iterator[Evidence]:
    """The day in the title's own line."""
    title = place.line.text
    if stated := dateline(title):
        yield from _evidence("dateline", stated, place)
    elif day := bracketed_day(title):
        yield from _evidence("within the title", day, place)
    else:
        yield from _evidence("dateline", trailing_day(title), place)


def _of_line(places: Sequence[_Place], number: int, called: Mapping[int, Stage] | None, titled: bool, foot: "_Foot") -> Iterator[Evidence]:
    """What a line states that is not the title's."""
    place, below = places[number], [after.line for after in places[number + 1 : number + 3]]
    line = place.line
    if place.where == "above" and line.mark in ("clock", "publication"):
        for day in days_in(line.text):
            yield from _evidence("clock", None if day.other else day, place)
    if is_of_document(places[max(0, number - NEAR_BELOW) : number], place) or _is_of_the_event(place, below):
        return
    stated = _stated(line, place, _label_of(places, number), (called or {}).get(line.start))
    if place.where == "foot" and not foot.admits(place, stated, below):
        return
    if stated and (stated.stage in ("clock", "other") or (place.zone.kind == "caption" and not _is_writers(line, stated))):
        return
    if kind := _kind(stated, places, number, below):
        yield from _evidence(kind, stated, place)
    elif place.where in ("above", "under") and place.distance <= NEAR_ABOVE and stated is None:
        yield from _of_many_words(place, titled)


def _is_of_the_event(place: _Place, below: Sequence[Line]) -> bool:
    """Whether a line that begins with `Thời gian` tells when the event is."""
    return place.line.folded.startswith("thời gian") and (
        place.where == "inside" or any(after.folded.startswith(VENUES) for after in below)
    )


def _is_writers(line: Line, stated: Stated) -> bool:
    """Whether a day in a caption is called that of publication, or stands with who wrote it."""
    return stated.stage == "posted" or bool(WRITERS.match(line.folded))


class _Foot:
    """Which of the lines below the text may be the article's: those before what heads others, the plain ones before any other matter."""

    def __init__(self, told: bool) -> None:
        self.told = told
        """Whether the page has told by its boxes what is others'; a text has only its headings."""
        self.ended = self.apart = False

    def admits(self, place: _Place, stated: Stated | None, below: Sequence[Line]) -> bool:
        """Whether what a line states may be the article's. Call it line by line, from the top."""
        line = place.line
        if not stated:
            self.ended = self.ended or heads_others(line)
            tool = line.mark is not None or line.folded.startswith(phrases("furniture", "tool"))
            self.apart = self.apart or not (tool or line.words <= 1 or line.is_prose or is_byline(line))
        far = self.ended or place.distance > NEAR_BELOW + 1
        if far and (not self.told or place.distance > FAR_BELOW + 1 or not stated or stated.stage not in FAR_STAGES):
            return False
        if stated and NEXT.match(line.folded) and stated.stage in ("plain", "source"):
            return False
        return not (stated and stated.stage == "plain" and (self.apart or (below and _is_remark(below[0]))))


def _of_many_words(place: _Place, titled: bool) -> Iterator[Evidence]:
    """The day in a line of more than a date at the head: of an issue, in brackets behind a headline not known as one, with its hour."""
    text, under = place.line.text, place.where == "under"
    if place.distance == 1 and not titled and (day := bracketed_day(text)):
        yield from _evidence("within the title", day, place)
    elif ISSUE.search(text) and (days := days_in(text)):
        yield from _evidence("line above the title", days[0], place)
    elif under and (place.zone.kind == "furniture" or (titled and place.zone.kind != "caption")) and not place.line.is_prose:
        if day := timed_day(text):
            yield from _evidence("timed line", day, place)
        elif place.line.words <= MONTH_WORDS:
            yield from _evidence("month under the title", month_in(text), place)


def is_issue(beside: Sequence[Line]) -> bool:
    """Whether one of the lines at a day has the number of a printed issue."""
    return any(ISSUE.search(line.text) for line in beside)


def is_of_document(before: Sequence[_Place], place: _Place) -> bool:
    """Whether a line is the place and day below the number or the state's name in a document's head."""
    if place.where not in ("above", "under") or not PLACE_LINE.match(place.line.folded):
        return False
    head = any(NUMBERED.search(above.line.text) or above.line.folded.startswith("cộng hòa xã hội") for above in before)
    return head and publication_line(place.line.text) is not None


def heads_others(line: Line) -> bool:
    """Whether a line heads other articles or comments, and is no link to the articles before and behind."""
    return (line.mark in ("related", "comment") and not NEIGHBOURS.search(line.folded)) or bool(READERS.match(line.folded))


def _is_remark(line: Line) -> bool:
    """Whether a line is the short sentence of a reader."""
    return line.mark is None and not line.is_prose and line.text.endswith((".", "!", "?"))


def _without_tables(printed: Iterator[Evidence]) -> Iterator[Evidence]:
    """All but the bare days of a table: a calendar's, a history's."""
    found = list(printed)
    bare = {entry.day.value for entry in found if entry.kind == "line under the title"}
    return (entry for entry in found if entry.kind != "line under the title" or len(bare) < TABLE)


def _in_pieces(places: Sequence[_Place]) -> Iterator[Evidence]:
    """A day on a leaf of a calendar, its parts on lines of their own: `14`, `Tháng 5`, `2019`."""
    title = next((number for number, place in enumerate(places) if place.zone.kind == "title"), 0)
    for number in range(max(0, title - NEAR_ABOVE), min(len(places), title + NEAR_ABOVE)):
        near = places[number : number + 4]
        for size in (2, 3):
            pieces = [
                place
                for place in [place for place in near if not WEEKDAY_NAMED.fullmatch(place.line.text)][:size]
                if place.where in ("above", "under") and PIECE.fullmatch(place.line.text)
            ]
            if len(pieces) < size:
                continue
            texts = [re.sub(r"^(?:ngày|năm)\s", "", piece.line.text, flags=re.IGNORECASE) for piece in pieces]
            for joined in ("/".join(texts), " ".join(texts), " ".join(reversed(texts)), f"{' '.join(texts[:-1])}, {texts[-1]}"):
                if (days := days_in(joined)) and days[0].end - days[0].start >= len(joined) - 2:
                    yield Evidence("line under the title", Day(days[0].value, pieces[0].line.start, pieces[-1].line.end), printed=True)
                    return


def _badge(places: Sequence[_Place], month: str) -> str | None:
    """The day of a badge at the title, which says day and month (`14`, `Th5`), in a month that the address tells."""
    title = next((number for number, place in enumerate(places) if place.zone.kind == "title"), 0)
    near = [place.line.text for place in places[max(0, title - NEAR_ABOVE) : title + NEAR_ABOVE] if place.where in ("above", "under")]
    for text in chain(near, map("/".join, pairwise(near)), map(" ".join, pairwise(near))):
        if (badge := BADGE.fullmatch(text.strip())) and (day := _day_of(month[:4], badge["m"], badge["d"])) and day.value.startswith(month):
            return day.value
    return None


def _stated(line: Line, place: _Place, above: Stage | None, called: Stage | None) -> Stated | None:
    """What a line states, by its own words, by those of its label above, or by what its box is called."""
    if not YEAR.search(line.text) or (called == "other" and place.where != "under"):
        return None
    stated = publication_line(line.text)
    if stated is None or stated.stage == "plain":
        labelled = labelled_day(line.text, first=line.is_prose)
        stated = labelled if labelled and (stated is None or labelled.stage == "posted") else stated
    called = above if above and called == "change" else called or above
    return Stated(stated.day, called, stated.placed) if stated and stated.stage == "plain" and called else stated


def _label_of(places: Sequence[_Place], number: int) -> Stage | None:
    """What the line above calls the day of a line, or the head of its column."""
    if not number or not YEAR.search(places[number].line.text):
        return None
    first = number
    while first and number - first < MOST_COLUMNS and YEAR.search(places[first - 1].line.text):
        first -= 1
    heads = 0
    while heads < first and places[first - heads - 1].where != "title" and called_above(places[first - heads - 1].line.text):
        heads += 1
    row = places[first : first + heads]
    if heads > 1 and number - first < heads and all(YEAR.search(place.line.text) for place in row):
        return called_above(places[number - heads].line.text)
    return called_above(places[number - 1].line.text) if places[number - 1].where != "title" else None


def _evidence(kind: str, stated: Stated | Day | None, place: _Place) -> Iterator[Evidence]:
    """What a line states, if it does, with the ranges of the text."""
    if stated:
        day = stated.day if isinstance(stated, Stated) else stated
        yield Evidence(kind, Day(day.value, place.line.start + day.start, place.line.start + day.end, day.other), printed=True)


def _kind(stated: Stated | None, places: Sequence[_Place], number: int, below: Sequence[Line]) -> str | None:
    """Of which kind what a line states is, by what it calls the day and where the line stands; None where it is not the article's."""
    place = places[number]
    if stated is None or (stated.stage != "plain" and place.where == "above" and place.distance > NEAR_ABOVE):
        return None
    if stated.stage != "plain":
        return "posted line inside" if place.where == "inside" and stated.stage == "posted" else STAGE_LINES[stated.stage]
    if place.distance <= NEAR_ABOVE and place.where == "above":
        beside = [near.line for near in places[max(0, number - 1) : number + 2]]
        return "line above the title" if is_issue(beside) or _is_at_title(place, below) else None
    foot = "line of a house at the foot" if stated.placed else "line at the foot"
    return {"under": "line under the title", "foot": foot}.get(place.where)


def _is_at_title(place: _Place, below: Sequence[Line]) -> bool:
    """Whether a bare day above the title belongs to it, rather than to the page's head."""
    timed = HOUR_NAMED.search(place.line.text), WEEKDAY_NAMED.search(place.line.text)
    trail = bool(below and TRAIL.search(below[0].text)) and not any(timed)
    clock = not trail and any(made_of_phrases(line.text) in ("menu", "section") for line in below)
    clock = clock or bool(SECONDS.search(place.line.text) and timed[1])
    apart = place.distance > 1 and below[0].mark is None and is_masthead(below[0].text)
    return place.distance <= NEAR_PLAIN and not clock and not apart


def _places(text: str, zones: Sequence[Zone]) -> list[_Place]:
    """The lines with the places where they stand; none where the text has no body."""
    title = next((zone for zone in zones if zone.kind == "title"), None)
    bodies = [zone for zone in zones if zone.kind == "body"]
    if not bodies:
        return []
    lines = [
        (Line(zone.start + match.start(), zone.start + match.end(), match[0], False), zone)
        for zone in zones
        for match in re.finditer(r"^[^\n]*\S[^\n]*", text[zone.start : zone.end], re.MULTILINE)
    ]
    prose = [line.start for line, zone in lines if zone.kind == "body" and line.is_prose] or [bodies[0].start, bodies[-1].end]
    # A lead that is set off stands above the publication line.
    lead = max(prose[0], bodies[1 if bodies[1:] and "\n" not in text[bodies[0].start : bodies[0].end] else 0].start)
    head = title or bodies[0]

    def where(line: Line, zone: Zone) -> str:
        if zone is title:
            return "title"
        if zone.end <= head.start:
            return "above"
        if line.start < lead or (line.start == lead and zone.kind != "body"):
            return "under"
        return "foot" if line.start > prose[-1] else "inside"

    stands = [where(line, zone) for line, zone in lines]
    above, foot = stands.count("above"), len(lines) - stands.count("foot")
    # Lines above the title come first, those at the foot last.
    distances = (above - i if stand == "above" else i - foot + 1 if stand == "foot" else 0 for i, stand in enumerate(stands))
    return [_Place(line, zone, stand, far) for (line, zone), stand, far in zip(lines, stands, distances, strict=True)]
