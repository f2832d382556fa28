"""How well extracted rows agree with annotated ones.

Mentions count where type and span are the same. A record is matched to the annotated one of the same start and part;
it is *exact* where all of ``EXACT`` agree after trivial normalization, *useful* where at most the wording of indicator
or base differs a little (Dice coefficient of their characters at least ``CLOSE``).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

Row = dict[str, Any]
Key = tuple[int, int]
LAYERS = ("mentions", "records", "fields", "rules", "checks", "constructions")
TYPES = ("QUANTITY", "PERCENT", "RANK", "ORG", "PROJECT")
NUMBERS = ("QUANTITY", "PERCENT", "RANK")
EXACT = ("value", "value_max", "unit", "indicator", "region", "period", "aspect", "relation", "base", "status")
FIELDS = (*EXACT[:3], "bound", "indicator", "predicate", "region", "entity", *EXACT[5:])
WORDED = ("indicator", "base")
LABELS = ("aspect", "relation", "status", "bound", "unit", "region", "period")
CLOSE = 0.8
_BLANK = re.compile(r'[\s“”"「」]+')
_PERIOD_WORD = re.compile(r"(?:年|期间|时期)$")


@dataclass(slots=True)
class Score:
    """Counts of agreement: rows that agree, rows extracted, rows annotated."""

    agreed: int = 0
    extracted: int = 0
    annotated: int = 0

    @property
    def precision(self) -> float:
        return self.agreed / self.extracted if self.extracted else 0.0

    @property
    def recall(self) -> float:
        return self.agreed / self.annotated if self.annotated else 0.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def add(self, other: Score) -> None:
        """Adds another report's counts."""
        self.agreed += other.agreed
        self.extracted += other.extracted
        self.annotated += other.annotated


@dataclass(slots=True)
class Difference:
    """A record whose fields differ: the annotated row, the extracted row and the names of the fields."""

    annotated: Row
    extracted: Row
    fields: list[str]


class Item(NamedTuple):
    """What one row adds to the score ``name``, and where in the text it stands (for resampling)."""

    name: str
    start: int
    end: int
    agreed: int
    extracted: int
    annotated: int


@dataclass(slots=True)
class Scores:
    """All counts of one report (or, added up, of several), and what is missed, extra and different.

    ``rules`` counts records by the linking rule that read them, ``checks`` by what the audit's equations say of them,
    ``constructions`` by what they say (``growth.gap``); a record agrees there where it is exact. ``labels`` counts the
    pairs of annotated and extracted value of the fields whose values are chosen and not worded."""

    mentions: dict[str, Score] = field(default_factory=dict)
    records: dict[str, Score] = field(default_factory=dict)
    fields: dict[str, Score] = field(default_factory=dict)
    rules: dict[str, Score] = field(default_factory=dict)
    checks: dict[str, Score] = field(default_factory=dict)
    constructions: dict[str, Score] = field(default_factory=dict)
    labels: dict[str, Counter[tuple[str, str]]] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)
    missed: list[Row] = field(default_factory=list)
    extra: list[Row] = field(default_factory=list)
    different: list[Difference] = field(default_factory=list)
    missed_mentions: list[Row] = field(default_factory=list)
    extra_mentions: list[Row] = field(default_factory=list)

    def add(self, other: Scores) -> None:
        """Adds another report's counts; the lists stay with their report."""
        for layer in LAYERS:
            mine: dict[str, Score] = getattr(self, layer)
            for name, score in getattr(other, layer).items():
                mine.setdefault(name, Score()).add(score)
        for name, pairs in other.labels.items():
            self.labels.setdefault(name, Counter()).update(pairs)


def compare(annotated: tuple[list[Row], list[Row]], extracted: tuple[list[Row], list[Row]]) -> Scores:
    """The scores of extracted (records, mentions) against annotated ones."""
    scores = Scores()
    _compare_mentions(scores, annotated[1], extracted[1])
    _compare_records(scores, annotated[0], extracted[0])
    return scores


def _compare_mentions(scores: Scores, annotated: list[Row], extracted: list[Row]) -> None:
    for name in TYPES:
        mine, theirs = _spans(extracted, (name,)), _spans(annotated, (name,))
        scores.mentions[name] = Score(len(mine.keys() & theirs.keys()), len(mine), len(theirs))
        scores.missed_mentions += [theirs[span] for span in sorted(theirs.keys() - mine.keys())]
        scores.extra_mentions += [mine[span] for span in sorted(mine.keys() - theirs.keys())]
        if name not in NUMBERS:
            scores.items += _items(name, mine, theirs)
    mine, theirs = _spans(extracted, NUMBERS), _spans(annotated, NUMBERS)
    both = mine.keys() & theirs.keys()
    scores.mentions["NUMBER"] = Score(len(both), len(mine), len(theirs))
    scores.items += _items("NUMBER", mine, theirs)
    scores.labels["type"] = Counter((theirs[span]["type"], mine[span]["type"]) for span in both)


