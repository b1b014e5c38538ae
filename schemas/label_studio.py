"""Label Studio: annotations as tasks with predictions (its JSON format), the labelling configuration, and what people made of them.

A task carries the record that it was made from, so that the file that Label Studio exports is enough to read the corrections back. What is
read is the last annotation that was submitted; a task without one was not looked over.
https://labelstud.io/guide/task_format
"""

from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

from pydantic import ValidationError

from schemas.annotation import KIND_WORDS, ROLE_WORDS, STATUS_WORDS, TYPES, Annotation, Mark, Role
from schemas.offsets import located
from schemas.record import Record

Task = dict[str, Any]

MAIN = "sự kiện chính"
COLOURS = {
    "date": "#1f78b4", "organisation": "#33a02c", "person": "#e31a1c", "place": "#ff7f00", "count": "#6a3d9a", "award": "#b15928",
    "document": "#737373", "trigger": "#d01c8b",
}  # fmt: skip
CHOICES = {"type": list(TYPES.values()), "status": list(STATUS_WORDS.values()), "main": [MAIN]}
"""What is chosen of a trigger, by the name of its control."""
HINT = "giá trị: tên đầy đủ; 9 đơn vị; Bằng khen | cơ quan tặng | tập thể | 3; ngày của sự kiện, như 2023-11-14 kỳ 2018/2023"


def configuration() -> str:
    """The labelling configuration, to be pasted into the project's settings."""
    view = ElementTree.Element("View")
    relations = ElementTree.SubElement(view, "Relations")
    for word in ROLE_WORDS.values():
        ElementTree.SubElement(relations, "Relation", value=word)
    labels = ElementTree.SubElement(view, "Labels", name="kind", toName="text", showInline="true")
    for kind, word in KIND_WORDS.items():
        ElementTree.SubElement(labels, "Label", value=word, background=COLOURS[kind])
    ElementTree.SubElement(view, "Text", name="text", value="$text")
    for name, words in CHOICES.items():
        choices = ElementTree.SubElement(view, "Choices", name=name, toName="text", perRegion="true", whenTagName="kind")
        choices.set("whenLabelValue", KIND_WORDS["trigger"])
        choices.set("choice", "multiple" if name == "main" else "single")
        choices.set("layout", "select" if name == "type" else "inline")
        for word in words:
            ElementTree.SubElement(choices, "Choice", value=word)
    value = ElementTree.SubElement(view, "TextArea", name="value", toName="text", perRegion="true", placeholder=HINT)
    value.set("editable", "true")
    value.set("maxSubmissions", "1")
    ElementTree.indent(view)
    return ElementTree.tostring(view, encoding="unicode") + "\n"


def to_task(name: str, record: Record, annotation: Annotation, model: str) -> Task:
    """The task of one article, known by its name; its score is the confidence of the least sure event."""
    result = [entry for mark in annotation.marks.values() for entry in _region(mark, record.text)]
    result += [
        {"type": "relation", "from_id": event, "to_id": mention, "direction": "right", "labels": [ROLE_WORDS[role]]}
        for event, role, mention in annotation.roles
    ]
    score = min((event.confidence for event in record.events), default=1.0)
    data = {"text": record.text, "name": name, "record": record.model_dump(mode="json")}
    return {"data": data, "predictions": [{"model_version": model, "score": score, "result": result}]}


def read_task(task: Any) -> tuple[str, Record, Annotation | None]:
    """The name, the record and the corrected annotation of one task; no annotation where nobody has submitted one.

    Raises ValueError, in one line, for a task of something else, and for a text or a mark that is not as it should be.
    """
    try:
        data, annotations = task["data"], task.get("annotations") or []
        name, record = str(data["name"]), Record.model_validate(data["record"])
    except (KeyError, TypeError, AttributeError, ValidationError):
        said = "không phải bài do `sukien label` ghi rồi Label Studio xuất ở dạng JSON (không phải JSON-MIN); hãy xuất lại"
        raise ValueError(said) from None
    if data.get("text") != record.text:
        raise ValueError(f"{name}: văn bản đã bị đổi trong công cụ; hãy nạp lại tasks.json và chỉ sửa các vùng đánh dấu")
    done = [annotation for annotation in annotations if not annotation.get("was_cancelled")]
    if not done:
        return name, record, None
    last = max(done, key=lambda annotation: str(annotation.get("updated_at") or annotation.get("created_at") or ""))
    try:
        return name, record, _annotation(last["result"], record.text)
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from None
    except (KeyError, TypeError, AttributeError):
        raise ValueError(f"{name}: có vùng đánh dấu không như Label Studio ghi; hãy xuất lại ở dạng JSON") from None


