"""Build what readers get: project, build, verify, put in place; several at the same time."""

from __future__ import annotations

import os
import tempfile
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from wijk_ext.cli.folders import prepare_output
from wijk_ext.cli.reader_build import ReaderBuild
from wijk_ext.locale import gettext as _
from wijk_ext.model.wijk import PROJECT_TEAM
from wijk_ext.output.book.facts import facts_of
from wijk_ext.output.handbook import HandbookJob
from wijk_ext.output.html.build import SiteJob
from wijk_ext.output.workshop import (
    WORKSHOPS,
    Workshop,
    digest_of,
    inputs_of,
    software,
    write_timeline,
)
from wijk_ext.projection.excerpt import MarkLeftError, Projector
from wijk_ext.projection.folder import write_folder
from wijk_ext.projection.start_page import StartPage, first_pages, render
from wijk_ext.projection.templates import OWN_TEMPLATES, TemplateFaultError
from wijk_ext.verify.check import Verifier

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import PurePath

    from wijk_ext.cli.console import Stages
    from wijk_ext.editions import Editions
    from wijk_ext.model.access import Reader
    from wijk_ext.model.edition import Edition
    from wijk_ext.model.problem import Problem
    from wijk_ext.project import SiteProject
    from wijk_ext.sources.source import Source


@dataclass(frozen=True)
class Order:
    """How to build, and where."""

    out: Path
    editions: Editions | None = None
    """The editions that sites tell about; None when git can't tell them."""
    jobs: int = 0
    """Sites at the same time; 0 is as many as there are processors."""
    fresh: bool = False
    """Whether to use nothing of earlier builds."""
    preview: bool = False
    """Whether it is for the preview, which need not give the bytes of a build from nothing."""
    formats: tuple[str, ...] = ()
    """The handbooks to make beside the sites: ``pdf``, ``docx``."""
    docx_template: Path | None = None

    @property
    def processors(self) -> int:
        """How many processes may work at the same time."""
        return self.jobs or os.cpu_count() or 1


@dataclass(frozen=True)
class Version:
    """One edition to build: its sources, and the readers that get it."""

    edition: Edition
    source: Source
    names: Mapping[str, PurePath]
    """The path of every page that Sphinx would build, by name."""
    project: SiteProject
    readers: tuple[Reader, ...]
    key: str = ""
    """Of an edition that never changes, a digest of all that its sites are made from."""


@dataclass
class Result:
    """What came of it."""

    built: list[Path] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    """Warnings of Sphinx, each once."""


def build_all(order: Order, versions: Sequence[Version], stages: Stages) -> Result:
    """Build all versions for all their readers.

    A failure for one site leaves no trace of it and does not stop the others. Raises OSError when
    the output folder can't be written, and GitError when an edition can't be read from git.
    """
    with tempfile.TemporaryDirectory(prefix="wijk-") as scratch:
        stages.stage(_("Making the excerpts"))
        prepare_output(order.out)
        builds: list[ReaderBuild] = []
        number = sum(len(version.readers) for version in versions)
        for version in versions:
            made, problems = _Builds(order, version, Path(scratch), alone=number == 1).all()
            if problems:
                return Result(problems=problems)
            builds += made
        stages.step(number, number)
        return _built(order, builds, stages)


