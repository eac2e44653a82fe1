"""Properties of the folder that a reader's site is built from, over generated documents.

Sphinx can't leak what it never saw, and two equal folders give equal sites; so most documents are
compared here, as folders, and some of them as whole sites in ``test_sites``.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.leaks.alter import altered
from tests.leaks.documents import READERS, Generator, Tree, includes, sees
from tests.leaks.harness import DOCUMENTS, Project, contents

if TYPE_CHECKING:
    import random

MANY = settings(
    max_examples=DOCUMENTS,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def project() -> Project:
    with Project.opened() as opened:
        yield opened


@MANY
@given(chance=st.randoms(use_true_random=False), reader=st.sampled_from(READERS))
def test_no_canary_reaches_a_reader_it_is_not_for(
    project: Project, chance: random.Random, reader: str
) -> None:
    tree = Generator(chance).tree()
    with tempfile.TemporaryDirectory() as folder:
        files = project.project(tree, reader, Path(folder))
    everything = b"\n".join([name.encode() + data for name, data in files.items()]).decode()
    for canary, marks in tree.canaries():
        if not sees(marks, reader):
            assert canary not in everything


@MANY
@given(chance=st.randoms(use_true_random=False), reader=st.sampled_from(("alfa", "beta", "gamma")))
def test_nothing_that_an_organisation_may_see_is_lost(
    project: Project, chance: random.Random, reader: str
) -> None:
    tree = Generator(chance).tree()
    with tempfile.TemporaryDirectory() as folder:
        files = project.project(tree, reader, Path(folder))
    everything = b"\n".join(files.values()).decode()
    for canary, marks in _on_pages(tree, reader):
        if sees(marks, reader):
            assert canary in everything


@MANY
@given(chance=st.randoms(use_true_random=False), reader=st.sampled_from(READERS))
def test_what_a_reader_may_not_see_changes_no_byte(
    project: Project, chance: random.Random, reader: str
) -> None:
    generator = Generator(chance)
    tree = generator.tree()
    other = altered(tree, reader, generator)
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        assert project.project(tree, reader, Path(one)) == project.project(other, reader, Path(two))


def _on_pages(tree: Tree, reader: str) -> list[tuple[str, list[tuple[str, ...]]]]:
    """Return the canaries of pages that have more than a heading for this reader."""
    found = []
    for page in tree.pages:
        if any(not node.mark or includes(node.mark, reader) for node in page.nodes):
            found += Tree((page,)).canaries()
    return found


def test_the_comparison_sees_every_file(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b.txt").write_text("x", encoding="utf-8")
    assert contents(tmp_path) == {"a/b.txt": b"x"}
