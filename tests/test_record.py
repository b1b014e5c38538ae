"""The record model and its published JSON Schema."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from pydantic import ValidationError

from schemas.record import Event, Record, Value, Zone, record_schema

PUBLISHED = Path(__file__).parent.parent / "schemas/record.schema.json"
RECORD = Record(
    id="a.txt",
    name="a",
    source="a.txt",
    text="Ngày 3/6, họp giao ban quý II.",
    zones=[Zone(kind="body", start=0, end=30)],
    published=Value(value="2021-06-04", inferred="address"),
    events=[Event(types=["giao_ban"], main=True, title="Giao ban quý II", start="2021-06-03", end="2021-06-03", evidence=[(14, 22)])],
)


def test_the_published_schema_is_the_models() -> None:
    assert json.loads(PUBLISHED.read_text("utf-8")) == record_schema(), "run `python -m schemas.record`"


def test_the_schema_is_valid_and_a_record_follows_it() -> None:
    schema = json.loads(PUBLISHED.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(RECORD.model_dump_json()), schema, jsonschema.Draft202012Validator)


@pytest.mark.parametrize(
    "wrong",
    [
        {"colour": "red"},
        {"zones": [{"kind": "margin", "start": 0, "end": 1}]},
        {"text": None},
        {"published": {"value": 2021, "evidence": []}},
    ],
)
def test_the_schema_and_the_model_refuse_the_same(wrong: dict[str, Any]) -> None:
    broken = json.loads(RECORD.model_dump_json()) | wrong
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, record_schema(), jsonschema.Draft202012Validator)
    with pytest.raises(ValidationError):
        Record.model_validate(broken)


def test_a_record_reads_back() -> None:
    assert Record.model_validate_json(RECORD.model_dump_json()) == RECORD


@pytest.mark.parametrize("start", ["2021-13", "2021-06-32", "21", "2021-Q5"])
def test_dates_are_iso_at_the_precision_known(start: str) -> None:
    with pytest.raises(ValidationError):
        Event(types=["khac"], title="x", start=start)
