"""An article for tests of labelling: an emoji, a letter with a combining mark, and facts of every kind."""

from schemas.annotation import Annotation, Mark, Role, draw
from schemas.record import Range, Record

TEXT = (
    "Công đoàn 👷🏽 Ba Bể\n"
    "Ngày 5/6/2024, LĐLĐ huyện Ba Bể giám sát CĐCS Trường Na Rì và CĐCS Hạ Lang tại Nhà Văn hóa; bà Lý Thị Ví Du\u0323 dự. "
    "Có 9 đơn vị. LĐLĐ huyện tặng Bằng khen cho 3 tập thể, 2 cá nhân theo Công văn 7/CV-LĐLĐ.\n"
)
SCHOOL = "Công đoàn cơ sở Trường Na Rì"


def at(words: str) -> Range:
    return TEXT.index(words), TEXT.index(words) + len(words)


SECOND = (TEXT.index("LĐLĐ huyện tặng"), TEXT.index(" tặng"))
RECORD = Record.model_validate(
    {
        "id": "https://congdoan.example/1",
        "name": "giam-sat",
        "source": "1.txt",
        "text": TEXT,
        "zones": [{"kind": "title", "start": 0, "end": 19}, {"kind": "body", "start": 20, "end": len(TEXT) - 1}],
        "dates": [{"text": "Ngày 5/6/2024", "type": "DATE", "value": "2024-06-05", "evidence": [at("Ngày 5/6/2024")]}],
        "organisations": [
            {"name": "Liên đoàn Lao động huyện Ba Bể", "kind": "union", "evidence": [at("LĐLĐ huyện Ba Bể"), SECOND]},
            {"name": SCHOOL, "kind": "union", "evidence": [at("CĐCS Trường Na Rì")]},
        ],
        "people": [{"name": "Lý Thị Ví Du\u0323", "evidence": [at("Lý Thị Ví Du\u0323")]}],
        "counts": [
            {"value": 9, "unit": "đơn vị", "evidence": [at("9 đơn vị")]},
            {"value": 1200, "unit": "đoàn viên"},
        ],
        "awards": [
            {"name": "Bằng khen", "kind": "tập thể", "count": 3, "evidence": [at("Bằng khen cho 3 tập thể")]},
            {"name": "Bằng khen", "kind": "cá nhân", "count": 2, "evidence": [at("Bằng khen"), at("2 cá nhân")]},
        ],
        "documents": [{"number": "7/CV-LĐLĐ", "evidence": [at("7/CV-LĐLĐ")]}],
        "events": [
            {
                "types": ["giam_sat", "kiem_tra"],
                "main": True,
                "title": "Giám sát",
                "start": "2024-06-05",
                "end": "2024-06-05",
                "evidence": [at("giám sát")],
                "confidence": 0.6,
                "organisers": [{"name": "Ban Thường vụ Liên đoàn Lao động huyện Ba Bể", "evidence": [at("LĐLĐ huyện Ba Bể")]}],
                "targets": [
                    {"name": SCHOOL, "evidence": [at("CĐCS Trường Na Rì")]},
                    {"name": "công đoàn cơ sở", "evidence": [at("CĐCS Hạ")]},
                ],
                "place": {"name": "Nhà Văn hóa huyện Ba Bể", "evidence": [at("Nhà Văn hóa")]},
                "people": [{"name": "Lý Thị Ví Du\u0323", "evidence": [at("Lý Thị Ví Du\u0323")]}],
            },
            {"types": ["dai_hoi"], "status": "planned", "title": "Đại hội", "start": "2028"},
        ],
    }
)
DRAWN = draw(RECORD)


def mark(words: str, kind: str) -> Mark:
    """The mark of the record that has these words."""
    return next(mark for mark in DRAWN.annotation.marks.values() if (mark.kind, TEXT[mark.start : mark.end]) == (kind, words))


def corrected(*changed: Mark, without: tuple[Mark, ...] = (), roles: tuple[Role, ...] | None = None) -> Annotation:
    """The record's annotation with some marks changed or added and others gone, and with other roles."""
    marks = DRAWN.annotation.marks | {one.id: one for one in changed}
    left = {id_: one for id_, one in marks.items() if one not in without}
    given = DRAWN.annotation.roles if roles is None else roles
    return Annotation(left, tuple(role for role in given if {role.event, role.mention} <= left.keys()))
