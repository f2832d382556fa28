"""How findings are printed: a table for people, JSON for programs, SARIF for editors and CI."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from zhibiao.audit import Finding, Place
from zhibiao.audit.texts import RULES
from zhibiao.cli.output import record_table
from zhibiao.cli.paper import Paper
from zhibiao.cli.texts import speaker as say
from zhibiao.records import Report

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def findings_text(format: str, findings: Sequence[Finding], reports: Sequence[Report], paths: Mapping[str, str]) -> str:
    """Findings in a format. The derived facts of ``reports``, where there are any, follow in table and JSON; ``paths``
    says where each report lies, by its id."""
    if format == "json":
        return _json(findings, reports)
    return _sarif(findings, reports, paths) if format == "sarif" else _table(findings, reports, paths)


def _json(findings: Sequence[Finding], reports: Sequence[Report]) -> str:
    data: dict[str, Any] = {"findings": [finding.model_dump(mode="json") for finding in findings]}
    derived = [
        {"report": report.head.id, "source": report.head.source, **record.to_dict()}
        for report in reports
        for record in report.derived
    ]
    if derived:
        data["derived"] = derived
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _table(findings: Sequence[Finding], reports: Sequence[Report], paths: Mapping[str, str]) -> str:
    """One block a finding: where, which rule, the sentence, and the sentences of its figures."""
    paper = Paper()
    checked = sum(bool(record.checks) for report in reports for record in report.records)
    records = sum(len(report.records) for report in reports)
    paper.print(say("audit.summary", findings=len(findings), reports=len(reports), checked=checked, records=records))
    for finding in findings:
        first = finding.figures[0]
        place = f"{paths.get(first.report, first.source)}:{first.start}"
        paper.print(f"{place}  {say(f'severity.{finding.severity}')}  {RULES[finding.rule][say.lang]}")
        paper.print(f"  {finding.zh if say.lang == 'zh' else finding.en}")
        for said in dict.fromkeys(_one_line(figure.sentence.text) for figure in finding.figures):
            paper.print(f"  > {said}")
    for report in reports:
        if report.derived:
            paper.print(record_table(report.derived))
    return paper.text()


def _one_line(text: str) -> str:
    return "".join(text.split())


def _sarif(findings: Sequence[Finding], reports: Sequence[Report], paths: Mapping[str, str]) -> str:
    files = {report.head.id: (paths.get(report.head.id, report.head.source), report.text) for report in reports}
    driver = {
        "name": "zhibiao",
        "version": version("zhibiao"),
        "rules": [{"id": id, "shortDescription": {"text": said[say.lang]}} for id, said in RULES.items()],
    }
    results = [_result(finding, files) for finding in findings]
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
