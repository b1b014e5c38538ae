"""Events as a table for analysis (Apache Parquet), one row each, lists as lists. Holds some thousands of events at a time."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import pyarrow
from pyarrow.parquet import ParquetWriter

from browse.events import Event
from browse.feed import Feed

GROUP = 10_000
"""Events of a row group."""
TEXT, TEXTS = pyarrow.string(), pyarrow.list_(pyarrow.string())
COLUMNS = pyarrow.schema(
    {
        "id": pyarrow.int64(),
        "title": TEXT,
        "type": TEXT,
        "type_label": TEXT,
        "types": TEXTS,
        "main": pyarrow.bool_(),
        "status": TEXT,
        "start": TEXT,  # as exactly as it is known
        "end": TEXT,
        "first_day": pyarrow.date32(),  # of the days that these may be
        "last_day": pyarrow.date32(),
        "place": TEXT,
        "province": TEXT,
        "period": TEXT,
        "organisers": TEXTS,
        "targets": TEXTS,
        "people": TEXTS,
        "counts": pyarrow.list_(pyarrow.struct({"value": pyarrow.float64(), "of": pyarrow.float64(), "unit": TEXT})),
        "awards": pyarrow.list_(pyarrow.struct({"name": TEXT, "giver": TEXT, "kind": TEXT, "count": pyarrow.int64()})),
        "confidence": pyarrow.float64(),
        "article_id": pyarrow.int64(),
        "article_title": TEXT,
        "url": TEXT,
        "published": TEXT,
    }
)


def write(events: Iterable[Event], feed: Feed) -> Iterator[bytes]:
    """The file, in blocks."""
    file, rows = _Passage(), map(_row, events)
    with ParquetWriter(file, COLUMNS, compression="zstd") as writer:
        while group := list(islice(rows, GROUP)):
            writer.write_table(pyarrow.Table.from_pylist(group, COLUMNS))
            yield file.taken()
    yield file.taken()


def _row(event: Event) -> dict[str, Any]:
    first, last = event.first, event.last
    return {
        **{name: value for name, value in vars(event).items() if name in COLUMNS.names},
        "first_day": first and first.first,
        "last_day": last and last.last,
        **{name: [one.name for one in getattr(event, name)] for name in ("organisers", "targets", "people")},
        "counts": [vars(count) for count in event.counts],
        "awards": [vars(award) for award in event.awards],
        "article_id": event.article.id,
        "article_title": event.article.title,
        "url": event.article.url,
        "published": event.article.published,
    }


class _Passage:
    """A file of which what was written is taken away at once."""

    closed = False

    def __init__(self) -> None:
        self.pieces: list[bytes] = []
        self.written = 0

    def write(self, data: bytes) -> int:
        self.pieces.append(bytes(data))
        self.written += len(data)
        return len(data)

    def tell(self) -> int:
        return self.written

    def flush(self) -> None: ...

    def close(self) -> None: ...

    def taken(self) -> bytes:
        data, self.pieces = b"".join(self.pieces), []
        return data