@dataclass(frozen=True)
class _Builds:
    """Makes the builds of one version ready, each in a workshop of its own."""

    order: Order
    version: Version
    scratch: Path
    alone: bool
    """True when there is one site to build: then Sphinx may use all processors."""

    def all(self) -> tuple[list[ReaderBuild], list[Problem]]:
        """Cut the sources for every reader; return the builds, and why there can be none."""
        projector = Projector(self.version.source, self.version.project.dialect)
        builds, problems = [], []
        for reader in self.version.readers:
            try:
                builds.append(self._build(projector, reader))
            except (MarkLeftError, TemplateFaultError) as error:
                problems.append(error.problem)
        return builds, problems

    @cached_property
    def verifier(self) -> Verifier:
        """What searches the finished sites."""
        return Verifier.of(self.version.source.folder, self.version.source.wijk)

    @cached_property
    def software(self) -> str:
        """A digest of the software."""
        return software()

    @cached_property
    def common(self) -> str:
        """What every reader's site is made from besides the reader's own folder."""
        source, edition = self.version.source.folder, self.version.edition
        paths = [path.as_posix() for path in self.version.names.values()]
        settings = inputs_of(source, paths, self.software).settings
        # what Sphinx keeps holds the folders it was made from
        return f"{settings} {edition} {source.resolve()} {self.order.out.resolve()}"

    @cached_property
    def templates(self) -> Path:
        """The folder for templates that were compiled."""
        folder = self.order.out / WORKSHOPS / "templates"
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def _build(self, projector: Projector, reader: Reader) -> ReaderBuild:
        """Return the build for a reader.

        Raises MarkLeftError or TemplateFaultError when no excerpt can be made.
        """
        order, version = self.order, self.version
        edition = version.edition
        workshop = Workshop.of(order.out, reader.folder, edition.name)
        workshop.doctrees.mkdir(parents=True, exist_ok=True)
        folder = self._projected(projector, reader, workshop)
        names = {path.as_posix(): name for name, path in version.names.items()}
        template = self._word_template(reader)
        digest = digest_of(template) if template and order.formats else ""
        past = order.editions.digest(edition, reader.id) if order.editions else ""
        common = f"{self.common} {reader.id} {order.formats} {digest} {past}"
        return ReaderBuild(
            reader=reader,
            job=SiteJob(
                source=folder if reader.id == PROJECT_TEAM else workshop.source,
                configuration=version.source.folder,
                reader=reader.id,
                edition=edition,
                doctrees=workshop.doctrees,
                templates=self.templates,
                timeline=workshop.timeline,
                preview=order.preview,
                handbooks=self._handbooks(reader, workshop) if order.formats else None,
            ),
            workshop=workshop,
            projected=folder,
            inputs=inputs_of(folder, names, common),
            names=names,
            out=order.out,
            fresh=order.fresh or not version.project.is_plain,
            processes=order.processors if self.alone else 1,
            verifier=self.verifier,
            key=version.key,
        )

    def _projected(self, projector: Projector, reader: Reader, workshop: Workshop) -> Path:
        """Return the folder with what a reader may see, of the current text and of the past."""
        source, edition, editions = self.version.source, self.version.edition, self.order.editions
        has_past = editions is not None and editions.before(edition)
        if reader.id == PROJECT_TEAM and not has_past:
            workshop.timeline.unlink(missing_ok=True)
            return source.folder  # the project team reads the sources themselves
        excerpt = projector.excerpt(reader)
        timeline = editions.timeline(edition, reader.id, excerpt.states) if editions else None
        if timeline is None or not timeline.past:
            timeline = None
            workshop.timeline.unlink(missing_ok=True)
        else:
            write_timeline(timeline, workshop.timeline)
            self.verifier.told(reader, timeline.past)
        if reader.id == PROJECT_TEAM:
            return source.folder
        folder = self.scratch / edition.name / reader.folder
        titles = first_pages(source, excerpt)
        start = StartPage(
            source.wijk, reader, excerpt, edition.name, edition.date, titles, timeline
        )
        text = render(start, excerpt.introduction, source.folder)
        write_folder(excerpt, text, source.folder, self.version.project.static, folder)
        return folder

    def _word_template(self, reader: Reader) -> Path | None:
        """Return the Word template that was asked for, or that of the reader's organisation."""
        source = self.version.source
        own = source.wijk.organisation(reader.organisation)
        of_organisation = source.folder / own.word_template if own and own.word_template else None
        return self.order.docx_template or of_organisation

    def _handbooks(self, reader: Reader, workshop: Workshop) -> HandbookJob:
        source, edition = self.version.source, self.version.edition
        own_style = source.folder / OWN_TEMPLATES / "handboek"
        return HandbookJob(
            facts=facts_of(source.wijk, reader, edition, source.folder),
            formats=self.order.formats,
            store=workshop.store,
            house_style=own_style if own_style.is_dir() else None,
            docx_template=self._word_template(reader),
            software=self.software,
            cache=workshop.handbooks,
        )


def _built(order: Order, builds: list[ReaderBuild], stages: Stages) -> Result:
    result = Result()
    remarks: dict[str, None] = {}
    progress = _Progress(stages)
    stages.stage(_("Building the sites"))
    with ThreadPoolExecutor(min(order.processors, max(len(builds), 1))) as pool:
        waiting = {pool.submit(build.run, progress.of(build)): build for build in builds}
        for done in as_completed(waiting):
            build, outcome = waiting[done], done.result()
            if outcome.failure:
                result.failures.append(f"{build.name}: {outcome.failure}")
            else:
                result.built.append(build.place)
            remarks |= dict.fromkeys(outcome.warnings)
    stages.finish()
    result.built.sort()
    result.failures.sort()
    result.remarks = list(remarks)
    return result


class _Progress:
    """Adds up the pages of all sites."""

    def __init__(self, stages: Stages) -> None:
        self._stages = stages
        self._lock = Lock()
        self._done: dict[str, tuple[int, int]] = {}

    def of(self, build: ReaderBuild) -> Callable[[int, int], None]:
        """Return where one build reports."""
        return partial(self._report, build.name)

    def _report(self, build: str, done: int, total: int) -> None:
        with self._lock:
            self._done[build] = (done, total)
            finished, all_pages = map(sum, zip(*self._done.values(), strict=True))
            self._stages.step(finished, all_pages)
