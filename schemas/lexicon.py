"""Data files of the rooms: tab-separated, `#` lines say where they come from, the first other line names the columns."""

from importlib.resources import files
from itertools import zip_longest


def rows(room: str, name: str) -> list[dict[str, str]]:
    """The rows of `<room>/data/<name>.tsv`, each a dict of column to text (empty where the file has none)."""
    lines = files(room).joinpath(f"data/{name}.tsv").read_text("utf-8").splitlines()
    columns, *cells = (line.split("\t") for line in lines if line.strip() and not line.startswith("#"))
    return [dict(zip_longest(columns, row, fillvalue="")) for row in cells]
