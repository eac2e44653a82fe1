"""Run the preview: answer, watch the sources and build, until somebody stops it."""

from __future__ import annotations

import asyncio
import signal
import socket
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final

import uvicorn
from watchfiles import DefaultFilter, awatch

from wijk_ext.output.html.build import stop_builds
from wijk_ext.output.preview.app import HEADERS, HOSTS, application

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from wijk_ext.output.preview.previews import Previews

PORT: Final = 8000
_MORE_PORTS: Final = 20
_STOP: Final = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)
_QUIET: Final = 50
"""Milliseconds without a change after which a change counts: an editor writes in several steps."""
_LONGEST: Final = 400
"""Milliseconds after which changes count even when there is no end to them."""
_UNTIL_STOPPED: Final = 5.0
"""Seconds that a build gets to notice that it is not wanted any more; then it is left alone."""


def open_socket(port: int | None) -> socket.socket:
    """Return a socket that listens on this machine only; without a port, on the first free one.

    Raises OSError when the port is taken.
    """
    first = PORT if port is None else port
    last = first + (_MORE_PORTS if port is None else 0)
    while True:
        found = socket.socket()
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            found.bind((HOSTS[0], first))
            found.listen()
        except OSError:
            found.close()
            if first >= last:
                raise
            first += 1
        else:
            return found


def run(previews: Previews, out: Path, source: Path, listening: socket.socket) -> None:
    """Answer for the sites in ``out`` until a signal says stop, and keep up with ``source``."""
    asyncio.run(_run(previews, out, source, listening))


class _Server(uvicorn.Server):
    """A server that leaves signals to us: uvicorn would end the program by them."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def _run(previews: Previews, out: Path, source: Path, listening: socket.socket) -> None:
    config = uvicorn.Config(
        application(previews, out),
        log_config=None,
        access_log=False,
        lifespan="off",
        server_header=False,
        headers=list(HEADERS),
        timeout_graceful_shutdown=1,
    )
    server, stop = _Server(config), asyncio.Event()
    with _signals(stop):
        serving = asyncio.create_task(server.serve([listening]))
        working = [
            asyncio.create_task(previews.keep_up()),
            asyncio.create_task(_watch(source, previews, stop)),
        ]
        stopped = asyncio.create_task(stop.wait())
        await asyncio.wait([serving, stopped, *working], return_when=asyncio.FIRST_COMPLETED)
        previews.stop()
        server.should_exit = True
        stop.set()
        await serving
        await _end_builds()
        for task in working:
            task.cancel()
        for result in await asyncio.gather(*working, return_exceptions=True):
            if isinstance(result, Exception):
                raise result


async def _watch(source: Path, previews: Previews, stop: asyncio.Event) -> None:
    """Tell of every change to a file that people write."""
    changes = awatch(
        source,
        watch_filter=DefaultFilter(),
        step=_QUIET,
        debounce=_LONGEST,
        stop_event=stop,
        raise_interrupt=False,
    )
    async for _found in changes:
        previews.changed()


async def _end_builds() -> None:
    """End the processes of a build that still goes on, and wait until its thread noticed."""
    loop = asyncio.get_running_loop()
    until = loop.time() + _UNTIL_STOPPED
    while loop.time() < until and any(one.name == "wijk-preview" for one in threading.enumerate()):
        stop_builds()
        await asyncio.sleep(0.02)


@contextmanager
def _signals(stop: asyncio.Event) -> Iterator[None]:
    loop = asyncio.get_running_loop()

    def handle(*_signal: Any) -> None:
        with suppress(RuntimeError):  # the loop is closed: it has stopped already
            loop.call_soon_threadsafe(stop.set)

    before = {one: signal.signal(one, handle) for one in _STOP}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
