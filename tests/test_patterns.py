"""No regular expression is catastrophic: each is tried, in the ways in which it is used, on long texts that fail it late.

A process of its own notes every pattern that the rooms compile and what is done with it. An attack repeats what the pattern
repeats, and ends in what fits nowhere. It is as long as what is read of an article: a pattern that looks a few times at each character
is done in a fraction of a second; one that looks from each at all the others takes many, and is killed.

What mends one, its meaning kept: no two neighbours that can repeat the same (`\\s*(?:,\\s*)?` for `\\s*,?\\s*`), a run tried from its first
character only (`(?<!\\d)\\d+`), `(?>.*word)` in front of what must follow the last `word`, or as many as the text at hand can have.
"""

import ast
import importlib
import multiprocessing
import os
import re
import signal
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import chain, pairwise, product
from pathlib import Path
from re import _compiler, _constants, _parser  # how the standard library reads a pattern
from tempfile import TemporaryDirectory
from types import FrameType
from typing import Any

import pytest
from click.testing import CliRunner

from models.tokens import TOKEN

ROOT = Path(__file__).parents[1]
SOURCES = [path for room in ("schemas", "corpus", "models", "extract", "browse") for path in sorted((ROOT / room).rglob("[!_]*.py"))]
LENGTH = 100_000
"""As much as is read of an article."""
GUARD = 2
"""Seconds of the processor, which are no more on a busy machine; a pattern that is not catastrophic takes a tenth of one."""

REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT)
SIGNS = " aA1-.,(\n"
"""Of the characters that a class has, these are tried."""
GENERIC = ["1/", "(", "a", " ", "\u0301", "A ", "\n"]
WAYS = ("match", "fullmatch", "search")
"""Ways to apply a pattern: all other methods search."""
ENDS = ["\0", "\n.,;:(\0"]

Key = tuple[str, int]
"""A pattern and its flags."""


# --- which patterns there are, and what is done with them ---


def patterns_of_the_rooms() -> tuple[dict[Key, set[str]], list[str]]:
    """Every pattern with the methods that are called, and where a pattern is compiled that was never seen."""
    patterns: dict[Key, set[str]] = {}
    lines: set[tuple[str, int]] = set()
    compile_ = re._compile  # every function of `re` calls it

    def note_pattern(pattern: str, flags: int) -> re.Pattern[str]:
        compiled, caller = compile_(pattern, flags), sys._getframe(2)
        if Path(caller.f_code.co_filename) in SOURCES:
            patterns.setdefault((compiled.pattern, compiled.flags), set())
            lines.add((caller.f_code.co_filename, caller.f_lineno))
        return compiled

    def note_method(frame: FrameType, event: str, called: Any) -> None:
        if event == "c_call" and isinstance(pattern := getattr(called, "__self__", None), re.Pattern):
            patterns.get((pattern.pattern, pattern.flags), set()).add(called.__name__)

    re._compile = note_pattern
    modules = {path: importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts)) for path in SOURCES}
    from browse.snippet import snippet
    from browse.suppressed import Names
    from browse.titles import without
    from sukien import main

    sys.setprofile(note_method)
    with TemporaryDirectory() as folder:
        build = ["build", str(ROOT / "corpus/sample"), "--db", f"{folder}/union.db", "--workers", "1"]
        for command in build, ["evaluate", str(ROOT / "corpus/gold/train"), "--errors"]:
            assert CliRunner().invoke(main, command).exit_code == 0
    snippet("Dang \x02dai hoi\x03 tai nha ba Ly", "Đang đai hoi tai nha ba Ly Thi.", ["Ly Thi"])  # these are made of what readers ask for
    Names.of("Lý Thị Ví Dụ").hidden_in("nhà bà LÝ THỊ VÍ DỤ")
    without("nhà bà Lý Thị Ví Dụ", ["Lý Thị Ví Dụ"])
    sys.setprofile(None)

    unseen = []
    for path, call in calls_of_re():
        if not any((str(path), line) in lines for line in range(call.lineno, call.end_lineno + 1)):
            try:  # on a line that these articles do not reach: its pattern is a constant, or made of the module's
                compiled = compile_(eval(ast.unparse(call.args[0]), vars(modules[path])), 0)
                patterns.setdefault((compiled.pattern, compiled.flags), set()).add(call.func.attr)
            except NameError:
                unseen.append(f"{path.relative_to(ROOT)}:{call.lineno}")
    return patterns, unseen


