"""The rows of a copy, which stand in no table as long as another article has its text: JSON, packed with zlib."""

import json
import zlib

from schemas.rows import ArticleRows, Row


def pack(written: ArticleRows) -> bytes:
    """The rows of an article in little room; the same rows in another order, or read from the database, give the same bytes."""
    tables = {table: sorted(map(_plain, rows)) for table, rows in written.tables.items() if rows}
    claims = {table: {str(id_): _plain(claim) for id_, claim in sorted(of.items())} for table, of in written.claims.items()}
    whole = {"tables": tables, "claims": claims, "aliases": sorted(written.aliases)}
    return zlib.compress(json.dumps(whole, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass"))


def unpack(packed: bytes) -> ArticleRows:
    """The rows that `pack` was given, in an order in which they can be inserted. Raises ValueError or zlib.error for anything else."""
    whole = json.loads(zlib.decompress(packed).decode("utf-8", "surrogatepass"))
    tables = {table: list(map(json.loads, rows)) for table, rows in sorted(whole["tables"].items(), key=lambda item: item[0] != "events")}
    claims = {table: {int(id_): json.loads(claim) for id_, claim in of.items()} for table, of in whole["claims"].items()}
    return ArticleRows(tables, claims, {(id_, name) for id_, name in whole["aliases"]})


def _plain(row: Row) -> str:
    """A row as text; a whole number has no point, which SQLite adds or drops as the column wants it."""
    whole = {column: int(value) if isinstance(value, float) and value.is_integer() else value for column, value in row.items()}
    return json.dumps(whole, ensure_ascii=False, sort_keys=True)
