"""The only place that prints: problems, progress on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from wijk_ext.locale import gettext as _
from wijk_ext.locale import ngettext
from wijk_ext.model.problem import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from rich.progress import Progress, TaskID


def say(text: str) -> None:
    """Print a line for the user."""
    print(text, flush=True)  # noqa: T201


def complain(text: str) -> None:
    """Print a line on standard error."""
    print(text, file=sys.stderr, flush=True)  # noqa: T201


def agreed(question: str) -> bool:
    """Ask for a yes; where nobody can answer, that is a no."""
    if not sys.stdin.isatty():
        return False
    return input(f"{question} ").strip().casefold() in {"j", "ja", "y", "yes"}


def show_problems(problems: Iterable[Problem], folder: Path) -> None:
    """Print problems as ``path:line: message``; a warning is marked as such, with its subtype."""
    for problem in problems:
        place = folder / problem.place.path
        line = f":{problem.place.line}" if problem.place.line else ""
        message = problem.message
        if problem.severity is Severity.WARNING:
            message = _("warning: {message} [wijk.{subtype}]").format(
                message=message, subtype=problem.subtype
            )
        complain(f"{place}{line}: {message}")


def summary(problems: list[Problem]) -> str:
    """Return how many errors and warnings there are, in words."""
    warnings = sum(problem.severity is Severity.WARNING for problem in problems)
    errors = len(problems) - warnings
    return ", ".join(
        [
            ngettext("{number} error", "{number} errors", errors).format(number=errors),
            ngettext("{number} warning", "{number} warnings", warnings).format(number=warnings),
        ]
    )


class Stages:
    """Progress through the stages of a command."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self._task: TaskID | None = None
        self._started = time.monotonic()
        self._name = ""
        self._reached = 0

    def stage(self, name: str, total: int | None = None) -> None:
        """Begin a stage of ``total`` steps, or of an unknown number."""
        self.finish()
        self._name, self._started, self._reached = name, time.monotonic(), 0
        if self._progress is not None:
            self._task = self._progress.add_task(name, total=total)

    def step(self, done: int, total: int) -> None:
        """Tell that ``done`` of ``total`` steps of this stage are finished."""
        self._reached = done
        if self._progress is not None and self._task is not None:
            self._progress.update(self._task, completed=done, total=total)

    def finish(self) -> None:
        """End the stage: on a terminal its bar is full, elsewhere its line is printed."""
        if not self._name:
            return
        if self._progress is not None and self._task is not None:
            total = max(self._reached, 1)
            self._progress.update(self._task, completed=total, total=total)
        else:
            pages = f", {self._reached}" if self._reached else ""
            say(f"{self._name}{pages} ({time.monotonic() - self._started:.1f} s)")
        self._name = ""


@contextmanager
def stages() -> Iterator[Stages]:
    """Show progress: a bar per stage on a terminal, plain lines elsewhere."""
    if not sys.stdout.isatty():
        shown = Stages(None)
        yield shown
        shown.finish()
        return
    from rich.progress import (  # noqa: PLC0415 - only a terminal needs it
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
    )

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn()) as progress:
        shown = Stages(progress)
        yield shown
        shown.finish()
