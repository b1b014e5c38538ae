"""How well copies of a text are told from reports that look alike, and what it costs.

    python -m benchmarks.copies [--errors]        from the checkout, half a minute

Two sets. `tests/data/reprints.yaml` was written by hand. The other is made of the gold's training articles, each as papers would reprint it
and as it would read of another year, place or person; the edits know nothing of the rule, and the rule was made with the half of odd
numbers in sight. Precision and recall of all pairs of an article and what was made of it, found by the index and then judged; last, the
articles of the gold themselves, of which no two are copies.
"""

import argparse
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path

import yaml

from corpus.article import Article
from corpus.minhash import bands
from corpus.read import read_sources
from corpus.reprints import Body, are_copies, read_body

ROOT = Path(__file__).parents[1]
WRITTEN = ROOT / "tests/data/reprints.yaml"
ARTICLES = ROOT / "corpus/gold/train/articles"

OTHERWISE = {
    "Đến dự có": "Tham dự có",
    "Dự hội nghị có": "Tham dự hội nghị có",
    "Phát biểu tại": "Nói chuyện tại",
    "Dịp này": "Nhân dịp này",
    "tổ chức": "mở",
    "cho biết": "thông tin",
    "bên cạnh đó": "ngoài ra",
    "Trong đó": "trong số này",
    "nhiều": "không ít",
    "hiện nay": "lúc này",
    "thời gian tới": "những tháng tới",
    "chia sẻ": "bộc bạch",
    "đề nghị": "yêu cầu",
    "đặc biệt": "nhất là",
    "thực hiện": "làm",
    "khó khăn": "vất vả",
    "hỗ trợ": "giúp",
    "trao": "tặng",
}
LONG = {"LĐLĐ": "Liên đoàn Lao động", "CĐCS": "công đoàn cơ sở", "CNVCLĐ": "công nhân, viên chức, lao động", "BCH": "Ban Chấp hành"}
CREDITS = [
    "Theo Báo Lao Động",
    "(Nguồn: Tạp chí Lao động và Công đoàn)",
    "Theo congdoan.vn ngày 12/4",
    "Tin, ảnh: Thanh Tâm",
    "Minh Hằng (T/h)",
]
FIRST = [
    "Hoạt động công đoàn ở cơ sở những ngày qua có nhiều nét mới, được đoàn viên và người lao động đón nhận.",
    "(LĐ) - ",
    "TIN HOẠT ĐỘNG",
]
LAST = [
    "Được biết, đây là một trong nhiều việc mà các cấp công đoàn trong tỉnh đang làm nhằm đưa tổ chức lại gần người lao động hơn.",
    "Những năm gần đây, phong trào ở địa phương này luôn được cấp trên đánh giá cao, có mô hình được 7 tỉnh bạn đến học.",
]
DISTRICTS = ["Vũ Thư", "Kỳ Sơn", "Đông Hải", "Cần Giuộc", "Mường Khương", "Tây Sơn", "Krông Nô", "Quế Võ"]
PERSONS = ["Vương Thị Thoa", "Mai Xuân Bách", "Tô Hữu Lượng", "Khổng Thị Nhàn", "Đoàn Ngọc Tuyến", "Sầm Văn Pao"]


def credit(text: str, dice: random.Random) -> str:
    """A line of credit behind."""
    return f"{text}\n{dice.choice(CREDITS)}"


def cut(text: str, dice: random.Random) -> str:
    """The end cut off, a third at most."""
    lines = text.split("\n")
    while len(lines) > 1 and len("\n".join(lines[:-1])) > 0.66 * len(text):
        lines.pop()
    return "\n".join(lines)


def reworded(text: str, dice: random.Random) -> str:
    """Some words changed."""
    for old in dice.sample(sorted(OTHERWISE), 9):
        text = text.replace(old, OTHERWISE[old], 3)
    return text


def written_out(text: str, dice: random.Random) -> str:
    """Abbreviations written out."""
    for short, long in LONG.items():
        text = re.sub(rf"\b{short}\b", long, text)
    return text


