"""Histories of generated documents: editions that follow one another, and all they tell a reader.

From one edition to the next texts change, items and pages come, go, move and get another name, and
what was for one reader becomes for another.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from tests.leaks.documents import CONTAINERS, TITLES, Tree
from wijk_ext.analysis.consent import Consents, covered
from wijk_ext.analysis.differences import differences
from wijk_ext.analysis.history import history
from wijk_ext.model.edition import ADOPTED, Edition
from wijk_ext.model.fingerprint import fingerprint
from wijk_ext.model.snapshot import Snapshot
from wijk_ext.model.timeline import Timeline, as_data
from wijk_ext.model.wijk import WORKING_EDITION
from wijk_ext.output.changes.feed import FeedEntry, atom
from wijk_ext.output.changes.html import changes_html
from wijk_ext.output.changes.markdown import changes_markdown
from wijk_ext.output.changes.text import changes_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.leaks.documents import Generator, Node, PageTree
    from tests.leaks.harness import Cut
    from wijk_ext.model.wijk import Wijk


def editions(generator: Generator) -> tuple[Tree, ...]:
    """Return a document as two or three editions and the working version hold it."""
    found = [generator.tree()]
    for _edition in range(generator.chance.randint(2, 3)):
        found.append(_evolved(found[-1], generator))
    return tuple(found)


def _evolved(tree: Tree, generator: Generator) -> Tree:
    chance = generator.chance
    pages = [new for page in tree.pages for new in _evolved_page(page, generator)]
    if not pages or chance.random() < 0.2:
        pages.append(generator.page(_free_name(generator)))
    origin, target = chance.randrange(len(pages)), chance.randrange(len(pages))
    if origin != target and pages[origin].nodes and chance.random() < 0.5:
        moving, *rest = pages[origin].nodes
        pages[origin] = replace(pages[origin], nodes=tuple(rest))
        pages[target] = replace(pages[target], nodes=(*pages[target].nodes, moving))
    return Tree(tuple(pages))


def _evolved_page(page: PageTree, generator: Generator) -> Iterator[PageTree]:
    chance = generator.chance
    if chance.random() < 0.1:
        return
    nodes = tuple(new for node in page.nodes for new in _evolved_node(node, generator))
    page = replace(page, nodes=nodes)
    if chance.random() < 0.2:
        page = replace(page, mark=chance.choice([(), generator.mark()]))
    if chance.random() < 0.1:
        page = replace(page, name=_free_name(generator))
    if chance.random() < 0.1:
        page = replace(page, title=chance.choice(TITLES))
    yield page


def _evolved_node(node: Node, generator: Generator, depth: int = 0) -> Iterator[Node]:
    chance = generator.chance
    if chance.random() < 0.1:
        yield generator.node(depth)
    if chance.random() < 0.08:
        return
    children = (_evolved_node(child, generator, depth + 1) for child in node.children)
    node = replace(node, children=tuple(new for one in children for new in one))
    if node.kind in CONTAINERS and chance.random() < 0.4:
        node = replace(node, more=generator.canary())
    if chance.random() < 0.1:
        node = replace(node, style=chance.randint(0, 5))
    if node.mark and chance.random() < 0.2:
        node = replace(node, mark=generator.mark())
    yield node


def _free_name(generator: Generator) -> str:
    generator.canary()
    return f"{generator.chance.choice(('open', 'besloten'))}/blad{generator.count}"


@dataclass(frozen=True)
class Told:
    """Everything that the editions of one reader tell, each time one was added."""

    cuts: Sequence[Cut]
    """The document as each edition holds it; the last one is the working version."""

    @property
    def wijk(self) -> Wijk:
        """The settings, which are the same in all."""
        return self.cuts[0].source.wijk

    @property
    def reader(self) -> str:
        """The id of the reader."""
        return self.cuts[0].reader.id

    def after(self, number: int) -> dict[str, str]:
        """Return what is told with the edition of a number, from 0, and those before it."""
        timeline = Timeline(self._snapshots[:number], self._snapshots[number])
        consents = Consents(timeline, self.wijk)
        organisation = self.reader.partition("/")[0]
        return {
            "start page": self.cuts[number].start_page(timeline if number else None),
            "timeline": json.dumps(as_data(timeline), sort_keys=True),
            "history": repr(history(timeline)),
            "consent": repr([consents.standings(one.id) for one in consents.agreements]),
            "stale": repr(list(consents.stale())),
            "fingerprint": fingerprint(covered(timeline.current, organisation)),
            "feed": self._feed(timeline),
            **{
                f"since {one.edition.name}": self._changes(one, timeline.current)
                for one in timeline.past
            },
        }

    @property
    def _snapshots(self) -> tuple[Snapshot, ...]:
        last = len(self.cuts) - 1
        return tuple(
            Snapshot(
                Edition(WORKING_EDITION, date(2027, 1, 1), "")
                if number == last
                else Edition(f"{number + 1}.0", date(2026, 1 + number, 1), ADOPTED),
                cut.excerpt.states,
            )
            for number, cut in enumerate(self.cuts)
        )

    def _changes(self, older: Snapshot, newer: Snapshot) -> str:
        changes = differences(older, newer, sees_all=False)
        return "\n".join(
            [
                changes_text(changes, self.wijk, sees_all=False, colour=False),
                changes_markdown(changes, self.wijk, sees_all=False),
                self._html(older, newer),
            ]
        )

    def _html(self, older: Snapshot, newer: Snapshot) -> str:
        return changes_html(
            differences(older, newer, sees_all=False),
            self.wijk,
            lambda *place: "/".join(place),
            sees_all=False,
            level=2,
            titles=newer.titles,
        )

    def _feed(self, timeline: Timeline) -> str:
        first = Snapshot(timeline.all[0].edition, {})
        entries = [
            FeedEntry(newer.edition, self._html(older, newer))
            for older, newer in zip((first, *timeline.past), timeline.all, strict=True)
            if not newer.edition.is_working
        ]
        feed = atom(self.wijk.name, self.reader, self.reader, entries) if entries else b""
        return feed.decode()
