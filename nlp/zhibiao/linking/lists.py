"""Lists of subjects in front of a list of figures: 肉、蛋、奶产量分别增长 15.3%、0.4%和 34%."""

from __future__ import annotations

import re
from collections.abc import Callable

from zhibiao.knowledge.endings import Endings

Range = tuple[int, int]
Piece = tuple[Range, ...]
STRONG = re.compile(r"、|，")
WEAK = re.compile(r"、|以及|和|及|与")
OWNER = 3  # characters of what owns several measures (省属企业营业收入、利润)
ORDINAL = re.compile(r"(第?)[一二三四五六七八九十]{1,2}")
ETC = re.compile(r"(?:等(?:\d+[个项类种])?(?:产品|商品)?|分别)(?=.)")


def split(
    text: str, start: int, end: int, count: int, attribute: Endings, known: Callable[[str], bool]
) -> list[Piece] | None:
    """The names of ``count`` subjects listed in ``text[start:end]``, each as ranges that join to its name; None where
    the list has another number of items. What the last item ends with (the attribute, or what follows 等 or 分别)
    belongs to all; so does what the first begins with, where the others are bare attributes. ``known`` says whether a
    name is one of the catalogue: it tells how much of the last item the others share (城镇、农村居民人均可支配收入)."""
    shared: Range | None = None
    body = end
    hit = ETC.search(text, start, end)
    if hit is not None and hit.end() < end:
        shared, body = (hit.end(), end), hit.start()
    items = _items(text, start, body, count)
    if items is None:
        return None
    if shared is not None:
        return [(item, shared) for item in items]
    return _ordinals(text, items) or _share(text, items, attribute, known)


def _ordinals(text: str, items: list[Range]) -> list[Piece] | None:
    """第一、二、三产业: each item is its number with 第 and with what the last one numbers."""
    found = [ORDINAL.match(text, a, b) for a, b in items]
    if not all(found) or any(hit.end() < b for hit, (_, b) in zip(found[:-1], items[:-1], strict=True) if hit):
        return None
    hits = [hit for hit in found if hit is not None]
    start, end = hits[-1].end(), items[-1][1]
    if start == end:
        return None
    prefix = (hits[0].span(1),) if hits[0][1] else ()
    return [(*(() if hit[1] else prefix), hit.span(), (start, end)) for hit in hits]


def _items(text: str, start: int, end: int, count: int) -> list[Range] | None:
    """Cuts at 、 and, where that is not enough, at 和, 及 and 与, the last ones first."""
    cuts = [hit.span() for hit in WEAK.finditer(text, start, end)]
    strong = [cut for cut in cuts if text[cut[0]] == "、"]
    weak = [cut for cut in cuts if text[cut[0]] != "、"]
    needed = count - 1 - len(strong)
    if needed < 0 or needed > len(weak):
        return None
    chosen = sorted(strong + (weak[-needed:] if needed else []))
    edges = [start, *[x for cut in chosen for x in cut], end]
    items = [(edges[i], edges[i + 1]) for i in range(0, len(edges), 2)]
    return items if all(a < b for a, b in items) else None


def _share(text: str, items: list[Range], attribute: Endings, known: Callable[[str], bool]) -> list[Piece]:
    sizes = [attribute.size(text, a, b) for a, b in items]
    (start, stop), last = items[0], items[-1]
    owner = (start, stop - sizes[0])
    bare = all(b - a == size for (a, b), size in zip(items[1:], sizes[1:], strict=True))
    if sizes[0] and owner[1] - start >= OWNER and bare:
        return [(items[0],), *[(owner, item) for item in items[1:]]]
    suffix = None if sizes[0] else _known_suffix(text, items, known) or _parallel(text, items)
    if suffix is None and 0 < sizes[-1] < last[1] - last[0] and not any(sizes[:-1]):
        suffix = (last[1] - sizes[-1], last[1])
    if suffix is None:
        return [(item,) for item in items]
    own = [(item,) if size else (item, suffix) for item, size in zip(items[:-1], sizes[:-1], strict=True)]
    return [*own, (last,)]


def _known_suffix(text: str, items: list[Range], known: Callable[[str], bool]) -> Range | None:
    """The longest end of the last item that makes the first a name of the catalogue."""
    (a, b), (start, end) = items[0], items[-1]
    first = text[a:b]
    return next(((at, end) for at in range(start + 1, end) if known(first + text[at:end])), None)


def _parallel(text: str, items: list[Range]) -> Range | None:
    """Where all items but the last end alike (国家级、部级创新平台), what follows that ending in the last one."""
    ending = text[items[0][1] - 1]
    if len({text[b - 1] for _, b in items[:-1]}) > 1:
        return None
    a, b = items[-1]
    at = text.rfind(ending, a + 1, b - 1)
    return (at + 1, b) if at > 0 else None
