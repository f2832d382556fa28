"""The spaCy tokenizer: jieba words of the normal text, as tokens of the source text."""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from zhibiao.analysis import Analysis
from zhibiao.extraction import begin
from zhibiao.pipeline.carrier import carry
from zhibiao.pipeline.configured import Configured


class DocTokenizer(Configured):
    """Makes Docs whose text is the source text. A word is a token of the source characters it was read from (a line
    break inside it included), with the word as ``norm_``; what normalization left out between words is a token."""

    def __init__(self, vocab: Vocab, model: str | None, dictionaries: tuple[str, ...]) -> None:
        super().__init__(vocab, model, dictionaries)
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        analysis = begin(text, self.model)
        words, spaces, norms = _tokens(analysis)
        doc = Doc(self.vocab, words=words, spaces=spaces)
        for token, norm in zip(doc, norms, strict=True):
            if norm and norm != token.text:
                token.norm_ = norm
        carry(doc, analysis)
        return doc


def create_tokenizer(
    model: str | None = None, dictionaries: list[str] | None = None
) -> Callable[[Language], DocTokenizer]:
    """The tokenizer of a model directory (None: the one that comes with zhibiao) with user dictionaries."""

    def create(nlp: Language) -> DocTokenizer:
        return DocTokenizer(nlp.vocab, model, tuple(dictionaries or ()))

    return create


registry.tokenizers("zhibiao.Tokenizer.v1", func=create_tokenizer)


def _tokens(analysis: Analysis) -> tuple[list[str], list[bool], list[str]]:
    """The source text cut into tokens, whether a space follows each, and the normal form of each (empty for what
    normalization left out)."""
    source, origin = analysis.normal.source, analysis.normal.origin
    words: list[str] = []
    spaces: list[bool] = []
    norms: list[str] = []
    position = 0
    for word, start in zip(analysis.words, analysis.word_starts, strict=True):
        begin_, end = origin[start], origin[start + len(word) - 1] + 1
        _add_gap(source[position:begin_], words, spaces, norms)
        words.append(source[begin_:end])
        spaces.append(False)
        norms.append(word)
        position = end
    _add_gap(source[position:], words, spaces, norms)
    return words, spaces, norms


def _add_gap(gap: str, words: list[str], spaces: list[bool], norms: list[str]) -> None:
    if not gap:
        return
    if gap == " " and words and not spaces[-1]:
        spaces[-1] = True
        return
    words.append(gap)
    spaces.append(False)
    norms.append("")