def _region(mark: Mark, text: str) -> Iterator[dict[str, Any]]:
    """The entries of one mark: its label, and what is chosen and written of it."""
    place = {"start": mark.start, "end": mark.end}
    region = {"id": mark.id, "to_name": "text"}
    value = {**place, "text": text[mark.start : mark.end], "labels": [KIND_WORDS[mark.kind]]}
    yield {**region, "from_name": "kind", "type": "labels", "value": value}
    if mark.type:
        chosen = {"type": TYPES[mark.type], "status": STATUS_WORDS[mark.status], "main": MAIN if mark.main else None}
        for name, word in chosen.items():
            if word:
                yield {**region, "from_name": name, "type": "choices", "value": {**place, "choices": [word]}}
    if mark.value:
        yield {**region, "from_name": "value", "type": "textarea", "value": {**place, "text": [mark.value]}}


def _annotation(result: list[dict[str, Any]], text: str) -> Annotation:
    marks, said, roles = {}, {}, []
    for entry in result:
        if entry["type"] == "relation":
            roles += [(entry["from_id"], role, entry["to_id"]) for role in entry.get("labels") or [""]]
        elif entry["type"] == "labels":
            marks[entry["id"]] = _mark(entry["id"], entry["value"], text)
        elif entry["from_name"] in (*CHOICES, "value"):
            words = entry["value"].get("text") or entry["value"].get("choices") or []
            said[entry["id"], entry["from_name"]] = words if isinstance(words, str) else "; ".join(words)
        else:
            raise ValueError(f"không biết {entry['from_name']}; hãy dùng cấu hình label-studio.xml do `sukien label` ghi")
    for id_, mark in marks.items():
        chosen = {name: said.get((id_, name), "") for name in (*CHOICES, "value")}
        trigger = mark.kind == "trigger"
        marks[id_] = Mark(
            id_,
            *mark.span,
            value=" ".join(chosen["value"].split()),
            type=_code(chosen["type"], TYPES, "loại sự kiện") if trigger and chosen["type"] else "",
            status=_code(chosen["status"], STATUS_WORDS, "tình trạng") if trigger and chosen["status"] else "held",
            main=trigger and bool(chosen["main"]),
        )
    return Annotation(marks, tuple(_role(marks, *role) for role in roles))


def _mark(id_: str, value: dict[str, Any], text: str) -> Mark:
    kinds = [_code(word, KIND_WORDS, "loại") for word in value["labels"]]
    start, end, words = value["start"], value["end"], value.get("text")
    if not (isinstance(start, int) and isinstance(end, int)):
        raise ValueError(f"vùng {id_}: vị trí {start} không phải số ký tự; hãy dùng cấu hình label-studio.xml do `sukien label` ghi")
    place = located(text, start, end, words)
    if place is None:
        there = " ".join(text[start:end].split())
        raise ValueError(f"vùng {id_}: tại {start}–{end} bài có “{there}”, không phải “{words}”; hãy đánh dấu lại")
    if len(kinds) != 1:
        raise ValueError(f"vùng {id_} ({start}–{end}): có {len(kinds)} loại; hãy chọn một")
    return Mark(id_, kinds[0], *place)


def _role(marks: dict[str, Mark], one: str, word: str, other: str) -> Role:
    """A relation, whichever of its ends it was drawn from."""
    if not {one, other} <= marks.keys():
        raise ValueError(f"quan hệ {word or 'không tên'} nối vùng không có ({one}, {other}); hãy xóa quan hệ ấy")
    if not word:
        raise ValueError(f"quan hệ giữa {one} và {other} không có tên; hãy chọn một trong: {', '.join(ROLE_WORDS.values())}")
    event, mention = (other, one) if marks[other].kind == "trigger" else (one, other)
    return Role(event, _code(word, ROLE_WORDS, "quan hệ"), mention)


def _code(word: str, words: dict[Any, str], what: str) -> Any:
    """The code that a word of the configuration stands for."""
    code = next((code for code, its in words.items() if word in (its, code)), None)
    if code is None:
        raise ValueError(f"không có {what} {word}; hãy chọn một trong: {', '.join(words.values())}")
    return code
