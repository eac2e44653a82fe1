"""The contributor's guide: ``nox -l`` tells what there is to run."""

from __future__ import annotations

import shutil
from pathlib import Path

import nox

nox.options.default_venv_backend = "venv"
nox.options.sessions = ["lint", "tests"]
nox.needs_version = ">=2026.2"

HERE = Path(__file__).parent


def _install(session: nox.Session, *groups: str) -> None:
    """Install the package, editable, with groups of pyproject.toml."""
    project = nox.project.load_toml("pyproject.toml")
    session.install("-e", ".", *nox.project.dependency_groups(project, *groups))


@nox.session
def wijk(session: nox.Session) -> None:
    """Build the example document De Lindebuurt into build/wijk (arguments go to ``wijk build``)."""
    _install(session)
    session.run("wijk", "build", "docs/wijk", "--out", "build/wijk", *session.posargs)


@nox.session
def docs(session: nox.Session) -> None:
    """Build the example and the manual as an author would, with every warning an error."""
    _install(session)
    for name in ("wijk", "handleiding"):
        out = HERE / "build" / "docs" / name
        shutil.rmtree(out, ignore_errors=True)
        # terms in the texts pass one day, which is no fault of the build
        options = ("-W", "--keep-going", "-D", "suppress_warnings=wijk.overdue")
        session.run("sphinx-build", *options, "-b", "html", f"docs/{name}", str(out))


@nox.session
def tests(session: nox.Session) -> None:
    """Run the tests that need nothing but Python and git (arguments go to pytest)."""
    _install(session, "test")
    arguments = session.posargs or ["-n", "auto", "--ignore=tests/browser"]
    session.run("pytest", *arguments)


@nox.session
def lint(session: nox.Session) -> None:
    """Check style, types, the direction of imports and the completeness of the Dutch texts."""
    _install(session, "lint")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")
    session.run("mypy")
    session.run("lint-imports")


@nox.session
def browser(session: nox.Session) -> None:
    """Open the pages in a real Chromium: accessibility (axe-core), keyboard, narrow, dark.

    Needs ``chromium`` and ``chromedriver`` on the PATH, and npm for axe-core.
    """
    _install(session, "test", "browser")
    session.run("pytest", "tests/browser", *session.posargs)


@nox.session
def leaks(session: nox.Session) -> None:
    """Search 500 documents and 300 histories for leaks, and try to get in where they are published.

    Some are built as whole sites. Of the example, every reader asks nginx and Caddy for every file
    of every other reader, and publishing is killed 100 times while a visitor reads. The tour of a
    question is played for everyone.
    """
    _install(session, "test")
    amounts = {"WIJK_LEAK_DOCUMENTS": "500", "WIJK_LEAK_SITES": "24"}
    amounts |= {"WIJK_LEAK_HISTORIES": "300", "WIJK_LEAK_HISTORY_SITES": "12"}
    amounts |= {"WIJK_DETOURS": "3", "WIJK_KILLS": "100", "WIJK_TOUR_EVERYONE": "1"}
    places = session.posargs or ["tests/leaks", "tests/publish", "tests/tour"]
    session.run("pytest", "-n", "auto", *places, env=amounts)


@nox.session
def pipelines(session: nox.Session) -> None:
    """Run every job of the pipelines of a new document, as the runners of a forge would."""
    _install(session, "test")
    session.run("pytest", "tests/start/test_pipelines.py", env={"WIJK_PIPELINES": "1"})


@nox.session
def bench(session: nox.Session) -> None:
    """Measure CPU time and memory as ratios from one run (see tests/bench)."""
    _install(session, "test")
    session.run("python", "-m", "tests.bench", *session.posargs)


@nox.session
def texts(session: nox.Session) -> None:
    """Bring the Dutch catalogue up to date with the texts in the code."""
    _install(session)
    session.run("python", "-m", "wijk_ext.locale.update")


@nox.session
def template(session: nox.Session) -> None:
    """Publish the template of this release, so that documents can be updated (argument: a remote).

    Push the tag of the release first.
    """
    _install(session)
    session.run("python", "-m", "wijk_ext.start.publication", *session.posargs)
