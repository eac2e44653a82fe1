"""Problems in the forms that pipelines show beside the line they are about.

- ``github``: the workflow commands of GitHub Actions (docs.github.com, “Workflow commands”).
- ``gitlab``: a report of GitLab Code Quality (docs.gitlab.com, “Code Quality”), JSON.
- ``sarif``: SARIF 2.1.0 (OASIS), JSON.

Paths are those from the root of the repository, or from the folder the command was given in where
there is no repository. The same problems give the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from wijk_ext import __version__
from wijk_ext.cli.console import Stages, say
from wijk_ext.cli.work import StopError
from wijk_ext.locale import gettext as _
from wijk_ext.locale import language
from wijk_ext.model.problem import Severity
from wijk_ext.sources.git import Repository
from wijk_ext.sources.git_call import GitError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from wijk_ext.cli.work import Work
    from wijk_ext.model.problem import Problem

SARIF_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning"}
_GITLAB_SEVERITIES: Final = {Severity.ERROR: "major", Severity.WARNING: "minor"}


class Silent(Stages):
    """Progress that nobody sees: what is printed goes to a program."""

    def __init__(self) -> None:
        super().__init__(None)

    def finish(self) -> None:
        """Print nothing."""


def is_for_a_program(options: Any) -> bool:
    """Return whether what is printed must be one report and nothing else."""
    return options.format in {"gitlab", "sarif"} and options.out is None


def write_annotations(work: Work) -> None:
    """Print the problems in the form that was asked for, or write them to a file.

    Options: ``format`` (one of :data:`FORMATS`, or ``text``, for which nothing is done) and
    ``out`` (a file, or None). Raises StopError when the file can't be written.
    """
    options = work.options
    if options.format not in FORMATS:
        return
    report = FORMATS[options.format](work.problems, place_in_repository(work.folder))
    if options.out is None:
        if report:
            say(report.rstrip("\n"))
        return
    try:
        options.out.write_text(report, encoding="utf-8", newline="\n")
    except OSError as error:
        message = _("{path}: can't be written: {why}")
        raise StopError(message.format(path=options.out, why=error.strerror)) from error


def place_in_repository(folder: Path) -> PurePosixPath:
    """Return the path of the source folder from the root of its repository.

    Without a repository it is the path from the current folder, or, when that is no path down, the
    name of the folder.
    """
    try:
        return Repository.of(folder).source
    except GitError:
        path = PurePosixPath(os.path.relpath(folder).replace(os.sep, "/"))
        return PurePosixPath(folder.resolve().name) if ".." in path.parts else path


def github(problems: Iterable[Problem], place: PurePosixPath) -> str:
    """Return one workflow command per problem."""
    return "".join(f"{_command(one, place)}\n" for one in problems)


def _command(problem: Problem, place: PurePosixPath) -> str:
    properties = {"file": str(place / problem.place.path.as_posix())}
    if problem.place.line:
        properties["line"] = str(problem.place.line)
    properties["title"] = f"wijk.{problem.subtype}"
    told = ",".join(f"{key}={_escaped(value, ':,')}" for key, value in properties.items())
    return f"::{_LEVELS[problem.severity]} {told}::{_escaped(problem.message)}"


def _escaped(text: str, also: str = "") -> str:
    """Escape as the toolkit of GitHub Actions does: percent first, then what ends a command."""
    for sign in f"%\r\n{also}":
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


def gitlab(problems: Iterable[Problem], place: PurePosixPath) -> str:
    """Return a report of GitLab Code Quality.

    A fingerprint is made of file, kind and message, and not of the line: a finding that only moved
    is still the same finding.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    found = []
    for problem in problems:
        path = str(place / problem.place.path.as_posix())
        told = (path, problem.subtype, problem.message)
        text = json.dumps([*told, seen[told]])
        seen[told] += 1
        found.append(
            {
                "description": problem.message,
                "check_name": f"wijk.{problem.subtype}",
                "fingerprint": hashlib.sha256(text.encode()).hexdigest(),
                "severity": _GITLAB_SEVERITIES[problem.severity],
                "location": {"path": path, "lines": {"begin": max(problem.place.line, 1)}},
            }
        )
    return _as_json(found)


def sarif(problems: Sequence[Problem], place: PurePosixPath) -> str:
    """Return a log in SARIF 2.1.0 with one run."""
    rules = sorted({problem.subtype for problem in problems})
    driver = {
        "name": "wijk",
        "semanticVersion": __version__,
        "rules": [{"id": f"wijk.{rule}"} for rule in rules],
    }
    run = {
        "tool": {"driver": driver},
        "language": language(),
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"ROOT": {"description": {"text": "root of the repository"}}},
        "results": [_result(problem, place, rules) for problem in problems],
    }
    return _as_json({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def _result(problem: Problem, place: PurePosixPath, rules: Sequence[str]) -> dict[str, Any]:
    path = str(place / problem.place.path.as_posix())
    physical: dict[str, Any] = {
        "artifactLocation": {"uri": quote(path), "uriBaseId": "ROOT"},
    }
    if problem.place.line:
        physical["region"] = {"startLine": problem.place.line}
    return {
        "ruleId": f"wijk.{problem.subtype}",
        "ruleIndex": rules.index(problem.subtype),
        "level": _LEVELS[problem.severity],
        "message": {"text": problem.message},
        "locations": [{"physicalLocation": physical}],
    }


def _as_json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


FORMATS: Final[dict[str, Callable[[Sequence[Problem], PurePosixPath], str]]] = {
    "github": github,
    "gitlab": gitlab,
    "sarif": sarif,
}
"""The forms, by the name that ``wijk check --format`` knows them by."""
