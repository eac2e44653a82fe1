"""Build what every reader gets: project, build, verify, put in place; several at the same time."""

from __future__ import annotations

import os
import tempfile
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from wijk_ext.cli.folders import prepare_output
from wijk_ext.cli.reader_build import ReaderBuild
from wijk_ext.locale import gettext as _
from wijk_ext.locale.dates import today
from wijk_ext.model.wijk import PROJECT_TEAM, WORKING_EDITION
from wijk_ext.output.book.facts import facts_of
from wijk_ext.output.handbook import HandbookJob
from wijk_ext.output.html.build import SiteJob
from wijk_ext.output.workshop import WORKSHOPS, Workshop, digest_of, inputs_of, software
from wijk_ext.projection.excerpt import MarkLeftError, Projector
from wijk_ext.projection.folder import write_folder
from wijk_ext.projection.start_page import (
    OWN_TEMPLATES,
    StartPage,
    TemplateFaultError,
    first_pages,
    render,
)
from wijk_ext.verify.check import Verifier

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import PurePath

    from wijk_ext.cli.console import Stages
    from wijk_ext.model.access import Reader
    from wijk_ext.model.problem import Problem
    from wijk_ext.project import SiteProject
    from wijk_ext.sources.source import Source


@dataclass(frozen=True)
class Order:
    """What is to be built, and where."""

    source: Source
    names: Mapping[str, PurePath]
    """The path of every page that Sphinx would build, by name."""
    project: SiteProject
    readers: tuple[Reader, ...]
    out: Path
    jobs: int = 0
    """Readers at the same time; 0 is as many as there are processors."""
    fresh: bool = False
    """Whether to use nothing of earlier builds."""
    formats: tuple[str, ...] = ()
    """The handbooks to make beside the sites: ``pdf``, ``docx``."""
    docx_template: Path | None = None

    @property
    def workers(self) -> int:
        """How many readers are built at the same time."""
        return min(self.jobs or os.cpu_count() or 1, len(self.readers))

    @property
    def processes(self) -> int:
        """How many processes one Sphinx may use: with one reader to build, all of them."""
        return (self.jobs or os.cpu_count() or 1) if len(self.readers) == 1 else 1


@dataclass
class Result:
    """What came of it."""

    built: list[Path] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    """Warnings of Sphinx, each once."""


def build_all(order: Order, stages: Stages) -> Result:
    """Build for all readers. A failure for one leaves no trace of it and does not stop the others.

    Raises OSError when the output folder can't be written.
    """
    with tempfile.TemporaryDirectory(prefix="wijk-") as scratch:
        stages.stage(_("Making the excerpts"))
        folders, problems = project_all(order, Path(scratch))
        if problems:
            return Result(problems=problems)
        stages.step(len(folders), len(folders))
        prepare_output(order.out)
        builds = _Builds(order)
        waiting = [builds.of(reader, folder) for reader, folder in folders.items()]
        return _built(order, waiting, stages)


def project_all(order: Order, scratch: Path) -> tuple[dict[Reader, Path], list[Problem]]:
    """Write a folder for every reader; the project team reads the sources themselves."""
    folders: dict[Reader, Path] = {}
    problems: list[Problem] = []
    projector = Projector(order.source, order.project.dialect)
    for reader in order.readers:
        folders[reader] = order.source.folder
        if reader.id == PROJECT_TEAM:
            continue
        folders[reader] = scratch / reader.folder
        try:
            _write_excerpt(order, projector, reader, folders[reader])
        except (MarkLeftError, TemplateFaultError) as error:
            problems.append(error.problem)
    return folders, problems


