"""How an item looks: a card with a real heading, its facts, its links and a way to ask about it.

sphinx-needs would render a layout table without headers; a card is made of nodes that every
builder knows, so it reads as well on paper and in plain text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.nodes import make_refnode
from sphinx_needs.nodes import Need

from wijk_ext.analysis.consent import Consents
from wijk_ext.analysis.history import history
from wijk_ext.items.consents import consent_nodes
from wijk_ext.items.history import history_nodes
from wijk_ext.items.notices import Notices, notice_nodes
from wijk_ext.items.words import (
    ask_address,
    first_capital,
    status_label,
    status_phase,
    type_label,
    value_in_words,
)
from wijk_ext.locale import gettext as _
from wijk_ext.output.html.stubs import stub

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sphinx.builders import Builder

    from wijk_ext.model.document import Document
    from wijk_ext.model.item import Item
    from wijk_ext.model.timeline import Timeline

DEEPEST_HEADING = 6


class Cards:
    """Makes the cards of one build."""

    def __init__(
        self, builder: Builder, document: Document, edition: str, timeline: Timeline
    ) -> None:
        self.builder = builder
        self.wijk = document.wijk
        self.edition = edition
        self.timeline = timeline
        self.consents = Consents(timeline, document.wijk)
        self.history = history(timeline)
        self.notices = Notices(document, timeline)
        self.items = document.by_id()
        self.reverse = _reverse_links(document)

    def replace_all(self, doctree: nodes.document, page: str) -> None:
        """Put a card in the place of every item on a page."""
        for node in list(doctree.findall(Need)):
            item = self.items.get(node["refid"])
            if item is not None and node.parent is not None:
                level = _heading_level(node)
                node.replace_self(self.card(item, page, node.children, level))

    def card(
        self, item: Item, page: str, body: Sequence[nodes.Node], level: int
    ) -> nodes.container:
        """Return the card of an item, with ``body`` as its text."""
        classes = [
            "wijk-item",
            f"wijk-item-{item.type}",
            f"wijk-phase-{status_phase(self.wijk, item)}",
        ]
        card = nodes.container(ids=[item.id], classes=classes)
        heading = nodes.rubric(item.title, item.title, classes=["wijk-item-title"])
        heading["heading-level"] = min(level, DEEPEST_HEADING)
        card += [self._first_line(item), heading]
        if body:
            card += nodes.container("", *body, classes=["wijk-item-body"])
        card += notice_nodes(self, item, self.notices, page)
        card += [*self._facts(item), *self._links(item, page)]
        card += [*consent_nodes(self, item, self.consents, page), *history_nodes(self, item)]
        card += self._ask(item)
        return card

    def link(self, item: Item, page: str, text: str = "") -> nodes.Node:
        """Return a link to an item, with its title and id as the text."""
        shown = nodes.inline("", text or f"{item.title} ({item.id})")
        return make_refnode(self.builder, page, item.page, item.id, shown)

    def is_pending(self, item: Item) -> bool:
        """Return whether an item still asks for something before its term."""
        return status_phase(self.wijk, item) not in {"done", "ended"}

    def status(self, item: Item) -> nodes.inline:
        """Return the state of an item as a word in a labelled pill."""
        label = status_label(self.wijk, item)
        classes = ["wijk-status", f"wijk-phase-{status_phase(self.wijk, item)}"]
        return nodes.inline("", label, classes=classes)

    def _first_line(self, item: Item) -> nodes.paragraph:
        permalink = nodes.reference("", item.id, refid=item.id, classes=["wijk-item-id"])
        permalink["reftitle"] = _("Permanent link to {id}").format(id=item.id)
        kind = nodes.inline("", type_label(self.wijk, item), classes=["wijk-item-type"])
        parts: list[nodes.Node] = [permalink, nodes.Text(" "), kind, nodes.Text(" ")]
        return nodes.paragraph("", "", *parts, self.status(item), classes=["wijk-item-line"])

    def _facts(self, item: Item) -> Iterable[nodes.Node]:
        facts = nodes.definition_list(classes=["wijk-facts"])
        for name, field in self.wijk.vocabulary.fields_of(item.type).items():
            if name not in item.values:
                continue
            points = value_in_words(self.wijk, item, field)
            term = nodes.term("", first_capital(_(field.label)))
            facts += nodes.definition_list_item("", term, nodes.definition("", *_points(points)))
        return [facts] if facts.children else []

    def _links(self, item: Item, page: str) -> Iterable[nodes.Node]:
        links = self.wijk.vocabulary.links
        outgoing = {links[name].label: targets for name, targets in item.links.items()}
        if shown := self._link_list(outgoing, page):
            yield shown
        incoming = {
            links[name].reverse: targets for name, targets in self.reverse.get(item.id, {}).items()
        }
        if shown := self._link_list(incoming, page):
            label = nodes.paragraph("", _("Connected with this"), classes=["wijk-links-label"])
            yield nodes.container("", label, shown, classes=["wijk-reverse"])

    def _link_list(self, links: Mapping[str, Sequence[str]], page: str) -> nodes.bullet_list | None:
        shown = nodes.bullet_list(classes=["wijk-links"])
        for label, targets in links.items():
            line = nodes.paragraph("", f"{first_capital(_(label))} ")
            for number, target in enumerate(targets):
                line += [nodes.Text(", ")] if number else []
                known = self.items.get(target)
                line += self.link(known, page) if known else stub(target)
            shown += nodes.list_item("", line)
        return shown if shown.children else None

    def _ask(self, item: Item) -> Iterable[nodes.Node]:
        address = ask_address(self.wijk, item, self.edition, self.builder.config.wijk_reader)
        if not address:
            return
        text = _("Ask about this")
        link = nodes.reference("", text, refuri=address, internal=False)
        # ten links with the same words: a screen reader hears which item each one is about
        link += nodes.inline("", f": {item.id}", classes=["wijk-visually-hidden"])
        yield nodes.paragraph("", "", link, classes=["wijk-ask"])


def _points(points: list[str]) -> list[nodes.Node]:
    if len(points) == 1:
        return [nodes.paragraph("", points[0])]
    return [
        nodes.bullet_list(
            "", *(nodes.list_item("", nodes.paragraph("", point)) for point in points)
        )
    ]


def _heading_level(node: nodes.Node) -> int:
    """Return the level of a heading at this place: one below the section or item around it."""
    level = 1
    parent = node.parent
    while parent is not None:
        if isinstance(parent, (nodes.section, Need)) or "wijk-item" in parent.get("classes", ()):
            level += 1
        parent = parent.parent
    return level


def _reverse_links(document: Document) -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = {}
    for item in sorted(document.items, key=lambda one: one.id):
        for name, targets in item.links.items():
            for target in targets:
                found.setdefault(target, {}).setdefault(name, []).append(item.id)
    return found
