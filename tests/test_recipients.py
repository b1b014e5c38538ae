"""Recipients: who gets an award, as the sentence counts them."""

import pytest

from extract.recipients import NUMBERED, kind_of

COUNTED = [
    ("cho 29 tập thể", "29", "tập thể"),
    ("trên 48/52 nữ đoàn viên", "48", "nữ đoàn viên"),
    ("cho 94 trong số 96 học viên", "94", "học viên"),
    ("12 tập thể, cá nhân", "12", "tập thể, cá nhân"),
]


@pytest.mark.parametrize(("text", "count", "kind"), COUNTED)
def test_counted(text: str, count: str, kind: str) -> None:
    found = NUMBERED.search(text)
    assert found is not None
    assert (found[1], kind_of(found[2])) == (count, kind)


@pytest.mark.parametrize(("surface", "kind"), [("TT, CN", "tập thể, cá nhân"), ("Tập thể", "tập thể"), ("CNVCLĐ", "CNVCLĐ")])
def test_kind(surface: str, kind: str) -> None:
    assert kind_of(surface) == kind