@dataclass(frozen=True)
class _Builds:
    """Makes the builds of one order ready, each in a workshop of its own."""

    order: Order

    @cached_property
    def software(self) -> str:
        """A digest of the software."""
        return software()

    @cached_property
    def common(self) -> str:
        """What every reader's site is made from besides the reader's own folder."""
        order = self.order
        paths = [path.as_posix() for path in order.names.values()]
        settings = inputs_of(order.source.folder, paths, self.software).settings
        # what Sphinx keeps holds the folders it was made from
        return f"{settings} {today()} {order.source.folder.resolve()} {order.out.resolve()}"

    @cached_property
    def templates(self) -> Path:
        """The folder for templates that were compiled."""
        folder = self.order.out / WORKSHOPS / "templates"
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def of(self, reader: Reader, folder: Path) -> ReaderBuild:
        """Return the build for a reader whose sources are in a folder."""
        order = self.order
        workshop = Workshop.of(order.out, reader.folder, WORKING_EDITION)
        workshop.doctrees.mkdir(parents=True, exist_ok=True)
        names = {path.as_posix(): name for name, path in order.names.items()}
        template = self._word_template(reader)
        digest = digest_of(template) if template and order.formats else ""
        common = f"{self.common} {reader.id} {order.formats} {digest}"
        inputs = inputs_of(folder, names, common)
        source = folder if reader.id == PROJECT_TEAM else workshop.source
        return ReaderBuild(
            reader=reader,
            job=SiteJob(
                source=source,
                configuration=order.source.folder,
                reader=reader.id,
                edition=WORKING_EDITION,
                doctrees=workshop.doctrees,
                templates=self.templates,
                handbooks=self._handbooks(reader, workshop) if order.formats else None,
            ),
            workshop=workshop,
            projected=folder,
            inputs=inputs,
            names=names,
            out=order.out,
            fresh=order.fresh or not order.project.is_plain,
            processes=order.processes,
        )

    def _word_template(self, reader: Reader) -> Path | None:
        """Return the Word template that was asked for, or that of the reader's organisation."""
        source = self.order.source
        own = source.wijk.organisation(reader.organisation)
        of_organisation = source.folder / own.word_template if own and own.word_template else None
        return self.order.docx_template or of_organisation

    def _handbooks(self, reader: Reader, workshop: Workshop) -> HandbookJob:
        source = self.order.source
        own_style = source.folder / OWN_TEMPLATES / "handboek"
        return HandbookJob(
            facts=facts_of(source.wijk, reader, WORKING_EDITION, today(), source.folder),
            formats=self.order.formats,
            store=workshop.store,
            house_style=own_style if own_style.is_dir() else None,
            docx_template=self._word_template(reader),
            software=self.software,
            cache=workshop.handbooks,
        )


def _write_excerpt(order: Order, projector: Projector, reader: Reader, place: Path) -> None:
    source, wijk = order.source, order.source.wijk
    excerpt = projector.excerpt(reader)
    titles = first_pages(source, excerpt)
    start = StartPage(wijk, reader, excerpt, WORKING_EDITION, today(), titles)
    text = render(start, excerpt.introduction, source.folder)
    write_folder(excerpt, text, source.folder, order.project.static, place)


def _built(order: Order, builds: list[ReaderBuild], stages: Stages) -> Result:
    result = Result()
    remarks: dict[str, None] = {}
    progress = _Progress(stages)
    stages.stage(_("Building the sites"))
    verifier = Verifier.of(order.source.folder, order.source.wijk)
    with ThreadPoolExecutor(order.workers) as pool:
        waiting = {
            pool.submit(build.run, verifier, progress.of(build.reader)): build for build in builds
        }
        for done in as_completed(waiting):
            build, outcome = waiting[done], done.result()
            if outcome.failure:
                result.failures.append(f"{build.reader.id}: {outcome.failure}")
            else:
                result.built.append(build.place)
            remarks |= dict.fromkeys(outcome.warnings)
    stages.finish()
    result.built.sort()
    result.failures.sort()
    result.remarks = list(remarks)
    return result


class _Progress:
    """Adds up the pages of all readers."""

    def __init__(self, stages: Stages) -> None:
        self._stages = stages
        self._lock = Lock()
        self._done: dict[str, tuple[int, int]] = {}

    def of(self, reader: Reader) -> _ReaderProgress:
        """Return where one reader's build reports."""
        return _ReaderProgress(self, reader.id)

    def report(self, reader: str, done: int, total: int) -> None:
        """Note how far one reader is, and show how far all are."""
        with self._lock:
            self._done[reader] = (done, total)
            finished, all_pages = map(sum, zip(*self._done.values(), strict=True))
            self._stages.step(finished, all_pages)


@dataclass(frozen=True)
class _ReaderProgress:
    progress: _Progress
    reader: str

    def __call__(self, done: int, total: int) -> None:
        self.progress.report(self.reader, done, total)
