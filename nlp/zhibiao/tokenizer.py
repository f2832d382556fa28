"""Word segmentation with the model's dictionary.

The engine is rjieba (jieba-rs), which cuts as jieba does and is some 25 times faster. Each tokenizer has an engine of
its own: a word added to one is known to no other. A tokenizer pickles as its dictionary files and their hash.

Both engines give an added word the same frequency. Where jieba knows the word already, it counts the old frequency in
its total as well, which rjieba does not: a near tie of two ways to cut can turn.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib import import_module
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, overload

from zhibiao.errors import ModelError
from zhibiao.knowledge.tables import read_text
from zhibiao.surrogates import call

if TYPE_CHECKING:
    from rjieba import Jieba

ENTRY = re.compile(r"(?P<word>[^ ]+)(?: (?P<frequency>[0-9]{1,9}))?(?: (?P<tag>[A-Za-z][A-Za-z0-9]*))?")


class Tokenizer:
    """Cuts text into tagged words. ``dictionaries`` are jieba user dictionaries: a word a line, then optionally its
    frequency and its part-of-speech tag, separated by spaces; ``#`` opens a comment. A word without a frequency gets
    the one that makes it win over its pieces, as jieba's ``add_word`` does.
    Raises ModelError for a dictionary that cannot be read or has a broken line."""

    def __init__(self, dictionaries: tuple[Path, ...] = ()) -> None:
        self.dictionaries = dictionaries
        self.digest = hashlib.sha256()
        self._engine = _engine()
        for path in dictionaries:
            for word, frequency, tag in read_dictionary(path):
                self._engine.add_word(word, frequency, tag)
                self.digest.update(f"{word} {frequency} {tag}\n".encode())

    def tag(self, text: str) -> tuple[list[str], list[int], Tags]:
        """The words of ``text`` without gaps, their offsets and their part-of-speech tags. A lone surrogate, which is
        no character, stands in the words as U+FFFD."""
        words = self.cut(text)
        starts = [0, *accumulate(map(len, words))]
        starts.pop()
        return words, starts, Tags(words, text, partial(call, self._engine.tag))

    def cut(self, text: str) -> list[str]:
        """The words of ``text`` without gaps, as ``tag`` has them."""
        return call(self._engine.cut, text)

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (self.dictionaries, self.digest.hexdigest())


class Tags(Sequence[str]):
    """The part-of-speech tags of the words of a text. Few are ever asked for, and to tag a text takes the engine twice
    as long as to cut it; so a word is tagged when its tag is asked for. A word has the same tag wherever it stands;
    where the engine, given the word alone, would cut it, all words of the text are tagged."""

    def __init__(self, words: list[str], text: str, tag: Callable[[str], list[tuple[str, str]]]) -> None:
        self._words, self._text, self._tag = words, text, tag
        self._known: dict[str, str] = {}

    def __len__(self) -> int:
        return len(self._words)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...
    def __getitem__(self, index: int | slice) -> str | list[str]:
        if isinstance(index, slice):
            return [self._known.get(word) or self._learn(word) for word in self._words[index]]
        word = self._words[index]
        return self._known.get(word) or self._learn(word)

    def _learn(self, word: str) -> str:
        found = self._tag(word)
        self._known.update(found if len(found) == 1 else self._tag(self._text))
        return self._known[word]


def _engine() -> Jieba:
    """An engine with jieba's own dictionary. rjieba makes one when it is imported, for the functions that it offers
    besides: that is a tenth of a second for nothing, so only the module behind it is imported, where it has one."""
    native = "rjieba.rjieba"
    if "rjieba" not in sys.modules and native not in sys.modules:
        package = find_spec("rjieba")
        spec = PathFinder.find_spec(native, package.submodule_search_locations) if package is not None else None
        if spec is not None and spec.loader is not None:
            module = module_from_spec(spec)
            spec.loader.exec_module(module)
            sys.modules[native] = module  # for an import of rjieba that comes later
    found: Jieba = (sys.modules.get(native) or import_module("rjieba")).Jieba()
    return found


def _rebuild(dictionaries: tuple[Path, ...], digest: str) -> Tokenizer:
    tokenizer = Tokenizer(dictionaries)
    if tokenizer.digest.hexdigest() != digest:
        path = dictionaries[-1] if dictionaries else Path()
        raise ModelError("E202", path=path, reason="the dictionary has changed since the tokenizer was pickled")
    return tokenizer


def read_dictionary(path: Path) -> Iterator[tuple[str, int | None, str | None]]:
    """The entries of a jieba user dictionary: word, frequency, tag. Raises ModelError."""
    for number, line in enumerate(read_text(path).splitlines(), 1):
        entry = " ".join(line.split())
        if not entry or entry.startswith("#"):
            continue
        cells = ENTRY.fullmatch(entry)
        if cells is None:
            raise ModelError("E201", path=path, line=number, reason="expected: word [frequency] [tag]")
        frequency = int(cells["frequency"]) if cells["frequency"] else None
        yield cells["word"], frequency, cells["tag"]