def calls_of_re() -> Iterator[tuple[Path, Any]]:
    """The calls in the sources that compile a pattern."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(func=ast.Attribute(value=ast.Name("re"), attr=name)) if name != "escape":
                    yield path, node


# --- what to attack a pattern with ---


def fits(nodes: Any, text: str) -> bool:
    """Whether a part of a pattern matches the whole text."""
    return bool(_compiler.compile(nodes).fullmatch(text))


def spelled(nodes: Any) -> str:
    """A text that this part of a pattern matches, what it looks at around it left aside."""
    text = ""
    for at, (kind, what) in enumerate(nodes):
        match kind:
            case _constants.LITERAL:
                text += chr(what)
            case _constants.IN | _constants.NOT_LITERAL | _constants.ANY:
                text += next(sign for sign in chain(SIGNS, map(chr, range(0x10000))) if fits(nodes[at : at + 1], sign))
            case _constants.BRANCH:
                text += spelled(what[1][0])
            case _constants.SUBPATTERN | _constants.ATOMIC_GROUP:
                text += spelled(what[-1] if kind is _constants.SUBPATTERN else what)
            case kind if kind in REPEATS:
                text += spelled(what[2]) * max(what[0], 1)
    return text


def repeats(nodes: Any, lead: str = "") -> Iterator[tuple[str, Any, Any]]:
    """The parts of a pattern that may be repeated: a text that leads to each, the part itself, and what comes next."""
    for at, (kind, what) in enumerate(nodes):
        match kind:
            case _constants.BRANCH:
                parts = what[1]
            case _constants.SUBPATTERN | _constants.ASSERT | _constants.ASSERT_NOT:
                parts = [what[-1]]
            case _constants.ATOMIC_GROUP:
                parts = [what]
            case kind if kind in REPEATS:
                parts = [what[2]]
                if what[1] > 1:
                    yield lead, what[2], nodes[at + 1 : at + 2]
            case _:
                parts = []
        for part in parts:
            yield from repeats(part, lead)
        lead += spelled(nodes[at : at + 1])


def attacks(pattern: str, flags: int) -> list[tuple[str, str]]:
    """What leads to a repeat, and what is repeated: alone, each time led to anew, and in turn with what the next repeat repeats."""
    alike = {str((part, after)): (lead, part) for lead, part, after in repeats(_parser.parse(pattern, flags))}
    pumps = []
    for lead, part in alike.values():
        signs = [sign for sign in SIGNS if fits(part, sign)]
        pumps += [(lead, pump) for pump in signs[:4] or [spelled(part)] if pump]
    again = {("", lead + pump) for lead, pump in pumps}
    in_turn = {("", one + two) for (_, one), (_, two) in pairwise(pumps)}
    return sorted({*pumps, *again, *in_turn, *(("", pump) for pump in GENERIC)})


def attack(key: Key, way: str, lead: str, pump: str, end: str) -> None:
    """Apply a pattern to a long text: at its start, or wherever it matches."""
    text = pump * (LENGTH // len(pump))
    if key[0] == TOKEN.pattern:
        text = re.sub("(.{299})", r"\1 ", text)  # longer runs are not segmented: extract/words.py
    text, pattern = lead + text + end, re.compile(*key)
    if way == "search":
        for _ in pattern.finditer(text):
            pass
    else:
        getattr(pattern, way)(text)


def withstands(attempts: list[tuple[Any, ...]]) -> bool:
    """Whether the guard strikes at none, in a process of its own: while a pattern is matched, nothing less than its end stops it."""
    child = os.fork()
    if not child:
        try:
            signal.signal(signal.SIGVTALRM, signal.SIG_DFL)
            for attempt in attempts:
                signal.setitimer(signal.ITIMER_VIRTUAL, GUARD)
                attack(*attempt)
            os._exit(0)
        finally:
            os._exit(1)
    return os.waitpid(child, 0)[1] == 0


def first_fatal(key: Key, methods: set[str]) -> tuple[Any, ...] | None:
    """The first attack that a pattern does not withstand, if there is one."""
    ways = {name if name in WAYS else "search" for name in methods or WAYS}
    attempts = [(key, way, *attack, end) for way, attack, end in product(sorted(ways), attacks(*key), ENDS)]
    return None if withstands(attempts) else next(attempt for attempt in attempts if not withstands([attempt]))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("catastrophic", "mended"),
    [(r"\b(\w+)+-", r"\b\w+-"), (r"x\s*,?\s*y", r"x\s*(?:,\s*)?y"), (r"\s*x", r"(?:(?<!\s)\s+)?x"), (r"\d+$", r"(?<!\d)\d+$")],
)
def test_attacks_tell_what_is_catastrophic(catastrophic: str, mended: str) -> None:
    assert first_fatal((catastrophic, 0), {"search"})
    assert not first_fatal((mended, 0), {"search"})


@pytest.mark.slow
def test_no_pattern_is_catastrophic() -> None:
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, spawn) as process:
        patterns, unseen = process.submit(patterns_of_the_rooms).result()
    assert not unseen
    with ProcessPoolExecutor(mp_context=spawn) as processes:
        fatal = [found for found in processes.map(first_fatal, patterns, patterns.values()) if found]
    assert not fatal
