"""Corrections: an annotation that a person has looked over, as gold: the article's card and its spans.

What was not touched stays as the record has it, word for word: an annotation that comes back as it went gives the card and the
mentions of the record. A mark that is gone takes with it what it stated. A value that was written is taken; a mark that is new, or was
drawn anew and kept its value, is read by the rules (`Read`), and stands for its own words where they cannot read it.
Facts without a mark (without evidence, or in page furniture) stay; so does the day of publication.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from schemas.annotation import KIND_WORDS, ROLE_WORDS, ROLES, Annotation, Mark, Role, draw
from schemas.card import Card, to_card
from schemas.mark_values import read_awards, read_counts, read_days, read_documents
from schemas.record import Record

Read = Callable[[str, str], str]
"""(kind, words) -> what the rules read of the words, in the notation of `schemas.mark_values`; nothing where they cannot."""

NOTATION: dict[str, tuple[str, Callable[[str], list[Any]]]] = {
    "count": ("counts", read_counts),
    "award": ("awards", read_awards),
    "document": ("documents", read_documents),
}
"""By kind: the field of the card that its marks state, and how their values are read."""
FIELDS = {"organiser": "organisers", "target": "targets", "person": "people"}
"""The lists of an event on the card, by role; a place is one."""


class Gold(NamedTuple):
    """The right card of an article, and its spans as `schemas.spans` reads them."""

    card: Card
    spans: list[dict[str, Any]]
    touched: bool
    """Whether anything was corrected."""


def gold_of(record: Record, corrected: Annotation, read: Read) -> Gold:
    """What the corrected annotation of a record says. Raises ValueError, in one line, for marks and roles that make no card."""
    return _Correction(record, corrected, read).gold()


class _Correction:
    def __init__(self, record: Record, corrected: Annotation, read: Read) -> None:
        self.record, self.drawn, self.read = record, draw(record), read
        self.before = self.drawn.annotation.marks
        self.marks, self.roles = {id_: self._trimmed(mark) for id_, mark in corrected.marks.items()}, corrected.roles
        self.old = _paired(self.before, self.marks)
        self.came_to = {old.id: self.marks[new] for new, old in self.old.items()}
        self.card = to_card(record)

    def gold(self) -> Gold:
        self._check()
        card = self.card | {field: list(self._facts(kind)) for kind, (field, _) in NOTATION.items()} | {"events": list(self._events())}
        card = {field: card[field] for field in self.card}  # in its order
        untouched = {self.marks[id_].span for id_, old in self.old.items() if old.id in self.drawn.added and self._same_place(id_)}
        spans = sorted({mark.span for mark in self.marks.values()} - untouched, key=lambda span: (span.start, span.end, span.kind))
        listed = [{**span._asdict(), "text": self.record.text[span.start : span.end]} for span in spans]
        return Gold(card, listed, (set(self.before.values()), set(self.drawn.annotation.roles)) != self._returned())

    def _returned(self) -> tuple[set[Mark], set[Role]]:
        """The marks and roles that came back, under the ids that they were given."""
        ids = {id_: old.id for id_, old in self.old.items()}
        marks = {replace(mark, id=ids.get(id_, id_)) for id_, mark in self.marks.items()}
        return marks, {Role(ids.get(event, event), role, ids.get(mention, mention)) for event, role, mention in self.roles}

    def _check(self) -> None:
        mains = [mark for mark in self.marks.values() if mark.main]
        if len(mains) > 1:
            raise ValueError(f"có {len(mains)} sự kiện chính, như {self._said(mains[1])}; hãy để lại một")
        for event, role, mention in self.roles:
            if (end := self.marks[event]).kind != "trigger" or not end.type:
                raise ValueError(f"{self._said(end)}: có {ROLE_WORDS[role]} mà không phải sự kiện có loại; hãy chọn loại sự kiện")
            if (end := self.marks[mention]).kind != ROLES[role]:
                raise ValueError(f"{self._said(end)}: không thể là {ROLE_WORDS[role]}, vốn phải là {KIND_WORDS[ROLES[role]]}")

    def _facts(self, kind: str) -> Iterator[Any]:
        """The counts, awards or documents: those of the record that stand, the corrected ones in their stead, then the new ones."""
        field, notation = NOTATION[kind]
        stated_by = {index: id_ for id_, indices in self.drawn.facts[field].items() for index in indices}
        done: set[str] = set()
        for index, fact in enumerate(self.card[field]):
            mark = self.came_to.get(stated_by.get(index, ""))
            if index not in stated_by or (mark and self._value(mark) is None):
                yield fact
            elif mark and mark.id not in done:
                done.add(mark.id)
                yield from self._stated(mark, notation)
        for mark in sorted(self.marks.values(), key=lambda mark: mark.span[1:]):
            old = self.old.get(mark.id)  # which stated nothing where it was a further piece of what another one states
            if mark.kind == kind and (old is None or (old.id not in self.drawn.facts[field] and mark.value)):
                yield from self._stated(mark, notation)

    def _stated(self, mark: Mark, notation: Callable[[str], list[Any]]) -> list[Any]:
        try:
            return notation(self._value(mark) or self._words(mark))
        except ValueError as error:
            raise ValueError(f"{self._said(mark)}: {error}") from None

    def _events(self) -> Iterator[Card]:
        of_mark = {id_: indices[0] for id_, indices in self.drawn.facts["events"].items()}
        marked = set(of_mark.values())
        told = {of_mark[old.id]: self.marks[id_] for id_, old in self.old.items() if old.id in of_mark and self.marks[id_].type}
        for index, event in enumerate(self.card["events"]):
            if index not in marked:
                yield event
            elif index in told:
                yield self._event(told[index], event, index)
        new = [mark for mark in self.marks.values() if mark.type and mark not in told.values()]
        none: Card = {"types": [], "start": None, "end": None, "organisers": [], "targets": [], "place": None, "period": None, "people": []}
        for mark in sorted(new, key=lambda mark: mark.span[1:]):
            yield self._event(mark, none, None)

    def _event(self, mark: Mark, event: Card, index: int | None) -> Card:
        """The event of a trigger, in place of what the record had."""
        days = (event["start"], event["end"], event["period"])
        old = self.old.get(mark.id)
        if mark.value != (old.value if old else ""):
            try:
                days = read_days(mark.value)
            except ValueError as error:
                raise ValueError(f"{self._said(mark)}: {error}") from None
        types = event["types"] if event["types"][:1] == [mark.type] else [mark.type]
        names = dict.fromkeys(ROLES, ()) | {role: list(self._names(mark, role, index)) for role in ROLES}
        if len(names["place"]) > 1:
            raise ValueError(f"{self._said(mark)}: có {len(names['place'])} nơi diễn ra; hãy để lại một")
        main: Card = {"main": True} if mark.main else {}
        return main | {
            "types": types,
            "status": mark.status,
            "start": days[0],
            "end": days[1],
            "organisers": names["organiser"],
            "targets": names["target"],
            "place": next(iter(names["place"]), None),
            "period": days[2],
            "people": names["person"],
        }

    def _names(self, event: Mark, role: str, index: int | None) -> Iterator[str]:
        """Who has a role in an event: those of the record that still have it, then the new ones."""
        have = {mention: self.marks[mention] for trigger, its, mention in self.roles if trigger == event.id and its == role}
        known = [part for part in self.drawn.parts.get(index, []) if part.role == role] if index is not None else []
        had = set()
        for part in known:
            if part.mark is None:
                yield part.name
            elif (came := self.came_to.get(part.mark)) and came.id in have:
                had.add(came.id)
                yield part.name if self._value(came) is None else self._name(came)
        for mark in sorted(have.values(), key=lambda mark: mark.span[1:]):
            if mark.id not in had:
                yield self._name(mark)

    def _name(self, mark: Mark) -> str:
        """The full name that a mark gives."""
        value = self._value(mark)
        given = self.old[mark.id].value if value is None else value
        return " ".join((given or self._words(mark)).split())

    def _value(self, mark: Mark) -> str | None:
        """What a mark was corrected to; None where it is as it was, nothing where the rules cannot read it."""
        old = self.old.get(mark.id)
        if old and mark.value in ("", old.value) and self._same_place(mark.id):
            return None
        was = self.before.get(mark.id)  # whose value went along when its kind was changed
        kept = mark.value in ("", was.value if was else "", old.value if old else "")
        return self.read(mark.kind, self._words(mark)) if kept else mark.value

    def _same_place(self, id_: str) -> bool:
        return self.old[id_].span == self.marks[id_].span

    def _trimmed(self, mark: Mark) -> Mark:
        """Without the white space that was dragged over with it, unless it was marked so."""
        words = self._words(mark)
        if not words.strip() or any(mark.span == old.span for old in self.before.values()):
            return mark
        start = mark.start + len(words) - len(words.lstrip())
        return replace(mark, start=start, end=start + len(words.strip()))

    def _words(self, mark: Mark) -> str:
        return self.record.text[mark.start : mark.end]

    def _said(self, mark: Mark) -> str:
        return f"{KIND_WORDS[mark.kind]} “{' '.join(self._words(mark).split())}” ({mark.start}–{mark.end})"


def _paired(before: dict[str, Mark], after: dict[str, Mark]) -> dict[str, Mark]:
    """By id of a mark that came back: the mark that it was; the same id where it is still of that kind and place, else the same words."""
    pairs = {id_: old for id_, mark in after.items() if (old := before.get(id_)) and old.kind == mark.kind and _overlap(old, mark)}
    left = {id_: mark for id_, mark in before.items() if id_ not in pairs}
    for id_, mark in after.items():
        if id_ not in pairs and (old := next((old for old in left.values() if old.span == mark.span), None)):
            pairs[id_] = left.pop(old.id)
    return pairs


def _overlap(a: Mark, b: Mark) -> bool:
    return a.start < b.end and b.start < a.end
