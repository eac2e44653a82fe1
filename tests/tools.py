"""Run Sphinx and ``wijk`` as a user would, and read what they made.

sphinx-needs keeps one configuration per process, so every run gets a process of its own. Those of
:func:`run_wijk` and :func:`run_sphinx` are forked from one that has loaded everything already,
which saves the second and a half that loading takes; :func:`run_python` starts from nothing.
"""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from collections.abc import Mapping
    from multiprocessing.context import ForkServerContext

    from bs4 import Tag

REPOSITORY = Path(__file__).parents[1]
EXAMPLE = REPOSITORY / "docs" / "wijk"
SITES = Path(__file__).parent / "sites"
TODAY = "2026-11-23"
"""The date that every run speaks of."""
ENVIRONMENT = {
    "SOURCE_DATE_EPOCH": str(int(datetime.fromisoformat(TODAY).replace(tzinfo=UTC).timestamp())),
    "LANGUAGE": "",
    "LC_ALL": "C.UTF-8",
    "COLUMNS": "200",
    "NO_COLOR": "1",
}
FOR_THE_TEAM = ("--reader", "projectteam", "-j", "1")
"""Options of ``wijk build`` for one site, that of the reader who sees all."""
TIMEOUT = 120
LOADED_ONCE = ["tests.preloaded"]


@dataclass(frozen=True)
class Result:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def text(self) -> str:
        """Everything that was printed."""
        return self.out + self.err


def run_python(*arguments: str | Path, cwd: Path | None = None) -> Result:
    """Run ``python`` with these arguments."""
    done = subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=cwd,
        env=os.environ | ENVIRONMENT,
        capture_output=True,
        encoding="utf-8",
        timeout=TIMEOUT,
        check=False,
    )
    return Result(done.returncode, done.stdout, done.stderr)


def run_wijk(
    *arguments: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> Result:
    """Run ``wijk`` with these arguments."""
    return _forked(_wijk_main, arguments, cwd, env)


def run_sphinx(
    source: Path, out: Path, *options: str, env: Mapping[str, str] | None = None
) -> Result:
    """Run ``sphinx-build -b html``, with its doctrees outside the output as ``wijk`` has them."""
    doctrees = out.with_name(f"{out.name}-doctrees")
    arguments = ["-b", "html", "-d", doctrees, *options, source, out]
    return _forked(_sphinx_main, arguments, None, env)


def _wijk_main(arguments: list[str]) -> int:
    from wijk_ext.cli.main import main

    return main(arguments)


def _sphinx_main(arguments: list[str]) -> int:
    from sphinx.cmd.build import main

    return main(arguments)


@cache
def _server() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(LOADED_ONCE)
    return context


@dataclass(frozen=True)
class _Call:
    main: Any
    words: list[str]
    cwd: Path | None
    env: dict[str, str]


def _forked(main: Any, arguments: Any, cwd: Path | None, env: Mapping[str, str] | None) -> Result:
    with TemporaryDirectory(prefix="wijk-test-") as scratch:
        out, err = Path(scratch, "out"), Path(scratch, "err")
        call = _Call(main, [str(word) for word in arguments], cwd, ENVIRONMENT | dict(env or {}))
        process = _server().Process(target=_child, args=(call, out, err))
        process.start()
        process.join(TIMEOUT)
        if process.is_alive():
            process.kill()
            raise TimeoutError(f"{call.words} took longer than {TIMEOUT} s")
        texts = (path.read_text("utf-8", errors="replace") for path in (out, err))
        return Result(process.exitcode or 0, *texts)


def _child(call: _Call, out: Path, err: Path) -> None:
    for number, path in ((1, out), (2, err)):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT), number)
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    os.environ.update(call.env)
    if call.cwd is not None:
        os.chdir(call.cwd)
    sys.exit(call.main(call.words))


@dataclass(frozen=True)
class Site:
    """A site that was built."""

    folder: Path
    result: Result

    def soup(self, name: str) -> BeautifulSoup:
        """Return a page, parsed."""
        return parsed(self.folder / f"{name}.html")

    def article(self, name: str) -> Tag:
        """Return what a page says, without what stands around it."""
        article = self.soup(name).find("article")
        assert article is not None, f"{name} has no article"
        return article

    def item(self, name: str, id_: str) -> Tag:
        """Return the card of an item."""
        card = self.article(name).find(id=id_)
        assert card is not None, f"{name} has no card {id_}"
        return card


@cache
def parsed(path: Path) -> BeautifulSoup:
    """Return an HTML file, parsed once."""
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


def words_of(tag: Tag) -> str:
    """Return the text of an element on one line."""
    return " ".join(tag.get_text(" ").split())


def line_of(path: Path, text: str) -> int:
    """Return the first line of a file that holds a text."""
    for number, line in enumerate(path.read_bytes().decode("utf-8", "replace").split("\n"), 1):
        if text in line:
            return number
    raise AssertionError(f"{text!r} is not in {path}")


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files below a folder, and return it."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder
