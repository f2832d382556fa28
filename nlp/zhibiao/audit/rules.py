"""All rules within one report, in the order in which they run."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from zhibiao.audit.book import Book
from zhibiao.audit.budgets import balances, totals
from zhibiao.audit.contributions import contributions
from zhibiao.audit.counts import counts
from zhibiao.audit.differences import differences
from zhibiao.audit.equation import Derivation, Equation
from zhibiao.audit.growth import averages, growths, increases
from zhibiao.audit.means import means
from zhibiao.audit.parts import parts
from zhibiao.audit.phrases import phrases
from zhibiao.audit.ranks import ranks
from zhibiao.audit.shares import completions, ratios, shares
from zhibiao.audit.sums import structures, sums

Rule = Callable[[Book], Iterator[Equation | Derivation]]

FIRST: tuple[Rule, ...] = (differences,)
"""Rules whose derived figures the others may use: 2020 growth, from the change in 2021, for a two years' average."""

RULES: tuple[Rule, ...] = (
    growths,
    increases,
    averages,
    sums,
    structures,
    shares,
    completions,
    ratios,
    counts,
    totals,
    balances,
    contributions,
    parts,
    means,
    phrases,
    ranks,
)
