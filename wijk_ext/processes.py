"""Where processes come from that load Sphinx."""

from __future__ import annotations

import multiprocessing
import multiprocessing.forkserver
import os
import signal
from contextlib import contextmanager, suppress
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


@cache
def context() -> Any:
    """Return where processes come from, ready to start some."""
    # a fork of a clean server starts with everything loaded and nothing left over; where the
    # system has no such server, each process starts from nothing
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    found = multiprocessing.get_context("forkserver")
    found.set_forkserver_preload(["wijk_ext.output.html.preload"])
    # else Python would look for modules in the current folder first, where anything may lie
    os.environ.setdefault("PYTHONSAFEPATH", "1")
    multiprocessing.forkserver.ensure_running()
    return found


@contextmanager
def server_for_a_while() -> Iterator[None]:
    """Have the server ready, and end it in the end; to be used by the main thread.

    By itself it ends when this process does, but not before it has loaded everything. Until then
    Ctrl-C, which the terminal sends to all processes, would make it print a traceback.
    """
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # what it is started with, it keeps
    try:
        context()
    finally:
        signal.signal(signal.SIGINT, before)
    try:
        yield
    finally:
        server: Any = multiprocessing.forkserver._forkserver
        with suppress(OSError):
            if pid := getattr(server, "_forkserver_pid", None):
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
