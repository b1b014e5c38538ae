"""Data files of the rooms: tab-separated, `#` lines say where they come from, the first other line names the columns."""

import csv
from importlib.resources import files


def rows(room: str, name: str) -> list[dict[str, str]]:
    """The rows of `<room>/data/<name>.tsv`, each a dict of column to text (empty where the file has none)."""
    lines = files(room).joinpath(f"data/{name}.tsv").read_text("utf-8").splitlines()
    kept = (line for line in lines if line.strip() and not line.startswith("#"))
    return [{key: value or "" for key, value in row.items()} for row in csv.DictReader(kept, delimiter="\t", quoting=csv.QUOTE_NONE)]
