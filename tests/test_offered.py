"""What is offered is read with a limit, and counted as it is unpacked."""

import gzip
import io
from pathlib import Path

import pytest

from corpus.encoding import Unreadable
from corpus.offered import FREE, MAX_DEPTH, Bomb, Meter, Offered, counted


def offered(data: bytes, size: int | None = None) -> Offered:
    return Offered("a/b.txt", "b.TXT", len(data) if size is None else size, lambda: io.BytesIO(data))


def test_names() -> None:
    inner = offered(b"").holding(b"x", "2019/bài.html")
    assert (offered(b"").stem, offered(b"").suffix) == ("b", ".txt")
    assert (inner.source, inner.name, inner.stem) == ("a/b.txt!/2019/bài.html", "bài.html", "bài")
    assert offered(b"").holding(b"", "hai\ndòng\x07.txt").source == "a/b.txt!/hai dòng.txt"


def test_a_limit_holds_whatever_the_file_says_of_its_size() -> None:
    assert offered(b"12345").read(5) == b"12345"
    for one in (offered(b"123456"), offered(b"123456", size=0), offered(b"", size=6)):
        with pytest.raises(Unreadable, match="dài quá"):
            one.read(5, "dài quá")


def test_what_is_unpacked_is_counted_and_all_that_came_before_a_break_is_had() -> None:
    meter = Meter(10)
    packed = gzip.compress(b"mot\nhai\nba\n")
    with counted(gzip.GzipFile(fileobj=io.BytesIO(packed[:-8])), meter) as stream:
        assert [stream.readline() for _ in range(3)] == [b"mot\n", b"hai\n", b"ba\n"]
        with pytest.raises(Unreadable, match="tệp nén bị cắt cụt hoặc hỏng"):
            stream.read()
    assert meter.unpacked == 11
    meter.add(FREE - 11)
    with pytest.raises(Bomb):
        meter.add(1)


def test_a_large_file_may_unpack_to_more() -> None:
    Meter(FREE).add(50 * FREE)
    with pytest.raises(Bomb):
        Meter(FREE).expect(101 * FREE)


def test_the_depth_has_an_end() -> None:
    one = offered(b"")
    for _ in range(MAX_DEPTH):
        one = one.holding(b"", "a.zip")
    with pytest.raises(Bomb):
        one.holding(b"", "a.zip")


def test_going_back_in_a_file_inside_another_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with offered(b"x" * 9_000_000).seekable() as stream:
        assert stream.seek(0, 2) == 9_000_000
        assert list(tmp_path.iterdir()) == []
