"""Where the processes come from that extract: a batch's workers, and those of the service.

On Linux a server process loads the model and forks them: the second of them, and one that takes the place of another
that died, is there at once and shares the server's memory. Elsewhere (macOS, where a fork is not safe in all
libraries, and Windows) each starts fresh and loads the model.
"""

from __future__ import annotations

import multiprocessing
import sys
from typing import TYPE_CHECKING

from zhibiao.batch.settings import Settings

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerContext, SpawnContext

_FORKS = sys.platform == "linux"
_IMPORTED = "zhibiao.batch.preload"  # imports what a worker needs
_LOADED = "zhibiao.batch.preload_model"  # loads the model that comes with zhibiao, too


def context(settings: Settings) -> ForkServerContext | SpawnContext:
    """What makes processes; the server that forks them begins to load what ``settings`` ask for. There is one server:
    asked a second time with other settings, it stays as it is, and a process loads what it lacks."""
    if not _FORKS:
        return multiprocessing.get_context("spawn")
    from multiprocessing import forkserver

    own = settings.directory is not None or settings.dictionaries
    found = multiprocessing.get_context("forkserver")
    found.set_forkserver_preload([_IMPORTED if own else _LOADED])
    forkserver.ensure_running()
    return found
