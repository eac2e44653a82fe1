"""CPU time and memory of a command and all its children."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


PR_SET_CHILD_SUBREAPER = 36


@dataclass(frozen=True)
class Cost:
    """What a command took."""

    cpu: float
    """Seconds of processor time, user and system, with all children."""
    peak: float
    """MiB of memory of the largest process."""


def cost(command: Sequence[str]) -> Cost:
    """Run a command and return its cost.

    Raises RuntimeError with the end of its output when it fails.
    """
    _adopt_orphans()
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=_environment(),
    )
    output = process.stdout.read() if process.stdout else ""
    # wait4 gives the usage of this child and those it waited for, and of nobody else
    _pid, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} failed:\n{output[-2000:]}")
    cpu, peak = usage.ru_utime + usage.ru_stime, usage.ru_maxrss
    # the server that builds are forked from outlives the command; what it took counts too
    while True:
        try:
            _pid, _status, usage = os.wait4(-1, 0)
        except ChildProcessError:
            return Cost(cpu, peak / 1024)
        cpu, peak = cpu + usage.ru_utime + usage.ru_stime, max(peak, usage.ru_maxrss)


def _environment() -> dict[str, str]:
    """Return the environment of this process, but one that keeps compiled modules."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir(), "wijk-bench-pycache"))}


def _adopt_orphans() -> None:
    """Become the parent of whatever a command leaves running (``prctl(2)``, Linux only)."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def sphinx_build(source: Path, out: Path, *options: str) -> list[str]:
    """Return the command of a plain Sphinx build of a folder."""
    doctrees = out.with_name(f"{out.name}-doctrees")
    return [
        *(sys.executable, "-m", "sphinx", "-q", "-b", "html", "-d", str(doctrees)),
        *(*options, str(source), str(out)),
    ]


def wijk(*arguments: str) -> list[str]:
    """Return the command that runs ``wijk`` of this environment."""
    return [sys.executable, "-m", "wijk_ext.cli.main", *arguments]
