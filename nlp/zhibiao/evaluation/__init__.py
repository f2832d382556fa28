"""Evaluation: extracted mentions and records against annotated ones."""

from __future__ import annotations

from zhibiao.evaluation.agreement import kappa
from zhibiao.evaluation.baseline import Baseline, Change, Shift, Turn, changes, read_baseline
from zhibiao.evaluation.gold import Annotated, find_annotated, read_annotated
from zhibiao.evaluation.intervals import Interval
from zhibiao.evaluation.run import Evaluation, agree, evaluate
from zhibiao.evaluation.scores import Difference, Score, Scores, compare

__all__ = [
    "Annotated",
    "Baseline",
    "Change",
    "Difference",
    "Evaluation",
    "Interval",
    "Score",
    "Scores",
    "Shift",
    "Turn",
    "agree",
    "changes",
    "compare",
    "evaluate",
    "find_annotated",
    "kappa",
    "read_annotated",
    "read_baseline",
]
