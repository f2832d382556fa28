"""How findings are printed: a table for people, JSON for programs, SARIF for editors and CI."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from zhibiao.audit import Finding, Place
from zhibiao.audit.texts import RULES
from zhibiao.cli.output import record_table
from zhibiao.cli.paper import Paper
from zhibiao.cli.texts import speaker as say
from zhibiao.records import DerivedRecord, Report, ReportHead

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


@dataclass(slots=True)
class Outcome:
    """What an audit has to tell of the reports that it has seen. The reports themselves are let go, but for the texts
    and paths (by report id) of those with findings."""

    findings: list[Finding] = field(default_factory=list)
    files: dict[str, tuple[str, str]] = field(default_factory=dict)
    derived: list[tuple[ReportHead, list[DerivedRecord]]] = field(default_factory=list)
    reports: int = 0
    records: int = 0
    checked: int = 0

    def add(self, reports: Iterable[Report], findings: list[Finding], paths: Mapping[str, str]) -> None:
        """Takes the findings of some reports, and the derived facts that they have."""
        self.findings += findings
        wanted = {place.report for finding in findings for place in finding.figures}
        for report in reports:
            id = report.head.id
            if id in wanted:
                self.files[id] = paths.get(id, report.head.source), report.text
            if report.derived:
                self.derived.append((report.head, report.derived))
            self.reports += 1
            self.records += len(report.records)
            self.checked += sum(bool(record.checks) for record in report.records)

    def text(self, format: str) -> str:
        """The outcome in a format; derived facts in table and JSON."""
        if format == "json":
            return _json(self)
        return _sarif(self) if format == "sarif" else _table(self)


def _json(outcome: Outcome) -> str:
    data: dict[str, Any] = {"findings": [finding.model_dump(mode="json") for finding in outcome.findings]}
    if outcome.derived:
        data["derived"] = [
            {"report": head.id, "source": head.source, **record.to_dict()}
            for head, records in outcome.derived
            for record in records
        ]
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _table(outcome: Outcome) -> str:
    """One block a finding: where, which rule, the sentence, and the sentences of its figures."""
    paper = Paper()
    counts = {"reports": outcome.reports, "checked": outcome.checked, "records": outcome.records}
    paper.print(say("audit.summary", findings=len(outcome.findings), **counts))
    for finding in outcome.findings:
        first = finding.figures[0]
        path, _ = outcome.files[first.report]
        paper.print(f"{path}:{first.start}  {say(f'severity.{finding.severity}')}  {RULES[finding.rule][say.lang]}")
        paper.print(f"  {finding.zh if say.lang == 'zh' else finding.en}")
        for said in dict.fromkeys(_one_line(figure.sentence.text) for figure in finding.figures):
            paper.print(f"  > {said}")
    for _, records in outcome.derived:
        paper.print(record_table(records))
    return paper.text()


def _one_line(text: str) -> str:
    return "".join(text.split())


def _sarif(outcome: Outcome) -> str:
    driver = {
        "name": "zhibiao",
        "version": version("zhibiao"),
        "rules": [{"id": id, "shortDescription": {"text": said[say.lang]}} for id, said in RULES.items()],
    }
    results = [_result(finding, outcome.files) for finding in outcome.findings]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _result(finding: Finding, files: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
    first, *others = finding.figures
    return {
        "ruleId": finding.rule,
        "ruleIndex": list(RULES).index(finding.rule),
        "level": finding.severity,
        "message": {"text": finding.zh if say.lang == "zh" else finding.en},
        "locations": [_location(first, files)],
        "relatedLocations": [{"id": number, **_location(place, files)} for number, place in enumerate(others, 1)],
        "properties": {"zh": finding.zh, "en": finding.en},
    }


def _location(place: Place, files: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
    """Where a figure stands: in characters of the text that was read and, since that is what editors show, in lines."""
    path, text = files[place.report]
    before, within = text[: place.start], text[place.start : place.end]
    column = place.start - (before.rfind("\n") + 1) + 1
    ends_at = len(within) - within.rfind("\n") if "\n" in within else column + len(within)
    region = {
        "startLine": before.count("\n") + 1,
        "startColumn": column,
        "endLine": before.count("\n") + within.count("\n") + 1,
        "endColumn": ends_at,
        "charOffset": place.start,
        "charLength": place.end - place.start,
        "snippet": {"text": place.text},
    }
    uri = Path(path).as_uri() if Path(path).is_absolute() else quote(Path(path).as_posix())
    return {
        "physicalLocation": {"artifactLocation": {"uri": uri}, "region": region},
        "message": {"text": _one_line(place.sentence.text)},
    }
