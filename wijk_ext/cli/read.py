"""The steps that read the sources."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from wijk_ext import locale
from wijk_ext.analysis.traceability import traceability_problems
from wijk_ext.cli.folders import find_source
from wijk_ext.cli.work import StopError
from wijk_ext.locale import gettext as _
from wijk_ext.locale.dates import today
from wijk_ext.model.problem import Place, Problem, Severity, errors
from wijk_ext.sources.lint import lint_pages
from wijk_ext.sources.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import PurePath

    from wijk_ext.cli.work import Work
    from wijk_ext.sources.source import Source

CHECKING: Final = frozenset({"check", "release"})
"""The commands that tell everything that can be said of the sources."""
TELLING: Final = CHECKING | {"build"}
"""The commands that tell more than what makes the sources impossible to use."""
ON_PAPER: Final = frozenset({"alt_text", "heading"})
"""Remarks on Markdown that say what goes wrong in a handbook."""


def find_folder(work: Work) -> None:
    """Find the source folder."""
    work.folder, complaint = find_source(work.options.source)
    if complaint:
        raise StopError(complaint)


def read_wijk(work: Work) -> None:
    """Read ``wijk.toml``; from here on the document's language is spoken."""
    work.found_wijk, work.problems = read_settings(work.folder)
    if work.found_wijk is not None:
        locale.activate(work.wijk.language)


def read_pages(work: Work) -> None:
    """Read all pages and find everything that is wrong with them."""
    from wijk_ext.reading import read_folder  # noqa: PLC0415 - loads Sphinx

    command = work.options.command
    work.stages.stage(_("Reading the pages"))
    work.found_reading, problems = read_folder(work.folder, work.wijk)
    if work.found_reading is None:
        work.problems = problems
        return
    source = work.reading.source
    if command in TELLING:
        problems += _taken_names(work.reading.names)
        problems += traceability_problems(source.document, today())
    if command in CHECKING or (command == "build" and work.options.format):
        problems += _remarks_on_pages(source, only_on_paper=command == "build")
    work.stages.step(len(source.pages), len(work.reading.names))
    work.problems = judged(problems, work)


def _taken_names(names: Mapping[str, PurePath]) -> Iterator[Problem]:
    """Yield pages whose address is that of something else in a site or beside it."""
    from wijk_ext.output.changes.html import CHANGES_PAGE  # noqa: PLC0415 - loads much
    from wijk_ext.output.editions.root import clashes  # noqa: PLC0415

    message = _("a page can't be called “{name}”: something else has that address. Rename it.")
    for name, path in names.items():
        top, _slash, rest = name.partition("/")
        if top == CHANGES_PAGE or clashes([top if rest else f"{top}.html"], ()):
            yield Problem(Place(path), message.format(name=name), "page")


def judged(problems: list[Problem], work: Work) -> list[Problem]:
    """Return those of the problems that a command tells, sorted."""
    wanted = sorted(work.reading.wanted(problems))
    return wanted if work.options.command in TELLING else errors(wanted)


def be_strict(work: Work) -> None:
    """Make errors of all warnings, where that was asked for."""
    if work.options.strict:
        work.problems = [replace(one, severity=Severity.ERROR) for one in work.problems]


def _remarks_on_pages(source: Source, *, only_on_paper: bool) -> list[Problem]:
    """Return what can be said of the Markdown: all of it, or what matters on paper."""
    from wijk_ext.output.fonts import coverage  # noqa: PLC0415 - loads fonts
    from wijk_ext.sources.paper import paper_problems  # noqa: PLC0415 - only some commands need it

    remarks = lint_pages(source)
    if only_on_paper:
        remarks = [remark for remark in remarks if remark.subtype in ON_PAPER]
    return remarks + paper_problems(source, coverage())
