"""Linking: from mentions to indicator records."""

from __future__ import annotations

from zhibiao.linking.linker import Linker

__all__ = ["Linker"]