def _spans(rows: Iterable[Row], types: tuple[str, ...]) -> dict[Key, Row]:
    return {(row["start"], row["end"]): row for row in rows if row["type"] in types}


def _items(
    name: str, mine: Mapping[Key, Row], theirs: Mapping[Key, Row], right: Mapping[Key, object] | None = None
) -> list[Item]:
    """What each row adds to a score; ``right`` are those that agree, where it is not enough that both have them."""
    items = []
    for key in sorted(mine.keys() | theirs.keys()):
        agreed = key in (mine if right is None else right) and key in theirs
        end = (theirs.get(key) or mine[key]).get("end", key[0] + 1)
        items.append(Item(name, key[0], end, agreed, key in mine, key in theirs))
    return items


def _compare_records(scores: Scores, annotated: list[Row], extracted: list[Row]) -> None:
    theirs, mine = ({_key(row): row for row in rows} for rows in (annotated, extracted))
    pairs = {key: (theirs[key], mine[key]) for key in sorted(theirs) if key in mine}
    scores.missed = [theirs[key] for key in sorted(theirs.keys() - mine.keys())]
    scores.extra = [mine[key] for key in sorted(mine.keys() - theirs.keys())]
    _compare_fields(scores, list(pairs.values()))
    exact: dict[Key, Row] = {}
    useful: dict[Key, Row] = {}
    for key, (gold, found) in pairs.items():
        wrong = [name for name in EXACT if normal(name, gold.get(name)) != normal(name, found.get(name))]
        if wrong:
            scores.different.append(Difference(gold, found, wrong))
        else:
            exact[key] = found
        if all(name in WORDED and dice(gold.get(name), found.get(name)) >= CLOSE for name in wrong):
            useful[key] = found
    agreeing: dict[str, Mapping[Key, object]] = {"found": pairs, "exact": exact, "useful": useful}
    for name, right in agreeing.items():
        scores.records[name] = Score(len(right), len(mine), len(theirs))
        scores.items += _items(name, mine, theirs, right)
    _sort_records(scores, mine, theirs, exact)


def _compare_fields(scores: Scores, pairs: list[tuple[Row, Row]]) -> None:
    for name in FIELDS:
        agreed = sum(normal(name, a.get(name)) == normal(name, b.get(name)) for a, b in pairs)
        scores.fields[name] = Score(agreed, len(pairs), len(pairs))
    for name in LABELS:
        scores.labels[name] = Counter((str(a.get(name, "")), str(b.get(name, ""))) for a, b in pairs)


def _sort_records(scores: Scores, mine: dict[Key, Row], theirs: dict[Key, Row], exact: Mapping[Key, Row]) -> None:
    """Counts records by rule and by what checks say of them, which only extracted ones have, and by construction."""
    for key, row in mine.items():
        right = key in exact
        if row.get("rule"):
            counts = Score(right, 1, key in theirs)
            scores.rules.setdefault(str(row["rule"]), Score()).add(counts)
            scores.checks.setdefault(confidence(row), Score()).add(counts)
        scores.constructions.setdefault(construction(row), Score()).add(Score(right, 1, 0))
    for row in theirs.values():
        scores.constructions.setdefault(construction(row), Score()).add(Score(0, 0, 1))


def construction(row: Row) -> str:
    """What a record says, as ``aspect.relation``."""
    return f"{row.get('aspect', '')}.{row.get('relation', '')}"


def confidence(row: Row) -> str:
    """What the equations of the audit say of an extracted record: ``contradicted`` by one, ``confirmed`` by one,
    ``bounded`` by one that a wrong digit need not break, or ``unchecked``."""
    checks = row.get("checks") or []
    if not all(check["holds"] for check in checks):
        return "contradicted"
    if any(check["confirms"] for check in checks):
        return "confirmed"
    return "bounded" if checks else "unchecked"


def _key(row: Row) -> Key:
    return row["start"], int(row.get("part") or 0)


def normal(name: str, value: object) -> object:
    """A field's value with the differences that do not count taken out: spaces, quotes, 2020年 for 2020."""
    text = _BLANK.sub("", "" if value is None else str(value))
    if name in ("value", "value_max"):
        try:
            return round(float(text), 4) if text else None
        except ValueError:
            return text
    if name == "unit":
        return text.replace("％", "%").replace("余", "").replace("多", "")
    return _PERIOD_WORD.sub("", text) if name == "base" else text


def dice(one: object, other: object) -> float:
    """The Dice coefficient of the characters of two texts, without spaces and quotes."""
    a, b = (_BLANK.sub("", "" if text is None else str(text)) for text in (one, other))
    if a == b:
        return 1.0
    if not a or not b:
        return 0.0
    return 2 * (Counter(a) & Counter(b)).total() / (len(a) + len(b))
