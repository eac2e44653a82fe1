"""What the steps of one command hand on to one another."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from wijk_ext.cli.console import complain
from wijk_ext.locale.dates import today
from wijk_ext.model.access import readers_of
from wijk_ext.model.edition import Edition
from wijk_ext.model.problem import Problem, errors
from wijk_ext.model.snapshot import Snapshot
from wijk_ext.model.wijk import WORKING_EDITION

if TYPE_CHECKING:
    import argparse

    from wijk_ext.cli.console import Stages
    from wijk_ext.editions import Editions
    from wijk_ext.model.wijk import Wijk
    from wijk_ext.projection.excerpt import Projector
    from wijk_ext.reading import Reading

OK: Final = 0
SOURCES_AT_FAULT: Final = 1
WRONG_USAGE: Final = 2


class StopError(Exception):
    """A reason to stop that is not in the sources, and the exit code that goes with it."""

    def __init__(self, message: str, exit_code: int = SOURCES_AT_FAULT) -> None:
        super().__init__(message)
        self.exit_code = exit_code


@dataclass
class Work:
    """What the steps of one command hand on to one another."""

    options: argparse.Namespace
    stages: Stages
    folder: Path = field(default_factory=Path)
    found_wijk: Wijk | None = None
    found_reading: Reading | None = None
    problems: list[Problem] = field(default_factory=list)
    """What is wrong with the sources."""

    @property
    def stopped(self) -> bool:
        """Whether the sources are such that a later step may not run."""
        return bool(errors(self.problems))

    @property
    def wijk(self) -> Wijk:
        """The settings; an earlier step read them."""
        assert self.found_wijk is not None  # noqa: S101 - the order of the steps sees to it
        return self.found_wijk

    @property
    def reading(self) -> Reading:
        """The sources; an earlier step read them."""
        assert self.found_reading is not None  # noqa: S101 - the order of the steps sees to it
        return self.found_reading

    @cached_property
    def projector(self) -> Projector:
        """What cuts the sources for readers."""
        from wijk_ext.projection.excerpt import Projector  # noqa: PLC0415 - loads much

        return Projector(self.reading.source, self.reading.project.dialect)

    def snapshot(self, edition: str, reader: str) -> Snapshot | None:
        """Return an edition or the working version as a reader may see it.

        None when that edition does not know the reader. Raises GitError when there is no such
        edition, and StopError when it can't be read.
        """
        if edition != WORKING_EDITION:
            return self.editions.snapshot(self.editions.find(edition), reader)
        known = readers_of(self.wijk)
        if reader not in known:
            return None
        pages = self.projector.excerpt(known[reader]).states
        return Snapshot(Edition(WORKING_EDITION, today(), ""), pages)

    @cached_property
    def editions(self) -> Editions:
        """The editions of the sources. Raises GitError where git can't tell them."""
        from wijk_ext.editions import Editions  # noqa: PLC0415 - loads much
        from wijk_ext.sources.git import Repository  # noqa: PLC0415

        return Editions(Repository.of(self.folder))

    @cached_property
    def known_editions(self) -> Editions | None:
        """The editions; None where there is no git, or it knows none."""
        from wijk_ext.sources.git import GitError, NoRepository  # noqa: PLC0415 - loads much

        try:
            found = self.editions
            for remark in found.remarks():
                complain(remark)
            return found if found.all else None
        except NoRepository:
            return None
        except GitError as error:
            complain(str(error))
            return None
