"""The views of a store: what is current."""

from __future__ import annotations

CURRENT_REPORTS = """
CREATE OR REPLACE VIEW current_reports AS
WITH latest AS (
    SELECT path, sha256 FROM files QUALIFY row_number() OVER (PARTITION BY path ORDER BY version DESC) = 1
), places AS (
    SELECT members.content_sha256, min(latest.path || if(members.member = '', '', '/' || members.member)) AS path
    FROM latest JOIN members ON members.file_sha256 = latest.sha256 GROUP BY ALL
)
SELECT places.path, reports.* FROM reports JOIN places ON places.content_sha256 = reports.content_sha256
QUALIFY row_number() OVER (PARTITION BY reports.content_sha256 ORDER BY reports.report_key DESC) = 1
"""
VIEWS = (CURRENT_REPORTS,)
"""Views in the order in which they are made."""
