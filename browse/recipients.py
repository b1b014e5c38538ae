"""Who received help, a gift or a house is named in the article's own text; no table and no row of ours names such a person.

Nor do they name whom the list beside the database suppresses (browse/suppressed.py).

Datasette serves every row of every table, as a page and as JSON, CSV or a label of a foreign key. So the rows that could name them are
left out of its tables, and their own pages are not found. A reader's own SQL, `_where=` among it, still sees them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from datasette.database import Database
from datasette.utils import tilde_decode, urlsafe_components
from datasette.utils.asgi import NotFound

from browse.language import _
from browse.suppressed import HIDDEN

if TYPE_CHECKING:  # importing it here would go in a circle: Datasette loads this plugin
    from datasette.app import Datasette

NOT_SHOWN = "Người được giúp đỡ chỉ có tên trong nguyên văn bài viết, không có trang riêng."
OTHERS = {
    "people": f"NOT recipient AND id NOT IN ({HIDDEN})",
    "event_people": f"role <> 'recipient' AND person_id NOT IN ({HIDDEN})",
    "person_claims": f"person_id NOT IN (SELECT id FROM people WHERE recipient UNION {HIDDEN})",
    "article_people": f"""claim_id NOT IN (
        SELECT c.id FROM people p JOIN person_claims c ON c.person_id = p.id WHERE p.recipient
        UNION SELECT id FROM person_claims WHERE person_id IN ({HIDDEN}))""",
}
"""By table, an SQL condition that is true for the rows that name nobody who received help or is suppressed."""

NAMES = """
SELECT DISTINCT p.name FROM article_people l JOIN person_claims c ON c.id = l.claim_id JOIN people p ON p.id = c.person_id
WHERE l.article_id = ? AND p.recipient
"""

ROW = r"/(?P<database>(?!-/)[^\/\.]+)/(?P<table>(?!-/)[^/]+?)/(?P<pks>[^/]+?)(\.(?P<format>\w+))?$"
"""The addresses of rows, as Datasette has them, but for those with a part `-`; a table may be spelt `people`, `People` or `peopl~65`."""


async def names_of(database: Database, article: int) -> list[str]:
    """Those whom an article says to have received help, as it may spell their names, the longest first."""
    names = [row["name"] for row in (await database.execute(NAMES, [article])).rows]
    return sorted({form for name in names for form in (name, name.upper())}, key=len, reverse=True)


async def without_names(database: Database, article: int) -> Callable[[str], str]:
    """A function that puts … for the names of those whom the article says to have received help: places and titles have them too.

    `nhà bà Lý Thị Ví Dụ` becomes `nhà bà …`.
    """
    names = await names_of(database, article)

    def unnamed(text: str) -> str:
        for name in names:
            text = text.replace(name, "…")
        return text

    return unnamed


def row_view(datasette: Datasette, own: Any) -> Any:
    """Datasette's view of a row, which does not find the rows of those who received help; `own()` names the databases of ours."""
    from datasette.views.row import RowView  # in a circle, as above

    class ShownRow(RowView):
        async def data(self, request: Any, default_labels: bool = False) -> Any:
            table = tilde_decode(request.url_vars["table"])
            database = next((db for db in datasette.databases.values() if db.route == tilde_decode(request.url_vars["database"])), None)
            condition = OTHERS.get(table.lower())
            if condition and database and database.name in own():
                keys = urlsafe_components(request.url_vars["pks"])
                columns = await database.primary_keys(table.lower())
                where = " AND ".join(f'"{column}" = ?' for column in columns)
                sql = f"SELECT {condition} FROM {table.lower()} WHERE {where}"
                found = (await database.execute(sql, keys)).first() if len(columns) == len(keys) else None
                if found is not None and not found[0]:  # where there is no such row at all, Datasette says so
                    raise NotFound(_(NOT_SHOWN))
            return await super().data(request, default_labels)

    return ShownRow.as_view(datasette)
