"""brat: annotations as stand-off (.ann) beside their text, its configuration, and what people made of them.

    T1	organisation 10 45	Công ty CP May xuất khẩu Châu Giang
    T2	tranh_chap 46 56	ngừng việc
    E2	tranh_chap:T2 target:T1
    A1	status E2 held
    A2	main E2
    #1	AnnotatorNotes E2	2012-11-14

A trigger is of its event's type, and `trigger` where it only repeats an event. The value of a mark stands in its note. A mention across a
line end is of several pieces, as brat wants it.
https://brat.nlplab.org/standoff.html
"""

from collections import Counter
from dataclasses import replace

from schemas.annotation import KIND_WORDS, ROLE_WORDS, ROLES, STATUS_WORDS, TYPES, Annotation, Mark, Role
from schemas.offsets import located

NOTES = "AnnotatorNotes"
ORDER = "TEAM#"
"""First letters of lines: each speaks of those before it only."""


def configuration() -> str:
    """annotation.conf: which marks, roles and attributes there are."""
    several = {role: "?" if role == "place" else "*" for role in ROLES}
    arguments = ", ".join(f"{role}{several[role]}:{kind}" for role, kind in ROLES.items())
    sections: dict[str, list[str]] = {
        "entities": list(KIND_WORDS),
        "relations": ["<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>"],  # a place within a body's name, say
        "events": [f"{type_}\t{arguments}" for type_ in TYPES],
        "attributes": ["main\tArg:<EVENT>", f"status\tArg:<EVENT>, Value:{'|'.join(STATUS_WORDS)}"],
    }
    return "".join(f"[{name}]\n" + "".join(f"{line}\n" for line in lines) for name, lines in sections.items())


def visual_configuration() -> str:
    """visual.conf: what brat shows for the codes."""
    words = {**ROLE_WORDS, **KIND_WORDS, **TYPES, "main": "chính"}
    return "[labels]\n" + "".join(f"{code} | {word}\n" for code, word in words.items()) + "[drawing]\n"


def to_standoff(annotation: Annotation, text: str) -> str:
    """The lines of one article's .ann file."""
    marks = annotation.marks.values()
    lines = [f"{mark.id}\t{mark.type or mark.kind} {_place_and_words(mark, text)}" for mark in marks]
    told = {mark.id: f"E{mark.id.removeprefix('T')}" for mark in marks if mark.type}
    for trigger, event in told.items():
        numbers = Counter[str]()
        ends = [f"{annotation.marks[trigger].type}:{trigger}"]
        for role, mention in ((role, mention) for its, role, mention in annotation.roles if its == trigger):
            numbers[role] += 1
            ends.append(f"{role}{numbers[role] if numbers[role] > 1 else ''}:{mention}")
        lines.append(f"{event}\t{' '.join(ends)}")
    said = [f"status {told[mark.id]} {mark.status}" for mark in marks if mark.type]
    said += [f"main {told[mark.id]}" for mark in marks if mark.main]
    lines += [f"A{number}\t{attribute}" for number, attribute in enumerate(said, 1)]
    noted = ((told.get(mark.id, mark.id), mark.value) for mark in marks if mark.value)
    lines += [f"#{number}\t{NOTES} {id_}\t{value}" for number, (id_, value) in enumerate(noted, 1)]
    return "".join(f"{line}\n" for line in lines)


def read_standoff(standoff: str, text: str) -> Annotation:
    """The annotation that an .ann file holds. Raises ValueError for the first line that does not fit, which it names."""
    reader = _Reader(text)
    lines = [(number, line) for number, line in enumerate(standoff.split("\n"), 1) if line.strip()]
    for number, line in sorted(lines, key=lambda numbered: ORDER.find(numbered[1][0])):  # what a line speaks of may stand below it
        try:
            reader.read(line)
        except Unfit as error:
            raise ValueError(f"dòng {number}: {error}") from None
        except KeyError as error:
            raise ValueError(f"dòng {number}: nói đến {error.args[0]}, mà không dòng nào có; hãy xóa dòng này") from None
        except (ValueError, IndexError, TypeError):
            said = " ".join(line.split())
            raise ValueError(f"dòng {number}: không đọc được “{said}”; hãy dùng annotation.conf do `sukien label` ghi") from None
    return Annotation(reader.marks, tuple(dict.fromkeys(reader.roles)))


class Unfit(ValueError):
    """A line that can be read and does not fit; the message says why."""


class _Reader:
    """Marks and roles, line by line."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.marks: dict[str, Mark] = {}
        self.roles: list[Role] = []
        self.events: dict[str, str] = {}  # id of an event -> that of its trigger's mark

    def read(self, line: str) -> None:
        id_, rest = line.split("\t", 1)
        match id_[0]:
            case "T":
                self._mark(id_, *rest.split("\t", 1))
            case "E":
                self._event(id_, rest.split())
            case "A" | "M":
                self._attribute(*rest.split())
            case "#":
                said, _, note = rest.partition("\t")
                kind, about = said.split()
                if kind == NOTES:
                    mark = self.marks[self.events.get(about, about)]
                    self.marks[mark.id] = replace(mark, value=" ".join(note.split()))
            case _:
                raise TypeError

    def _mark(self, id_: str, place: str, words: str) -> None:
        kind, offsets = place.split(" ", 1)
        if kind not in KIND_WORDS and kind not in TYPES:
            raise Unfit(f"không có loại {kind}; các loại là {', '.join(KIND_WORDS)} và loại sự kiện, như {next(iter(TYPES))}")
        numbers = [int(number) for piece in offsets.split(";") for number in piece.split()]
        start, end = numbers[0], numbers[-1]
        found = located(self.text, start, end, words)
        if found is None:
            there = " ".join(self.text[start:end].split())
            raise Unfit(f"tại {start}–{end} bài có “{there}”, không phải “{' '.join(words.split())}”; hãy đánh dấu lại")
        self.marks[id_] = Mark(id_, "trigger", *found, type=kind) if kind in TYPES else Mark(id_, kind, *found)

    def _event(self, id_: str, ends: list[str]) -> None:
        (type_, trigger), *others = (end.split(":") for end in ends)
        mark = self.marks[trigger]
        if mark.type != type_:
            raise Unfit(f"{trigger} không phải sự kiện loại {type_}")
        if trigger in self.events.values():  # another event told by the same words
            mark = self.marks[id_] = replace(mark, id=id_)
        self.events[id_] = mark.id
        for numbered, mention in others:
            role = numbered.rstrip("0123456789")
            if role not in ROLES:
                raise Unfit(f"không có vai trò {role}; các vai trò là {', '.join(ROLES)}")
            self.roles.append(Role(mark.id, role, self.marks[mention].id))

    def _attribute(self, name: str, event: str, value: str = "") -> None:
        mark = self.marks[self.events[event]]
        status = next((status for status in STATUS_WORDS if (name, value) == ("status", status)), None)
        if status is None and name != "main":
            raise Unfit(f"không có thuộc tính {f'{name} {value}'.strip()}; có main, và status là {', '.join(STATUS_WORDS)}")
        self.marks[mark.id] = replace(mark, status=status) if status else replace(mark, main=True)


def _place_and_words(mark: Mark, text: str) -> str:
    """`start end`, of a mention across a line end `start end;start end`, and behind a tab the words."""
    pieces, start = [], mark.start
    for line in text[mark.start : mark.end].split("\n"):
        if line.strip():
            pieces.append((start, start + len(line)))
        start += len(line) + 1
    words = " ".join(text[start:end].replace("\t", " ") for start, end in pieces)
    return f"{';'.join(f'{start} {end}' for start, end in pieces)}\t{words}"
