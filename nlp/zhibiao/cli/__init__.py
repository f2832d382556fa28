"""The command line: ``zhibiao``."""

from __future__ import annotations

from zhibiao.cli.main import main

__all__ = ["main"]
