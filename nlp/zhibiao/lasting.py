"""Objects that stay until the process ends."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def lasting() -> Iterator[None]:
    """What is made inside is never garbage. The collector need not look through it again and again while it is made,
    nor at the end, which takes it a tenth of a second; and in a process that is forked from this one the pages stay
    shared."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
