"""CPU time and memory of a command and all its children."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


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
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


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
