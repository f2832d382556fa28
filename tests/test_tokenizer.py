"""The tokenizer: the same words as jieba, private dictionaries, pickling."""

from __future__ import annotations

import logging
import pickle
from itertools import groupby
from pathlib import Path

import jieba
import pytest
import rjieba

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
    """A jieba tokenizer of its own with the same words. Where jieba knows a word already, its ``add_word`` leaves the
    old frequency in the total beside the new one; here it is taken out, as the engine does."""
    jieba.setLogLevel(logging.ERROR)
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    for path in dictionaries:
        for word, frequency, tag in read_dictionary(path):
            known = tokenizer.FREQ.get(word) or 0
            tokenizer.add_word(word, frequency, tag)
            tokenizer.total -= known
    return tokenizer


def test_words_cut_the_text_without_gaps() -> None:
    found, starts, tags = Tokenizer().tag(SENTENCE)
    assert "".join(found) == SENTENCE
    assert [SENTENCE[a : a + len(w)] for a, w in zip(starts, found, strict=True)] == found
    assert len(tags) == len(found)


@pytest.mark.parametrize("text", [SENTENCE, "缴纳年金的人，发年金，守牢9.4%", "\ud800古城", ""])
def test_tags_are_those_of_the_text(text: str, words: Path) -> None:
    engine = rjieba.Jieba()
    for word, frequency, tag in read_dictionary(words):
        engine.add_word(word, frequency, tag)
    found, _, tags = Tokenizer((words,)).tag(text)
    assert list(zip(found, tags, strict=True)) == engine.tag(text.replace("\ud800", "\ufffd"))


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


@pytest.mark.parametrize("entry", ["古城 ²", "古城 -5", "古城 1.5", f"古城 {'9' * 30}", "古城 5 n n", "古城 名词"])
def test_a_broken_entry_is_named(tmp_path: Path, entry: str) -> None:
    path = tmp_path / "words.txt"
    path.write_text(f"# 自己的词\n{entry}\n", encoding="utf-8")
    with pytest.raises(zhibiao.ModelError, match=r"words\.txt, line 2"):
        Tokenizer((path,))


def test_a_dictionary_in_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_bytes("古城灯会\n".encode("gb18030"))
    with pytest.raises(zhibiao.ModelError, match="not UTF-8"):
        Tokenizer((path,))


def test_lone_surrogates_keep_their_places() -> None:
    text = "古城\ud800灯会\udfff。"
    words, starts, _ = Tokenizer().tag(text)
    assert "".join(words) == text.replace("\ud800", "\ufffd").replace("\udfff", "\ufffd")
    assert words == Tokenizer().cut(text)
    assert starts[-1] == len(text) - 1


def test_an_added_word_gets_the_frequency_that_jieba_gives_it(words: Path, model: zhibiao.Model) -> None:
    dictionaries = (*model.tokenizer.dictionaries, words)
    ours, theirs = rjieba.Jieba(), jieba.Tokenizer()
    theirs.initialize()
    for path in dictionaries:
        for word, frequency, tag in read_dictionary(path):
            known = theirs.FREQ.get(word) or 0
            theirs.add_word(word, frequency, tag)
            theirs.total -= known
            assert ours.add_word(word, frequency, tag) == theirs.FREQ[word], word


def joined(words: list[str]) -> list[str]:
    """The words, with neighbours in ASCII as one: the engines cut runs of Latin letters and digits differently
    (2026-04-29, web addresses and GEP-R are one word here, several in jieba), and no matcher reads those by words."""
    found: list[str] = []
    for plain, group in groupby(words, str.isascii):
        pieces = list(group)
        found += ["".join(pieces)] if plain else pieces
    return found


def test_cuts_as_jieba_does_on_the_seed(root: Path, words: Path, model: zhibiao.Model) -> None:
    text = normalize((root / "seeds" / "datong-2021" / "report.txt").read_text(encoding="utf-8")).text
    for dictionaries in ((), (words,), (*model.tokenizer.dictionaries, words)):
        assert joined(Tokenizer(dictionaries).cut(text)) == joined(reference(dictionaries).lcut(text))


def test_cuts_as_jieba_does_on_the_corpus(shared: Path, words: Path, model: zhibiao.Model) -> None:
    dictionaries = (*model.tokenizer.dictionaries, words)
    ours, theirs = Tokenizer(dictionaries), reference(dictionaries)
    different = []
    for path in sorted((shared / "corpus").glob("[bcw]*/*.txt")):
        for line in normalize(path.read_text(encoding="utf-8")).text.split("\n"):
            if joined(ours.cut(line)) != joined(theirs.lcut(line)):
                different.append((path.name, line[:60]))
    assert different == []
