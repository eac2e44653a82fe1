"""Build what every reader gets: project, build, verify, put in place; several at the same time."""

from __future__ import annotations

import os
import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final

from wijk_ext.cli.folders import prepare_output, put_in_place
from wijk_ext.locale import gettext as _
from wijk_ext.locale.dates import today
from wijk_ext.model.wijk import PROJECT_TEAM
from wijk_ext.output.html.build import SiteJob, build, warm_up
from wijk_ext.projection.excerpt import MarkLeftError, Projector
from wijk_ext.projection.folder import write_folder
from wijk_ext.projection.start_page import StartPage, TemplateFaultError, first_pages, render
from wijk_ext.verify.check import Verifier, write_report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wijk_ext.cli.console import Stages
    from wijk_ext.model.access import Reader
    from wijk_ext.model.problem import Problem
    from wijk_ext.project import SiteProject
    from wijk_ext.sources.source import Source
    from wijk_ext.verify.search import Report

WORKING_EDITION: Final = "werkversie"
MOST_FINDINGS: Final = 5


@dataclass(frozen=True)
class Order:
    """What is to be built, and where."""

    source: Source
    project: SiteProject
    readers: tuple[Reader, ...]
    out: Path
    jobs: int = 0
    """Readers at the same time; 0 is as many as there are processors."""


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
    with _scratch() as scratch:
        stages.stage(_("Making the excerpts"))
        jobs, problems = _projected(order, scratch)
        if problems:
            return Result(problems=problems)
        stages.step(len(jobs), len(jobs))
        prepare_output(order.out)
        return _built(order, jobs, stages)


@contextmanager
def _scratch() -> Iterator[Path]:
    """Give a folder for the projected sources, outside the output.

    It is removed afterwards, unless ``WIJK_KEEP_EXCERPTS`` names a folder to keep them in, for
    whoever wants to see what a site is built from.
    """
    if kept := os.environ.get("WIJK_KEEP_EXCERPTS"):
        folder = Path(kept)
        folder.mkdir(parents=True)
        yield folder
        return
    with tempfile.TemporaryDirectory(prefix="wijk-") as folder_name:
        yield Path(folder_name)


def _projected(order: Order, scratch: Path) -> tuple[dict[Reader, SiteJob], list[Problem]]:
    """Write a folder for every reader; the project team reads the sources themselves."""
    jobs: dict[Reader, SiteJob] = {}
    problems: list[Problem] = []
    folder = order.source.folder
    projector = Projector(order.source, order.project.dialect)
    for reader in order.readers:
        place = folder
        if reader.id != PROJECT_TEAM:
            place = scratch / reader.folder
            try:
                _write_excerpt(order, projector, reader, place)
            except (MarkLeftError, TemplateFaultError) as error:
                problems.append(error.problem)
                continue
        jobs[reader] = SiteJob(place, folder, reader.id, WORKING_EDITION)
    return jobs, problems


def _write_excerpt(order: Order, projector: Projector, reader: Reader, place: Path) -> None:
    source, wijk = order.source, order.source.wijk
    excerpt = projector.excerpt(reader)
    titles = first_pages(source, excerpt)
    start = StartPage(wijk, reader, excerpt, WORKING_EDITION, today(), titles)
    text = render(start, excerpt.introduction, source.folder)
    write_folder(excerpt, text, source.folder, order.project.static, place)


def _built(order: Order, jobs: dict[Reader, SiteJob], stages: Stages) -> Result:
    result = Result()
    remarks: dict[str, None] = {}
    progress = _Progress(stages)
    stages.stage(_("Building the sites"))
    workers = min(order.jobs or os.cpu_count() or 1, len(jobs))
    verifier = Verifier.of(order.source.folder, order.source.wijk)
    warm_up()
    with ThreadPoolExecutor(workers) as pool:
        waiting = {
            pool.submit(_build_one, order, reader, job, progress, verifier): reader
            for reader, job in jobs.items()
        }
        for done in as_completed(waiting):
            place, failure, warnings = done.result()
            if failure:
                result.failures.append(f"{waiting[done].id}: {failure}")
            else:
                result.built.append(place)
            remarks |= dict.fromkeys(warnings)
    stages.finish()
    result.built.sort()
    result.failures.sort()
    result.remarks = list(remarks)
    return result


def _build_one(
    order: Order, reader: Reader, job: SiteJob, progress: _Progress, verifier: Verifier
) -> tuple[Path, str, list[str]]:
    """Build and verify one reader's site, and put it in its place when both went well."""
    out = order.out
    # with one reader to build, Sphinx itself may use the other processors
    processes = (order.jobs or os.cpu_count() or 1) if len(order.readers) == 1 else 1
    with put_in_place(out, reader.folder, job.edition) as staging:
        failure, warnings = build(job, staging, progress.of(reader), processes)
        if not failure and reader.id != PROJECT_TEAM:
            report = verifier.verify(staging, reader, job.edition)
            path = write_report(report, out, reader)
            failure = leaks(report, path, reader)
        if failure:
            shutil.rmtree(staging, ignore_errors=True)
    return out / reader.folder / job.edition, failure, warnings


def leaks(report: Report, path: Path, reader: Reader) -> str:
    """Return what verification found, in words; or nothing."""
    if not report.findings:
        return ""
    lines = [
        _("{file} holds something of {source}, found as {how}.").format(
            file=finding.file, source=finding.source, how=finding.how
        )
        for finding in report.findings[:MOST_FINDINGS]
    ]
    head = _("the excerpt of {reader} holds what this reader may not see. See {path}.")
    return "\n  ".join([head.format(reader=reader.id, path=path), *lines])


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
