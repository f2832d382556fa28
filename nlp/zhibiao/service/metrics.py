"""Counters for Prometheus."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from starlette.types import Scope

SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)


class Metrics:
    """The counters of one application."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "zhibiao_requests", "Answered requests.", ["method", "route", "status"], registry=self.registry
        )
        self.seconds = Histogram(
            "zhibiao_request_seconds", "Time to answer.", ["route"], buckets=SECONDS, registry=self.registry
        )
        self.reports = Counter("zhibiao_reports", "Extracted reports.", registry=self.registry)
        self.records = Counter("zhibiao_records", "Extracted records.", registry=self.registry)
        self.characters = Counter("zhibiao_characters", "Characters of extracted reports.", registry=self.registry)
        self.workers = Gauge(
            "zhibiao_workers_idle", "Worker processes that have nothing to do.", registry=self.registry
        )
        self.waiting = Gauge("zhibiao_waiting", "Requests that wait for a worker.", registry=self.registry)

    def count_request(self, scope: Scope, status: int, seconds: float) -> None:
        """Counts an answered request under its route's pattern, never under what a client wrote as its path."""
        route = getattr(scope.get("route"), "path", "") or "other"
        method = scope["method"] if scope.get("route") is not None else "other"
        self.requests.labels(method, route, str(status)).inc()
        self.seconds.labels(route).observe(seconds)

    def count_reports(self, reports: int, records: int, characters: int) -> None:
        """Counts extracted reports."""
        self.reports.inc(reports)
        self.records.inc(records)
        self.characters.inc(characters)

    def text(self, idle: int, waiting: int) -> bytes:
        """All counters in Prometheus's text format."""
        self.workers.set(idle)
        self.waiting.set(waiting)
        return generate_latest(self.registry)
