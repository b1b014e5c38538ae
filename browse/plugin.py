"""The Datasette plugin: Vietnamese titles and labels, ready questions, pages and SQL functions for a database of ours.

What is shown of each table stands in `metadata.yaml`, the questions in `queries.yaml`, the pages in `templates/`.
A database that `sukien build` did not make keeps Datasette's own titles.
"""

from __future__ import annotations

import re
import sqlite3
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from datasette import hookimpl
from datasette.filters import FilterArguments
from datasette.utils import tilde_encode
from datasette.utils.asgi import Response, asgi_static
from jinja2 import Environment
from markupsafe import Markup

from browse import awards_page, body_page, feeds, inspections, map, pages, recipients, search, timeline, titled_rows
from browse.archive import asked_archive
from browse.archive import own_databases as _own
from browse.language import LANGUAGES, _, chosen_language, gettext, language, ngettext, translated, writing
from browse.language_switch import choose_language, here
from browse.schema_org import web_address
from browse.shown import SHOWN, value_label
from browse.sql_functions import add_functions, search_expression
from browse.suppressed import hide, names
from browse.titles import names_by_row, titled
from browse.units import place_name
from browse.when import period

if TYPE_CHECKING:  # importing it here would go in a circle: Datasette loads this plugin
    from datasette.app import Datasette

HERE = Path(str(files("browse")))
QUESTIONS = yaml.safe_load((HERE / "queries.yaml").read_text("utf-8"))["queries"]
LINKED = {"event": ("events", "xem sự kiện"), "article": ("articles", "đọc bài")}
"""Columns of an answer that hold a key, shown as a link to that row; the title of an event is such a link itself."""
MAPPED = 1 << 31
"""Bytes of a database that are read where the system keeps them, without a copy (<https://www.sqlite.org/mmap.html>)."""
PAGES = {
    "timeline": timeline.timeline,
    "search": search.search,
    "map": map.map_page,
    "awards": awards_page.awards_page,
    "inspections": inspections.inspections_page,
}
"""By the end of an address, what answers it."""


@hookimpl
def get_metadata(datasette: Datasette, key: str | None) -> dict[str, Any]:
    """Titles, descriptions, columns, facets and order of every table, for each database of ours.

    Datasette asks some hundred times a page, nearly always for a key of which nothing is said here, such as who may see a table.
    """
    own = _own(datasette) if key in (None, "databases") else []
    if not own:
        return {}
    shown = _metadata(language())
    # Copies, for Datasette writes into what it is given; of the dictionaries only, for it asks a hundred times for a page.
    return {"title": shown["title"], "description": shown["description"], "databases": {name: _copy(shown) for name in own}}


@hookimpl
def canned_queries(datasette: Datasette, database: str) -> dict[str, Any]:
    """The ready questions."""
    return translated(QUESTIONS) if database in _own(datasette) else {}


@hookimpl(trylast=True)  # behind Datasette's own, whose escape_fts it replaces
def prepare_connection(conn: sqlite3.Connection, database: str, datasette: Datasette) -> None:
    """Our functions for every query, ready or the reader's own; no suppressed name in any."""
    path = str(datasette.databases[database].path or "") if database in datasette.databases else ""
    conn.execute(f"PRAGMA mmap_size = {MAPPED}")
    add_functions(conn)
    if path:
        hide(conn, path)

    def expression(query: str) -> str:
        return search_expression("" if path and names(path).asked_for(query or "") else query)

    conn.create_function("escape_fts", 1, expression)  # of `_search`
    conn.create_function("titled", 2, lambda text, article: text and titled(text, names_by_row(conn, [article])[article]))


