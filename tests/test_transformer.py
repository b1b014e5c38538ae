"""Transformer taggers, trained for real: tiny encoders of three families learn articles by heart, are saved and read, and run as ONNX."""

import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from shutil import copyfile, copytree

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="the extra `transformers` is not installed")
pytest.importorskip("transformers", reason="the extra `transformers` is not installed")

from click.testing import CliRunner  # noqa: E402
from tiny_encoders import FAMILIES, PIECES, ROOT, texts  # noqa: E402

from benchmarks.adapting import compared  # noqa: E402
from benchmarks.taggers import equal, report  # noqa: E402
from corpus.article import Article  # noqa: E402
from corpus.read import read_sources  # noqa: E402
from extract import VERSION  # noqa: E402
from extract.pipeline import Pipeline  # noqa: E402
from extract.teaching import lesson  # noqa: E402
from models.checkpoint import ModelError, Trust, read_checkpoint, save_checkpoint  # noqa: E402
from models.finetune import STATE, Lesson, Settings, finetune, score  # noqa: E402
from models.labels import from_bio, to_bio  # noqa: E402
from models.onnx_model import export  # noqa: E402
from models.subwords import PhobertSubwords, joined, read_subwords  # noqa: E402
from models.tagger import ONNX_FOLDER, Tagger, Text, load_tagger, pieces_of_text  # noqa: E402
from models.transformer import WEIGHTS, as_called, load_transformer, read_base, save_transformer  # noqa: E402
from models.words import WordSegmenter  # noqa: E402
from schemas.card import read_cards  # noqa: E402
from schemas.record import Zone  # noqa: E402
from schemas.spans import Span  # noqa: E402
from sukien import main  # noqa: E402

pytestmark = pytest.mark.slow
LEARNED, OPENING = 20, 450
"""Articles that are learned by heart, and characters of each."""
BY_HEART = Settings(epochs=40, batch=2, rate=2e-4, patience=40)
ODD = "Sáng 5/6,  LĐLĐ\u00a0huyện\tBa Bể 👍🏽 họp “tổng kết”…\nĐ/c Hà – 1.234 đoàn viên (98,5%) ﬁ ① \u200b H'Mông"


@pytest.fixture(scope="module", autouse=True)
def one_thread() -> None:
    torch.set_num_threads(1)


@pytest.fixture(scope="module")
def lessons(pipeline: Pipeline) -> list[Lesson]:
    """The openings of articles with the mentions that the rules point to."""
    cards = read_cards(ROOT / "corpus/gold")
    articles = [item for item in read_sources([ROOT / "corpus/sample"]) if isinstance(item, Article)][:LEARNED]
    return [opening(lesson(pipeline(article), cards[article.name])) for article in articles]


def opening(whole: Lesson) -> Lesson:
    zones = [Zone(kind=z.kind, start=z.start, end=min(z.end, OPENING)) for z in whole.text.zones if z.start < OPENING]
    spans = frozenset(span for span in whole.spans if span.end <= OPENING)
    roles = {place: role for place, role in whole.roles.items() if place[1] <= OPENING}
    return whole._replace(text=Text(whole.text.text[:OPENING], zones), spans=spans, roles=roles)


@pytest.fixture(scope="module")
def encoders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("encoders")
    return {name: make(folder / name) for name, make in FAMILIES.items()}


