"""The tokenizer: the same words as jieba, private dictionaries, pickling."""

from __future__ import annotations

import logging
import pickle
from pathlib import Path

import jieba
import pytest

import zhibiao
from zhibiao.text.normal import normalize
from zhibiao.tokenizer import Tokenizer, read_dictionary

SENTENCE = "建成云州区古城灯会体验馆3座。"


@pytest.fixture
def words(tmp_path: Path) -> Path:
    path = tmp_path / "words.txt"
    path.write_text("# 自己的词\n古城灯会 100 nz\n云州区古城 50\n体验馆\n", encoding="utf-8")
    return path


def reference(dictionaries: tuple[Path, ...]) -> jieba.Tokenizer:
    """A jieba tokenizer of its own with the same words."""
    jieba.setLogLevel(logging.ERROR)
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    for path in dictionaries:
        for word, frequency, tag in read_dictionary(path):
            tokenizer.add_word(word, frequency, tag)
    return tokenizer


def test_words_cut_the_text_without_gaps() -> None:
    found, starts, tags = Tokenizer().tag(SENTENCE)
    assert "".join(found) == SENTENCE
    assert [SENTENCE[a : a + len(w)] for a, w in zip(starts, found, strict=True)] == found
    assert len(tags) == len(found)


def test_user_words(words: Path) -> None:
    assert "古城灯会" not in Tokenizer().cut(SENTENCE)
    assert "古城灯会" in Tokenizer((words,)).cut("参加古城灯会")


def test_no_leak(words: Path) -> None:
    before = Tokenizer().cut(SENTENCE)
    with_words, without = Tokenizer((words,)), Tokenizer()
    assert with_words.cut(SENTENCE) != before
    assert without.cut(SENTENCE) == before


def test_pickles_by_dictionary(words: Path) -> None:
    tokenizer = pickle.loads(pickle.dumps(Tokenizer((words,))))
    assert tokenizer.cut(SENTENCE) == Tokenizer((words,)).cut(SENTENCE)
    data = pickle.dumps(tokenizer)
    words.write_text("别的词\n", encoding="utf-8")
    with pytest.raises(zhibiao.ModelError, match="has changed"):
        pickle.loads(data)


def chinese(words: list[str]) -> list[str]:
    """The words with Chinese characters. The engines differ in runs of Latin letters and digits (2026-04-29, web
    addresses, 5G-A: one word here, several in jieba), which no matcher reads by words."""
    return [word for word in words if not word.isascii()]


def test_cuts_as_jieba_does_on_the_seed(root: Path, words: Path, model: zhibiao.Model) -> None:
    text = normalize((root / "seeds" / "datong-2021" / "report.txt").read_text(encoding="utf-8")).text
    for dictionaries in ((), (words,), (*model.tokenizer.dictionaries, words)):
        assert chinese(Tokenizer(dictionaries).cut(text)) == chinese(reference(dictionaries).lcut(text))


def test_cuts_as_jieba_does_on_the_corpus(shared: Path, words: Path, model: zhibiao.Model) -> None:
    dictionaries = (*model.tokenizer.dictionaries, words)
    ours, theirs = Tokenizer(dictionaries), reference(dictionaries)
    different = []
    for path in sorted((shared / "corpus").glob("[bcw]*/*.txt"))[::4]:
        text = normalize(path.read_text(encoding="utf-8")).text
        for line in text.split("\n"):
            if chinese(ours.cut(line)) != chinese(theirs.lcut(line)):
                different.append((path.name, line[:60]))
    assert different == []
