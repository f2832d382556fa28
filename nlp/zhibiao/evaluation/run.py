"""Extracting annotated reports and scoring the result, or scoring one annotator against another."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from zhibiao.errors import InputError
from zhibiao.evaluation.gold import Annotated, Row, find_annotated, read_annotated
from zhibiao.evaluation.intervals import Interval, intervals
from zhibiao.evaluation.scores import LAYERS, Score, Scores, compare
from zhibiao.extraction import extract_text
from zhibiao.knowledge.model import Model

Layers = tuple[list[Row], list[Row]]


@dataclass(slots=True)
class Evaluation:
    """The scores of each report, of all of one kind and of all together (micro-average), and the reports' texts."""

    reports: dict[str, Scores] = field(default_factory=dict)
    kinds: dict[str, Scores] = field(default_factory=dict)
    total: Scores = field(default_factory=Scores)
    texts: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, text: str, kind: str, scores: Scores) -> None:
        """Adds a report's scores."""
        self.reports[name] = scores
        self.texts[name] = text
        self.kinds.setdefault(kind, Scores()).add(scores)
        self.total.add(scores)

    def sha256(self, name: str) -> str:
        """What identifies the text of a report."""
        return hashlib.sha256(self.texts[name].encode("utf-8", "surrogatepass")).hexdigest()

    def intervals(self, resamples: int = 1000, seed: int = 0) -> dict[str, Interval]:
        """Confidence intervals of F1 over all reports (see ``zhibiao.evaluation.intervals``)."""
        return intervals([(self.texts[name], scores.items) for name, scores in self.reports.items()], resamples, seed)

    def to_dict(self, errors: int = 0) -> dict[str, Any]:
        """The scores as plain data, with up to ``errors`` rows of each list of what is wrong."""
        return {
            "reports": {
                name: _plain(scores, errors) | {"sha256": self.sha256(name), "wrong": wrong_records(scores)}
                for name, scores in self.reports.items()
            },
            "kinds": {kind: _plain(scores, 0) for kind, scores in self.kinds.items()},
            "total": _plain(self.total, 0),
        }


def evaluate(paths: list[Path], model: Model | None = None) -> Evaluation:
    """Extracts every annotated report at or right below ``paths``, region and year inferred, and scores it.
    Raises InputError."""

    def extracted(report: Annotated) -> tuple[Layers, str]:
        found = extract_text(report.text, model=model).to_dict()
        return (found["records"], found["mentions"]), found["report"]["kind"]

    return _score(paths, extracted)


def agree(paths: list[Path], second: list[Path]) -> Evaluation:
    """Scores the annotations of a second annotator, at or right below ``second``, against those at or right below
    ``paths``; reports are the same where their folders have the same name. F1 is the same either way round.
    Raises InputError, also for a report that the second did not annotate and for one whose text differs."""
    others = {folder.resolve().name: folder for folder in find_annotated(second)}

    def annotated(report: Annotated) -> tuple[Layers, str]:
        if report.name not in others:
            raise InputError("E404", path=", ".join(map(str, second)), name=report.name)
        other = read_annotated(others[report.name])
        if other.text != report.text:
            raise InputError("E405", path=others[report.name], name=report.name)
        return (other.records, other.mentions), other.kind

    return _score(paths, annotated)


def wrong_records(scores: Scores) -> dict[str, str]:
    """The records of a report that are not exact, as ``start.part`` of the figure: ``missed``, ``extra`` or the names
    of the fields that differ."""
    wrong = {_place(row): "missed" for row in scores.missed} | {_place(row): "extra" for row in scores.extra}
    return wrong | {_place(different.annotated): ",".join(different.fields) for different in scores.different}


def _place(row: Row) -> str:
    return f"{row['start']}.{int(row.get('part') or 0)}"


def _score(paths: list[Path], answer: Callable[[Annotated], tuple[Layers, str]]) -> Evaluation:
    """Scores what ``answer`` gives for each annotated report: records and mentions, and the report's kind, which counts
    where the annotation names none."""
    evaluation = Evaluation()
    for folder in find_annotated(paths):
        gold = read_annotated(folder)
        layers, kind = answer(gold)
        name = gold.name if gold.name not in evaluation.reports else folder.as_posix()
        scores = compare((gold.records, gold.mentions), layers)
        evaluation.add(name, gold.text, gold.kind or kind or "other", scores)
    return evaluation


def _plain(scores: Scores, errors: int) -> dict[str, Any]:
    data: dict[str, Any] = {
        layer: {name: _row(score) for name, score in getattr(scores, layer).items()} for layer in LAYERS
    }
    data["confusions"] = {
        name: [[gold, found, count] for (gold, found), count in sorted(pairs.items()) if gold != found]
        for name, pairs in scores.labels.items()
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
