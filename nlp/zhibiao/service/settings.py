"""What a service is started with: where it keeps things, what it lets in, and how much at once."""

from __future__ import annotations

import ipaddress
import os
from dataclasses import dataclass
from pathlib import Path

from zhibiao.batch.settings import Settings as ReadingSettings
from zhibiao.errors import ServiceError
from zhibiao.reading.limits import MEGABYTE

LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class ServiceSettings:
    """``store``: the DuckDB file; what the service itself keeps stands beside it. ``reading``: model, dictionaries and
    the limits on a file. ``token``: what clients must show, empty for none. ``hosts``: the names under which the
    service answers, without port; empty for any. ``workers``: processes that extract.

    Limits: ``body`` bytes of a request, ``seconds`` of an extraction, ``waiting`` requests for a process, ``rate``
    requests a minute of a client (0: any), ``jobs`` unfinished jobs of a client, ``files`` of a job."""

    store: Path
    reading: ReadingSettings
    token: str = ""
    hosts: frozenset[str] = frozenset()
    workers: int = max(2, os.cpu_count() or 1)
    body: int = 64 * MEGABYTE
    seconds: float = 60.0
    waiting: int = 200
    rate: int = 1200
    jobs: int = 20
    files: int = 500

    @property
    def ledger(self) -> Path:
        """The SQLite file with jobs and reviews."""
        return ledger_of(self.store)

    @property
    def uploads(self) -> Path:
        """The folder of uploaded files, each under the SHA-256 of its bytes."""
        return self.store.with_name(self.store.name + ".uploads")


def ledger_of(store: Path) -> Path:
    """The SQLite file with the jobs and reviews of a store."""
    return store.with_name(store.name + ".service.sqlite")


def is_loopback(host: str) -> bool:
    """Whether an address can be reached from this machine alone."""
    if host in LOOPBACK_NAMES:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def allowed_hosts(host: str, *, token: str, insecure: bool) -> frozenset[str]:
    """The names that a service at this address answers to. On loopback only those of this machine, so that no web site
    can reach it under a name of its own (DNS rebinding). Raises ServiceError for an address that others can reach
    without a token, unless forced."""
    if is_loopback(host):
        return LOOPBACK_NAMES | {host}
    if not token and not insecure:
        raise ServiceError("E613", host=host)
    return frozenset()
