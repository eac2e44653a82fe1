"""``wijk serve`` in a process of its own, asked for pages over real HTTP."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import uuid
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from tests.tools import ENVIRONMENT, TIMEOUT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MARK = "WIJK_TEST_MARK"


@dataclass(frozen=True)
class Answer:
    """What a server answered."""

    status: int
    headers: http.client.HTTPMessage
    content: bytes

    @property
    def text(self) -> str:
        """The content as text."""
        return self.content.decode()


@dataclass
class Preview:
    """A preview that runs."""

    source: Path
    process: subprocess.Popen[str]
    port: int
    mark: str
    temporary: Path
    printed: list[str] = field(default_factory=list)

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Return the answer to one request; the path goes out as it is given."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT)
        try:
            connection.putrequest(method, path, skip_host="Host" in headers)
            for name, value in headers.items():
                connection.putheader(name.replace("_", "-"), value)
            connection.endheaders()
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        finally:
            connection.close()

    def page(self, reader: str, page: str = "index") -> Answer:
        """Return a page of the working version for a reader, by the name of its folder."""
        return self.ask(f"/{reader}/werkversie/{page}.html")

    def ready(self, reader: str, page: str = "index") -> Answer:
        """Return a page as soon as a first build for the reader is done."""
        return self.until(reader, page, lambda answer: answer.status != 503)

    def until(self, reader: str, page: str, holds: Any) -> Answer:
        """Ask for a page until ``holds`` says yes of the answer, or the answer holds that text."""
        end = time.monotonic() + TIMEOUT
        while time.monotonic() < end:
            answer = self.page(reader, page)
            if holds(answer) if callable(holds) else holds in answer.text:
                return answer
            time.sleep(0.05)
        raise TimeoutError(f"{page} for {reader}: {answer.status}\n{answer.text[-3000:]}")

    @contextmanager
    def listening(self, reader: str) -> Iterator[list[dict[str, str]]]:
        """Listen as the bar does; give a list that what was told is added to."""
        told: list[dict[str, str]] = []
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT)
        connection.request("GET", f"/_wijk/events?reader={reader}")
        sock = connection.sock
        answer = connection.getresponse()

        def listen() -> None:
            while line := answer.readline():
                if line.startswith(b"data: "):
                    told.append(json.loads(line[6:]))

        thread = threading.Thread(target=listen, daemon=True)
        thread.start()
        yield told
        sock.shutdown(socket.SHUT_RDWR)
        thread.join(5)
        answer.close()

    def write(self, name: str, text: str) -> None:
        """Write a file among the sources."""
        path = self.source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def files(self) -> dict[str, bytes]:
        """Return all files among the sources."""
        found = (path for path in self.source.rglob("*") if path.is_file())
        return {str(path.relative_to(self.source)): path.read_bytes() for path in found}

    def stop(self, number: int = signal.SIGINT) -> int:
        """Send a signal and return the exit code."""
        self.process.send_signal(number)
        return self.process.wait(TIMEOUT)

    def left(self) -> list[str]:
        """Return what is left of a preview that stopped: processes, and temporary files."""
        end = time.monotonic() + 1
        while (found := self._processes()) and time.monotonic() < end:
            time.sleep(0.02)
        return [*found, *(str(path) for path in self.temporary.iterdir())]

    def _processes(self) -> list[str]:
        found = []
        for place in Path("/proc").glob("[0-9]*"):
            try:
                if self.mark.encode() in (place / "environ").read_bytes():
                    found.append((place / "cmdline").read_text().replace("\0", " "))
            except OSError:  # it is gone, or not ours
                continue
        return [line for line in found if line]


@contextmanager
def serving(source: Path, *options: str) -> Iterator[Preview]:
    """Run ``wijk serve`` on a free port, and stop it in the end."""
    # not in the folder of the test: the address of a socket in it would be too long
    with TemporaryDirectory(prefix="wijk-test-") as temporary:
        yield from _serving(source, options, Path(temporary))


def _serving(source: Path, options: Sequence[str], temporary: Path) -> Iterator[Preview]:
    mark = uuid.uuid4().hex
    process = subprocess.Popen(
        [sys.executable, "-m", "wijk_ext.cli.main", "serve", source, "--port", "0", *options],
        env=os.environ | ENVIRONMENT | {MARK: mark, "TMPDIR": str(temporary)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    assert process.stdout is not None
    first = process.stdout.readline()
    found = re.search(r"http://127\.0\.0\.1:(\d+)/", first)
    assert found, first + process.stdout.read()
    preview = Preview(source, process, int(found[1]), mark, temporary)
    reading = threading.Thread(target=lambda: preview.printed.extend(process.stdout), daemon=True)
    reading.start()
    try:
        yield preview
    finally:
        if process.poll() is None:
            process.terminate()
        try:
            process.wait(10)
        finally:
            process.kill()
            reading.join(5)
