"""Notices on a card: who is still to decide on an agreement, and what several parties question."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from docutils import nodes
from sphinx.util.nodes import make_refnode

from wijk_ext.analysis.mandate import Mandates
from wijk_ext.analysis.recurrence import signals
from wijk_ext.items.words import reader_name, status_label
from wijk_ext.locale import gettext as _
from wijk_ext.locale import ngettext
from wijk_ext.locale.dates import date_in_words
from wijk_ext.model.wijk import organisation_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wijk_ext.analysis.mandate import CouncilNotice, Ground
    from wijk_ext.analysis.recurrence import Signal
    from wijk_ext.items.card import Cards
    from wijk_ext.model.document import Document
    from wijk_ext.model.item import Item
    from wijk_ext.model.timeline import Timeline
    from wijk_ext.model.wijk import Wijk

OVERVIEWS_KEY: Final = "wijk_overviews"
"""What the metadata of a page calls its overviews: the name, types and narrowness of each."""
SIGNALS_OVERVIEW: Final = "signalen"


class Notices:
    """What the items of one reader ask for, worked out once per build."""

    def __init__(self, document: Document, timeline: Timeline) -> None:
        self.document = document
        self.timeline = timeline
        self.mandates = Mandates(document)

    @cached_property
    def signals(self) -> Mapping[str, Signal]:
        """The signals by id of the item, in order of id."""
        return {one.item.id: one for one in signals(self.document, self.timeline)}


def notice_nodes(cards: Cards, item: Item, notices: Notices, page: str) -> list[nodes.Node]:
    """Return the notices on the card of an item, a paragraph each; nothing for most items."""
    awaiting = notices.mandates.awaiting.get(item.id, ())
    council = notices.mandates.council_notices.get(item.id, ())
    lines: list[nodes.Node] = [
        *(_notice(awaiting_words(cards, one, page)) for one in awaiting),
        *(_notice(council_words(cards, one, page)) for one in council if one.is_active),
    ]
    signal = notices.signals.get(item.id)
    if signal and signal.is_active:
        lines.append(_notice([_signal_link(cards, signal, page)]))
    return lines


def notice_digests(cards: Cards, notices: Notices) -> dict[str, str]:
    """Return everything that the notices on each card show, by the id of the item.

    What differs between two builds tells which cards are to be written again: a notice changes
    with items that neither point to its item nor are pointed to by it.
    """
    found = {}
    for item in notices.document.items:
        if shown := notice_nodes(cards, item, notices, item.page):
            found[item.id] = "".join(node.pformat() for node in shown)
    return found


def signal_words(signal: Signal) -> str:
    """Return how many questions of how many organisations make a signal."""
    points = ngettext("{number} question", "{number} questions", len(signal.points))
    parties = ngettext("{number} organisation", "{number} organisations", len(signal.organisations))
    return _("{questions} from {organisations}").format(
        questions=points.format(number=len(signal.points)),
        organisations=parties.format(number=len(signal.organisations)),
    )


def signal_anchor(signal: Signal) -> str:
    """Return the id of a signal on the page that shows it."""
    return f"signaal-{signal.item.id}"


def body_name(wijk: Wijk, body: str, *, short: bool = False) -> str:
    """Return the name of a reader or body, with the organisation of a unit behind it.

    With ``short`` a unit goes by its own name.
    """
    organisation = wijk.organisation(organisation_of(body))
    if organisation:
        for unit in organisation.units:
            if body == f"{organisation.id}/{unit.id}":
                return unit.name if short else f"{unit.name} ({organisation.name})"
    return reader_name(wijk, body)


def awaiting_words(cards: Cards, ground: Ground, page: str) -> Iterator[nodes.Node]:
    """Yield that an agreement asks for a decision, of whom, and which one is in preparation."""
    text = _("Asks for a decision of {body}")
    yield nodes.Text(text.format(body=body_name(cards.wijk, ground.body)))
    if ground.by:
        yield nodes.Text(": ")
        yield from item_words(cards, ground.by, page)


def council_words(cards: Cards, notice: CouncilNotice, page: str) -> Iterator[nodes.Node]:
    """Yield who informs whom of an agreement under private law, with the source of the rule."""
    text = _(
        "Private law: the executive of {municipality} informs the municipal council beforehand, "
        "when the council asks for it or when the consequences may be far-reaching (article 169, "
        "paragraph 4, of the Gemeentewet)."
    )
    yield nodes.Text(text.format(municipality=reader_name(cards.wijk, notice.organisation)))
    known = notice.done or notice.planned
    if known:
        state = _("Done") if notice.done else _("Planned")
        yield nodes.Text(f" {state}: ")
        yield from item_words(cards, known, page)


def item_words(cards: Cards, item: Item, page: str) -> Iterator[nodes.Node]:
    """Yield a link to an item by its id, with its state and date in words."""
    yield cards.link(item, page, item.id)
    facts = [status_label(cards.wijk, item), date_in_words(item.text("datum"))]
    yield nodes.Text(f" ({', '.join(fact for fact in facts if fact)})")


def _notice(content: Iterator[nodes.Node] | list[nodes.Node]) -> nodes.paragraph:
    return nodes.paragraph("", "", *content, classes=["wijk-notice"])


def _signal_link(cards: Cards, signal: Signal, page: str) -> nodes.Node:
    text = _("Sharpen this? {questions}").format(questions=signal_words(signal))
    target = _page_with_signals(cards)
    if not target:
        return nodes.Text(text)
    return make_refnode(cards.builder, page, target, signal_anchor(signal), nodes.inline("", text))


def _page_with_signals(cards: Cards) -> str:
    """Return the first page, by name, that shows the signals; empty when there is none."""
    metadata = cards.builder.env.metadata
    pages = (
        page
        for page in sorted(metadata)
        for kind, *_rest in metadata[page].get(OVERVIEWS_KEY, ())
        if kind == SIGNALS_OVERVIEW
    )
    return next(pages, "")
