"""The service: an HTTP interface for programs and a page for people (docs/service.md)."""

from __future__ import annotations

from zhibiao.service.app import create_app
from zhibiao.service.settings import ServiceSettings

__all__ = ["ServiceSettings", "create_app"]
