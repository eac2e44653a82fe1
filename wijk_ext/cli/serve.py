"""The step that shows a document while somebody writes it."""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
import tempfile
import webbrowser
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from wijk_ext.cli.annotations import Silent
from wijk_ext.cli.console import complain, say, show_problems, summary
from wijk_ext.cli.excerpts import build_quietly, read_working_version
from wijk_ext.cli.read import find_folder, read_wijk
from wijk_ext.cli.work import WRONG_USAGE, StopError, Work
from wijk_ext.locale import gettext as _
from wijk_ext.locale import language
from wijk_ext.model.access import readers_of
from wijk_ext.model.problem import Severity
from wijk_ext.model.wijk import WORKING_EDITION
from wijk_ext.output.preview.built import Built, Remark, StoppedError
from wijk_ext.sources.explain import suggestion
from wijk_ext.sources.git_call import GitError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from wijk_ext.model.problem import Problem

STEPS = (find_folder, read_wijk, read_working_version)
"""What comes before a build, each time."""


def serve(work: Work) -> None:
    """Show the document as a reader sees it, and again after every change, until Ctrl-C.

    Options: ``reader`` (an id), ``port`` (a number, or None for the first free one), ``open`` (a
    yes or no). Raises StopError when there is no such reader or the port is taken.
    """
    # no traces of what runs here among the sources, not even those of Python
    sys.dont_write_bytecode = True
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    from wijk_ext.output.preview.previews import Previews  # noqa: PLC0415 - loads much
    from wijk_ext.output.preview.server import open_socket, run  # noqa: PLC0415
    from wijk_ext.processes import server_for_a_while  # noqa: PLC0415

    readers = _readers(work)
    options, source = work.options, work.folder.resolve()
    try:
        listening = open_socket(options.port)
    except OSError as error:
        message = _("port {port} can't be used: {why}. Choose another one with --port.")
        text = message.format(port=options.port or "8000", why=error.strerror)
        raise StopError(text, WRONG_USAGE) from error
    with listening, server_for_a_while(), _only_temporary_folder() as scratch:
        out = scratch / "uit"
        build = _Builds(source, work.folder, out)
        previews = Previews(build, options.reader, readers, language())
        address = f"http://127.0.0.1:{listening.getsockname()[1]}/"
        say(_("Preview: {address} (stop with Ctrl-C)").format(address=address))
        if options.open:
            webbrowser.open(address)
        run(previews, out, source, listening)
    say(_("The preview has stopped."))


@contextmanager
def _only_temporary_folder() -> Iterator[Path]:
    """Give a folder in which all that is temporary comes to stand, and remove it whatever happens.

    What was stopped half-way could not clean up after itself.
    """
    with tempfile.TemporaryDirectory(prefix="wijk-", ignore_cleanup_errors=True) as scratch:
        before, tempfile.tempdir = tempfile.tempdir, scratch
        try:
            yield Path(scratch).resolve()
        finally:
            tempfile.tempdir = before


def _readers(work: Work) -> dict[str, str]:
    """Return the name of every reader; none when the settings can't be read yet.

    Raises StopError when the reader that was asked for is not among them.
    """
    trial = Work(work.options, Silent(), work.folder)
    read_wijk(trial)
    if trial.found_wijk is None:
        return {}
    found, reader = dict(trial.wijk.readers()), trial.options.reader
    if reader not in found:
        message = _("there is no reader “{name}”.").format(name=reader)
        raise StopError(message + suggestion(reader, found), WRONG_USAGE)
    return found


