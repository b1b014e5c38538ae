"""Coverage-guided fuzzing (Atheris, libFuzzer): bytes in, and every record that comes out must be sound.

    make fuzz                                       20 minutes; what breaks is left in crash-*
    .venv/bin/python tests/fuzz.py crash-…          one input again

A second without an answer is a hang. Not a test of its own: pytest runs what it found as cases of tests/test_hard_inputs.py.
"""

import sys

import atheris

with atheris.instrument_imports(include=["corpus", "models", "extract", "schemas"]):
    from corpus.article import Article
    from corpus.read import read_stream
    from extract.pipeline import Pipeline

from test_hard_inputs import ARTICLES, BREAKING, GENRE, assert_sound, put_in

PIPELINE = Pipeline()
WORDS = [*GENRE, *BREAKING]


def sentences(data: bytes) -> bytes:
    """A third of the inputs are the bytes themselves, a third words of the genre, a third an article with such words put in."""
    if data[:1] < b"\x55":
        return data[1:]
    words = [WORDS[byte % len(WORDS)] for byte in data[1:]]
    if data[:1] < b"\xaa":
        return "".join(words).encode("utf-8", "surrogatepass")
    places = [byte / 256 for byte in data[1::2]]
    return put_in(ARTICLES[sum(data[:2]) % len(ARTICLES)], zip(places, words[1::2], strict=False)).encode("utf-8", "surrogatepass")


def one(data: bytes) -> None:
    """Read and extract one input."""
    for item in read_stream(sentences(data), "-"):
        if isinstance(item, Article):
            assert_sound(item, PIPELINE(item))


if __name__ == "__main__":
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