@hookimpl
def prepare_jinja2_environment(env: Environment) -> None:
    """Our templates before Datasette's and after the reader's own, and the words they use."""
    env.add_extension("jinja2.ext.i18n")
    env.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    search_path = env.loader.loaders[0].searchpath  # type: ignore[union-attr]
    search_path.insert(len(search_path) - 1, str(HERE / "templates"))
    env.filters.update(
        label=label,
        value=in_words,
        number=lambda value: writing().number(value),
        date=lambda value: writing().date(value),
        confidence=lambda value: writing().confidence(value),
        inferred=inferred,
        translated=_,
        web_address=web_address,
        tilde=lambda key: tilde_encode(str(key)),
        place_name=place_name,
        by=lambda things, name: {thing[name]: thing for thing in things},
        in_order=in_order,
        in_our_words=in_our_words,
        table_title=table_title,
        lookup=lambda key, word: _(SHOWN["lookups"].get(key, word)),
    )


@hookimpl
def register_routes(datasette: Datasette) -> list[tuple[str, Any]]:
    """The static files, the pages about a database, the events as files; and tables and rows, but for those of who received help."""
    return [
        (r"/-/sukien/(?P<path>.*)$", asgi_static(HERE / "static")),
        (rf"(/(?P<database>[^/.]+))?/-/(?P<page>{'|'.join(PAGES)})$", _page),
        (r"/-/language$", choose_language),
        (feeds.FILE, feeds.events_file),
        (f"{feeds.PAGE}$", feeds.events_page),
        (titled_rows.TABLE, titled_rows.table_view(datasette, lambda: _own(datasette))),
        (recipients.ROW, recipients.row_view(datasette, lambda: _own(datasette))),
    ]


@hookimpl
def filters_from_request(datasette: Datasette, database: str, table: str, request: Any) -> Any:
    """Tables of persons without those who received help; events of one body; search where a table has no index for it."""
    if database not in _own(datasette):
        return None
    if table == "events":
        return body_page.events_of_body(datasette.get_database(database), request)
    others, searched = recipients.OTHERS.get(table.lower()), search.unindexed_search(table.lower(), request)
    if others and searched:
        searched.where_clauses.append(others)
    return searched or (FilterArguments([others]) if others else None)


@hookimpl(specname="filters_from_request")
def findable_rows(datasette: Datasette, database: str, table: str, request: Any) -> Any:
    """Events that are not found by the name of who received help alone."""
    return titled_rows.findable(table, request) if database in _own(datasette) else None


@hookimpl
def extra_template_vars(datasette: Datasette, template: str, database: str | None, table: str | None, request: Any) -> Any:
    """`archive`, the name of the database that the menu leads to, and what the home page and the pages of rows add."""

    async def variables() -> dict[str, Any]:
        own = _own(datasette)
        archive = database if database in own else next(iter(own), None)
        switch = {"language": language(), "languages": LANGUAGES, "this_page": here(request) if request else "/"}
        shown: dict[str, Any] = {**switch, "archive": archive, "questions": translated(QUESTIONS)}
        if archive and template == "index.html":
            shown |= await pages.home(datasette, archive)
        elif archive and template == "row.html" and database == archive:
            shown["row_page"] = await pages.row(datasette, archive, str(table), request)
        return shown

    return variables


@hookimpl
def render_cell(row: Any, value: Any, column: str, table: str | None, database: str, datasette: Datasette) -> Any:
    """Keys as links, codes as words, dates and numbers as they are written; everything else is Datasette's, escaped."""
    if value is None or database not in _own(datasette):
        return None
    key, title = (value["value"], value["label"]) if isinstance(value, dict) else (value, None)
    if table is None and column in LINKED:
        target, text = LINKED[column]
        return _link(datasette, database, target, key, _(text))
    if table is None and column == "title" and "event" in row.keys() and row["event"]:  # noqa: SIM118  (a sqlite3.Row)
        return _link(datasette, database, "events", row["event"], value)
    if table == "timeline" and column == "title":
        return _link(datasette, database, "events", row["id"], value)
    if table == "mentions" and column == "article_id":  # a view has no foreign keys
        return _link(datasette, database, "articles", key, _("đọc bài"))
    if column == "article_id" and isinstance(value, dict) and title is None:
        return _link(datasette, database, "articles", key, _("(không có đầu đề)"))
    if table == "places" and column == "name":
        return place_name(value)
    if column in ("place_id", "successor_id") and title:
        return _link(datasette, database, "places", key, place_name(title))
    if column == "type" and title:
        return _link(datasette, database, "event_types", key, _(title))
    if isinstance(value, str) or ((table or column in SHOWN["numbers"]) and isinstance(value, int | float)):
        word = in_words(value, column)
        return word if word != str(value) else None
    return None


