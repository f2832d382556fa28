"""An evaluation beside an earlier one: which scores changed, and which records are right now or no longer."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel, ValidationError

from zhibiao.errors import InputError
from zhibiao.evaluation.run import Evaluation, wrong_records
from zhibiao.evaluation.scores import Scores
from zhibiao.knowledge.tables import reason

LAYERS = ("mentions", "records", "fields")


class _Score(BaseModel):
    f1: float


class _Scores(BaseModel):
    mentions: dict[str, _Score]
    records: dict[str, _Score]
    fields: dict[str, _Score]
    sha256: str = ""
    wrong: dict[str, str] = {}


class Baseline(BaseModel):
    """The result of an earlier ``zhibiao evaluate --format json``, as far as it is compared."""

    reports: dict[str, _Scores]
    total: _Scores


@dataclass(frozen=True, slots=True)
class Shift:
    """A score that is another now. ``report`` is empty for all reports together."""

    report: str
    layer: str
    name: str
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Turn:
    """A record that was wrong and is right now, or the other way round: its report, the offset and part of its figure,
    and what was or is wrong: ``missed``, ``extra``, or the names of the fields."""

    report: str
    start: int
    part: int
    wrong: str


@dataclass(slots=True)
class Change:
    """What changed since the baseline. ``other`` are reports whose text is not that of the baseline, or that only one
    of the two has: their records are not compared."""

    shifts: list[Shift] = field(default_factory=list)
    better: list[Turn] = field(default_factory=list)
    worse: list[Turn] = field(default_factory=list)
    other: list[str] = field(default_factory=list)


def read_baseline(path: Path) -> Baseline:
    """The result of an earlier evaluation. Raises InputError for a file that is none."""
    try:
        return Baseline.model_validate_json(path.read_bytes())
    except OSError as error:
        raise InputError("E107", path=path, reason=error.strerror or str(error)) from error
    except ValidationError as error:
        raise InputError("E403", path=path, reason=reason(error)) from error


def changes(evaluation: Evaluation, baseline: Baseline) -> Change:
    """What changed since the baseline."""
    change = Change(shifts=_shifts("", evaluation.total, baseline.total))
    change.other = sorted(evaluation.reports.keys() ^ baseline.reports.keys())
    for name, scores in evaluation.reports.items():
        before = baseline.reports.get(name)
        if before is None:
            continue
        change.shifts += _shifts(name, scores, before)
        if before.sha256 != evaluation.sha256(name):
            change.other.append(name)
            continue
        now = wrong_records(scores)
        change.better += [_turn(name, key, before.wrong[key]) for key in before.wrong if key not in now]
        change.worse += [_turn(name, key, now[key]) for key in now if key not in before.wrong]
    return change


def _shifts(report: str, scores: Scores, before: _Scores) -> list[Shift]:
    shifts = []
    for layer in LAYERS:
        old: dict[str, _Score] = getattr(before, layer)
        for name, score in getattr(scores, layer).items():
            f1 = round(score.f1, 4)
            if name in old and old[name].f1 != f1:
                shifts.append(Shift(report, layer, name, old[name].f1, f1))
    return shifts


def _turn(report: str, key: str, wrong: str) -> Turn:
    start, part = key.split(".")
    return Turn(report, int(start), int(part), wrong)
