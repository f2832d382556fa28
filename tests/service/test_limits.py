"""Over each limit there is a clear answer, and the service goes on."""

from __future__ import annotations

import base64
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient

from tests.reading import make
from tests.service.conftest import COMMAND, Service, wait_ready
from zhibiao.batch.settings import Settings
from zhibiao.errors import ServiceError
from zhibiao.reading.limits import Limits
from zhibiao.service.guard import Rate, credentials
from zhibiao.service.settings import allowed_hosts, is_loopback

TEXT = "全市地区生产总值完成1686亿元，同比增长7.5%。"
Start = Callable[..., TestClient]
LONG = {"text": TEXT * 20_000}


def code(answer: Any) -> tuple[int, str]:
    """Status and code of a problem."""
    assert answer.headers["content-type"] == "application/problem+json"
    return answer.status_code, answer.json()["code"]


def test_body(start: Start) -> None:
    client = start(body=10_000)
    assert code(client.post("/v1/extract", json={"text": "长" * 20_000})) == (413, "E601")
    assert code(client.post("/v1/jobs", files={"files": b"x" * 20_000})) == (413, "E601")


@pytest.mark.parametrize("kind", ["application/json", "multipart/form-data; boundary=x"])
def test_a_body_without_a_length_is_counted(start: Start, kind: str) -> None:
    def pieces() -> Iterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n'
        for _ in range(100):
            yield b"x" * 1000

    client = start(body=10_000)
    for path in ("/v1/extract", "/v1/jobs") if "multipart" in kind else ("/v1/extract",):
        assert code(client.post(path, content=pieces(), headers={"content-type": kind})) == (413, "E601")


def test_pages_and_archives(start: Start) -> None:
    client = wait_ready(start(reading=Settings.make(limits=Limits(unpacked=1000, pages=1))))
    archive = make.zip_file({"a.txt": TEXT.encode() * 100})
    assert code(client.post("/v1/extract", files={"file": archive})) == (413, "E118")
    pdf = make.pdf_file((TEXT + "\n") * 100)
    assert code(client.post("/v1/extract", files={"file": pdf})) == (413, "E117")


def test_time(start: Start) -> None:
    """What takes too long is ended, and the next request finds a process again."""
    client = wait_ready(start(seconds=1.0))
    assert code(client.post("/v1/extract", json=LONG)) == (503, "E603")
    wait_ready(client)
    assert client.post("/v1/extract", json={"text": TEXT}).status_code == 200


def test_a_process_that_dies_costs_one_request(start: Start) -> None:
    client = wait_ready(start(workers=1))
    pool = client.app.state.core.pool  # type: ignore[attr-defined]
    (place,) = pool.places
    answers: list[Any] = []
    asking = threading.Thread(target=lambda: answers.append(client.post("/v1/extract", json=LONG)))
    asking.start()
    while not pool.idle.empty():
        time.sleep(0.01)
    time.sleep(0.2)
    os.kill(place.process_id, signal.SIGKILL)
    asking.join(30)
    assert code(answers[0]) == (503, "E605")
    assert "retry-after" in answers[0].headers
    wait_ready(client)
    assert client.post("/v1/extract", json={"text": TEXT}).status_code == 200


def test_a_process_that_dies_with_nothing_to_do_costs_none(start: Start) -> None:
    client = wait_ready(start(workers=1))
    (place,) = client.app.state.core.pool.places  # type: ignore[attr-defined]
    os.kill(place.process_id, signal.SIGKILL)
    while _lives(place.process_id):
        time.sleep(0.01)
    time.sleep(0.5)
    assert client.post("/v1/extract", json={"text": TEXT}).status_code == 200


def test_waiting(start: Start) -> None:
    client = wait_ready(start(waiting=0))
    asking = threading.Thread(target=lambda: client.post("/v1/extract", json=LONG))
    asking.start()
    while not client.app.state.core.pool.idle.empty():  # type: ignore[attr-defined]
        time.sleep(0.01)
    assert code(client.post("/v1/extract", json={"text": TEXT})) == (503, "E604")
    asking.join(60)


