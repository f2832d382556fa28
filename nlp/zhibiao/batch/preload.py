"""Imported by the server that forks workers (``processes``): what all of them need is in its memory before it forks.

That memory is never garbage. Frozen, the collector of a worker leaves it alone, so that the pages stay shared.
"""

from __future__ import annotations

import gc
import signal

signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that asked for the server
gc.disable()

import zhibiao.batch.worker  # noqa: E402
import zhibiao.extraction  # noqa: E402, F401

gc.freeze()
gc.enable()
