"""WARC files of a crawl: valid, with the headers as they came, of a bounded size, and whole after a crash."""

import gzip
from pathlib import Path

import pytest
from test_crawl import check
from warcio.archiveiterator import ArchiveIterator

from corpus.crawl_fetch import Answer
from corpus.crawl_store import Store, mend


def answer(n: int, body: bytes = b"<p>than bai</p>", *headers: tuple[str, str]) -> Answer:
    return Answer(f"https://congdoan.example/{n}", 200, "OK", (("Content-Type", "text/html"), *headers), body, "203.0.113.7")


def read(folder: Path) -> list[tuple[str, str, list[tuple[str, str]], bytes]]:
    """(file, address, headers, unpacked body) of every response."""
    found = []
    for file in sorted(folder.glob("*.warc.gz")):
        with file.open("rb") as stream:
            for record in ArchiveIterator(stream):
                if record.rec_type == "response":
                    address = record.rec_headers.get_header("WARC-Target-URI")
                    found.append((file.name, address, record.http_headers.headers, record.content_stream().read()))
    return found


def test_the_answer_is_kept_as_it_came(tmp_path: Path) -> None:
    store = Store(tmp_path, "congdoan.example", "sukien/0")
    headers = (("Content-Encoding", "gzip"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2"), ("Transfer-Encoding", "chunked"))
    store.write(answer(1, gzip.compress(b"<p>than bai</p>"), *headers))
    store.write(answer(2, b""))
    store.close()
    assert check(tmp_path) == 0
    [(file, address, kept, body), (_, _, _, nothing)] = read(tmp_path)
    assert (file, address, body, nothing) == ("congdoan.example-00001.warc.gz", "https://congdoan.example/1", b"<p>than bai</p>", b"")
    assert kept == [("Content-Type", "text/html"), *headers[:3], ("X-Orig-Transfer-Encoding", "chunked")]


def test_a_large_file_is_followed_by_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.crawl_store.LARGEST", 2_000)
    store = Store(tmp_path, "congdoan.example", "sukien/0")
    for n in range(12):
        store.write(answer(n))
    store.close()
    assert check(tmp_path) == 0
    assert [address.rsplit("/", 1)[1] for _, address, _, _ in read(tmp_path)] == [str(n) for n in range(12)]
    assert 2 < len(list(tmp_path.glob("*.warc.gz"))) < 12
    assert max(file.stat().st_size for file in tmp_path.glob("*.warc.gz")) < 3_000


@pytest.mark.parametrize("torn", [1, 40, 300])
@pytest.mark.parametrize("known", [0, 1, 2])
def test_what_a_crash_left_open_is_cut_to_what_is_whole(tmp_path: Path, torn: int, known: int) -> None:
    store = Store(tmp_path, "congdoan.example", "sukien/0")
    ends = [0, *(store.write(answer(n))[1] for n in range(3))]
    file = tmp_path / "congdoan.example-00001.warc.gz.open"
    file.write_bytes(file.read_bytes()[:-torn])
    back = list(mend(file, ends[known]))
    assert back == [(answer(n), ends[n + 1]) for n in range(known, 2)]
    assert check(tmp_path) == 0
    assert [address[-1] for _, address, _, _ in read(tmp_path)] == ["0", "1"]
    Store(tmp_path, "congdoan.example", "sukien/0").write(answer(9))
    assert (tmp_path / "congdoan.example-00002.warc.gz.open").exists()


def test_a_file_in_which_nothing_is_whole_goes(tmp_path: Path) -> None:
    store = Store(tmp_path, "congdoan.example", "sukien/0")
    file = tmp_path / "congdoan.example-00001.warc.gz.open"
    file.write_bytes(b"\x1f\x8b\x08")
    assert store.left_open() == [file]
    assert list(mend(file, 0)) == []
    assert list(tmp_path.iterdir()) == []


def test_a_header_in_no_encoding(tmp_path: Path) -> None:
    store = Store(tmp_path, "congdoan.example", "sukien/0")
    store.write(answer(1, b"<p>than bai</p>", ("X-Ten", "Công đoàn".encode().decode("latin-1")), ("X-Rong", "")))
    store.close()
    assert check(tmp_path) == 0
    [(_, _, kept, body)] = read(tmp_path)
    assert [name for name, _ in kept] == ["Content-Type", "X-Ten", "X-Rong"]
    assert body == b"<p>than bai</p>"
