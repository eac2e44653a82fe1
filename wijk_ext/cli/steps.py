"""What each command does: a visible tuple of steps, run in order over one :class:`Work`."""

from __future__ import annotations

import gc
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final

from wijk_ext import locale
from wijk_ext.analysis.colour import colour_problems
from wijk_ext.analysis.traceability import traceability_problems
from wijk_ext.cli.console import Stages, complain, say, show_problems, stages, summary
from wijk_ext.cli.folders import MARKER, check_output, find_source, remove_others
from wijk_ext.locale import N_, ngettext
from wijk_ext.locale import gettext as _
from wijk_ext.locale.dates import today
from wijk_ext.model.access import Reader, readers_of
from wijk_ext.model.problem import Problem, Severity, errors
from wijk_ext.model.wijk import PROJECT_TEAM, Wijk
from wijk_ext.projection.assets import asset_problems, foreign_pages
from wijk_ext.sources.explain import suggestion
from wijk_ext.sources.links import dead_links
from wijk_ext.sources.lint import lint_pages
from wijk_ext.sources.settings import read_settings
from wijk_ext.sources.source import Source, read_source, toctree_problems

if TYPE_CHECKING:
    import argparse

    from sphinx.application import Sphinx

    from wijk_ext.project import SiteProject

OK: Final = 0
SOURCES_AT_FAULT: Final = 1
WRONG_USAGE: Final = 2


SAID_AT_THE_END: Final = {
    "check": N_("The sources can be built."),
    "verify": N_("Nothing was found that a reader may not see."),
}


