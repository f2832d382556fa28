"""``python -m zhibiao``: the command line."""

from __future__ import annotations

from zhibiao.cli import main

main()
