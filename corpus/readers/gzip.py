"""gzip (RFC 1952): one file, packed whole or in parts, as web archives are."""

import gzip
from collections.abc import Iterator
from typing import BinaryIO

from corpus.offered import Offered, counted


def read(offered: Offered) -> Iterator[Offered]:
    """The file that is packed: its place and its name, `.gz` apart, stay."""

    def unpacked() -> BinaryIO:
        return counted(gzip.GzipFile(fileobj=offered.open()), offered.meter)

    yield offered.unpacked(offered.stem if offered.suffix == ".gz" else offered.name, unpacked)
