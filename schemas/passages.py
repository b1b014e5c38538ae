"""Where in the text a value stands: what a record points to, where a gold value's words are, and both in their context."""

import json
import re
from difflib import SequenceMatcher
from typing import Any

from schemas.card import Card
from schemas.evaluation import Error, main_event
from schemas.lexicon import rows
from schemas.names import normalise
from schemas.record import Grounded, Range, Record
from schemas.runs import Run

AROUND = 60
"""Characters shown on each side of a mention."""
SHOWN = 3
"""Mentions shown of one value."""
NUMERALS = ("hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
"""The numbers from 2 on that are printed as words as often as not."""
SCALES = ((10**9, "t[ỷỉ]"), (10**6, "triệu"), (10**3, "nghìn|ngàn"))
QUARTERS = ("I", "II", "III", "IV")


def in_words(error: Error, run: Run) -> str:
    """One line of a list of differences: article, field, kind, value as JSON and, where the run has its record, the passage."""
    parts = [error.article, error.field, error.kind, json.dumps(error.value, ensure_ascii=False)]
    record = run.records.get(error.article)
    if record and error.kind == "missed":
        parts.append(in_context(record.text, passage(record, error.field, error.value)))
    elif record:
        parts.append(in_context(record.text, evidence(record, run.cards[error.article], error.field, error.value)))
    return "\t".join(filter(None, parts))


def evidence(record: Record, card: Card, field: str, value: Any) -> list[Range]:
    """What the record points to for an item of its card in a field of the accuracy table; nothing where it points nowhere."""
    event = next((event for event, printed in zip(record.events, card["events"], strict=True) if printed is main_event(card)), None)
    match field:
        case "published":
            return _ranges(record.published)
        case "events":
            found = [event for event, printed in _same(record.events, card["events"], value)]
            return _ranges(*(part for event in found[:1] for part in (event, event.date)))
        case "counts" | "awards" | "documents":
            return _ranges(*(fact for fact, _ in _same(getattr(record, field), card[field], value)[:1]))
        case "givers":
            return _ranges(*(award for award in record.awards if normalise(award.giver) == normalise(value)))
        case "main type":
            return _ranges(event)
        case "main date" if event:
            return _ranges(event.date)
        case "place" | "period" if event:
            return _ranges(getattr(event, field))
        case "organisers" | "targets" | "people" if event:
            return _ranges(*(body for body in getattr(event, field) if body.name == value))
    return []


def passage(record: Record, field: str, value: Any) -> list[Range]:
    """Where the text has the words of a gold item: at most one range, none where they are not found."""
    text = record.text if field == "published" else _stated(record)
    match field:
        case "published":
            found = _day(text, value)
        case "main date":
            found = _day(text, value[0]) or (_day(text, value[1]) if value[1] else None)
        case "events":
            found = (_day(text, value["start"]) if value.get("start") else None) or _type(text, value["types"])
        case "main type":
            found = _type(text, value)
        case "period":
            found = _period(text, value)
        case "counts":
            found = _figure(text, value["value"], value["unit"]) if value.get("of") is None else _share(text, value)
        case "awards":
            printed = f"{value.get('name')} {value.get('kind') or ''}"
            figure = _figure(text, value["count"], printed, named=True) if value.get("count") else None
            found = figure or _name(text, value.get("name") or "")
        case "documents":  # a card has the number without its white space
            found = _first(r"\s*".join(map(re.escape, value)), text)
        case _:
            found = _name(text, value)
    return [found] if found else []


def in_context(text: str, ranges: list[Range]) -> str:
    """One line with the ranges marked » « and some words around them; those far from each other are set apart by " | "."""
    windows: list[list[Range]] = []
    for start, end in sorted(ranges):
        if windows and start < windows[-1][-1][1]:  # one within another, or across its end
            windows[-1][-1] = (windows[-1][-1][0], max(end, windows[-1][-1][1]))
        elif windows and start - windows[-1][-1][1] <= AROUND:
            windows[-1].append((start, end))
        else:
            windows.append([(start, end)])
    return " | ".join(_window(text, window) for window in windows[:SHOWN])


def _window(text: str, ranges: list[Range]) -> str:
    first, last = ranges[0][0], ranges[-1][1]
    before = text[max(0, first - AROUND) : first].rpartition("\n")[2]
    after = text[last : last + AROUND].partition("\n")[0]
    if len(before) == AROUND < first:
        before = "…" + before.partition(" ")[2]
    if len(after) == AROUND < len(text) - last:
        after = after.rpartition(" ")[0] + "…"
    middle, at = "", first
    for start, end in ranges:
        middle += f"{text[at:start]}»{text[start:end]}«"
        at = end
    return " ".join(f"{before}{middle}{after}".split())


def _ranges(*facts: Grounded | None) -> list[Range]:
    return [range_ for fact in facts if fact for range_ in fact.evidence]


def _same(facts: list[Any], printed: list[Any], value: Any) -> list[tuple[Any, Any]]:
    """The facts that are printed as this value; the one that is this very value first, for two facts may read the same."""
    return sorted((pair for pair in zip(facts, printed, strict=True) if pair[1] == value), key=lambda pair: pair[1] is not value)


def _stated(record: Record) -> str:
    """The text with its furniture, which states no fact, blanked out: offsets stay."""
    text = record.text
    for zone in record.zones:
        if zone.kind == "furniture":
            text = text[: zone.start] + " " * (zone.end - zone.start) + text[zone.end :]
    return text


def _first(pattern: str, text: str) -> Range | None:
    found = re.search(pattern, text, re.IGNORECASE)
    return found.span() if found else None


def _day(text: str, value: str) -> Range | None:
    """A day, month, quarter or year as it may be printed, its year last; a day without its year if need be."""
    year, *rest = value.split("-")
    if not rest:
        return _first(rf"\b{year}\b", text)
    if rest[0].startswith("Q"):
        number = int(rest[0][1:])
        return _first(rf"\bquý\s+(?:{QUARTERS[number - 1]}|{number})\b", text)
    numbers = [rf"0?{int(number)}" for number in reversed(rest)]
    printed = r"\s?[/.-]\s?".join(numbers)
    spoken = r"\s+tháng\s+".join(numbers) if len(numbers) == 2 else rf"tháng\s+{numbers[0]}"
    full = _first(rf"(?<!\d)(?:{printed}\s?[/.-]\s?{year}|{spoken}(?:\s?[/.-]\s?|\s+năm\s+){year})\b", text)
    return full or _first(rf"(?<![\d/])(?:{printed if len(numbers) == 2 else spoken}|{spoken})(?![\d/])", text)


def _period(text: str, value: str) -> Range | None:
    first, _, last = value.partition("/")
    both = _first(rf"\b{first}\s?[-–—]\s?{last}\b", text) if last and len(value) == 9 else None
    return both or _day(text, first)


def _type(text: str, codes: list[str]) -> Range | None:
    """The first words that are said of one of these types."""
    said = [[*row["covers"].split(", "), row["label"]] for row in rows("schemas", "event_types") if row["code"] in codes]
    words = sorted({phrase for phrases in said for phrase in phrases}, key=len, reverse=True)
    return _first(rf"\b(?:{'|'.join(map(re.escape, words))})\b", text)


def _name(text: str, name: str) -> Range | None:
    """The longest run of the name's words, at least half of them, abbreviations written out."""
    wanted = normalise(name).split()
    words = [(word, *token.span()) for token in re.finditer(r"[\w%]+", text) for word in normalise(token[0]).split()]
    run = SequenceMatcher(None, [word for word, _, _ in words], wanted, autojunk=False).find_longest_match()
    if not run.size or run.size * 2 < len(wanted):
        return None
    return words[run.a][1], words[run.a + run.size - 1][2]


def _share(text: str, count: Card) -> Range | None:
    figures = [rf"0*{_printed(value)}" for value in (count["value"], count["of"])]
    return _first(rf"(?<!\d){figures[0]}\s?(?:/|trong (?:tổng )?số)\s?{figures[1]}(?!\d)", text)


def _figure(text: str, value: int | float, unit: str, named: bool = False) -> Range | None:
    """The number, in figures or as a word, with the most of its unit's words after it; as a word, or if `named`, only with one of them."""
    word = NUMERALS[int(value) - 2] if value in range(2, 11) else None
    scaled = [rf"{_printed(value / scale)}\s?(?:{name})" for scale, name in SCALES if value >= scale]
    figures = "|".join([*scaled, rf"0*{_printed(value)}", *([rf"\b{word}\b"] if word else [])])
    wanted = set(normalise(unit).split())
    best: tuple[int, Range] | None = None
    for found in re.finditer(rf"(?<![\d/.,])(?:{figures})(?![\d/]|[.,]\d)", text, re.IGNORECASE):
        clause = re.split(r"[.,;:(\n]", text[found.end() : found.end() + AROUND], maxsplit=1)[0]
        words = [token for token in re.finditer(r"[\w%]+", clause) if set(normalise(token[0]).split()) & wanted]
        if (words or not (named or found[0].casefold() == word)) and (best is None or len(words) > best[0]):
            best = len(words), (found.start(), found.end() + (words[-1].end() if words else 0))
    return best[1] if best else None


def _printed(value: int | float) -> str:
    """A pattern of the number as Vietnamese prints it: 1.234 and 1234, 96,5 and 96.5."""
    whole, _, rest = f"{value:.6f}".rstrip("0").partition(".")
    return f"{int(whole):,}".replace(",", r"[.,\s]?") + (rf"[.,]{rest}" if rest else "")
