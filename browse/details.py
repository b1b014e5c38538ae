"""What is told of an event beside its title, in Vietnamese and in the order of an index card: the text of every feed."""

from collections.abc import Iterator

from browse.events import Award, Count, Event
from browse.shown import value_label
from browse.vietnamese import number
from browse.when import period, when


def details(event: Event) -> list[tuple[str, str]]:
    """(label, value) of what is known of an event: `("Thời gian", "14/2/2023")`, …"""
    return [(value_label(kind, "kind").capitalize(), value) for kind, value in _values(event) if value]


def _values(event: Event) -> Iterator[tuple[str, str]]:
    yield "event_date", when(event.start, event.end)
    yield "event", event.type_label if event.status == "held" else f"{event.type_label} ({value_label(event.status, 'status')})"
    yield "organiser", "; ".join(body.name for body in event.organisers)
    yield "target", "; ".join(body.name for body in event.targets)
    yield "event_place", event.location
    yield "event_period", period(event.period or "")
    yield "participant", "; ".join(", ".join(filter(None, (person.name, person.title))) for person in event.people)
    yield "count", "; ".join(map(_count, event.counts))
    yield "award", "; ".join(map(_award, event.awards))


def _count(count: Count) -> str:
    """`18/20 chỉ tiêu`, `23.456 đoàn viên`, `96,5% đoàn viên`."""
    of = "" if count.of is None else f"/{number(count.of)}"
    return f"{number(count.value)}{of}{'' if count.unit.startswith('%') else ' '}{count.unit}"


def _award(award: Award) -> str:
    """`29 × Bằng khen cho tập thể (Liên đoàn Lao động tỉnh Bắc Kạn)`."""
    times = "" if award.count is None else f"{number(award.count)} × "
    return f"{times}{award.name}{f' cho {award.kind}' if award.kind else ''}{f' ({award.giver})' if award.giver else ''}"
