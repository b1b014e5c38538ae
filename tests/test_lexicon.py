"""The rooms' data files: every one has an origin and a header, and no line more fields than columns."""

import re
from importlib.resources import files

import pytest

from schemas.lexicon import rows

ROOMS = ("schemas", "corpus", "extract")
FILES = [(room, path.name) for room in ROOMS for path in files(room).joinpath("data").iterdir() if path.name.endswith(".tsv")]


@pytest.mark.parametrize(("room", "name"), sorted(FILES))
def test_a_data_file_says_where_it_comes_from_and_fits_its_columns(room: str, name: str) -> None:
    lines = files(room).joinpath("data", name).read_text("utf-8").splitlines()
    assert lines[0].startswith("# ")
    assert any(re.search("origin|computed from", line, re.I) for line in lines if line.startswith("#"))
    kept = [line for line in lines if line.strip() and not line.startswith("#")]
    assert max(line.count("\t") for line in kept) == kept[0].count("\t")
    found = rows(room, name.removesuffix(".tsv"))
    assert [len(row) for row in found] == [kept[0].count("\t") + 1] * (len(kept) - 1)


def test_rows() -> None:
    assert rows("schemas", "event_types")[0] == {
        "code": "giam_sat",
        "label": "giám sát",
        "label_en": "supervision",
        "covers": "đoàn giám sát, chương trình giám sát",
    }


def test_no_such_file() -> None:
    with pytest.raises(FileNotFoundError):
        rows("schemas", "no_such_list")
