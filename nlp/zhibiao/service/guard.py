"""What stands before every route: which names and sites are answered, the token, rate and size of requests, and the
headers that keep a browser from running anything that is not the service's own."""

from __future__ import annotations

import base64
import binascii
import secrets
import time
from collections import OrderedDict
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from zhibiao.errors import ServiceError
from zhibiao.service.metrics import Metrics
from zhibiao.service.problems import RequestError, prefers_chinese, problem_of
from zhibiao.service.settings import ServiceSettings

OPEN_PATHS = frozenset({"/health"})
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
CLIENTS = 10_000  # clients whose rate is remembered
HEADERS = {
    "content-security-policy": "default-src 'self'; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


class Rate:
    """A bucket of tokens for each client: ``limit`` at once, refilled over a minute."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, client: str, now: float) -> float:
        """Takes one token; 0, or the seconds until there is one."""
        if not self.limit:
            return 0.0
        level, then = self.buckets.pop(client, (float(self.limit), now))
        level = min(self.limit, level + (now - then) * self.limit / 60)
        taken = level >= 1
        self.buckets[client] = (level - taken, now)
        if len(self.buckets) > CLIENTS:
            self.buckets.popitem(last=False)
        return 0.0 if taken else (1 - level) * 60 / self.limit


class Guard:
    """The outermost ASGI layer."""

    def __init__(self, app: ASGIApp, settings: ServiceSettings, metrics: Metrics) -> None:
        self.app, self.settings, self.metrics = app, settings, metrics
        self.rate = Rate(settings.rate)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began, status = time.monotonic(), 500

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        try:
            await self._answer(scope, receive, send_with_headers)
        finally:
            self.metrics.count_request(scope, status, time.monotonic() - began)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        error = self._refusal(scope, headers)
        if error is not None:
            await problem_of(error, chinese=prefers_chinese(headers))(scope, receive, send)
            return
        await self.app(scope, self._counted(receive), send)

    def _refusal(self, scope: Scope, headers: Headers) -> ServiceError | None:
        """Why a request is refused before anything of it is read."""
        hosts, host = self.settings.hosts, headers.get("host", "")
        if hosts and _name(host) not in hosts:
            return ServiceError("E612", origin=host)
        origin = headers.get("origin")
        if scope["method"] not in SAFE_METHODS and origin is not None and urlsplit(origin).netloc != host:
            return ServiceError("E612", origin=origin)
        wait = self.rate.wait(client_of(scope), time.monotonic())
        if wait and scope["path"] not in OPEN_PATHS:
            return ServiceError("E602", limit=self.settings.rate, wait=int(wait) + 1)
        if not self._may_enter(scope["path"], headers):
            return ServiceError("E608")
        length = headers.get("content-length", "")
        if length.isascii() and length.isdigit() and int(length[:20]) > self.settings.body:
            return ServiceError("E601", limit=self.settings.body)
        return None

    def _may_enter(self, path: str, headers: Headers) -> bool:
        if not self.settings.token or path in OPEN_PATHS:
            return True
        shown = credentials(headers.get("authorization", ""))[1]
        return secrets.compare_digest(shown.encode(), self.settings.token.encode())

    def _counted(self, receive: Receive) -> Receive:
        """Receives no more bytes than the limit, whatever the headers say."""
        taken = 0

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self.settings.body:
                raise RequestError(ServiceError("E601", limit=self.settings.body))
            return message

        return counted


def client_of(scope: Scope) -> str:
    """The address of the client."""
    client = scope.get("client")
    return client[0] if client else ""


def credentials(authorization: str) -> tuple[str, str]:
    """User name (empty with Bearer) and token of an Authorization header. Browsers ask their user and send Basic: any
    name, which reviews are signed with, and the token as password."""
    scheme, _, value = authorization.partition(" ")
    if scheme.lower() == "bearer":
        return "", value.strip()
    if scheme.lower() != "basic":
        return "", ""
    try:
        name, _, token = base64.b64decode(value, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    return name, token


def _name(host: str) -> str:
    """A Host header without its port."""
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0]
