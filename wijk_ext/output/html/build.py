"""Run Sphinx over one folder, in a process of its own, and tell how far it is.

sphinx-needs keeps one global configuration per process, so a process builds one site.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from dataclasses import dataclass
from datetime import UTC, datetime, time
from io import StringIO
from typing import TYPE_CHECKING, Any, Final

from wijk_ext.locale import gettext as _
from wijk_ext.processes import context

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection
    from pathlib import Path

    from wijk_ext.model.edition import Edition
    from wijk_ext.output.handbook import HandbookJob


FEW: Final = 5
"""For so few pages, starting processes takes longer than it saves."""


@dataclass(frozen=True)
class SiteJob:
    """One site to build from one folder."""

    source: Path
    configuration: Path
    """The folder of ``conf.py``."""
    reader: str
    edition: Edition
    doctrees: Path
    """Where Sphinx keeps what it read; it may be empty."""
    templates: Path
    """Where templates are kept that were compiled, for all jobs."""
    timeline: Path
    """The file with the editions that the reader has; it need not exist."""
    changed: frozenset[str] | None = None
    """The pages that changed since the doctrees were made; None to start from nothing."""
    preview: bool = False
    """Whether it is for the preview: then a change that other pages show does not start anew."""
    handbooks: HandbookJob | None = None
    """The handbooks to make beside the site."""


@dataclass(frozen=True)
class Outcome:
    """How a build of one site ended."""

    failure: str = ""
    """Why there is no site."""
    warnings: tuple[str, ...] = ()
    """What Sphinx said."""
    anew: bool = False
    """True when earlier work was of no use: the job must be done again, from nothing."""


def build(job: SiteJob, out: Path, progress: Callable[[int, int], None], jobs: int = 1) -> Outcome:
    """Build a site in the folder ``out``, in which an earlier site stands if pages ``changed``.

    ``progress`` is called with the number of pages written and to write; ``jobs`` is the number of
    processes that Sphinx may use.
    """
    ours, theirs = context().Pipe(duplex=False)
    process = context().Process(target=_work, args=(job, out, jobs, theirs))
    process.start()
    theirs.close()
    outcome = Outcome(_("the build stopped without a word."))
    written: set[str] = set()
    try:
        while True:
            kind, content = ours.recv()
            if kind == "page":
                page, total = content
                written.add(page)
                progress(len(written), total)
            else:
                outcome = content
    except EOFError:
        pass
    process.join()
    return outcome


def stop_builds() -> None:
    """End the processes of all builds that go on: each build then fails."""
    for process in multiprocessing.active_children():
        process.terminate()


def _end(*_signal: Any) -> None:
    """End this process and those that Sphinx started, at once and without a word."""
    for process in multiprocessing.active_children():
        process.kill()
    os._exit(1)


def _work(job: SiteJob, out: Path, jobs: int, channel: Connection) -> None:
    from sphinx.util.console import nocolor  # noqa: PLC0415 - only the child loads Sphinx

    from wijk_ext.output.html.reuse import set_aside  # noqa: PLC0415

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _end)
    # A build makes masses of trees that are soon garbage and a few that stay: looking through the
    # young often and through the old never takes a seventh less time, for half as much memory again
    gc.set_threshold(300_000, 1_000, 1_000)
    warning = StringIO()
    nocolor()
    midnight = datetime.combine(job.edition.date, time(), UTC)
    os.environ["SOURCE_DATE_EPOCH"] = str(int(midnight.timestamp()))
    failure, anew = "", False
    try:
        failure = _run_sphinx(job, out, jobs, warning, channel)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - the parent reports it, in one line
        failure = str(error) or type(error).__name__
        # whatever went wrong upon earlier work is looked at again without it
        anew = job.changed is not None
    set_aside(out, job.doctrees)
    channel.send(("done", Outcome(failure, _lines(warning.getvalue(), job), anew)))
    channel.close()


def _run_sphinx(job: SiteJob, out: Path, jobs: int, warning: StringIO, channel: Connection) -> str:
    """Build the site; return why that failed, if it did."""
    from jinja2 import FileSystemBytecodeCache  # noqa: PLC0415 - only the child loads Sphinx
    from sphinx.application import Sphinx  # noqa: PLC0415
    from sphinx.util.docutils import docutils_namespace, patch_docutils  # noqa: PLC0415

    from wijk_ext.output.book.capture import capture  # noqa: PLC0415
    from wijk_ext.output.html.reuse import Preview, Reuse, bring_back, remember_index  # noqa: PLC0415

    source = job.source.resolve()
    if job.changed is not None:
        bring_back(out, job.doctrees)
    with patch_docutils(source), docutils_namespace():
        app = Sphinx(
            source,
            job.configuration.resolve(),
            out,
            job.doctrees,
            "html",
            confoverrides={
                "wijk_checked": True,
                "wijk_reader": job.reader,
                "wijk_edition": job.edition.name,
                "wijk_edition_status": job.edition.status,
                "wijk_has_editions": True,
                "wijk_timeline": str(job.timeline),
                # the values were checked with the same schema; its report holds timings
                "needs_schema_validation_enabled": False,
                "wijk_handbooks": list(job.handbooks.formats) if job.handbooks else [],
            },
            status=None,
            warning=warning,
            parallel=1 if job.changed is not None and len(job.changed) <= FEW else jobs,
        )
        app.builder.templates.environment.bytecode_cache = FileSystemBytecodeCache(
            str(job.templates)
        )
        if job.changed is not None:
            preview = Preview(jobs) if job.preview else None
            Reuse(job.changed, job.doctrees, preview).connect(app)
        if job.handbooks is not None:
            capture(app, job.handbooks.store)
        _report_progress(app, channel)
        app.build()
        remember_index(app, job.doctrees)
        if app.statuscode:
            return _("Sphinx could not finish the site.")
    if job.handbooks is not None:
        job.handbooks.make(out)
    return ""


def _report_progress(app: Any, channel: Connection) -> None:
    def page_written(_app: Any, page: str, *_rest: Any) -> None:
        # Sphinx may write in several processes; a message this short goes through in one piece
        if page in app.env.found_docs:
            channel.send(("page", (page, len(app.env.found_docs))))

    app.connect("html-page-context", page_written, priority=999)


def _lines(text: str, job: SiteJob) -> tuple[str, ...]:
    """Return the warnings as lines that name the author's files, not the projected ones."""
    text = text.replace(str(job.source.resolve()), str(job.configuration))
    return tuple(line for line in text.splitlines() if line.strip())