@hookimpl
def asgi_wrapper(datasette: Datasette) -> Any:
    """Each page in the reader's language."""
    return chosen_language


@hookimpl
def handle_exception(datasette: Datasette, request: Any, exception: Exception) -> Any:
    """Errors of the reader's as a page with our menu; those that are ours are left to Datasette, which logs them."""
    from datasette.views.base import DatasetteError  # in a circle, as above

    if isinstance(exception, DatasetteError) and exception.message.startswith("Cannot sort table by"):
        exception.status = 400
    refused = request.method == "POST" and isinstance(exception, AssertionError)  # "You may only POST to a canned query"
    status = 405 if refused else getattr(exception, "status", 500)
    if status >= 500 or request.path.endswith(".json") or not _own(datasette):
        return None

    async def page() -> Response:
        error = getattr(exception, "message", None) or str(exception)
        body = await datasette.render_template("error.html", {"status": status, "error": error}, request=request)
        return Response.html(body, status=status)

    return page


async def _page(datasette: Datasette, request: Any) -> Response:
    """A page about a database of ours; an address without a database leads to that of the first."""
    archive, page = await asked_archive(datasette, request), request.url_vars["page"]
    if request.url_vars["database"] is None:
        query = f"?{request.query_string}" if request.query_string else ""
        return Response.redirect(f"{datasette.urls.database(archive)}/-/{page}{query}")
    return await PAGES[page](datasette, archive, request)


def in_our_words(error: str) -> str:
    """A message of Datasette's in our words, where we have some."""
    return next((_(ours) for theirs, ours in SHOWN["errors"].items() if theirs in error), error)


def table_title(table: str) -> str:
    """What a table is called; of ours, after all its rows."""
    title = SHOWN["tables"].get(table, {}).get("title", table)
    return ngettext(title, title, 2)


def in_words(value: Any, column: str) -> str:
    """A code, the name of a type of event, a date or a number in the language of the page; any other value as it is."""
    if column in SHOWN["dates"] and isinstance(value, str):
        return period(value)
    if column == "inferred" and isinstance(value, str):
        return inferred(value)
    if column in SHOWN["numbers"] and isinstance(value, int | float):
        return str(writing().number(value))
    word = value_label(value, column)
    return _(word) if word != str(value) or column == "type" else word


def inferred(how: str) -> str:
    """How a value was found that the text does not state, and by which day or words, in the language of the page; the words stay."""
    way, *by = re.split(r"(?= \d{4}-| “)", how, maxsplit=1)
    return " ".join((_(way), *(writing().date(said.strip()) for said in by)))


def label(description: str | None, column: str) -> str:
    """What heads a column: its description up to the colon; its name where it has none."""
    return (description or column).partition(":")[0]


def in_order(named: list[Any], names: Any) -> list[Any]:
    """Things that have a name, those in `names` first and in that order."""
    positions = {name: position for position, name in enumerate(names or [])}
    return sorted(named, key=lambda thing: positions.get(thing["name"], len(positions)))


@cache
def _metadata(_language: str) -> dict[str, Any]:
    """Title, description and tables in the language of the page."""
    shown: dict[str, Any] = translated({key: SHOWN[key] for key in ("title", "description", "tables")})
    for table, about in shown["tables"].items():
        about["title"] = table_title(table)
    return shown


def _copy(shown: dict[str, Any]) -> dict[str, Any]:
    return {name: _copy(value) if isinstance(value, dict) else value for name, value in shown.items()}


def _link(datasette: Datasette, database: str, table: str, key: Any, text: str) -> Markup:
    return Markup('<a href="{}">{}</a>').format(datasette.urls.row(database, table, tilde_encode(str(key))), text)
