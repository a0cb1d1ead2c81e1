"""gunicorn with the example site, as a server would run it."""

from __future__ import annotations

import http.client
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

EXAMPLE_SITE = Path(__file__).resolve().parents[2] / "example_site"
THREADS = 4
_SECONDS_TO_START = 120


@dataclass
class Server:
    port: int
    pid: int

    def measure_memory(self) -> dict[int, int]:
        """Return the resident memory of each worker in KiB."""
        return {pid: size for pid in self._find_workers() if (size := _get_resident(pid))}

    @contextmanager
    def kill_now_and_then(self, seconds: float | None) -> Iterator[list[float]]:
        """Kill a worker at random, about every so many ``seconds``; yield the list of when."""
        killed: list[float] = []
        over = threading.Event()

        def kill() -> None:
            while not over.wait(random.uniform(0.5, 1.5) * seconds):
                if workers := self._find_workers():
                    os.kill(random.choice(workers), signal.SIGKILL)
                    killed.append(time.monotonic())

        thread = threading.Thread(target=kill)
        if seconds:
            thread.start()
        yield killed
        over.set()
        if seconds:
            thread.join()

    def _find_workers(self) -> list[int]:
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children")
        return [int(pid) for pid in children.read_text().split()]


@contextmanager
def serve(workers: int) -> Iterator[Server]:
    port = find_free_port()
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "gunicorn", "practice.wsgi"),
            *("--chdir", str(EXAMPLE_SITE), "--bind", f"127.0.0.1:{port}"),
            *("--workers", str(workers), "--threads", str(THREADS), "--log-level", "warning"),
        ],
        env=os.environ,
    )
    try:
        wait_for(port, process, _SECONDS_TO_START)
        yield Server(port, process.pid)
    finally:
        process.terminate()
        process.wait(30)


def get(port: int, path: str) -> tuple[int, bytes]:
    server = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    server.request("GET", path, headers={"X-Forwarded-Proto": "https"})
    response = server.getresponse()
    return response.status, response.read()


def find_free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    return port


def wait_for(port: int, process: subprocess.Popen[bytes], seconds: float) -> None:
    """Return once ``process`` answers; raise ``ConnectionRefusedError`` if it ends or is too slow."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            get(port, "/")
            return
        except ConnectionRefusedError:
            if process.poll() is not None or time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def _get_resident(pid: int) -> int:
    """Return 0 for a process that has just ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    size = status.partition("VmRSS:")[2].split()
    return int(size[0]) if size else 0
