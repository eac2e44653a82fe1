"""Properties of what editions tell, over generated histories of documents.

What a reader may not see in an edition, whatever came before or after it, moves no byte of what
that reader is told: of changes, histories, feeds, consents and fingerprints, counts and dates.
"""

from __future__ import annotations

import random
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.leaks.alter import altered
from tests.leaks.documents import READERS, Generator, sees, write
from tests.leaks.harness import HISTORIES, HISTORY_SITES, Project, contents
from tests.leaks.histories import Told, editions
from tests.repository import Repository
from wijk_ext.sources.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.leaks.documents import Tree


@pytest.fixture(scope="module")
def project() -> Project:
    with Project.opened() as opened:
        yield opened


def told(project: Project, trees: Sequence[Tree], reader: str) -> list[dict[str, str]]:
    """Return what is told after each edition of a history."""
    with tempfile.TemporaryDirectory() as scratch:
        folders = [Path(scratch, str(number)) for number in range(len(trees))]
        for tree, folder in zip(trees, folders, strict=True):
            write(tree, folder)
        wijk, _problems = read_settings(folders[0])
        assert wijk is not None
        whole = Told([project.cut(folder, wijk, reader) for folder in folders])
        return [whole.after(number) for number in range(len(trees))]


@pytest.mark.parametrize("seed", range(HISTORIES))
def test_hidden_histories_leave_no_trace(project: Project, seed: int) -> None:
    generator = Generator(random.Random(seed))
    trees, reader = editions(generator), READERS[seed % len(READERS)]
    found = told(project, trees, reader)
    seen: set[str] = set()
    canaries: set[str] = set()
    for tree, texts in zip(trees, found, strict=True):
        seen |= {canary for canary, marks in tree.canaries() if sees(marks, reader)}
        canaries |= {canary for canary, _marks in tree.canaries()}
        everything = "\n".join(texts.values())
        assert not [canary for canary in canaries - seen if canary in everything]
    # hidden things become others in each edition, so that they change when nothing visible does
    other = [altered(tree, reader, generator) for tree in trees]
    assert told(project, other, reader) == found


def built(trees: Sequence[Tree], reader: str, root: Path) -> dict[str, bytes]:
    """Return every file that a reader gets of a history in git, in all editions."""
    repository = Repository.at(root)
    for number, tree in enumerate(trees, 1):
        shutil.rmtree(repository.source, ignore_errors=True)
        write(tree, repository.source)
        day = f"2026-{number:02d}-01"
        repository.commit({}, day)
        if number < len(trees):
            repository.tag(f"{number}.0", day=day)
    options = ("--edition", "all", "--reader", reader, "--format", "html,pdf,docx")
    result = repository.wijk("build", "-o", "uit", *options)
    assert result.code == 0, result.text
    return contents(root / "uit" / reader.replace("/", "."))


@pytest.mark.parametrize("seed", range(HISTORY_SITES))
def test_sites_of_hidden_histories_are_the_same(seed: int, tmp_path: Path) -> None:
    generator = Generator(random.Random(1000 + seed))
    trees, reader = editions(generator), READERS[seed % len(READERS)]
    one = built(trees, reader, tmp_path / "een")
    other = built([altered(tree, reader, generator) for tree in trees], reader, tmp_path / "twee")
    assert sorted(one) == sorted(other)
    assert [name for name in one if one[name] != other[name]] == []
    assert "wijzigingen.atom" in one