@pytest.fixture(scope="module")
def trained(encoders: dict[str, Path], lessons: list[Lesson], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The folder of a tagger of each family that has learned the lessons by heart."""
    folder = tmp_path_factory.mktemp("trained")
    for name, base in encoders.items():
        finetune(str(base), lessons, lessons, folder / name, settings=BY_HEART)
    return {name: folder / name for name in encoders}


@pytest.mark.parametrize("family", FAMILIES)
def test_articles_are_learned_by_heart_saved_and_read(family: str, trained: dict[str, Path], lessons: list[Lesson], tmp_path: Path) -> None:
    folder = trained[family]
    tagger = load_tagger(folder)
    scores = score(tagger, lessons)
    assert scores["spans"] >= 0.95
    assert scores["roles"] >= 0.95
    assert scores["type"] == 1
    assert scores == read_checkpoint(folder).scores  # what the network said while it was trained
    save_transformer(load_transformer(folder), read_subwords(folder), read_checkpoint(folder), tmp_path)
    again = load_tagger(tmp_path)
    for first, second in zip(tagger([one.text for one in lessons]), again([one.text for one in lessons]), strict=True):
        assert np.array_equal(first.outputs, second.outputs)
        assert first.spans == second.spans


def test_the_gain_of_a_second_round_has_its_interval() -> None:
    before, after = [(1, 1, 0)] * 5, [(2, 0, 0)] * 4 + [(1, 1, 0)]
    row = [cell.strip() for cell in compared("nhà mới", before, after).strip("|").split("|")]
    assert row[:4] == ["nhà mới", "5", "0.667", "0.947"]
    gain, low, high = (float(part) for part in re.findall(r"[+-][\d.]+", row[4]))
    assert 0 < low < gain <= high


@pytest.mark.parametrize("family", FAMILIES)
def test_the_onnx_file_says_the_same(family: str, trained: dict[str, Path], lessons: list[Lesson]) -> None:
    export(trained[family], trained[family] / ONNX_FOLDER)
    read = [one.text for one in lessons]
    torches, onnxes = (load_tagger(folder)(read) for folder in (trained[family], trained[family] / ONNX_FOLDER))
    assert equal(torches, onnxes) >= 0.99
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in report(trained[family], read[:2]).splitlines()]
    assert [row[0] for row in rows[2:4]] == ["torch, 32 bits", "ONNX, 8 bits"]


@pytest.mark.parametrize("family", FAMILIES)
def test_pieces_are_where_they_stand(family: str, encoders: dict[str, Path]) -> None:
    subwords = read_subwords(encoders[family])
    for text in (*texts()[:10], ODD):
        offsets = subwords(text).offsets
        assert all(text[start:end] == text[start:end].strip() for start, end in offsets)
        covered = {place for start, end in offsets for place in range(start, end)}
        assert covered >= {place for place, sign in enumerate(text) if sign.isalnum() or sign in "%/-👍🏽…"}
        assert all(before[0] <= after[0] for before, after in pairwise(offsets))


def test_phobert_pieces_are_those_of_its_own_tokeniser(encoders: dict[str, Path]) -> None:
    from transformers import PhobertTokenizer

    folder = encoders["phobert"]
    theirs, ours, segment = PhobertTokenizer(str(folder / "vocab.txt"), str(folder / "bpe.codes")), read_subwords(folder), WordSegmenter()
    assert isinstance(ours, PhobertSubwords)
    for text in (*texts()[:20], ODD):
        words = " ".join(joined(text, *word)[0] for word in segment(text))
        assert ours(text).ids.tolist() == theirs.convert_tokens_to_ids(theirs.tokenize(words))


def test_a_sentencepiece_model_is_turned_into_a_fast_tokeniser(encoders: dict[str, Path], tmp_path: Path) -> None:
    sentencepiece = pytest.importorskip("sentencepiece", reason="sentencepiece is not installed")
    special = {"pad_id": 0, "bos_id": 1, "eos_id": 2, "unk_id": 3, "pad_piece": "[PAD]", "bos_piece": "[CLS]", "eos_piece": "[SEP]"}
    lines = iter("\n".join(texts()).splitlines())
    trainer = sentencepiece.SentencePieceTrainer
    trainer.train(
        sentence_iterator=lines, model_prefix=str(tmp_path / "spm"), vocab_size=PIECES, unk_piece="[UNK]", minloglevel=2, **special
    )
    for name in ("config.json", "model.safetensors"):
        copyfile(encoders["deberta"] / name, tmp_path / name)
    (tmp_path / "tokenizer_config.json").write_text('{"tokenizer_class": "DebertaV2Tokenizer", "do_lower_case": false}', "utf-8")
    _, subwords, _ = read_base(str(tmp_path))
    theirs = sentencepiece.SentencePieceProcessor(str(tmp_path / "spm.model"))
    assert all(subwords(text).ids.tolist() == theirs.encode(text) for text in texts()[:10])


def test_pieces_end_where_mentions_do(encoders: dict[str, Path], lessons: list[Lesson]) -> None:
    for base in encoders.values():
        subwords = read_subwords(base)
        for one in lessons:
            offsets = pieces_of_text(one.text, subwords).offsets
            printed = {span for span in one.spans if one.text.text[span.start : span.end].strip() == one.text.text[span.start : span.end]}
            assert set(from_bio(to_bio(printed, offsets), offsets)) == printed


def test_a_fact_is_found_wherever_it_stands_to_the_seams(encoders: dict[str, Path], tmp_path: Path) -> None:
    filler, fact = "Công đoàn họp vào buổi sáng. ", "LĐLĐ huyện Ba Bể tặng quà. "

    def told(before: int, behind: int) -> Lesson:
        text, start = filler * before + fact + filler * behind, len(filler) * before
        body = (start, start + len("LĐLĐ huyện Ba Bể"))
        zones = [Zone(kind="body", start=0, end=len(text))]
        return Lesson(str(before), Text(text, zones), frozenset({Span("organisation", *body)}), {body: "organiser"}, "cham_lo")

    taught = [told(n % 14, 13 - n % 14) for n in range(14)]
    finetune(str(encoders["deberta"]), taught, taught, tmp_path / "m", settings=Settings(epochs=20, batch=2, rate=2e-4))
    tagger = load_tagger(tmp_path / "m")
    moved = [told(before, 60 - before) for before in range(61)]
    assert len(tagger.subwords(moved[0].text.text).ids) > 3 * tagger.checkpoint.window
    for one, tags in zip(moved, tagger([one.text for one in moved]), strict=True):
        assert {tagged.span for tagged in tags.spans} == one.spans


SHORT = Settings(epochs=4, batch=4, rate=2e-4)


def test_a_training_that_was_stopped_ends_as_if_it_had_not_been(encoders: dict[str, Path], lessons: list[Lesson], tmp_path: Path) -> None:
    base, gold, dev = str(encoders["xlm-roberta"]), lessons[:6], lessons[6:9]

    def stop(number: int, loss: float, scores: dict[str, float]) -> None:
        if number == 2:
            raise KeyboardInterrupt

    finetune(base, gold, dev, tmp_path / "a", settings=SHORT)
    with pytest.raises(KeyboardInterrupt):
        finetune(base, gold, dev, tmp_path / "b", settings=SHORT, done=stop)
    seen: list[int] = []
    finetune(base, gold, dev, tmp_path / "b", settings=SHORT, done=lambda number, loss, scores: seen.append(number))
    assert seen == [3, 4]
    assert (tmp_path / "a" / WEIGHTS).read_bytes() == (tmp_path / "b" / WEIGHTS).read_bytes()
    assert not (tmp_path / "b" / STATE).exists()
    assert finetune(base, gold, dev, tmp_path / "b", settings=SHORT, done=stop) == read_checkpoint(tmp_path / "a")
    with pytest.raises(ModelError, match="b: đã có một mô hình khác; hãy chọn thư mục khác"):
        finetune(base, gold[1:], dev, tmp_path / "b", settings=SHORT)


def test_a_trained_tagger_is_a_base_too(trained: dict[str, Path], lessons: list[Lesson]) -> None:
    network, subwords, checkpoint = read_base(str(trained["phobert"]))
    before = load_tagger(trained["phobert"])([lessons[0].text])[0]
    after = Tagger("again", checkpoint, subwords, as_called(network.eval()))([lessons[0].text])[0]
    assert np.array_equal(before.outputs, after.outputs)


def test_what_cannot_be_used_is_said_in_a_line(encoders: dict[str, Path], trained: dict[str, Path], tmp_path: Path) -> None:
    command = ["train", "--gold", str(ROOT / "corpus/gold/dev"), "--into", str(tmp_path / "m"), "--base"]
    absent = CliRunner().invoke(main, [*command, "vinai/khong-co"])
    assert absent.exit_code == 1
    assert "không có mô hình gốc vinai/khong-co: không thấy config.json trong thư mục" in absent.stderr
    assert "`hf download vinai/khong-co --local-dir THƯ_MỤC`" in absent.stderr
    if not torch.cuda.is_available():
        with pytest.raises(ModelError, match="--device cuda: máy này không có GPU CUDA"):
            finetune(str(encoders["phobert"]), [], [], tmp_path / "m", device="cuda")
    copytree(trained["phobert"], tmp_path / "hong")
    (tmp_path / "hong" / WEIGHTS).write_bytes(b"hong")
    with pytest.raises(ModelError, match="hong: không đọc được mô hình"):
        load_tagger(tmp_path / "hong")


def test_gold_with_a_span_that_is_not_in_its_text_is_named(encoders: dict[str, Path], tmp_path: Path) -> None:
    gold = tmp_path / "gold"
    name = next((ROOT / "corpus/gold/dev/spans").glob("*.json")).stem
    for folder in ("articles", "cards", "spans"):
        (gold / folder).mkdir(parents=True)
        path = next((ROOT / "corpus/gold/dev" / folder).glob(f"{name}.*"))
        copyfile(path, gold / folder / path.name)
    (gold / "spans" / f"{name}.json").write_text('[{"kind": "date", "start": 3, "end": 5, "text": "mai"}]', "utf-8")
    command = ["train", "--base", str(encoders["phobert"]), "--gold", str(gold), "--into", str(tmp_path / "m")]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 1
    assert f"{name}.json: mục 1: tại 3–5 bài có" in done.stderr


def test_a_build_hears_a_model_in_every_process(trained: dict[str, Path], tmp_path: Path) -> None:
    archive, model, db = tmp_path / "kho", tmp_path / "mo-hinh", tmp_path / "union.db"
    copytree(ROOT / "corpus/sample", archive, ignore=lambda _, names: sorted(names)[20:])
    export(trained["xlm-roberta"], model)
    trust = Trust(types=2.0, roles=1.0, add=0.7)
    save_checkpoint(replace(read_checkpoint(model), trust=trust), model)

    def build(*more: object) -> str:
        done = CliRunner().invoke(main, ["build", str(archive), "--db", str(db), *map(str, more)])
        assert done.exit_code == 0, done.stderr
        return done.stdout

    assert "20 bài mới" in build("--model", model, "--workers", 2)
    assert "0 bài mới, 0 bài đã sửa" in build("--model", model, "--workers", 1)
    with closing(sqlite3.connect(db)) as connection:
        told = connection.execute("SELECT DISTINCT version FROM articles").fetchall()
        rows = connection.execute("SELECT * FROM event_organisations ORDER BY 1, 2, 3").fetchall()
    assert told == [(f"{VERSION}+mo-hinh@{read_checkpoint(model).version}",)]
    db.unlink()
    build("--model", model, "--workers", 1)
    with closing(sqlite3.connect(db)) as connection:
        assert connection.execute("SELECT * FROM event_organisations ORDER BY 1, 2, 3").fetchall() == rows
    assert "20 bài đã sửa" in build("--model", "rules")
