"""The history of an item on its card: one line that opens on demand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from wijk_ext.items.consents import Details, Summary, change_nodes
from wijk_ext.locale import gettext as _
from wijk_ext.locale import ngettext
from wijk_ext.locale.dates import date_in_words
from wijk_ext.locale.editions import edition_in_words
from wijk_ext.output.changes.words import marks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wijk_ext.items.card import Cards
    from wijk_ext.model.change import Step
    from wijk_ext.model.item import Item


def history_nodes(cards: Cards, item: Item) -> list[nodes.Node]:
    """Return the line about the editions in which an item appeared and changed.

    Nothing for a document without editions.
    """
    steps = cards.history.get(item.id, ()) if cards.timeline.past else ()
    if not steps:
        return []
    if len(steps) == 1:
        return [nodes.paragraph("", _summary(steps), classes=["wijk-history-line"])]
    points = nodes.bullet_list(classes=["wijk-history-list"])
    points += [nodes.list_item("", *_step(cards, step, before)) for step, before in _pairs(steps)]
    return [Details("", Summary("", _summary(steps)), points, classes=["wijk-on-demand"])]


def _pairs(steps: Sequence[Step]) -> Iterator[tuple[Step, Step | None]]:
    """Yield the steps, the last one first, each with the one before it."""
    yield from zip(reversed(steps), [*reversed(steps[:-1]), None], strict=True)


def _summary(steps: Sequence[Step]) -> str:
    first, *later = steps
    edition = first.edition
    if edition.is_working:
        return _("History: new in the working version")
    if not later:
        return _("History: unchanged since edition {edition}").format(edition=edition.name)
    text = ngettext(
        "History: in the document since edition {edition}, changed {number} time",
        "History: in the document since edition {edition}, changed {number} times",
        len(later),
    )
    return text.format(edition=edition.name, number=len(later))


def _step(cards: Cards, step: Step, before: Step | None) -> Iterator[nodes.Node]:
    edition = step.edition
    name = edition_in_words(edition.name)
    what = ", ".join(marks(step.change, cards.wijk, {}, sees_all=cards.timeline.sees_all))
    shown = name if edition.is_working else _("edition {edition}").format(edition=name)
    line = nodes.paragraph("", "")
    line += nodes.strong("", f"{shown}, {date_in_words(edition.date)}")
    line += nodes.Text(f": {what}")
    yield line
    if before is not None:
        yield from change_nodes(cards, step.change, before.edition)
