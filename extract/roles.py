"""Roles: who held it, at whom, where, for which period; found by clause, position and preposition around the trigger.

Each function reads one sentence (the event's own) and gives the mentions that fill a role there, best first; falling back
from the lead to the title and the rest of the article is the business of `extract.events`.
"""

import re
from collections.abc import Sequence

from spacy.tokens import Doc

from extract.organisations import OrganisationMention
from extract.places import VENUE_HEAD, PlaceMention
from extract.syllables import UPPER, Sentence

HOLD = re.compile(
    r"(?<!\w)(?:tổ chức|tiến hành|phối hợp|khai mạc|chủ trì|có (?:cuộc|buổi|chuyến)|phát động|ra quân|ký kết|trao|tặng|thăm|gặp mặt|làm việc|kiểm tra|giám sát|khảo sát|đối thoại|"
    r"công bố|ra mắt|mở|họp|sơ kết|tổng kết|tuyên dương|biểu dương|vinh danh|bàn giao|khởi công|hỗ trợ|triển khai|đã|vừa|sẽ|đang|đến|về|thành lập|kết nạp|bầu|quyết định|giao ban|tập huấn|tuyên truyền|quyên góp|ủng hộ|đón)(?!\w)"
)
PREPOSITION = re.compile(r"(?<!\w)(?:tại|ở|của|với|cho|đối với|trong|theo|từ|về|đến|thuộc|cùng|giữa|nguyên|trực thuộc|vào|do)\s(?:các\s|một số\s|những\s|\d+\s)?(?:đơn vị\s|ông\s|bà\s)?(?::\s)?$")
OFFICE = re.compile(
    r"(?:[Cc]hủ tịch|[Pp]hó [Cc]hủ tịch|[Gg]iám đốc|[Tt]rưởng (?:[Bb]an|[Pp]hòng|đoàn)|[Bb]í thư|[Cc]hủ nhiệm|[Hh]iệu trưởng|[Uủ]y viên|[Uu]ỷ viên|[Cc]án bộ|[Ll]ãnh đạo|[Đđ]ại diện|[Tt]hường trực|[Cc]hánh [Vv]ăn phòng|[Cc]huyên viên|[Tt]hành viên|đoàn viên|[Đđ]ồng chí)"
    r"[^.;:\n]{0,25}$"
)
PARTNER = re.compile(r"(?:phối hợp (?:cùng |với )(?:với )?|cùng (?:với )?|và |, |liên kết với |cùng phối hợp )(?:các )?$")
AGENT = re.compile(r"(?<!\w)(?:do|được|bởi)\s(?:các\s)?$")
OBJECT = re.compile(r"(?<!\w)(?:tại|đối với|với|cho|ở|của|thăm|đến|về|tặng|giám sát|kiểm tra|làm việc|đón|tiếp|khảo sát|giữa)\s(?:\d+\s|các\s|một số\s|đơn vị\s|đơn vị:\s|đoàn viên\s|công nhân\s|tập thể\s|nơi\s|[\w\s]{0,24}:\s)*$")
CLASS = re.compile(
    r"(?:100% )?(?:các |một số |\d+ )?((?:công đoàn cơ sở|CĐCS|[Cc]ông đoàn cấp trên(?: trực tiếp)?(?: cơ sở)?|công đoàn trực thuộc|đơn vị|doanh nghiệp|trường học)(?:\s(?:khối|ngành|ngoài nhà nước|khu vực|trong|thuộc)(?:\s\w+){1,4}?)?)(?=[,.;]|\s(?:trên|trong|năm|đã|được|trực thuộc|và|từ|của|\d)|$)"
)


def organisations_in(doc: Doc, sentence: Sentence) -> list[OrganisationMention]:
    """The bodies mentioned in a sentence."""
    return [m for m in doc._.organisations if sentence.start <= m.start and m.end <= sentence.end]


def organisers(doc: Doc, sentence: Sentence, trigger_start: int) -> list[OrganisationMention]:
    """The holders: the agent of "do/được … tổ chức", else the subject before the holding verb, and those they hold it with."""
    text = doc._.cased
    bodies = [m for m in organisations_in(doc, sentence) if is_body(m)]
    for i, body in enumerate(bodies):
        after = text[body.end : min(sentence.end, body.end + 60)]
        if AGENT.search(text[sentence.start : body.start]) and re.search(r"tổ chức|phối hợp|chủ trì|phát động|tiến hành|thực hiện|trao|tặng", after):
            return with_partners(text, bodies, i)
    for i, body in enumerate(bodies):
        before, after = text[sentence.start : body.start], text[body.end : min(sentence.end, body.end + 90)]
        if OFFICE.search(before) or (PREPOSITION.search(before) and not re.search(r"(?<!\w)(?:đoàn công tác|đoàn kiểm tra|đoàn giám sát|đoàn|tổ công tác)\s(?:của\s)?(?:đại biểu\s)?$", before)):
            continue
        if HOLD.match(after.lstrip(" ,") or "") or HOLD.search(after):
            return with_partners(text, bodies, i)
    return []


