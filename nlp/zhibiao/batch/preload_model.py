"""As ``preload``, and the model that comes with zhibiao, ready to read."""

from __future__ import annotations

from contextlib import suppress

import zhibiao.batch.preload  # noqa: F401
from zhibiao.batch.settings import Settings, get_ready
from zhibiao.errors import ZhibiaoError
from zhibiao.lasting import lasting

with lasting(), suppress(ZhibiaoError):  # the workers meet the same and tell it
    get_ready(Settings.make())
