"""Where processes come from that load Sphinx."""

from __future__ import annotations

import multiprocessing
import multiprocessing.forkserver
import os
from functools import cache
from typing import Any


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