def framed(text: str, dice: random.Random) -> str:
    """A sentence of the paper's own before or behind."""
    return f"{dice.choice(FIRST)}\n{text}" if dice.random() < 0.5 else f"{text}\n{dice.choice(LAST)}"


def shortened(text: str, dice: random.Random) -> str:
    """A sentence or two left out."""
    sentences = re.split(r"(?<=\.)[ \n]", text)
    for _ in range(min(2, len(sentences) // 5)):
        sentences.pop(dice.randrange(1, len(sentences)))
    return " ".join(sentences)


def joined(text: str, dice: random.Random) -> str:
    """One paragraph, and tone marks where the other school of spelling has them."""
    for old, new in (("hóa", "hoá"), ("hòa", "hoà"), ("thủy", "thuỷ"), ("Hòa", "Hoà"), ("Hóa", "Hoá"), ("ủy ", "uỷ ")):
        text = text.replace(old, new)
    return " ".join(text.split())


def much(text: str, dice: random.Random) -> str:
    """Reworded, cut and credited."""
    return credit(cut(reworded(text, dice), dice), dice)


def next_year(text: str, dice: random.Random) -> str:
    """The years one later, and half of the other figures changed."""

    def other(found: re.Match[str]) -> str:
        number = int(found[0])
        if 1990 < number < 2030:
            return str(number + 1)
        return str(number + dice.randint(1, 3)) if dice.random() < 0.5 else found[0]

    return re.sub(r"\d+", other, text)


def elsewhere(text: str, dice: random.Random) -> str:
    """Each district, commune and province by another name."""
    names: dict[str, str] = {}

    def other(found: re.Match[str]) -> str:
        return found[1] + names.setdefault(found[2], dice.choice([name for name in DISTRICTS if name not in names.values()] or DISTRICTS))

    return re.sub(r"((?:huyện|tỉnh|xã|thị xã|thành phố|phường|quận) )([A-ZĐ]\w+(?: [A-ZĐ]\w+)?)", other, text)


def others(text: str, dice: random.Random) -> str:
    """Each person by another name."""
    pattern = r"((?:ông|bà|đồng chí|Ông|Bà|Đồng chí|anh|chị) )([A-ZĐ]\w+ [A-ZĐ]\w+(?: [A-ZĐ]\w+)?)"
    return re.sub(pattern, lambda found: found[1] + dice.choice(PERSONS), text)


def of_another_year_and_place(text: str, dice: random.Random) -> str:
    """All of these."""
    return others(elsewhere(next_year(text, dice), dice), dice)


Edit = Callable[[str, random.Random], str]
COPIES: list[Edit] = [credit, cut, reworded, written_out, framed, shortened, joined, much]
OTHERS: list[Edit] = [next_year, elsewhere, others, of_another_year_and_place]


@dataclass(frozen=True)
class Pair:
    """An article's body, another, whether they are copies, and how it was made."""

    set: str
    kind: str
    copies: bool
    one: Body
    other: Body
    days: int | None = None

    @property
    def found(self) -> bool:
        """By the index."""
        return bool(set(bands(self.one)) & set(bands(self.other)))

    @property
    def judged(self) -> bool:
        """By the texts."""
        return are_copies(self.one, self.other, self.days)


def written() -> Iterator[Pair]:
    """The pairs that were written by hand."""
    for base in yaml.safe_load(WRITTEN.read_text("utf-8")):
        for copies in (True, False):
            for made in base["copies" if copies else "others"]:
                days = (date.fromisoformat(made.get("day", base["day"])) - date.fromisoformat(base["day"])).days
                yield Pair(
                    "written by hand", made["kind"], copies, read_body(base["text"]), read_body(edited(base["text"], made)), abs(days)
                )


def edited(text: str, made: dict[str, str | int | dict[str, str]]) -> str:
    """What the file says of a text. Raises ValueError where it has not the words to change."""
    text = str(made.get("text", text)).strip()
    change = made.get("change", {})
    assert isinstance(change, dict)
    for old, new in change.items():
        if old not in text:
            raise ValueError(f"{made['kind']}: not in the text: {old}")
        text = text.replace(old, new)
    paragraphs = text.split("\n")[: -int(str(made.get("cut", 0))) or None]
    return "\n".join(filter(None, (str(made.get("first", "")).strip(), *paragraphs, str(made.get("last", "")))))


def made(articles: list[Article]) -> Iterator[Pair]:
    """What is made of the gold's articles."""
    for article in articles:
        number = int(article.name.partition("-")[0])
        text = body(article)
        for copies, edits in ((True, COPIES), (False, OTHERS)):
            for edit in edits:
                other = edit(text, random.Random(number))
                half = "made, odd numbers" if number % 2 else "made, even numbers (blind)"
                if other != text:
                    yield Pair(half, edit.__name__.replace("_", " "), copies, read_body(text), read_body(other))


def body(article: Article) -> str:
    """The text of its body."""
    return "\n".join(article.text[zone.start : zone.end] for zone in article.zones if zone.kind == "body")


def report(pairs: list[Pair], errors: bool) -> str:
    """A row per set, then a row per kind."""
    lines = ["| set | copies | others | found | precision | recall |", "|---|--:|--:|--:|--:|--:|"]
    for name in dict.fromkeys(pair.set for pair in pairs):
        own = [(pair, pair.found, pair.judged) for pair in pairs if pair.set == name]
        copies = [each for each in own if each[0].copies]
        taken = [each for each in own if each[1] and each[2]]
        right = sum(pair.copies for pair, _, _ in taken)
        found = sum(found for _, found, _ in copies) / len(copies)
        scores = f"{found:.3f} | {right / len(taken):.3f} | {right / len(copies):.3f}"
        lines.append(f"| {name} | {len(copies)} | {len(own) - len(copies)} | {scores} |")
    lines += ["", "| made | pairs | found by the index | judged copies |", "|---|--:|--:|--:|"]
    kinds = Counter((pair.copies, pair.kind) for pair in pairs if pair.set != "written by hand")
    for copies, kind in kinds:
        own_kind = [pair for pair in pairs if pair.kind == kind and pair.set != "written by hand"]
        n = len(own_kind)
        cells = f"{sum(pair.found for pair in own_kind) / n:.3f} | {sum(pair.judged for pair in own_kind) / n:.3f}"
        lines.append(f"| {kind} ({'a copy' if copies else 'none'}) | {n} | {cells} |")
    if errors:
        wrong = [pair for pair in pairs if (pair.found and pair.judged) != pair.copies and "blind" not in pair.set]
        lines += [f"{pair.set}: {pair.kind}: {pair.copies}, found {pair.found}, judged {pair.judged}" for pair in wrong]
    return "\n".join(lines)


def among(articles: list[Article]) -> str:
    """Of the articles themselves, which are no copies of each other: how many meet in the index, and are judged copies; what it costs."""
    texts = [body(article) for article in articles]
    began = time.process_time()
    signed = [bands(read_body(text)) for text in texts]
    cost = (time.process_time() - began) / len(texts)
    met = [(a, b) for a, b in combinations(range(len(texts)), 2) if set(signed[a]) & set(signed[b])]
    taken = [articles[a].name + " " + articles[b].name for a, b in met if are_copies(read_body(texts[a]), read_body(texts[b]), None)]
    pairs = len(texts) * (len(texts) - 1) // 2
    return (
        f"{pairs} pairs of the gold: {len(met)} meet in the index, copies: {taken or 'none'}; {cost * 1000:.2f} ms for an article's numbers"
    )


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="name what went wrong, the blind half aside")
    errors = parser.parse_args().errors
    articles = [article for article in read_sources([ARTICLES]) if isinstance(article, Article)]
    print(report([*written(), *made(articles)], errors))
    print(f"\n{among(articles)}")


if __name__ == "__main__":
    main()
