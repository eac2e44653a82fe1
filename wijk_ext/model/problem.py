"""Something to tell an author: what, where, and how bad."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import PurePath


class Severity(Enum):
    """How bad a problem is."""

    ERROR = "error"
    """Nothing is built."""
    WARNING = "warning"
    """Everything is built; ``--strict`` makes it an error."""


@dataclass(frozen=True, order=True)
class Place:
    """A line in a file. ``line`` counts from 1; 0 is the file as a whole."""

    path: PurePath
    line: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else str(self.path)


@dataclass(frozen=True, order=True)
class Problem:
    """One message for an author, in the language of the document."""

    place: Place
    message: str
    subtype: str = field(compare=False)
    severity: Severity = field(default=Severity.ERROR, compare=False)

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


def errors(problems: list[Problem]) -> list[Problem]:
    """Return the problems that stop a build."""
    return [problem for problem in problems if problem.severity is Severity.ERROR]
