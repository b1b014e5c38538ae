"""The naive baseline: what an afternoon's work makes of an article with the libraries as they stand.

underthesea.ner for bodies, persons and places, dateparser's search for dates, one regular expression each for counts, awards and
documents, the first keyword for the type. It is meant honestly: each part is used as its documentation shows.
"""

import re
from datetime import datetime
from typing import Any

from dateparser.search import search_dates
from underthesea import ner, sent_tokenize

from corpus.article import Article
from schemas.card import Card
from schemas.lexicon import rows

COUNT = re.compile(r"(?<![\w/.,])(\d+(?:\.\d{3})*(?:,\d+)?) ?(%|triệu đồng|tỷ đồng|[^\W\d_]+(?: [^\W\d_]+)?)")
AWARD = re.compile(
    r"(bằng khen|giấy khen|cờ thi đua|kỷ niệm chương)(?: của [^,.;]+?)? cho (\d+) (tập thể|cá nhân|đồng chí|đoàn viên)", re.IGNORECASE
)
DOCUMENT = re.compile(r"\d+(?:/\d{4})?/[A-ZĐ][\w&-]+")
SCALES = {"triệu đồng": 10**6, "tỷ đồng": 10**9}
BODY = re.compile(r"(?:công đoàn|lđlđ|cđcs|liên đoàn|tổng liên đoàn|ban|ủy ban|ubnd|sở|trung tâm|công ty)\b", re.IGNORECASE)
"""What a body's name begins with, whatever kind underthesea gives it: it hardly finds one of ours."""
LINE = re.compile(r".*\d{1,2}[/-]\d{1,2}[/-]\d{4}.*")
TYPES = [(phrase, row["code"]) for row in rows("schemas", "event_types") for phrase in [row["label"], *row["covers"].split(", ")]]


def card_of(article: Article) -> Card:
    """The card of one article: one event, with the first date, type, body and place of the text, and everyone in it."""
    names = entities(article.text)
    days = [day.date().isoformat() for _, day in search_dates(article.text, languages=["vi"], settings=settings(article)) or []]
    event: dict[str, Any] = {
        "main": True,
        "types": [first_type(article.text)],
        "status": "held",
        "start": days[0] if days else None,
        "end": days[0] if days else None,
        "organisers": names["ORG"][:1],
        "place": names["LOC"][0] if names["LOC"] else None,
        "people": names["PER"],
    }
    return {
        "id": article.name,
        "published": published(article),
        "events": [event],
        "counts": [count(*found) for found in COUNT.findall(article.text)],
        "awards": [{"name": name, "giver": None, "kind": kind, "count": int(n)} for name, n, kind in AWARD.findall(article.text)],
        "documents": list(dict.fromkeys(DOCUMENT.findall(article.text))),
    }


def entities(text: str) -> dict[str, list[str]]:
    """The names that underthesea finds, by kind, each once."""
    found: list[list[str]] = []  # [kind, name]
    for sentence in sent_tokenize(text):
        for word, _, _, tag in ner(sentence):
            if tag.startswith("I-") and found:
                found[-1][1] += f" {word}"
            elif tag != "O":
                found.append([tag[2:], word])
    names: dict[str, list[str]] = {"ORG": [], "PER": [], "LOC": []}
    for kind, name in found:
        kept = names.setdefault("ORG" if BODY.match(name) else kind, [])
        kept += [name] if name not in kept else []
    return names


def published(article: Article) -> str | None:
    """The day of the page's metadata, else the first date of a first or last line that has one."""
    if article.published and not article.published.evidence:
        return article.published.value
    lines = article.text.splitlines()
    dated = next((line for line in (*lines[:3], lines[-1]) if LINE.fullmatch(line) and len(line) < 60), None)
    found = search_dates(dated, languages=["vi"]) if dated else None
    return found[0][1].date().isoformat() if found else None


def settings(article: Article) -> dict[str, Any]:
    """dateparser's settings: days before publication where the page says when that was, else before a fixed day, never today's."""
    given = article.published.value if article.published else ""
    base = datetime.fromisoformat(given) if len(given) == 10 else datetime(2020, 1, 1)
    return {"DATE_ORDER": "DMY", "PREFER_DATES_FROM": "past", "RELATIVE_BASE": base}


def first_type(text: str) -> str:
    """The type whose keyword comes first."""
    lower = text.lower()
    found = [(lower.index(phrase.lower()), code) for phrase, code in TYPES if phrase.lower() in lower]
    return min(found)[1] if found else "khac"


def count(number: str, unit: str) -> dict[str, Any]:
    """A number and the word or two after it."""
    value = float(number.replace(".", "").replace(",", ".")) * SCALES.get(unit, 1)
    return {"value": int(value) if value == int(value) else value, "unit": "đồng" if unit in SCALES else unit}
