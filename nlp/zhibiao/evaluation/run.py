"""Extracting annotated reports and scoring the result."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from zhibiao.evaluation.gold import find_annotated, read_annotated
from zhibiao.evaluation.scores import Score, Scores, compare
from zhibiao.extraction import extract_text
from zhibiao.knowledge.model import Model


@dataclass(slots=True)
class Evaluation:
    """The scores of each report and of all of them together (micro-average)."""

    reports: dict[str, Scores] = field(default_factory=dict)
    total: Scores = field(default_factory=Scores)

    def to_dict(self, errors: int = 0) -> dict[str, Any]:
        """The scores as plain data, with up to ``errors`` rows of each list of what is wrong."""
        reports = {name: _plain(scores, errors) for name, scores in self.reports.items()}
        return {"reports": reports, "total": _plain(self.total, 0)}


def evaluate(paths: list[Path], model: Model | None = None) -> Evaluation:
    """Extracts every annotated report at or right below ``paths``, region and year inferred, and scores it.
    Raises InputError."""
    evaluation = Evaluation()
    for folder in find_annotated(paths):
        gold = read_annotated(folder)
        found = extract_text(gold.text, model=model).to_dict()
        scores = compare((gold.records, gold.mentions), (found["records"], found["mentions"]))
        evaluation.reports[gold.name] = scores
        evaluation.total.add(scores)
    return evaluation


def _plain(scores: Scores, errors: int) -> dict[str, Any]:
    data: dict[str, Any] = {
        layer: {name: _row(score) for name, score in getattr(scores, layer).items()}
        for layer in ("mentions", "records", "fields", "rules", "checks")
    }
    if errors:
        data["missed"] = scores.missed[:errors]
        data["extra"] = scores.extra[:errors]
        data["different"] = [
            {"annotated": d.annotated, "extracted": d.extracted, "fields": d.fields} for d in scores.different[:errors]
        ]
        data["missed_mentions"] = scores.missed_mentions[:errors]
        data["extra_mentions"] = scores.extra_mentions[:errors]
    return data


def _row(score: Score) -> dict[str, float | int]:
    return {
        "precision": round(score.precision, 4),
        "recall": round(score.recall, 4),
        "f1": round(score.f1, 4),
        "agreed": score.agreed,
        "extracted": score.extracted,
        "annotated": score.annotated,
    }
