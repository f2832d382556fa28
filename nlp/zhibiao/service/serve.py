"""The process that serves: uvicorn on one address, until it is told to stop."""

from __future__ import annotations

import socket

import uvicorn

from zhibiao.errors import ServiceError
from zhibiao.service.app import create_app
from zhibiao.service.settings import ServiceSettings

BACKLOG = 2048  # connections that wait to be taken, also while the service starts
LINGER = 10  # seconds that requests under way get when the service is told to stop


def bind(host: str, port: int) -> socket.socket:
    """A socket that listens there; port 0 takes a free one. Raises ServiceError."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listening = socket.socket(family, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(BACKLOG)
    except (OSError, OverflowError) as error:
        raise ServiceError("E617", host=host, port=port, reason=str(error)) from error
    return listening


def serve(settings: ServiceSettings, listening: socket.socket, *, log_level: str = "info") -> None:
    """Serves until SIGINT or SIGTERM. Raises StoreError and ServiceError where it cannot start."""
    settings.store.parent.mkdir(parents=True, exist_ok=True)
    app = create_app(settings)
    config = uvicorn.Config(
        app,
        log_level=log_level,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=LINGER,
    )
    uvicorn.Server(config).run(sockets=[listening])
