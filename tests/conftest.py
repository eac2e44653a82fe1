"""Fixtures for all tests: small sites to alter, and sites that are built once per session."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.tools import EXAMPLE, FOR_THE_TEAM, SITES, Result, Site, run_sphinx, run_wijk
from wijk_ext import locale

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Builder = Callable[[Path, Path], tuple[Path, Result]]


def pytest_configure(config: pytest.Config) -> None:
    """Let pytest look in ``tests/build`` too: it passes folders of that name by default."""
    passed_by = config.getini("norecursedirs")
    if "build" in passed_by:
        passed_by.remove("build")


@pytest.fixture(autouse=True)
def _dutch() -> Iterator[None]:
    """Let every test begin in Dutch, whatever the one before it spoke."""
    locale.activate("nl")
    yield
    locale.activate("nl")


@pytest.fixture
def copied(tmp_path: Path) -> Callable[[str], Path]:
    """Copy a site of ``tests/sites`` to a folder of this test's own."""

    def copy(name: str) -> Path:
        return shutil.copytree(SITES / name, tmp_path / name)

    return copy


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return one folder for all workers of this run."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base


@pytest.fixture(scope="session")
def build_once(shared_folder: Path) -> Callable[[str, Builder], Site]:
    """Make something once per run, by the first worker that asks for it."""

    def once(name: str, make: Builder) -> Site:
        place = shared_folder / f"once-{name}"
        record = place / "result.json"
        place.mkdir(exist_ok=True)
        with (place / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not record.is_file():
                site, result = make(place, place / "out")
                kept = [str(site), result.code, result.out, result.err]
                record.write_text(json.dumps(kept), "utf-8")
        folder, *rest = json.loads(record.read_text("utf-8"))
        return Site(place / folder, Result(*rest))

    return once


@pytest.fixture(scope="session")
def sphinx_site(build_once: Callable[[str, Builder], Site]) -> Callable[[str], Site]:
    """Build a site of ``tests/sites`` with ``sphinx-build``, once per run."""

    def site(name: str) -> Site:
        return build_once(
            f"sphinx-{name}", lambda _place, out: (out, run_sphinx(SITES / name, out))
        )

    return site


@pytest.fixture(scope="session")
def wijk_site(build_once: Callable[[str, Builder], Site]) -> Callable[[str], Site]:
    """Build a site of ``tests/sites`` with ``wijk build``, once per run."""

    def make(name: str, out: Path) -> tuple[Path, Result]:
        result = run_wijk("build", SITES / name, "-o", out, *FOR_THE_TEAM)
        return out / "projectteam" / "werkversie", result

    return lambda name: build_once(f"wijk-{name}", lambda _place, out: make(name, out))


@pytest.fixture(scope="session")
def example(build_once: Callable[[str, Builder], Site]) -> Site:
    """Build De Lindebuurt with every warning an error, once per run."""
    options = ("-q", "-W", "--keep-going")
    return build_once("example", lambda _place, out: (out, run_sphinx(EXAMPLE, out, *options)))
