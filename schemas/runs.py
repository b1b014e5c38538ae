"""A run: what the program found in a set of articles, as `sukien extract` wrote it down."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, count
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from schemas.card import Card, read_cards, to_card
from schemas.record import Record

NEITHER = "không có bản ghi hay phiếu do `sukien extract` in ra"


@dataclass(frozen=True)
class Run:
    """Cards by the articles' names; their records too, unless only cards were written down."""

    cards: dict[str, Card]
    records: dict[str, Record] = field(default_factory=dict)

    @classmethod
    def of(cls, records: dict[str, Record]) -> "Run":
        """The run that found these records."""
        return cls({name: to_card(record) for name, record in records.items()}, records)


def is_run(path: Path) -> bool:
    """Is this a folder of cards or records, or a file of records, not articles?"""
    if path.is_dir():
        return any(path.glob("*.json"))
    if path.suffix.lower() == ".jsonl":  # articles come in such files too
        with path.open(encoding="utf-8", errors="replace") as lines:
            return _is_record(_parsed(next((line for line in lines if line.strip()), "")))
    return path.suffix.lower() == ".json"


def read_run(path: Path) -> Run:
    """The run of a folder (`extract --out`) or of a file (`extract > FILE`).

    Raises ValueError for what is neither card nor record.
    """
    if path.is_dir():
        found = read_cards(path)
        if not found:
            raise ValueError(f"{path}: {NEITHER}")
        records = {name: _record(value, path / f"{name}.json") for name, value in found.items() if _is_record(value)}
        return Run({name: to_card(records[name]) if name in records else card for name, card in found.items()}, records)
    values = _values(path)
    if values and all(map(_is_record, values)):
        return Run.of(dict(named(_record(value, path) for value in values)))
    if values and all(isinstance(value, dict) and isinstance(value.get("id"), str) and "events" in value for value in values):
        return Run({card["id"]: card for card in values})
    raise ValueError(f"{path}: {NEITHER}")


def named(records: Iterable[Record]) -> Iterator[tuple[str, Record]]:
    """Each record with a file name of its own: its name, with `-2`, `-3`, … where an earlier one has it, letter case aside."""
    taken: set[str] = set()
    for record in records:
        stem = record.name.encode()[:200].decode(errors="ignore")
        stem = next(name for name in chain([stem], (f"{stem}-{number}" for number in count(2))) if name.casefold() not in taken)
        taken.add(stem.casefold())
        yield stem, record


def _values(path: Path) -> list[Any]:
    """The JSON values of a file: those of its lines, or of its array, or the one that it is."""
    text = path.read_text("utf-8", errors="replace")
    if path.suffix.lower() == ".jsonl":
        return [_parsed(line) for line in text.splitlines() if line.strip()]
    value = _parsed(text)
    return value if isinstance(value, list) else [value]


def _is_record(value: Any) -> bool:
    return isinstance(value, dict) and {"text", "zones"} <= value.keys()


def _record(value: dict[str, Any], path: Path) -> Record:
    try:
        return Record.model_validate(value)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise ValueError(f"{path}: bản ghi không hợp lệ ở {where} ({first['msg']}); hãy trích xuất lại") from None


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None
