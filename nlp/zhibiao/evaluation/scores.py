"""How well extracted rows agree with annotated ones.

Mentions count where type and span are the same. A record is matched to the annotated one of the same start and part;
it is *exact* where all of ``EXACT`` agree after trivial normalization, *useful* where at most the wording of indicator
or base differs a little (Dice coefficient of their characters at least ``CLOSE``).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

Row = dict[str, Any]
TYPES = ("QUANTITY", "PERCENT", "RANK", "ORG", "PROJECT")
NUMBERS = ("QUANTITY", "PERCENT", "RANK")
EXACT = ("value", "value_max", "unit", "indicator", "region", "period", "aspect", "relation", "base", "status")
FIELDS = (*EXACT[:3], "bound", "indicator", "predicate", "region", "entity", *EXACT[5:])
WORDED = ("indicator", "base")
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


@dataclass(slots=True)
class Scores:
    """All counts of one report (or, added up, of several), and what is missed, extra and different."""

    mentions: dict[str, Score] = field(default_factory=dict)
    records: dict[str, Score] = field(default_factory=dict)
    fields: dict[str, Score] = field(default_factory=dict)
    rules: dict[str, Score] = field(default_factory=dict)
    checks: dict[str, Score] = field(default_factory=dict)
    missed: list[Row] = field(default_factory=list)
    extra: list[Row] = field(default_factory=list)
    different: list[Difference] = field(default_factory=list)
    missed_mentions: list[Row] = field(default_factory=list)
    extra_mentions: list[Row] = field(default_factory=list)

    def add(self, other: Scores) -> None:
        """Adds another report's counts; the lists stay with their report."""
        for mine, theirs in (
            (self.mentions, other.mentions),
            (self.records, other.records),
            (self.fields, other.fields),
            (self.rules, other.rules),
            (self.checks, other.checks),
        ):
            for name, score in theirs.items():
                mine.setdefault(name, Score()).add(score)


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
    mine, theirs = _spans(extracted, NUMBERS), _spans(annotated, NUMBERS)
    scores.mentions["NUMBER"] = Score(len(mine.keys() & theirs.keys()), len(mine), len(theirs))


def _spans(rows: Iterable[Row], types: tuple[str, ...]) -> dict[tuple[int, int], Row]:
    return {(row["start"], row["end"]): row for row in rows if row["type"] in types}


def _compare_records(scores: Scores, annotated: list[Row], extracted: list[Row]) -> None:
    theirs, mine = ({_key(row): row for row in rows} for rows in (annotated, extracted))
    pairs = [(theirs[key], mine[key]) for key in sorted(theirs) if key in mine]
    scores.missed = [theirs[key] for key in sorted(theirs.keys() - mine.keys())]
    scores.extra = [mine[key] for key in sorted(mine.keys() - theirs.keys())]
    for name in FIELDS:
        agreed = sum(normal(name, a.get(name)) == normal(name, b.get(name)) for a, b in pairs)
        scores.fields[name] = Score(agreed, len(pairs), len(pairs))
    exact = useful = 0
    for gold, found in pairs:
        wrong = [name for name in EXACT if normal(name, gold.get(name)) != normal(name, found.get(name))]
        rule = scores.rules.setdefault(str(found.get("rule", "")), Score())
        rule.add(Score(not wrong, 1, 1))
        scores.checks.setdefault(confidence(found), Score()).add(Score(not wrong, 1, 1))
        exact += not wrong
        useful += all(name in WORDED and dice(gold.get(name), found.get(name)) >= CLOSE for name in wrong)
        if wrong:
            scores.different.append(Difference(gold, found, wrong))
    for row in scores.extra:
        scores.rules.setdefault(str(row.get("rule", "")), Score()).add(Score(0, 1, 0))
        scores.checks.setdefault(confidence(row), Score()).add(Score(0, 1, 0))
    for name, agreed in (("found", len(pairs)), ("exact", exact), ("useful", useful)):
        scores.records[name] = Score(agreed, len(mine), len(theirs))


def confidence(row: Row) -> str:
    """What the equations of the audit say of an extracted record: ``contradicted`` by one, ``confirmed`` by one,
    ``bounded`` by one that a wrong digit need not break, or ``unchecked``."""
    checks = row.get("checks") or []
    if not all(check["holds"] for check in checks):
        return "contradicted"
    if any(check["confirms"] for check in checks):
        return "confirmed"
    return "bounded" if checks else "unchecked"


def _key(row: Row) -> tuple[int, int]:
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
