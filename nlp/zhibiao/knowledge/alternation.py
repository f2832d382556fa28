"""Many words as one regular expression."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

_PAIR = 2  # Python takes 25 times as long to compile a set of three Chinese characters as one of two
_MANY = 25


@dataclass(slots=True)
class _Node:
    """A place in the tree of the words: what follows, and the condition on what stands behind a word that ends here
    (None: none does)."""

    next: dict[str, _Node] = field(default_factory=dict)
    guard: str | None = None


def alternatives(words: Iterable[str], guards: Mapping[str, str] | None = None) -> str:
    """An expression that matches any of the words, a longer one before its own beginning; nothing if there are none.
    A word of ``guards`` stands only where the expression that they have for it matches behind it.

    The words share their beginnings (``新(?:增|建)``), so that a place where none begins costs one look at one
    character; a plain alternation of hundreds of words would try each."""
    guards = guards or {}
    tree = _Node()
    for word in words:
        node = tree
        for char in word:
            node = node.next.setdefault(char, _Node())
        node.guard = guards.get(word, "")
    return _render(tree) if tree.next else "(?!)"


def one_of(words: Iterable[str]) -> str:
    """The same as a group. Where many different characters begin them, a look at the first comes before, so that at
    most places of a text it fails in one step; a few are as quick to try, and a set of Chinese characters takes long to
    compile."""
    words = set(words)
    if not words:
        return "(?:(?!))"
    first = sorted({re.escape(word[0]) for word in words})
    look = f"(?=[{''.join(first)}])" if len(first) >= _MANY else ""
    return f"(?:{look}{alternatives(words)})"


def _render(node: _Node) -> str:
    branches: list[str] = []
    last: dict[str, list[str]] = {}
    for char, child in sorted(node.next.items()):
        if child.next:
            branches.append(re.escape(char) + _render(child))
        else:
            last.setdefault(child.guard or "", []).append(re.escape(char))
    for guard, chars in last.items():
        branches.extend(part + guard for part in _sets(chars, small=bool(branches) or len(last) > 1))
    if node.guard is not None:
        branches.append(node.guard)
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def _sets(chars: list[str], small: bool) -> list[str]:
    """Any of the characters, as one set or, where there are other branches, as ``small`` ones: it is the same to
    match."""
    size = _PAIR if small else len(chars)
    groups = (chars[at : at + size] for at in range(0, len(chars), size))
    return [f"[{''.join(group)}]" if len(group) > 1 else group[0] for group in groups]
