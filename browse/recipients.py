"""Who received help, a gift or a house is named in the article's own text; no table and no row of ours names such a person.

Nor do they name whom the list beside the database suppresses (browse/suppressed.py).

Datasette serves every row of every table, as a page and as JSON, CSV or a label of a foreign key. So the rows that could name them are
left out of its tables, and their own pages are not found; titles are shown without the names (browse/titles.py). A reader's own SQL,
`_where=` among it, still sees them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from datasette.utils import urlsafe_components
from datasette.utils.asgi import NotFound

from browse.language import _
from browse.suppressed import HIDDEN
from browse.titled_rows import asked_table, with_shown_titles

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
ROW = r"/(?P<database>(?!-/)[^\/\.]+)/(?P<table>(?!-/)[^/]+?)/(?P<pks>[^/]+?)(\.(?P<format>\w+))?$"
"""The addresses of rows, as Datasette has them, but for those with a part `-`; a table may be spelt `people`, `People` or `peopl~65`."""


def row_view(datasette: Datasette, own: Any) -> Any:
    """Datasette's view of a row, which does not find the rows of those who received help; `own()` names the databases of ours."""
    from datasette.views.row import RowView  # in a circle, as above

    class ShownRow(RowView):
        async def data(self, request: Any, default_labels: bool = False) -> Any:
            database, table = asked_table(datasette, request)
            if database is None or database.name not in own():
                return await super().data(request, default_labels)
            condition = OTHERS.get(table.lower())
            if condition:
                keys = urlsafe_components(request.url_vars["pks"])
                columns = await database.primary_keys(table.lower())
                where = " AND ".join(f'"{column}" = ?' for column in columns)
                sql = f"SELECT {condition} FROM {table.lower()} WHERE {where}"
                found = (await database.execute(sql, keys)).first() if len(columns) == len(keys) else None
                if found is not None and not found[0]:  # where there is no such row at all, Datasette says so
                    raise NotFound(_(NOT_SHOWN))
            shown = await super().data(request, default_labels)
            return await with_shown_titles(shown, database, "events") if table.lower() == "events" else shown

        async def foreign_key_tables(self, database: str, table: str, pk_values: Any) -> Any:
            """How many rows of other tables lead here, as those tables show them."""
            found = await super().foreign_key_tables(database, table, pk_values)
            for other in found if database in own() else ():
                if condition := OTHERS.get(other["other_table"]):
                    sql = f'SELECT count(*) FROM {other["other_table"]} WHERE "{other["other_column"]}" = ? AND {condition}'
                    other["count"] = (await datasette.get_database(database).execute(sql, pk_values)).single_value()
            return found

    return ShownRow.as_view(datasette)
