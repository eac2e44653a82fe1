"""Which sites there are to build, for pipelines that divide them over machines."""

from __future__ import annotations

import json
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Any, Final

from wijk_ext.cli.console import say
from wijk_ext.cli.excerpts import EVERY_EDITION
from wijk_ext.cli.work import WRONG_USAGE, StopError
from wijk_ext.locale import gettext as _
from wijk_ext.model.access import readers_of
from wijk_ext.model.wijk import WORKING_EDITION
from wijk_ext.sources.explain import suggestion

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from wijk_ext.cli.work import Work

MOST_JOBS: Final = 200
"""GitHub takes 256 jobs of one matrix; what is left is for the other jobs."""


@dataclass(frozen=True)
class Job:
    """What one machine builds: an edition for some readers."""

    edition: str
    readers: tuple[str, ...]

    @property
    def name(self) -> str:
        """A name that no other job has, and that a folder can have."""
        first = self.readers[0].replace("/", ".")
        more = f".en-{len(self.readers) - 1}-meer" if len(self.readers) > 1 else ""
        return f"{first}{more}.{self.edition}"

    @property
    def arguments(self) -> str:
        """What to give to ``wijk build``; the ids hold nothing that a shell would read."""
        readers = " ".join(f"--reader {reader}" for reader in self.readers)
        return f"--edition {self.edition} {readers}"


def print_plan(work: Work) -> None:
    """Print which sites there are to build; nothing is built.

    Options: ``plan`` (one of :data:`FORMS`), ``edition``, ``reader`` and ``out`` (a file, or None
    for the screen). Raises StopError when there is no such reader or the file can't be written,
    and GitError when there is no such edition.
    """
    options = work.options
    text = FORMS[options.plan](jobs(wanted(work)))
    if options.out is None:
        say(text)
        return
    try:
        options.out.write_text(f"{text}\n", encoding="utf-8", newline="\n")
    except OSError as error:
        message = _("{path}: can't be written: {why}")
        raise StopError(message.format(path=options.out, why=error.strerror)) from error


def wanted(work: Work) -> dict[str, tuple[str, ...]]:
    """Return the readers to build for, by the name of the edition: those that were asked for.

    Raises StopError for who is no reader of any of these editions, and GitError when there is no
    such edition.
    """
    found = dict(_all_of(work))
    known = {reader for readers in found.values() for reader in readers}
    asked = work.options.reader or ()
    for name in asked:
        if name not in known:
            message = _("there is no reader “{name}”.").format(name=name)
            raise StopError(message + suggestion(name, known), WRONG_USAGE)
    return {
        edition: tuple(name for name in readers if not asked or name in asked)
        for edition, readers in found.items()
    }


def _all_of(work: Work) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name in dict.fromkeys(work.options.edition or [WORKING_EDITION]):
        if name in EVERY_EDITION:
            if work.known_editions is not None:
                for tagged in work.editions.all:
                    yield _of_edition(work, tagged.edition.name)
            yield WORKING_EDITION, tuple(readers_of(work.wijk))
        elif name == WORKING_EDITION:
            yield name, tuple(readers_of(work.wijk))
        else:
            yield _of_edition(work, name)


def _of_edition(work: Work, name: str) -> tuple[str, tuple[str, ...]]:
    return name, work.editions.readers(work.editions.find(name))


def jobs(readers: dict[str, tuple[str, ...]], most: int = MOST_JOBS) -> list[Job]:
    """Divide the readers of each edition over jobs, no more than ``most`` in all.

    It is one site per job, or where that would be too many, as many as it takes. There is at
    least one job per edition, even if that makes more than ``most``.
    """
    number = sum(len(names) for names in readers.values())
    each = max(ceil(number / most), 1)
    # an edition may leave a job half full, so one more site in each can be needed
    while each < number and _count(readers, each) > most:
        each += 1
    return [
        Job(edition, names[begin : begin + each])
        for edition, names in readers.items()
        for begin in range(0, len(names), each)
    ]


def _count(readers: dict[str, tuple[str, ...]], each: int) -> int:
    return sum(ceil(len(names) / each) for names in readers.values())


def _for_github(found: Iterable[Job]) -> str:
    """Return a matrix for a strategy of GitHub Actions, on one line."""
    include = [
        {
            "reader": " ".join(job.readers),
            "edition": job.edition,
            "name": job.name,
            "arguments": job.arguments,
        }
        for job in found
    ]
    return json.dumps({"include": include})


def _for_gitlab(found: Iterable[Job]) -> str:
    """Return the jobs that a child pipeline of GitLab adds to its own: JSON, which is YAML too.

    They are jobs and no matrix: the name of a job of a matrix holds all its variables, and GitLab
    takes no names of more than 255 characters.
    """
    jobs_by_name: dict[str, Any] = {
        f"bouwen {job.name}": {
            "extends": ".bouwen",
            "variables": {"NAAM": job.name, "KEUZE": job.arguments},
        }
        for job in found
    }
    return json.dumps(jobs_by_name, indent=1)


def _readers(found: Iterable[Job]) -> str:
    """Return each reader once, on a line."""
    return "\n".join(dict.fromkeys(reader for job in found for reader in job.readers))


FORMS: Final[dict[str, Callable[[Iterable[Job]], str]]] = {
    "json": _for_github,
    "gitlab": _for_gitlab,
    "readers": _readers,
}
"""The forms of a plan, by the name that ``wijk build --plan`` knows them by."""
