"""The language of a page: Vietnamese, or English for the readers who chose it, which a cookie remembers.

The texts of pages are written in Vietnamese and marked with `_`, as for gettext; their English stands in `english.yaml`. Files of events,
the command line and what articles say stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from importlib.resources import files
from types import ModuleType
from typing import Any

import yaml

from browse import english, vietnamese
from schemas.lexicon import rows

LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
COOKIE = "language"

ENGLISH: dict[str, Any] = yaml.safe_load(files("browse").joinpath("english.yaml").read_text("utf-8"))
"""By the Vietnamese text; [for one, for several] where a number stands in it."""
ENGLISH |= {row["label"]: row["label_en"] for row in rows("schemas", "event_types")}

_language: ContextVar[str] = ContextVar("language", default="vi")


def language() -> str:
    """The language of the page that is being made."""
    return _language.get()


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Pages made within are in this language."""
    before = _language.set(code)
    try:
        yield
    finally:
        _language.reset(before)


def _(text: str) -> str:
    """A text of ours in the language of the page; what has no English stays Vietnamese."""
    return _several(text, text, 1)


def _several(text: str, _text: str, number: int) -> str:
    """The same of a text with a number in it; Vietnamese has no plural."""
    found = ENGLISH.get(text, text) if language() == "en" else text
    return str(found) if isinstance(found, str) else str(found[number != 1])


gettext, ngettext = _, _several


def translated(shown: Any) -> Any:
    """A copy of titles and labels, in lists and dictionaries, in the language of the page."""
    if isinstance(shown, dict):
        return {name: translated(value) for name, value in shown.items()}
    if isinstance(shown, list):
        return [translated(value) for value in shown]
    return _(shown) if isinstance(shown, str) else shown


def writing() -> ModuleType:
    """How numbers, dates and degrees of confidence are written: `browse.vietnamese` or `browse.english`."""
    return english if language() == "en" else vietnamese


def chosen_language(app: Any) -> Any:
    """ASGI middleware: each request is answered in the language of its cookie.

    Datasette sends `Vary: Cookie` with every page, and lets nobody keep those that were asked for with a cookie.
    """

    async def answer(scope: dict[str, Any], receive: Any, send: Any) -> None:
        cookies = b";".join(value for name, value in scope.get("headers") or [] if name == b"cookie").decode("latin-1")
        found = re.search(rf"(?:^|;)\s*{COOKIE}=(\w+)", cookies)
        with speaking(found[1] if found and found[1] in LANGUAGES else "vi"):
            await app(scope, receive, send)

    return answer
