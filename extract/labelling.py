"""Labelling: articles written out for a person to correct in Label Studio or brat, and what came of it read back as gold.

Every article that goes out takes its record along, so that what was not corrected is known when it comes back: in Label Studio's tasks
themselves, for brat in a file beside the text. `schemas.correction` says what the corrections come to.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from corpus.article import Article, Reject
from schemas import brat, label_studio
from schemas.annotation import Annotation, draw
from schemas.correction import Gold, Read, gold_of
from schemas.record import Record, Value, Zone
from schemas.runs import named

TASKS, SETTINGS = "tasks.json", "label-studio.xml"
TEXT, STANDOFF, RECORD = ".txt", ".ann", ".json"

Extract = Callable[[Article], Record]


class LabelError(ValueError):
    """Nothing can be written or read; the message is one line."""


@dataclass
class Corrections:
    """What was read back: the articles that are gold now, those of them in which something was corrected, those nobody has looked over."""

    written: list[str] = field(default_factory=list)
    touched: list[str] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    rejected: list[Reject] = field(default_factory=list)


def write_out(records: Iterable[Record], folder: Path, form: str, model: str) -> int:
    """Write articles for `label-studio` or `brat` into a folder, and how many; `model` is what found the marks, as Label Studio shows it.

    Raises LabelError where the folder holds some already: they may have been corrected.
    """
    if there := next((path for path in folder.glob("*") if path.name == TASKS or path.suffix == STANDOFF), None):
        raise LabelError(f"{there}: đã có bài để sửa ở đây; hãy chọn thư mục khác cho --into")
    articles = list(named(records))
    folder.mkdir(parents=True, exist_ok=True)
    if form == "brat":
        _write(folder / "annotation.conf", brat.configuration())
        _write(folder / "visual.conf", brat.visual_configuration())
        for name, record in articles:
            _write(folder / f"{name}{TEXT}", record.text)
            _write(folder / f"{name}{RECORD}", record.model_dump_json(indent=1))
            _write(folder / f"{name}{STANDOFF}", brat.to_standoff(draw(record).annotation, record.text))
    else:
        tasks = [label_studio.to_task(name, record, draw(record).annotation, model) for name, record in articles]
        _write(folder / TASKS, _json(tasks))
        _write(folder / SETTINGS, label_studio.configuration())
    return len(articles)


def read_back(path: Path, gold: Path, extract: Extract) -> Corrections:
    """Read the corrections of a file that Label Studio exported, or of a folder of brat's, and write them as gold, as in corpus/gold/dev.

    One article that cannot be read costs itself only. Raises LabelError where the path holds no such thing.
    """
    found = Corrections()
    for item in _from_brat(path) if path.is_dir() else _from_label_studio(path):
        if isinstance(item, Reject):
            found.rejected.append(item)
            continue
        name, record, corrected = item
        if corrected is None:
            found.unseen.append(name)
            continue
        try:
            right = gold_of(record, corrected, rules(extract, record))
            _write_gold(gold, name, record, right)
        except ValueError as error:
            found.rejected.append(Reject(f"{path}: {name}", str(error)))
            continue
        found.written.append(name)
        found.touched += [name] * right.touched
    return found


def rules(extract: Extract, record: Record) -> Read:
    """What the rules read of some words of this record's article, as of its day."""

    def read(kind: str, words: str) -> str:
        zones = (Zone(kind="body", start=0, end=len(words)),)
        day = Value(value=record.published.value, inferred="bài") if record.published else None
        marks = draw(extract(Article("", "", "", words, zones, published=day, language=record.language))).annotation.marks.values()
        of_kind = [mark for mark in marks if mark.kind == kind]
        longest = max(of_kind, key=lambda mark: mark.end - mark.start, default=None)
        return (longest.value or words[longest.start : longest.end]) if longest else ""

    return read


Item = tuple[str, Record, Annotation | None]


def _from_label_studio(path: Path) -> Iterator[Item | Reject]:
    try:
        tasks = json.loads(path.read_text("utf-8-sig"))
    except ValueError:
        raise LabelError(f"{path}: không phải JSON; hãy xuất từ Label Studio ở dạng JSON") from None
    if not isinstance(tasks, list):
        raise LabelError(f"{path}: không phải danh sách bài của Label Studio; hãy xuất lại ở dạng JSON")
    for number, task in enumerate(tasks, 1):
        try:
            yield label_studio.read_task(task)
        except ValueError as error:
            yield Reject(f"{path}: mục {number}", str(error))


def _from_brat(folder: Path) -> Iterator[Item | Reject]:
    files = sorted(folder.glob(f"*{STANDOFF}"))
    if not files:
        raise LabelError(f"{folder}: không có tệp .ann nào; hãy chỉ đúng thư mục của brat, hay tệp JSON mà Label Studio xuất")
    for path in files:
        try:
            record = Record.model_validate_json(path.with_suffix(RECORD).read_text("utf-8"))
            if path.with_suffix(TEXT).read_text("utf-8") != record.text:
                raise ValueError(f"{path.with_suffix(TEXT).name} đã bị đổi; hãy lấy lại tệp mà `sukien label` đã ghi")
            yield path.stem, record, brat.read_standoff(path.read_text("utf-8"), record.text)
        except FileNotFoundError as error:
            yield Reject(str(path), f"thiếu {Path(error.filename).name}; hãy chép lại tệp mà `sukien label` đã ghi")
        except ValidationError:
            yield Reject(str(path), f"{path.with_suffix(RECORD).name} không phải bản ghi do `sukien label` ghi; hãy chép lại tệp ấy")
        except UnicodeDecodeError:
            yield Reject(str(path), "không phải UTF-8; hãy lưu lại bằng UTF-8")
        except ValueError as error:
            yield Reject(str(path), str(error))


def _write_gold(folder: Path, name: str, record: Record, right: Gold) -> None:
    """One article, its card and its spans. Raises ValueError where the folder has another article of this name."""
    if not name.strip(" .-") or Path(name).name != name:
        raise ValueError("tên không dùng làm tên tệp được; hãy xuất lại bằng `sukien label`")
    article, content = _as_article(folder / "articles" / name, name, record)
    for there in article.parent.glob("*"):
        if there.stem == name and (there != article or there.read_text("utf-8") != content):
            raise ValueError(f"{there} đã là bài khác; hãy chọn thư mục khác cho --into")
    for path, text in (
        (article, content),
        (folder / "cards" / f"{name}.json", _json(right.card | {"id": name})),
        (folder / "spans" / f"{name}.json", _json(right.spans)),
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, text)


def _as_article(path: Path, name: str, record: Record) -> tuple[Path, str]:
    """The file of an article: its text, or a record beside it where the page said its day and not the text."""
    if not record.published or record.published.evidence or record.text[:1].isspace():  # which a record in JSON would lose
        return path.with_name(f"{name}{TEXT}"), record.text
    beside = {"id": name, "url": record.url, "published": record.published.value, "text": record.text}
    return path.with_name(f"{name}.jsonl"), json.dumps(beside, ensure_ascii=False) + "\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _write(path: Path, text: str) -> None:
    path.write_text(text, "utf-8", newline="\n")  # offsets count a line end as one character on every system
