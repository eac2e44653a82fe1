"""What each command does: a visible tuple of steps, run in order over one :class:`Work`."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from wijk_ext import locale
from wijk_ext.analysis.traceability import traceability_problems
from wijk_ext.cli.console import Stages, complain, say, show_problems, stages, summary
from wijk_ext.cli.folders import check_output, find_source, put_in_place
from wijk_ext.locale import gettext as _
from wijk_ext.model.problem import Place, Problem, Severity, errors
from wijk_ext.model.wijk import PROJECT_TEAM, Wijk
from wijk_ext.sources.lint import lint_pages
from wijk_ext.sources.settings import read_settings
from wijk_ext.sources.source import Source, read_source, toctree_problems

if TYPE_CHECKING:
    import argparse

OK: Final = 0
SOURCES_AT_FAULT: Final = 1
CONF: Final = "conf.py"


@dataclass
class Work:
    """What the steps of one command hand on to one another."""

    options: argparse.Namespace
    stages: Stages
    folder: Path = field(default_factory=Path)
    wijk: Wijk | None = None
    source: Source | None = None
    problems: list[Problem] = field(default_factory=list)
    """What is wrong with the sources."""
    complaint: str = ""
    """What is wrong with the call: a folder that can't be used."""

    @property
    def stopped(self) -> bool:
        """Whether a later step may not run."""
        return bool(self.complaint or errors(self.problems))


Step = Callable[[Work], None]


def run(options: argparse.Namespace) -> int:
    """Run the steps of a command until one finds a reason to stop; return the exit code."""
    with stages() as shown:
        work = Work(options, shown)
        for step in COMMANDS[options.command]:
            step(work)
            if work.stopped:
                break
    show_problems(work.problems, work.folder)
    if work.complaint:
        complain(work.complaint)
        return SOURCES_AT_FAULT
    if work.problems:
        complain(summary(work.problems))
    if errors(work.problems):
        return SOURCES_AT_FAULT
    if options.command == "check":
        say(_("The sources can be built."))
    return OK


def find_folder(work: Work) -> None:
    """Find the source folder."""
    work.folder, work.complaint = find_source(work.options.source)


def read_wijk(work: Work) -> None:
    """Read ``wijk.toml``; from here on the document's language is spoken."""
    work.wijk, work.problems = read_settings(work.folder)
    if work.wijk is not None:
        locale.activate(work.wijk.language)


def read_pages(work: Work) -> None:
    """Read all pages and find everything that is wrong with them."""
    from wijk_ext.project import dialect, opened, page_paths  # noqa: PLC0415 - loads Sphinx

    assert work.wijk is not None  # noqa: S101 - the step before saw to it
    work.stages.stage(_("Reading the pages"))
    try:
        with opened(work.folder) as app:
            names = page_paths(app)
            thorough = work.options.command == "check"
            work.source, work.problems = read_source(
                work.folder, work.wijk, names, dialect(app), inline=thorough
            )
            work.problems += toctree_problems(work.source, names)
            work.problems += traceability_problems(work.source.document, _today())
            if thorough:
                work.problems += lint_pages(work.source)
            silenced = tuple(app.config.suppress_warnings)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - conf.py is a program of the author's
        message = _("can't be used: {why}").format(why=_first_line(error))
        work.problems = [Problem(Place(Path(CONF)), message, "settings")]
        return
    work.stages.step(len(work.source.pages), len(names))
    work.problems = sorted(_wanted(work, silenced))


def build_site(work: Work) -> None:
    """Build the site of the project team beside its place, and put it there when it is whole."""
    from wijk_ext.output.html.build import SiteJob, build  # noqa: PLC0415 - loads Sphinx

    assert work.source is not None  # noqa: S101 - the step before saw to it
    out, work.complaint = check_output(work.options.out, work.folder)
    if work.complaint:
        return
    job = SiteJob(work.folder, PROJECT_TEAM, "werkversie", work.options.jobs or os.cpu_count() or 1)
    work.stages.stage(_("Building the site"))
    with put_in_place(out, PROJECT_TEAM, job.edition) as staging:
        failure, warnings = build(job, staging, work.stages.step)
        work.complaint = failure
        if failure:
            return
    work.stages.finish()
    for warning in warnings:
        complain(warning)
    say(_("Built: {path}").format(path=out / PROJECT_TEAM / job.edition / "index.html"))


def _today() -> date:
    return datetime.now(UTC).date()


def _wanted(work: Work, silenced: tuple[str, ...]) -> list[Problem]:
    """Return the problems without those silenced in ``conf.py``; strict ones as errors."""
    kept = [
        problem
        for problem in work.problems
        if problem.severity is Severity.ERROR
        or not {"wijk", f"wijk.{problem.subtype}"} & set(silenced)
    ]
    if work.options.strict:
        return [replace(problem, severity=Severity.ERROR) for problem in kept]
    return kept


def _first_line(error: BaseException) -> str:
    lines = [line for line in str(error).splitlines() if line.strip()]
    return lines[-1].strip() if lines else type(error).__name__


COMMANDS: Final[dict[str, tuple[Step, ...]]] = {
    "check": (find_folder, read_wijk, read_pages),
    "build": (find_folder, read_wijk, read_pages, build_site),
}
