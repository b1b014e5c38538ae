"""Datasette's tables and rows, as pages and as data, with titles as our own pages have them (browse/titles.py)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from datasette.filters import FilterArguments
from datasette.utils import CustomRow, tilde_decode
from markupsafe import Markup, escape

from browse.titles import UNFOUND, names_by_row, titled, without

if TYPE_CHECKING:  # importing it here would go in a circle: Datasette loads this plugin
    from datasette.app import Datasette

TABLES = {"events": "events", "timeline": "events", "articles": "articles"}
"""Tables and views that have titles; what the `id` of their rows is the key of"""
SHOWN: dict[str, Callable[..., Any]] = {
    **dict.fromkeys(("title", "place"), titled),
    **dict.fromkeys(("search", "search_plain", "title_plain"), without),
}
"""Their columns that may name who received help, with the function that shows them"""
TABLE = r"/(?P<database>(?!-/)[^\/\.]+)/(?P<table>(?!-/)[^\/\.]+)(\.(?P<format>\w+))?$"
"""The addresses of tables, as Datasette has them, but for those with a part `-`."""


def table_view(datasette: Datasette, own: Any) -> Any:
    """Datasette's view of a table; `own()` names the databases of ours."""
    from datasette.views.table import TableView  # in a circle, as above

    class ShownTable(TableView):
        async def columns_to_select(self, table_columns: Any, pks: Any, request: Any) -> Any:
            """Those that were asked for, and the key, without which nobody knows whose title it is."""
            columns = await super().columns_to_select(table_columns, pks, request)
            return ["id", *columns] if "id" in table_columns and "id" not in columns else columns

        async def data(self, request: Any, *more: Any, **asked: Any) -> Any:
            shown = await super().data(request, *more, **asked)
            database, table = asked_table(datasette, request)
            ours = database is not None and database.name in own() and table.lower() in TABLES
            return await with_shown_titles(shown, database, TABLES[table.lower()]) if ours and isinstance(shown, tuple) else shown

    return ShownTable.as_view(datasette)


def findable(table: str, request: Any) -> FilterArguments | None:
    """Rows that a search, or a filter on what may name who received help, finds by other words, too."""
    if TABLES.get(table.lower()) != "events":
        return None
    asked = [name for name in request.args if name.startswith("_search") or name.partition("__")[0] in SHOWN]
    sought = " ".join(value for name in asked for value in request.args.getlist(name))
    return FilterArguments([f"id NOT IN ({UNFOUND.format('id')})"], {"q": sought}) if sought else None


def asked_table(datasette: Datasette, request: Any) -> tuple[Any, str]:
    """The database and the table of an address."""
    route, table = (tilde_decode(request.url_vars[name]) for name in ("database", "table"))
    return next((db for db in datasette.databases.values() if db.route == route), None), table


async def with_shown_titles(given: Any, database: Any, table: str) -> Any:
    """What a view of Datasette's gives, (data, what fills its template, names of templates), with titles as they are shown.

    The `id` of its rows is the key of this table. What was counted by title is left out, for it is nobody's row.
    """
    data, fill, templates = given
    rows, columns = data["rows"], [column for column in data["columns"] if column in SHOWN]
    names = await database.execute_fn(lambda connection: names_by_row(connection, (row["id"] for row in rows), table))
    texts = [{column: SHOWN[column](row[column], names[row["id"]]) for column in columns if row[column]} for row in rows]
    data["rows"] = [_row(row, data["columns"], said) for row, said in zip(rows, texts, strict=True)]
    if "facet_results" in data:
        data["facet_results"] = {name: facet for name, facet in data["facet_results"].items() if facet["name"] not in SHOWN}

    async def filled() -> Any:
        context = await fill()
        for row, said, shown in zip(rows, texts, context["display_rows"], strict=True):
            for cell in shown.cells:
                if cell["column"] in said:
                    _say(cell, row[cell["column"]], said[cell["column"]])
        if "sorted_facet_results" in context:
            context["sorted_facet_results"] = [facet for facet in context["sorted_facet_results"] if facet["name"] not in SHOWN]
        return context

    return data, filled, templates


def _row(row: Any, columns: list[str], texts: dict[str, str]) -> Any:
    """The row with these texts in their columns."""
    return CustomRow(columns, {column: texts.get(column, row[column]) for column in columns})


def _say(cell: dict[str, Any], text: str, said: str) -> None:
    """Let a cell of a page say one text for another; it may be in a link, and a long one was cut."""
    if text != said:
        value, whole = escape(cell["value"]), escape(text)
        cell["raw"] = said
        cell["value"] = Markup(value.replace(whole, escape(said))) if whole in value else f"{said[: len(value) - 1]}…"
