"""The command that starts the service."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from zhibiao.cli.common import (
    Dictionaries,
    Lang,
    MaxDepth,
    MaxMembers,
    MaxPages,
    MaxRatio,
    MaxUnpacked,
    ModelDirectory,
    errors_told,
    limits_of,
    warn,
)
from zhibiao.cli.texts import speaker as say


def serve(
    store: Annotated[Path, typer.Option("--store", help=say("serve_store"), metavar="FILE")] = Path("zhibiao.duckdb"),
    host: Annotated[str, typer.Option("--host", help=say("serve_host"))] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", help=say("serve_port"), min=0, max=65535)] = 8000,
    token: Annotated[str, typer.Option("--token", help=say("serve_token"), envvar="ZHIBIAO_TOKEN")] = "",
    insecure: Annotated[bool, typer.Option("--insecure", help=say("serve_insecure"))] = False,
    workers: Annotated[int, typer.Option("--workers", help=say("serve_workers"), min=0)] = 0,
    max_body: Annotated[int, typer.Option("--max-body", help=say("serve_max_body"), min=1)] = 64,
    max_time: Annotated[float, typer.Option("--max-time", help=say("serve_max_time"), min=0.1)] = 60.0,
    max_waiting: Annotated[int, typer.Option("--max-waiting", help=say("serve_max_waiting"), min=0)] = 200,
    rate: Annotated[int, typer.Option("--rate", help=say("serve_rate"), min=0)] = 1200,
    max_jobs: Annotated[int, typer.Option("--max-jobs", help=say("serve_max_jobs"), min=1)] = 20,
    max_pages: MaxPages = 2000,
    max_unpacked: MaxUnpacked = 500,
    max_ratio: MaxRatio = 200,
    max_members: MaxMembers = 2000,
    max_depth: MaxDepth = 2,
    model: ModelDirectory = None,
    dictionary: Dictionaries = None,
    lang: Lang = None,
) -> None:
    """Serves HTTP until it is stopped."""
    from zhibiao.batch.settings import Settings
    from zhibiao.reading.limits import MEGABYTE
    from zhibiao.service.serve import bind
    from zhibiao.service.serve import serve as run
    from zhibiao.service.settings import ServiceSettings, allowed_hosts

    with errors_told():
        hosts = allowed_hosts(host, token=token, insecure=insecure)
        limits = limits_of(max_body, max_pages, max_time, max_unpacked, max_ratio, max_members, max_depth)
        settings = ServiceSettings(
            store=store.absolute(),
            reading=Settings.make(model, tuple(dictionary or ()), limits),
            token=token,
            hosts=hosts,
            workers=workers or max(2, os.cpu_count() or 1),
            body=max_body * MEGABYTE,
            seconds=max_time,
            waiting=max_waiting,
            rate=rate,
            jobs=max_jobs,
        )
        listening = bind(host, port)
        shown = f"[{host}]" if ":" in host else host
        warn("serving", url=f"http://{shown}:{listening.getsockname()[1]}/", store=store)
        run(settings, listening, log_level="warning")
