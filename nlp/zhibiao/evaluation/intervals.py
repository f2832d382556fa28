"""How far a score could be off: bootstrap confidence intervals of F1.

Protocol: the sentences of each report are drawn with replacement, as many as have something to score, report by report;
the counts of all are added up and give one F1. After many draws the interval holds the middle 95 % of them
(percentile bootstrap). The reports stay the same ones: the interval says what chance does to sentences like these, not
what another kind of report would do. The same seed gives the same intervals anywhere.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zhibiao.evaluation.scores import Item, Score
from zhibiao.evaluation.sentences import Sentences

MEASURES = ("NUMBER", "ORG", "PROJECT", "found", "exact", "useful")
LEVEL = 0.95
Counts = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Interval:
    """The bounds that ``LEVEL`` of the resampled F1 lie in."""

    low: float
    high: float


def intervals(reports: Sequence[tuple[str, list[Item]]], resamples: int = 1000, seed: int = 0) -> dict[str, Interval]:
    """The interval of each of ``MEASURES`` that has anything to score, over reports given as (text, items)."""
    strata = [_by_sentence(text, items) for text, items in reports]
    chance = random.Random(seed)
    drawn: dict[str, list[float]] = defaultdict(list)
    for _ in range(resamples):
        for name, score in _draw(strata, chance).items():
            drawn[name].append(score.f1)
    return {name: _middle(drawn[name]) for name in MEASURES if drawn[name]}


def _by_sentence(text: str, items: list[Item]) -> list[dict[str, Counts]]:
    """The counts of each measure in each sentence that has any."""
    sentences = Sentences(text)
    counts: dict[int, dict[str, Counts]] = defaultdict(dict)
    for item in items:
        at = counts[sentences.index(item.start)]
        before = at.get(item.name, (0, 0, 0))
        at[item.name] = (before[0] + item.agreed, before[1] + item.extracted, before[2] + item.annotated)
    return list(counts.values())


def _draw(strata: list[list[dict[str, Counts]]], chance: random.Random) -> dict[str, Score]:
    """The scores of one resample."""
    scores: dict[str, Score] = defaultdict(Score)
    for name, counts in _drawn(strata, chance):
        score = scores[name]
        score.agreed += counts[0]
        score.extracted += counts[1]
        score.annotated += counts[2]
    return scores


def _drawn(strata: list[list[dict[str, Counts]]], chance: random.Random) -> Iterator[tuple[str, Counts]]:
    for sentences in strata:
        for sentence in chance.choices(sentences, k=len(sentences)) if sentences else ():
            yield from sentence.items()


def _middle(values: list[float]) -> Interval:
    ordered = sorted(values)
    cut = round(len(ordered) * (1 - LEVEL) / 2)
    return Interval(ordered[cut], ordered[-1 - cut])
