"""The example document with a history: editions that each change one agreement or question."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.bench.measure import Cost, cost, wijk
from tests.repository import Repository
from tests.tools import EXAMPLE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

EDITIONS = 20
_END = "\n:::\n"


@dataclass(frozen=True)
class Measured:
    """What it costs to build the editions."""

    first: Cost
    """All but the newest, from nothing."""
    alone: Cost
    """The newest, elsewhere, when what the others say was read before."""
    newest: Cost
    """All of them, when nothing but the newest is new."""
    nothing: Cost
    """All of them, when nothing is new."""


def measured(folder: Path, editions: int = EDITIONS) -> Measured:
    """Build a document with many editions in several ways, and return what each way took."""
    repository = Repository.at(folder / "editions")
    shutil.copytree(EXAMPLE, repository.source)
    names = [f"{number}.0" for number in range(1, editions + 1)]
    for name in names[:-1]:
        _edition(repository, name)
    out = folder / "all"
    first = _build(repository, out, names[:-1])
    cache, kept = repository.root / ".git" / "wijk", folder / "cache"
    _edition(repository, names[-1])
    shutil.copytree(cache, kept)
    alone = _build(repository, folder / "alone", names[-1:])
    # what the newest says is no better known than it was then
    shutil.rmtree(cache)
    kept.rename(cache)
    newest = _build(repository, out, names)
    return Measured(first, alone, newest, _build(repository, out, names))


def _edition(repository: Repository, name: str) -> None:
    """Add a sentence to the first item of a page, of each edition another, and tag it."""
    number = int(name.partition(".")[0])
    pages = [
        path
        for path in sorted(repository.source.rglob("*.md"))
        if path.parent.name in {"afspraken", "open-punten"} and _END in path.read_text("utf-8")
    ]
    page = pages[number % len(pages)]
    text = page.read_text("utf-8")
    text = text.replace(_END, f"\n\nIn editie {name} kwam deze zin erbij.{_END}", 1)
    day = f"2027-{1 + number // 28:02d}-{1 + number % 28:02d}"
    repository.release(name, {page.relative_to(repository.source).as_posix(): text}, day)


def _build(repository: Repository, out: Path, names: Iterable[str]) -> Cost:
    chosen = [word for name in names for word in ("--edition", name)]
    return cost(wijk("build", str(repository.source), "-o", str(out), *chosen))
