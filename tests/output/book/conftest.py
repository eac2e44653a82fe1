"""Sites that are built once for all tests of the book."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.output.book.capturing import Captured, build
from tests.tools import EXAMPLE, REPOSITORY, SITES, Result, Site, write

if TYPE_CHECKING:
    from collections.abc import Callable

    Builder = Callable[[Path, Path], tuple[Path, Result]]

EVERYTHING = Path(__file__).parent / "alles"
CORPUS = REPOSITORY.parent / "shared" / "corpus"


def _captured(site: Site) -> Captured:
    name = site.folder.name.removesuffix("-site")
    return Captured(site.folder.with_name(f"{name}-store"), site.folder, site.result)


@pytest.fixture(scope="session")
def example_pages(build_once: Callable[[str, Builder], Site]) -> Captured:
    """Return De Lindebuurt, built."""

    def make(place: Path, _out: Path) -> tuple[Path, Result]:
        made = build(shutil.copytree(EXAMPLE, place / "bron"))
        return made.site, made.result

    return _captured(build_once("book-example", make))


@pytest.fixture(scope="session")
def everything(build_once: Callable[[str, Builder], Site]) -> Captured:
    """Return pages with everything that can stand on one, in Markdown and in reStructuredText."""

    def make(place: Path, _out: Path) -> tuple[Path, Result]:
        made = build(shutil.copytree(EVERYTHING, place / "bron"))
        return made.site, made.result

    return _captured(build_once("book-everything", make))


@pytest.fixture(scope="session")
def corpus_pages(build_once: Callable[[str, Builder], Site]) -> Captured:
    """Return the corpus of foreign pages, built; they lie beside the repository."""
    if not any(CORPUS.rglob("*.md")):
        pytest.skip(f"the corpus of foreign pages is not in {CORPUS}")

    def make(place: Path, _out: Path) -> tuple[Path, Result]:
        shutil.copytree(CORPUS, place / "bron" / "pagina's")
        for name in ("conf.py", "wijk.toml"):
            shutil.copy(SITES / "klein" / name, place / "bron" / name)
        index = "# Alles\n\n```{toctree}\n:glob:\n\n**\n```\n"
        made = build(write(place / "bron", {"index.md": index}))
        return made.site, made.result

    return _captured(build_once("book-corpus", make))