@dataclass
class Work:
    """What the steps of one command hand on to one another."""

    options: argparse.Namespace
    stages: Stages
    folder: Path = field(default_factory=Path)
    wijk: Wijk | None = None
    source: Source | None = None
    names: dict[str, PurePath] = field(default_factory=dict)
    """The pages that Sphinx would build, with their paths."""
    project: SiteProject | None = None
    readers: tuple[Reader, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    """What is wrong with the sources."""
    complaint: str = ""
    """What is wrong with the call: a folder that can't be used."""
    exit_code: int = SOURCES_AT_FAULT
    """The exit code that goes with the complaint."""

    @property
    def stopped(self) -> bool:
        """Whether a later step may not run."""
        return bool(self.complaint or errors(self.problems))


Step = Callable[[Work], None]
ON_PAPER: Final = frozenset({"alt_text", "heading"})
"""Remarks on Markdown that say what goes wrong in a handbook."""


def run(options: argparse.Namespace) -> int:
    """Run the steps of a command until one finds a reason to stop; return the exit code."""
    # a command makes much that stays: looking through it for garbage again and again takes a tenth
    gc.set_threshold(300_000, 1_000, 1_000)
    with stages() as shown:
        work = Work(options, shown)
        for step in COMMANDS[options.command]:
            step(work)
            if work.stopped:
                break
    show_problems(work.problems, work.folder)
    if work.complaint:
        complain(work.complaint)
        return work.exit_code
    if work.problems:
        complain(summary(work.problems))
    if errors(work.problems):
        return SOURCES_AT_FAULT
    if options.command in SAID_AT_THE_END:
        say(_(SAID_AT_THE_END[options.command]))
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
    from wijk_ext.project import conf_problem, opened  # noqa: PLC0415 - loads Sphinx

    work.stages.stage(_("Reading the pages"))
    with ExitStack() as stack:
        try:
            app = stack.enter_context(opened(work.folder))
        except (Exception, SystemExit) as error:  # noqa: BLE001 - conf.py is an author's program
            work.problems = [conf_problem(error)]
            return
        _read_with(app, work)


def _read_with(app: Sphinx, work: Work) -> None:
    from wijk_ext.project import (  # noqa: PLC0415 - loads Sphinx
        page_paths,
        settings_problems,
        site_project,
        substitution_problems,
    )

    assert work.wijk is not None  # noqa: S101 - the step before saw to it
    work.names, work.project = page_paths(app), site_project(app)
    work.source, problems = read_source(
        work.folder, work.wijk, work.names, work.project.dialect, inline=True
    )
    problems += substitution_problems(app.config)
    problems += dead_links(work.source)
    problems += toctree_problems(work.source, work.names)
    problems += [*colour_problems(work.wijk), *settings_problems(app.config)]
    problems += traceability_problems(work.source.document, today())
    problems += _remarks_on_pages(work)
    work.stages.step(len(work.source.pages), len(work.names))
    silenced = frozenset(app.config.suppress_warnings)
    work.problems = sorted(_wanted(problems, silenced, strict=work.options.strict))


def _remarks_on_pages(work: Work) -> list[Problem]:
    """Return what can be said of the Markdown: all of it to check, or what matters on paper."""
    from wijk_ext.output.fonts import coverage  # noqa: PLC0415 - loads fonts
    from wijk_ext.sources.paper import paper_problems  # noqa: PLC0415 - only some commands need it

    assert work.source is not None  # noqa: S101 - the caller saw to it
    is_check = work.options.command == "check"
    if not is_check and not work.options.format:
        return []
    remarks = lint_pages(work.source)
    if not is_check:
        remarks = [remark for remark in remarks if remark.subtype in ON_PAPER]
    return remarks + paper_problems(work.source, coverage())


def choose_readers(work: Work) -> None:
    """Find the readers that were asked for, and what in the sources none of them may get."""
    assert work.source is not None  # noqa: S101 - the step before saw to it
    known = readers_of(work.source.wijk)
    asked = work.options.reader or list(known)
    for name in asked:
        if name not in known:
            message = _("there is no reader “{name}”.").format(name=name)
            work.complaint = message + suggestion(name, known)
            work.exit_code = WRONG_USAGE
            return
    work.readers = tuple(known[name] for name in dict.fromkeys(asked))
    if any(reader.id != PROJECT_TEAM for reader in work.readers):
        work.problems += asset_problems(work.source, known.values())
        work.problems += foreign_pages(work.names)


def verify_excerpts(work: Work) -> None:
    """Search every excerpt in the output folder again."""
    from wijk_ext.cli.reader_build import leaks  # noqa: PLC0415 - loads much
    from wijk_ext.verify.check import Verifier, write_report  # noqa: PLC0415

    assert work.wijk is not None  # noqa: S101 - the step before saw to it
    out: Path = work.options.out
    if not (out / MARKER).exists():
        work.complaint = _("{out}: this is no folder that wijk build made.").format(out=out)
        return
    verifier = Verifier.of(work.folder, work.wijk)
    found = []
    for reader in readers_of(work.wijk).values():
        for folder in sorted((out / reader.folder).glob("*/")):
            if reader.id == PROJECT_TEAM or not (folder / "index.html").is_file():
                continue
            report = verifier.verify(folder, reader, folder.name)
            found.append(leaks(report, write_report(report, out, reader), reader))
            files = ngettext("{number} file", "{number} files", len(report.files))
            say(f"{folder}: {files.format(number=len(report.files))}")
    work.complaint = "\n".join(text for text in found if text)
    if not found:
        work.complaint = _("{out}: there is no excerpt here.").format(out=out)


def build_readers(work: Work) -> None:
    """Build what every reader gets; each appears whole, or not at all."""
    from wijk_ext.cli.build import Order, build_all  # noqa: PLC0415 - loads much

    assert work.source is not None  # noqa: S101 - an earlier step saw to it
    assert work.project is not None  # noqa: S101
    out, work.complaint = check_output(work.options.out, work.folder)
    template = work.options.docx_template
    if template and not template.is_file():
        work.complaint = _("{file}: there is no such file.").format(file=template)
        work.exit_code = WRONG_USAGE
    if work.complaint:
        return
    order = Order(
        source=work.source,
        names=work.names,
        project=work.project,
        readers=work.readers,
        out=out,
        jobs=work.options.jobs,
        fresh=work.options.fresh,
        formats=work.options.format,
        docx_template=work.options.docx_template,
    )
    try:
        result = build_all(order, work.stages)
    except OSError as error:
        where = error.filename or out
        work.complaint = _("{path}: can't be written: {why}").format(path=where, why=error.strerror)
        return
    work.problems += result.problems
    for line in result.remarks:
        complain(line)
    work.complaint = "\n".join(result.failures)
    for place in result.built:
        say(_("Built: {path}").format(path=place / "index.html"))


def remove_old_readers(work: Work) -> None:
    """Remove what was built for readers that are no more, when all others are built."""
    from wijk_ext.output.workshop import WORKSHOPS  # noqa: PLC0415 - loads much
    from wijk_ext.verify.check import REPORTS  # noqa: PLC0415

    assert work.wijk is not None  # noqa: S101 - an earlier step saw to it
    out, _complaint = check_output(work.options.out, work.folder)
    if work.options.reader or not out.is_dir():
        return
    known = [reader.folder for reader in readers_of(work.wijk).values()]
    for path in remove_others(out, known, (REPORTS, WORKSHOPS)):
        say(_("Removed, as this reader is no more: {path}").format(path=path))


def _wanted(problems: list[Problem], silenced: frozenset[str], *, strict: bool) -> list[Problem]:
    """Return the problems without those silenced in ``conf.py``; strict ones as errors."""
    kept = [
        problem
        for problem in problems
        if problem.severity is Severity.ERROR or not {"wijk", f"wijk.{problem.subtype}"} & silenced
    ]
    return [replace(problem, severity=Severity.ERROR) for problem in kept] if strict else kept


COMMANDS: Final[dict[str, tuple[Step, ...]]] = {
    "verify": (find_folder, read_wijk, verify_excerpts),
    "check": (find_folder, read_wijk, read_pages),
    "build": (
        find_folder,
        read_wijk,
        read_pages,
        choose_readers,
        build_readers,
        remove_old_readers,
    ),
}