def test_rate(start: Start) -> None:
    client = start(rate=3)
    answers = [client.get("/version") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert code(answers[-1]) == (429, "E602")
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 21
    assert client.get("/health").status_code == 200


def test_rate_refills() -> None:
    rate = Rate(60)
    assert [rate.wait("a", 0.0) for _ in range(60)] == [0.0] * 60
    assert rate.wait("a", 0.0) == pytest.approx(1.0)
    assert rate.wait("b", 0.0) == 0.0
    assert rate.wait("a", 1.0) == 0.0


def test_jobs_of_a_client(start: Start) -> None:
    client = start(jobs=1, seconds=60.0)
    files = {"files": ("long.txt", LONG["text"].encode())}
    first = client.post("/v1/jobs", files=files)
    assert first.status_code == 202
    assert code(client.post("/v1/jobs", files=files)) == (429, "E606")
    assert client.delete(f"/v1/jobs/{first.json()['id']}").json()["state"] == "cancelled"
    assert client.post("/v1/jobs", files=files).status_code == 202


def test_files_of_a_job(start: Start) -> None:
    client = start(files=2)
    answer = client.post("/v1/jobs", files=[("files", (f"{n}.txt", b"x")) for n in range(3)])
    assert answer.status_code == 400


def test_ready_says_no_until_the_model_is_loaded(start: Start) -> None:
    client = start()
    assert code(client.get("/ready")) == (503, "E607")
    assert client.get("/health").json() == {"status": "ok"}
    wait_ready(client)


# ---- who may come in


def basic(name: str, token: str) -> dict[str, str]:
    """The header that a browser sends."""
    return {"Authorization": "Basic " + base64.b64encode(f"{name}:{token}".encode()).decode()}


def test_every_route_but_health_needs_the_token(start: Start) -> None:
    client = start(token="gehe/im", hosts=frozenset())
    assert client.get("/health").status_code == 200
    document = client.get("/openapi.json", headers={"Authorization": "Bearer gehe/im"}).json()
    paths = [path for path in document["paths"] if path != "/health"]
    for path in [*paths, "/", "/series", "/static/style.css", "/openapi.json", "/reports/x", "/nothing"]:
        answer = client.get(path)
        assert code(answer) == (401, "E608"), path
        assert "Bearer" in answer.headers["www-authenticate"]
    for wrong in (
        {"Authorization": "Bearer x"},
        basic("me", "x"),
        {"Authorization": "Basic %%%"},
        {"Authorization": ""},
    ):
        assert client.get("/version", headers=wrong).status_code == 401
    for right in ({"Authorization": "Bearer gehe/im"}, {"Authorization": "bearer gehe/im"}, basic("李明", "gehe/im")):
        assert client.get("/version", headers=right).status_code == 200


def test_credentials() -> None:
    assert credentials(basic("李明", "a:b")["Authorization"]) == ("李明", "a:b")
    assert credentials("Bearer abc") == ("", "abc")
    assert credentials("Digest x") == ("", "")


def test_only_loopback_without_a_token() -> None:
    assert is_loopback("127.0.0.1") and is_loopback("localhost") and is_loopback("::1") and is_loopback("127.8.9.1")
    assert not is_loopback("0.0.0.0") and not is_loopback("192.168.1.4") and not is_loopback("example.org")
    assert "localhost" in allowed_hosts("127.0.0.1", token="", insecure=False)
    with pytest.raises(ServiceError, match="E613"):
        allowed_hosts("0.0.0.0", token="", insecure=False)
    assert allowed_hosts("0.0.0.0", token="x", insecure=False) == frozenset()
    assert allowed_hosts("0.0.0.0", token="", insecure=True) == frozenset()


def test_the_command_refuses_other_addresses(tmp_path: Path) -> None:
    command = [*COMMAND, "serve", "--host", "0.0.0.0", "--store", str(tmp_path / "s.duckdb")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2 and "E613" in done.stderr
    assert not (tmp_path / "s.duckdb").exists()


def test_a_web_site_cannot_use_a_service_on_loopback(start: Start) -> None:
    client = start()
    asked = {"json": {"text": TEXT}}
    assert code(client.post("/v1/extract", headers={"origin": "https://evil.example"}, **asked)) == (403, "E612")
    assert code(client.get("/v1/reports", headers={"host": "evil.example"})) == (403, "E612")
    assert client.get("/v1/reports", headers={"host": "localhost:8000"}).status_code == 200


def test_a_port_that_is_taken(service: Service, tmp_path: Path) -> None:
    port = service.url.rpartition(":")[2]
    command = [*COMMAND, "serve", "--port", port, "--store", str(tmp_path / "s.duckdb")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2 and "E617" in done.stderr


def test_a_store_that_another_service_has(service: Service) -> None:
    command = [*COMMAND, "serve", "--port", "0", "--store", str(service.store)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2 and "E504" in done.stderr


def test_metrics_count(http: httpx.Client) -> None:
    def value(name: str) -> float:
        lines = http.get("/metrics").text.splitlines()
        return next((float(line.rpartition(" ")[2]) for line in lines if line.startswith(name)), 0.0)

    before = value("zhibiao_records_total")
    http.post("/v1/extract", json={"text": TEXT})
    assert value("zhibiao_records_total") == before + 2
    http.get("/v1/reports/" + "x" * 50)
    assert "x" * 50 not in http.get("/metrics").text


def test_no_process_outlives_the_service(tmp_path: Path) -> None:
    """Not even one that was killed and could tell nobody."""
    started = Service(tmp_path / "store.duckdb", "--workers", "2").wait()
    task = Path(f"/proc/{started.process.pid}/task/{started.process.pid}/children")
    children = [int(child) for child in task.read_text().split()]
    assert len(children) >= 2
    started.stop(signal.SIGKILL)
    end = time.monotonic() + 20
    while any(_lives(child) for child in children):
        assert time.monotonic() < end
        time.sleep(0.05)


def _lives(process: int) -> bool:
    try:
        return "(zombie)" not in Path(f"/proc/{process}/status").read_text()
    except OSError:
        return False
