"""Encoders of three families, a few thousand weights drawn at random, with tokenisers trained on the spot from the bundled articles."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from corpus.article import Article
from corpus.read import read_sources
from models.subwords import joined
from models.words import WordSegmenter

ROOT = Path(__file__).parents[1]
SIZE = {
    "hidden_size": 64, "num_hidden_layers": 2, "num_attention_heads": 4, "intermediate_size": 128, "initializer_range": 0.1,
    "hidden_dropout_prob": 0.0, "attention_probs_dropout_prob": 0.0,
}  # fmt: skip
PIECES = 1200
POSITIONS = 130
"""So that windows are of 128 pieces, and most articles have several."""


@cache
def texts() -> tuple[str, ...]:
    """The texts of the sample archive."""
    return tuple(item.text for item in read_sources([ROOT / "corpus/sample"]) if isinstance(item, Article))


def phobert(folder: Path) -> Path:
    """RoBERTa, read by PhoBERT's tokeniser: words whose syllables are joined, cut by merges that a file lists."""
    import torch
    from tokenizers import Tokenizer, models, pre_tokenizers, trainers
    from transformers import RobertaConfig, RobertaModel

    segment = WordSegmenter()
    words = [joined(text, *word)[0] for text in texts() for word in segment(text)]
    trained = Tokenizer(models.BPE(end_of_word_suffix="</w>"))
    trained.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    trained.train_from_iterator(words, trainers.BpeTrainer(vocab_size=PIECES, end_of_word_suffix="</w>", show_progress=False))
    folder.mkdir(parents=True)
    trained.model.save(str(folder))
    merges = (folder / "merges.txt").read_text("utf-8").splitlines()[1:]
    (folder / "bpe.codes").write_text("".join(f"{merge} 1\n" for merge in merges), "utf-8")
    names = [name.removesuffix("</w>") if name.endswith("</w>") else f"{name}@@" for name in trained.get_vocab()]
    (folder / "vocab.txt").write_text("".join(f"{name} 1\n" for name in sorted(set(names))), "utf-8")
    for left in ("merges.txt", "vocab.json"):
        (folder / left).unlink()
    torch.manual_seed(0)
    config = RobertaConfig(vocab_size=len(set(names)) + 5, max_position_embeddings=POSITIONS, pad_token_id=1, type_vocab_size=1, **SIZE)
    RobertaModel(config).save_pretrained(folder)
    return folder


def xlm_roberta(folder: Path) -> Path:
    """XLM-R with a unigram tokeniser of its kind."""
    import torch
    from transformers import XLMRobertaConfig, XLMRobertaModel

    size = _unigram(folder, ["<s>", "<pad>", "</s>", "<unk>"], "<s>", "</s>")
    torch.manual_seed(0)
    XLMRobertaModel(
        XLMRobertaConfig(vocab_size=size, max_position_embeddings=POSITIONS, pad_token_id=1, type_vocab_size=1, **SIZE)
    ).save_pretrained(folder)
    return folder


def deberta(folder: Path) -> Path:
    """DeBERTa of the second version, as mDeBERTa is, with its relative positions."""
    import torch
    from transformers import DebertaV2Config, DebertaV2Model

    size = _unigram(folder, ["[PAD]", "[CLS]", "[SEP]", "[UNK]"], "[CLS]", "[SEP]")
    torch.manual_seed(0)
    relative = {"relative_attention": True, "position_buckets": 32, "norm_rel_ebd": "layer_norm", "share_att_key": True}
    config = DebertaV2Config(
        vocab_size=size, max_position_embeddings=POSITIONS - 2, pad_token_id=0, type_vocab_size=0, position_biased_input=False,
        pos_att_type=["p2c", "c2p"], **relative, **SIZE,
    )  # fmt: skip
    DebertaV2Model(config).save_pretrained(folder)
    return folder


FAMILIES: dict[str, Callable[[Path], Path]] = {"phobert": phobert, "xlm-roberta": xlm_roberta, "deberta": deberta}


def _unigram(folder: Path, special: list[str], opens: str, closes: str) -> int:
    """Train a tokeniser as SentencePiece's are and write its file; how many pieces it has."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors, trainers

    trained = Tokenizer(models.Unigram())
    trained.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Replace("\n", " ")])
    trained.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.Punctuation("isolated"), pre_tokenizers.Metaspace()])
    trainer = trainers.UnigramTrainer(vocab_size=PIECES, special_tokens=special, unk_token=special[3], show_progress=False)
    trained.train_from_iterator(texts(), trainer)
    ends = [(name, trained.token_to_id(name)) for name in (opens, closes)]
    trained.post_processor = processors.TemplateProcessing(single=f"{opens} $A {closes}", special_tokens=ends)
    folder.mkdir(parents=True)
    trained.save(str(folder / "tokenizer.json"))
    return int(trained.get_vocab_size())
