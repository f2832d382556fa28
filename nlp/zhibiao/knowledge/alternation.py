"""Many words as one regular expression."""

from __future__ import annotations

import re
from collections.abc import Iterable

Node = dict[str, "Node"]
END = ""


def alternatives(words: Iterable[str]) -> str:
    """An expression that matches any of the words, a longer one before its own beginning; nothing if there are none.

    The words share their beginnings (``新(?:增|建)``), so that a place where none begins costs one look at one
    character; a plain alternation of hundreds of words would try each."""
    tree: Node = {}
    for word in words:
        node = tree
        for char in word:
            node = node.setdefault(char, {})
        node[END] = {}
    return _render(tree) if tree else "(?!)"


def one_of(words: Iterable[str]) -> str:
    """The same as a group. A look at the first two characters comes before, so that at most places of a text it fails
    in one step."""
    words = set(words)
    places = range(2 if all(len(word) > 1 for word in words) else 1)
    look = "".join(f"[{''.join(sorted({re.escape(word[place]) for word in words}))}]" for place in places)
    return f"(?:(?={look}){alternatives(words)})" if words else "(?:(?!))"


def _render(node: Node) -> str:
    branches: list[str] = []
    singles: list[str] = []
    for char, child in sorted(node.items()):
        if char == END:
            continue
        if list(child) == [END]:
            singles.append(re.escape(char))
        else:
            branches.append(re.escape(char) + _render(child))
    if len(singles) == 1:
        branches.append(singles[0])
    elif singles:
        branches.append(f"[{''.join(singles)}]")
    if END in node:
        branches.append("")
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
