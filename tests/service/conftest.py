"""A real service in a process of its own, and applications in this one for what needs their inside."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient

from zhibiao.batch.settings import Settings
from zhibiao.service import ServiceSettings, create_app
from zhibiao.service.settings import LOOPBACK_NAMES

COMMAND = (sys.executable, "-c", "from zhibiao.cli import main; main()")
START = 60.0  # seconds that a service may take until it is ready
HOSTS = LOOPBACK_NAMES | {"testserver"}


class Service:
    """``zhibiao serve`` as a process."""

    def __init__(self, store: Path, *arguments: str, **environment: str) -> None:
        self.store = store
        command = [*COMMAND, "serve", "--store", str(store), "--port", "0", *arguments]
        settings = os.environ | {"LANG": "C.UTF-8"} | environment
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=settings)
        assert self.process.stderr is not None
        line = self.process.stderr.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+", line)
        assert found, line
        self.url = found[0]

    def wait(self) -> Service:
        """Until it is ready."""
        end = time.monotonic() + START
        while time.monotonic() < end:
            try:
                if httpx.get(f"{self.url}/ready").status_code == 200:
                    return self
            except httpx.TransportError:
                pass
            time.sleep(0.1)
        raise AssertionError("the service does not get ready")

    def stop(self, how: int = signal.SIGTERM) -> int:
        """Ends it."""
        self.process.send_signal(how)
        return self.process.wait(30)


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service that is ready, with a store of its own, for tests that leave each other alone."""
    started = Service(tmp_path_factory.mktemp("service") / "store.duckdb", "--rate", "0", "--workers", "2")
    try:
        yield started.wait()
    finally:
        started.stop()


@pytest.fixture(scope="session")
def http(service: Service) -> Iterator[httpx.Client]:
    """A client of that service."""
    with httpx.Client(base_url=service.url, timeout=60) as client:
        yield client


@pytest.fixture(scope="session")
def reading() -> Settings:
    """The model that comes with zhibiao."""
    return Settings.make()


@pytest.fixture
def start(tmp_path: Path, reading: Settings) -> Iterator[Callable[..., TestClient]]:
    """Starts applications in this process, with settings of the test's choice."""
    with ExitStack() as stack:

        def run(**changes: Any) -> TestClient:
            defaults: dict[str, Any] = {"store": tmp_path / "store.duckdb", "reading": reading, "workers": 1}
            settings = ServiceSettings(**{**defaults, "hosts": HOSTS, "rate": 0, **changes})
            client = TestClient(create_app(settings), raise_server_exceptions=False)
            return stack.enter_context(client)

        yield run


def wait_ready(client: TestClient) -> TestClient:
    """Until an application in this process is ready."""
    end = time.monotonic() + START
    while client.get("/ready").status_code != 200:
        assert time.monotonic() < end
        time.sleep(0.05)
    return client


def finished(client: Any, job: str) -> dict[str, Any]:
    """A job, when it has ended."""
    end = time.monotonic() + START
    while True:
        found: dict[str, Any] = client.get(f"/v1/jobs/{job}").json()
        if found["state"] in ("done", "cancelled"):
            return found
        assert time.monotonic() < end, found
        time.sleep(0.05)


def upload(client: Any, *files: tuple[str, bytes], **fields: str) -> dict[str, Any]:
    """The ended job of some files."""
    answer = client.post("/v1/jobs", files=[("files", file) for file in files], data=fields)
    assert answer.status_code == 202, answer.text
    return finished(client, answer.json()["id"])


@pytest.fixture(scope="session")
def seed(root: Path) -> Path:
    """The annotated report of the repository."""
    return root / "seeds" / "datong-2021" / "report.txt"


@pytest.fixture(scope="session")
def datong(http: httpx.Client, seed: Path) -> str:
    """The seed in the store of the service: its id."""
    (file,) = upload(http, ("大同.txt", seed.read_bytes()))["files"]
    return str(file["reports"][0])
