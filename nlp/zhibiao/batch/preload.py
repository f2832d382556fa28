"""Imported by the server that forks workers (``processes``): what all of them need is in its memory before it forks."""

from __future__ import annotations

import signal

from zhibiao.lasting import lasting

signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that asked for the server

with lasting():
    import zhibiao.batch.worker
    import zhibiao.extraction  # noqa: F401
