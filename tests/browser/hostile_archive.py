"""An archive whose every text would do harm where it is not escaped, or break the page where it is not kept in its place."""

from pathlib import Path

from small_archive import at, body, organisation, record

from schemas.database import close_database, open_database, replace_article
from schemas.record import Award, Count, Document, Event, Person, Place, Record, Value

SCRIPT = "<script>window.harmed = 1; alert(1)</script>"
IMAGE = '"><img src=x onerror="window.harmed = 1; alert(2)">'
CLOSING = "</title></textarea></style></script><svg onload=alert(3)>"
TEMPLATE = "{{ 7 * 7 }}{% raw %}'\"`${alert(4)}"
TURNED = "Chữ \u202eđảo ngược"
"""A mark that turns what follows it round, and no mark that ends it."""
WORDS = " ".join(["Tên rất dài"] * 900)
UNBROKEN = "Dài" * 3400
"""Longer than 10,000 characters, and nowhere a place for a break."""
TEXTS = [SCRIPT, IMAGE, CLOSING, TEMPLATE, TURNED, WORDS, UNBROKEN]
URLS = ["javascript:alert(5)", "data:text/html,<script>alert(6)</script>", 'https://congdoan.example/"onmouseover="alert(7)']


def article(number: int, bad: str) -> Record:
    """An article in which every name is this text."""
    text = f"{bad}\nNgày {number}/6/2023, {bad} họp tại {bad}. Có 35 {bad}. {bad} nhận {bad}.\n"
    here = at(text, bad)
    return record(
        f"doc-hai-{number}",
        text,
        url=URLS[number % len(URLS)],
        byline=bad,
        published=Value(value=f"2023-06-{number:02}", inferred="trang"),
        organisations=[organisation(text, bad, bad, "province")],
        people=[Person(name=bad, title=bad, evidence=here)],
        places=[Place(name=bad, kind="province", province=bad, evidence=here)],
        documents=[Document(number=bad, kind=bad, issuer=bad, evidence=here)],
        events=[
            Event(
                types=["dai_hoi"],
                main=True,
                title=bad,
                start=f"2023-06-{number:02}",
                end=f"2023-06-{number + 1:02}",
                date=Value(value=f"2023-06-{number:02}", inferred=bad, evidence=at(text, f"Ngày {number}/6/2023")),
                province=bad,
                place=body(text, bad, bad),
                organisers=[body(text, bad, bad)],
                targets=[body(text, bad, bad)],
                people=[body(text, bad, bad)],
                evidence=at(text, "họp"),
            )
        ],
        counts=[Count(value=35, unit=bad, event=0, evidence=at(text, "35"))],
        awards=[Award(name=bad, giver=bad, kind=bad, count=2, event=0, evidence=here)],
    )


def hostile_archive(path: Path) -> Path:
    """Write an article for each of the texts into a new database."""
    db = open_database(path)
    with db.atomic():
        for number, bad in enumerate(TEXTS, 1):
            replace_article(db, article(number, bad), content_hash=str(number), version="test")
    close_database(db)
    return path
