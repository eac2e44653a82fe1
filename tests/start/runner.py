"""Run the jobs of a pipeline as a runner does: each in a clone of its own, with a shell."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from tests.tools import ENVIRONMENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_INSTALLING = ("python -m venv", ". .wijk/", "pip install")
"""Steps that are left out: what they install is here already, beside this Python."""


def load(path: Path) -> Any:
    """Return a YAML file."""
    return yaml.safe_load(path.read_text("utf-8"))


class Runner:
    """Clones a repository and runs steps in it."""

    def __init__(self, repository: Path, scratch: Path) -> None:
        self.repository = repository
        self._scratch = scratch
        self._number = 0

    def run(
        self,
        steps: Iterable[str],
        variables: Mapping[str, str] | None = None,
        artifacts: Iterable[Path] = (),
        ref: str = "main",
    ) -> Path:
        """Run steps in a new clone, and return it.

        ``artifacts`` are clones of earlier jobs, of which the folder ``deel`` is brought in.
        """
        self._number += 1
        folder = self._scratch / f"taak-{self._number}"
        self._call(["git", "clone", "-q", self.repository, folder])
        self._call(["git", "-C", folder, "checkout", "-q", "--detach", ref])
        for one in artifacts:
            (folder / "deel").mkdir(exist_ok=True)
            for part in (one / "deel").iterdir():
                part.rename(folder / "deel" / part.name)
        script = "\n".join(line for line in steps if not line.startswith(_INSTALLING))
        # what runners run their steps with
        self._call(["bash", "-eo", "pipefail", "-c", script], folder, variables or {})
        return folder

    @staticmethod
    def _call(
        command: list[Any], folder: Path | None = None, variables: Mapping[str, str] | None = None
    ) -> None:
        here = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        env = os.environ | ENVIRONMENT | {"PATH": here} | dict(variables or {})
        done = subprocess.run(
            command, cwd=folder, env=env, capture_output=True, encoding="utf-8", check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
