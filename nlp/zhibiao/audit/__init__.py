"""The audit: figures of reports that contradict each other, and facts that they imply (docs/audit.md).

Pure functions over the records of reports; nothing here knows how the records were made.
"""

from __future__ import annotations

from zhibiao.audit.equation import Equation
from zhibiao.audit.findings import Finding, Place, Range, findings_of
from zhibiao.audit.interval import Interval
from zhibiao.audit.reports import audit_reports, findings_among
from zhibiao.audit.run import Audited, audit_report, with_derived

__all__ = [
    "Audited",
    "Equation",
    "Finding",
    "Interval",
    "Place",
    "Range",
    "audit_report",
    "audit_reports",
    "findings_among",
    "findings_of",
    "with_derived",
]
