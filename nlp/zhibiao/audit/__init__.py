"""The audit: figures of reports that contradict each other, and facts that they imply.

Pure functions over the records of reports; nothing here knows how the records were made.
"""

from __future__ import annotations

from zhibiao.audit.equation import Equation
from zhibiao.audit.interval import Interval
from zhibiao.audit.run import Audited, audit_report, with_checks

__all__ = ["Audited", "Equation", "Interval", "audit_report", "with_checks"]
