"""JSON as this service writes it: UTF-8, Chinese as it is."""

from __future__ import annotations

import json
from typing import Any


def dump_json(data: Any) -> bytes:
    """The JSON text of ``data`` in UTF-8. A lone surrogate, which UTF-8 has not, is written with escapes."""
    try:
        return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    except UnicodeEncodeError:
        return json.dumps(data, separators=(",", ":")).encode()
