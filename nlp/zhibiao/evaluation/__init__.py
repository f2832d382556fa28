"""Evaluation: extracted mentions and records against annotated ones."""

from __future__ import annotations

from zhibiao.evaluation.gold import Annotated, find_annotated, read_annotated
from zhibiao.evaluation.run import Evaluation, evaluate
from zhibiao.evaluation.scores import Score, Scores, compare

__all__ = ["Annotated", "Evaluation", "Score", "Scores", "compare", "evaluate", "find_annotated", "read_annotated"]