def with_partners(text: str, bodies: Sequence[OrganisationMention], first: int) -> list[OrganisationMention]:
    """The body at `first` and those joined to it by "phối hợp với", "cùng", "và" or a comma."""
    held = [bodies[first]]
    for other in bodies[first + 1 :]:
        between = text[held[-1].end : other.start]
        if len(between) < 60 and PARTNER.search(between) and not re.search(r"(?<!\w)(?:dự|tại|đến|cho|thăm|tặng|tham gia|chứng kiến|giữa)(?!\w)", between):
            held.append(other)
        elif other.shared:
            held.append(other)
        else:
            break
    return held


def is_body(mention: OrganisationMention) -> bool:
    """Whether a mention names one body rather than the trade unions at large ("công đoàn", "công đoàn các cấp")."""
    return not (mention.bare and not mention.level_word and mention.head in ("công đoàn", "cđ", "công đoàn cơ sở", "cđcs", "nghiệp đoàn", "tổ công đoàn", "công đoàn bộ phận", "công đoàn ngành"))


def targets(doc: Doc, sentence: Sentence, trigger_end: int, taken: Sequence[OrganisationMention]) -> list[OrganisationMention]:
    """The bodies behind the trigger that a preposition makes its object ("giám sát … tại LĐLĐ huyện"), and those listed with them."""
    text = doc._.cased
    bodies = [m for m in organisations_in(doc, sentence) if m.start >= trigger_end and m not in taken and is_body(m)]
    for i, body in enumerate(bodies):
        if OBJECT.search(text[max(sentence.start, trigger_end - 12) : body.start]):
            return listed(text, bodies, i)
    return []


def listed(text: str, bodies: Sequence[OrganisationMention], first: int) -> list[OrganisationMention]:
    """The body at `first` and those that go on with commas, semicolons and "và"."""
    found = [bodies[first]]
    for other in bodies[first + 1 :]:
        if not (other.shared or re.fullmatch(r"\s*(?:\([^)]*\))?\s*(?:,|;|và|,\s*và)\s*(?:tại\s|các\s)?", text[found[-1].end : other.start])):
            break
        found.append(other)
    return found


PLACE_LEAD = re.compile(r"(?<!\w)[Tt]ại\s(?:phòng họp\s|địa bàn\s|khu vực\s)?")
PLACE_END = re.compile(
    r"[.;:()\n“\"]|,\s(?!(?:[Hh]uyện|[Tt]ỉnh|[Tt]hành phố|TP|[Xx]ã|[Pp]hường|[Qq]uận|[Tt]hị (?:xã|trấn)|KCN|[Kk]hu)\W)|\s(?:đã|do|diễn|nhân|vào|đến|với|để|cho|được|trong|nhằm|sáng|chiều|ngày|tổ chức|phối hợp|lần|năm|có|trao|đồng chí|ông|bà|đang|vừa|về|và|từ|theo|là|khai mạc|chủ trì|thăm|cùng|trực thuộc|nơi|của (?!Công ty|Trường))(?=\s)|"
    r"\s(?=(?:LĐLĐ|Liên đoàn|Ban Thường vụ|BTV|Công đoàn|CĐCS|CĐ|Tổng LĐLĐ|Tổng Liên đoàn)\s)"
)


def place_in(doc: Doc, sentence: Sentence) -> tuple[int, int] | None:
    """The range behind the sentence's first "tại" that names a venue or a unit; None where "tại" leads to something else."""
    text = doc._.cased
    for lead in PLACE_LEAD.finditer(text, sentence.start, sentence.end):
        start = lead.end()
        body = next((m for m in doc._.organisations if m.start == start and is_body(m)), None)
        if body:
            return (body.start, body.end)
        unit = next((p for p in doc._.places if p.start == start), None)
        end = PLACE_END.search(text, start, sentence.end)
        stop = end.start() if end else sentence.end
        if unit:
            return (unit.start, max(unit.end, _unit_chain(doc.text, doc._.places, unit)))
        name = text[start:stop]
        if re.match(VENUE_HEAD, name) and len(name) < 90 or re.match(rf"[{UPPER}]", name) and 2 < len(name) < 80 and not re.match(r"(?:[Bb]uổi|[Hh]ội nghị|[Đđ]ại hội|[Ll]ễ|[Đđ]ây)", name):
            return (start, start + len(name.rstrip(" ,-–")))
    return None


def _unit_chain(text: str, places: Sequence[PlaceMention], first: PlaceMention) -> int:
    """End of a chain of units from the small to the large: "xã Tam Giang, huyện Yên Phong"."""
    end = first.end
    for place in places:
        if place.start > end and re.fullmatch(r"\s?[,(]\s?|\s", text[end : place.start]):
            end = place.end
    return end