@dataclass(frozen=True)
class _Builds:
    """Builds the working version for one reader at a time, as ``wijk build`` does."""

    source: Path
    shown_as: Path
    """The source folder as its writer calls it."""
    out: Path
    printed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """What was printed last, by reader: the same remarks need not come after every change."""

    def __call__(self, reader: str, tell: Callable[[str], None]) -> Built:
        """Build for a reader, say how it went, and return that. Raises what ``tell`` raises."""
        began = datetime.now().astimezone()
        work = Work(_options(self.source, self.out, reader), _Told(tell))
        failures, remarks = self._run(work)
        tell("")  # not to report what failed because the preview stops
        ended = datetime.now().astimezone()
        found = [one for one in work.problems if one.severity is Severity.ERROR]
        warnings = [one for one in work.problems if one.severity is Severity.WARNING]
        built = Built(
            errors=(*map(_remark, found), *map(Remark, failures)),
            remarks=(*map(_remark, warnings), *map(Remark, remarks)),
            site=self._digest(reader),
            readers=tuple(work.found_wijk.readers().items()) if work.found_wijk else (),
            language=work.found_wijk.language if work.found_wijk else "",
            when=f"{ended:%H:%M:%S}",
        )
        self._print(reader, work.problems, [*remarks, *failures])
        self._print_outcome(reader, built, (ended - began).total_seconds())
        return built

    def _run(self, work: Work) -> tuple[list[str], list[str]]:
        """Build; return why that failed beside problems in the sources, and remarks of Sphinx."""
        with _as_it_was(self.source):
            try:
                for step in STEPS:
                    step(work)
                    if work.stopped:
                        return [], []
                if work.options.reader[0] not in readers_of(work.wijk):
                    message = _("there is no reader “{name}”.")
                    return [message.format(name=work.options.reader[0])], []
                result = build_quietly(work, preview=True)
            except (StopError, GitError) as error:
                return [str(error)], []
            except StoppedError:
                raise
            except Exception as error:  # noqa: BLE001 - a preview goes on, whatever happens
                message = _("this went wrong in the software: {why}")
                return [message.format(why=f"{type(error).__name__}: {error}")], []
        return (result.failures, result.remarks) if result else ([], [])

    def _digest(self, reader: str) -> str:
        """Return a digest of the site that stands for a reader; nothing when none stands."""
        from wijk_ext.output.workshop import Workshop  # noqa: PLC0415 - loads much

        folder = reader.replace("/", ".")
        if not (self.out / folder / WORKING_EDITION / "index.html").is_file():
            return ""
        record = Workshop.of(self.out, folder, WORKING_EDITION).record()
        if record is None:  # the last build failed; what stands is of one before
            return "earlier"
        return hashlib.sha256(json.dumps(record.site, sort_keys=True).encode()).hexdigest()

    def _print(self, reader: str, problems: list[Problem], lines: list[str]) -> None:
        told = (*map(str, problems), *lines)
        if self.printed.get(reader) == told:
            return
        self.printed[reader] = told
        show_problems(problems, self.shown_as)
        for line in lines:
            complain(line)
        if problems:
            complain(summary(problems))

    def _print_outcome(self, reader: str, built: Built, seconds: float) -> None:
        text = _("{time} {reader}: updated in {seconds} s")
        if built.errors:
            text = _("{time} {reader}: nothing new can be shown")
        say(text.format(time=built.when, reader=reader, seconds=f"{seconds:.1f}"))


class _Told(Silent):
    """Progress that the preview itself shows."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        super().__init__()
        self._tell = tell
        self._words = ""

    def stage(self, name: str, total: int | None = None) -> None:
        """Tell that a stage begins."""
        super().stage(name, total)
        self._words = name
        self._tell(f"{name} …")

    def step(self, done: int, total: int) -> None:
        """Tell how far a stage is."""
        super().step(done, total)
        self._tell(f"{self._words}: {done}/{total}")


def _remark(problem: Problem) -> Remark:
    return Remark(problem.message, str(problem.place))


def _options(source: Path, out: Path, reader: str) -> argparse.Namespace:
    """Return the options of the ``wijk build`` that makes one preview."""
    return argparse.Namespace(
        command="build",
        source=source,
        out=out,
        reader=[reader],
        edition=None,
        format=(),
        docx_template=None,
        jobs=0,
        fresh=False,
        strict=False,
    )


@contextmanager
def _as_it_was(source: Path) -> Iterator[None]:
    """Forget what ``conf.py`` loaded and changed in this process: next time it may be different."""
    path, folder = list(sys.path), Path.cwd()
    try:
        yield
    finally:
        sys.path[:] = path
        os.chdir(folder)
        for name, module in list(sys.modules.items()):
            place = getattr(module, "__file__", None)
            if place and Path(place).is_relative_to(source):
                del sys.modules[name]
