"""Run Sphinx over one folder, in a process of its own, and tell how far it is.

sphinx-needs keeps one global configuration per process, so a process builds one site.
"""

from __future__ import annotations

import gc
import multiprocessing
import tempfile
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wijk_ext.locale import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection


@dataclass(frozen=True)
class SiteJob:
    """One site to build from one folder."""

    source: Path
    configuration: Path
    """The folder of ``conf.py``."""
    reader: str
    edition: str


def warm_up() -> None:
    """Let the server that processes are forked from load Sphinx once, for all of them."""
    context = _context()
    if context.get_start_method() == "forkserver":
        context.set_forkserver_preload(["wijk_ext.output.html.preload"])


def _context() -> Any:
    # a fork of a clean server starts with everything loaded and nothing left over; where the
    # system has no such server, each process starts from nothing
    methods = multiprocessing.get_all_start_methods()
    return multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")


def build(
    job: SiteJob, out: Path, progress: Callable[[int, int], None], jobs: int = 1
) -> tuple[str, list[str]]:
    """Build a site in the folder ``out``; doctrees stay outside it.

    ``progress`` is called with the number of pages written and to write; ``jobs`` is the number of
    processes that Sphinx may use. Returns why the build failed, or an empty text, and the warnings
    of Sphinx.
    """
    context = _context()
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(job, out, jobs, theirs))
    process.start()
    theirs.close()
    failure = _("the build stopped without a word.")
    warnings: list[str] = []
    written: set[str] = set()
    try:
        while True:
            kind, content = ours.recv()
            if kind == "page":
                page, total = content
                written.add(page)
                progress(len(written), total)
            else:
                failure, warnings = content
    except EOFError:
        pass
    process.join()
    return failure, warnings


def _work(job: SiteJob, out: Path, jobs: int, channel: Connection) -> None:
    from sphinx.application import Sphinx  # noqa: PLC0415 - only the child loads Sphinx
    from sphinx.util.console import nocolor  # noqa: PLC0415
    from sphinx.util.docutils import docutils_namespace, patch_docutils  # noqa: PLC0415

    # A build makes masses of trees that are soon garbage and a few that stay: looking through the
    # young often and through the old never takes a seventh less time, for half as much memory again
    gc.set_threshold(300_000, 1_000, 1_000)
    warning = StringIO()
    nocolor()
    failure = ""
    source = job.source.resolve()
    try:
        with (
            tempfile.TemporaryDirectory(prefix="wijk-doctrees-") as doctrees,
            patch_docutils(source),
            docutils_namespace(),
        ):
            app = Sphinx(
                source,
                job.configuration.resolve(),
                out,
                Path(doctrees),
                "html",
                confoverrides={
                    "wijk_checked": True,
                    "wijk_reader": job.reader,
                    "wijk_edition": job.edition,
                    # the values were checked with the same schema; its report holds timings
                    "needs_schema_validation_enabled": False,
                },
                status=None,
                warning=warning,
                parallel=jobs,
            )
            _report_progress(app, channel)
            app.build()
            failure = _("Sphinx could not finish the site.") if app.statuscode else ""
    except (Exception, SystemExit) as error:  # noqa: BLE001 - the parent reports it, in one line
        failure = str(error) or type(error).__name__
    _clean(out)
    channel.send(("done", (failure, _lines(warning.getvalue(), job))))
    channel.close()


def _report_progress(app: Any, channel: Connection) -> None:
    def page_written(_app: Any, page: str, *_rest: Any) -> None:
        # Sphinx may write in several processes; a message this short goes through in one piece
        if page in app.env.found_docs:
            channel.send(("page", (page, len(app.env.found_docs))))

    app.connect("html-page-context", page_written, priority=999)


def _clean(out: Path) -> None:
    """Remove what Sphinx leaves for its own next run."""
    for name in (".buildinfo", ".buildinfo.bak"):
        (out / name).unlink(missing_ok=True)
    sources = out / "_sources"
    if sources.is_dir() and not any(sources.iterdir()):
        sources.rmdir()


def _lines(text: str, job: SiteJob) -> list[str]:
    """Return the warnings as lines that name the author's files, not the projected ones."""
    text = text.replace(str(job.source.resolve()), str(job.configuration))
    return [line for line in text.splitlines() if line.strip()]
