"""Letters and calendars of generated documents hold no trace of what is hidden."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.leaks.alter import altered
from tests.leaks.documents import READERS, Generator, Tree, sees, write
from tests.leaks.harness import DOCUMENTS, TODAY, Project
from wijk_ext.model.access import readers_of
from wijk_ext.model.document import Document
from wijk_ext.model.edition import Edition
from wijk_ext.model.snapshot import Snapshot
from wijk_ext.model.timeline import Timeline
from wijk_ext.output.ical import calendar
from wijk_ext.output.letters.kinds import KINDS
from wijk_ext.output.letters.text import letter
from wijk_ext.projection.excerpt import Projector
from wijk_ext.sources.settings import read_settings
from wijk_ext.sources.source import read_source

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

MANY = settings(
    max_examples=DOCUMENTS // 2,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def project() -> Iterator[Project]:
    with Project.opened() as opened:
        yield opened


def snapshot(project: Project, tree: Tree, reader: str, folder: Path) -> tuple[Document, Snapshot]:
    write(tree, folder)
    wijk, problems = read_settings(folder)
    assert wijk is not None, problems
    names = {
        path.relative_to(folder).with_suffix("").as_posix(): path.relative_to(folder)
        for path in folder.rglob("*.md")
    }
    source, _problems = read_source(folder, wijk, names, project.site.dialect, inline=True)
    excerpt = Projector(source, project.site.dialect).excerpt(readers_of(wijk)[reader])
    edition = Edition("werkversie", TODAY, "")
    return Document(wijk, excerpt.items), Snapshot(edition, excerpt.states)


def told(project: Project, editions: list[Tree], reader: str) -> dict[str, str]:
    """Return every letter and the calendar that a reader gets after these editions."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        seen = [
            snapshot(project, tree, reader, folder / str(number))
            for number, tree in enumerate(editions)
        ]
        document, current = seen[-1]
        timeline = Timeline(tuple(shot for _document, shot in seen[:-1]), current)
        who = readers_of(document.wijk)[reader]
        letters = {kind: letter(kind, document, who, timeline, folder) for kind in KINDS}
        agenda = calendar(document.wijk, timeline, reader).decode()
    return letters | {"agenda.ics": agenda.replace("\r\n ", "")}


@MANY
@given(chance=st.randoms(use_true_random=False), reader=st.sampled_from(READERS))
def test_no_canary_reaches_a_reader_it_is_not_for(
    project: Project, chance: random.Random, reader: str
) -> None:
    tree = Generator(chance).tree()
    everything = "\n".join(told(project, [tree], reader).values())
    assert [
        canary
        for canary, marks in tree.canaries()
        if canary in everything and not sees(marks, reader)
    ] == []


@MANY
@given(chance=st.randoms(use_true_random=False), reader=st.sampled_from(READERS))
def test_what_a_reader_may_not_see_changes_no_byte(
    project: Project, chance: random.Random, reader: str
) -> None:
    generator = Generator(chance)
    trees = [generator.tree(), generator.tree()]
    others = [altered(tree, reader, generator) for tree in trees]
    assert told(project, trees, reader) == told(project, others, reader)
