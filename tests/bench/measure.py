"""CPU time and memory of a command and all its children."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


PR_SET_CHILD_SUBREAPER = 36


@dataclass(frozen=True)
class Cost:
    """What a command took."""

    cpu: float
    """Seconds of processor time, user and system, with all children."""
    peak: float
    """MiB of memory of the largest process."""


def cost(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Cost:
    """Run a command and return its cost.

    Raises RuntimeError with the end of its output when it fails.
    """
    _adopt_orphans()
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, **(environment or {})},
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
