"""``signalen``: what several organisations question, and questions that may be the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from docutils import nodes

from wijk_ext.analysis.likeness import alike_in
from wijk_ext.analysis.recurrence import How
from wijk_ext.directives.tables import Moment
from wijk_ext.items.notices import signal_anchor, signal_words
from wijk_ext.items.words import reader_name
from wijk_ext.locale import N_, ngettext
from wijk_ext.locale import gettext as _
from wijk_ext.locale.dates import date_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wijk_ext.analysis.likeness import Likeness
    from wijk_ext.analysis.recurrence import Dealt, Signal
    from wijk_ext.directives.overview import Overviews
    from wijk_ext.model.item import Item

MOST_SUGGESTIONS: Final = 20
"""More pairs than this nobody reads at once."""
_HOW: Final = {
    How.ENDED: N_("no longer in force"),
    How.SOLVED: N_("solved by {item}"),
    How.DECIDED: N_("decided later in {item}"),
    How.SUPPLEMENTED: N_("followed by {item}"),
    How.CHANGED: N_("text changed in edition {edition}"),
}


def signal_overview(overviews: Overviews, page: str, options: dict[str, Any]) -> list[nodes.Node]:
    """Return the active signals, questions that look alike, and the signals that went quiet.

    The option ``maximum`` limits the number of pairs that look alike.
    """
    found = list(overviews.notices.signals.values())
    active = [one for one in found if one.is_active]
    quiet = [one for one in found if not one.is_active]
    shown: list[nodes.Node] = [_signal(overviews, page, one) for one in active]
    if not active:
        nothing = _("Nothing is questioned by several organisations at the moment.")
        shown.append(nodes.paragraph("", nothing, classes=["wijk-none"]))
    alike = alike_in(overviews.document, overviews.cards.timeline)
    if alike:
        shown += _suggestions(overviews, page, alike, options.get("maximum", MOST_SUGGESTIONS))
    if quiet:
        shown.append(_label(_("Dealt with")))
        shown.append(_quiet(overviews, page, quiet))
    return [nodes.container("", *shown, classes=["wijk-signals"])]


def _signal(overviews: Overviews, page: str, signal: Signal) -> nodes.container:
    block = nodes.container(ids=[signal_anchor(signal)], classes=["wijk-signal"])
    title = nodes.paragraph(classes=["wijk-signal-title"])
    # strong, so that it stands out on paper too
    words = nodes.Text(f": {signal_words(signal)}")
    title += nodes.strong("", "", overviews.cards.link(signal.item, page), words)
    dealt = {one.point.id: one for one in signal.trail}
    questions = nodes.bullet_list(classes=["wijk-questions"])
    questions += [
        nodes.list_item("", *_question(overviews, page, point, dealt.get(point.id)))
        for point in signal.points
    ]
    block += [title, questions]
    return block


def _question(
    overviews: Overviews, page: str, point: Item, dealt: Dealt | None
) -> Iterator[nodes.Node]:
    yield nodes.paragraph("", "", *_who_and_when(overviews, point), classes=["wijk-question-from"])
    asked = nodes.paragraph("", "", overviews.cards.link(point, page), nodes.Text(" "))
    asked += overviews.cards.status(point)
    yield asked
    if dealt:
        yield nodes.paragraph("", "", *_how(overviews, page, dealt), classes=["wijk-small"])


def _who_and_when(overviews: Overviews, point: Item) -> Iterator[nodes.Node]:
    wijk = overviews.document.wijk
    source = point.text("ingebracht_door")
    yield nodes.strong("", reader_name(wijk, source) if source else _("raised by nobody named"))
    if written := point.text("datum"):
        yield nodes.Text(", ")
        yield Moment("", date_in_words(written), datetime=written)


def _how(overviews: Overviews, page: str, dealt: Dealt) -> Iterator[nodes.Node]:
    before, item, after = _(_HOW[dealt.how]).partition("{item}")
    yield nodes.Text(before.format(edition=dealt.by))
    if item:
        known = overviews.cards.items.get(dealt.by)
        yield overviews.cards.link(known, page) if known else nodes.Text(dealt.by)
        yield nodes.Text(after)


def _suggestions(
    overviews: Overviews, page: str, alike: Sequence[Likeness], maximum: int
) -> Iterator[nodes.Node]:
    yield _label(_("Perhaps the same question"))
    text = _(
        "These questions use the same words. Nothing was merged: you judge whether they match."
    )
    yield nodes.paragraph("", text)
    lines = nodes.bullet_list(classes=["wijk-alike"])
    for one in alike[:maximum]:
        lines += nodes.list_item("", *_pair(overviews, page, one))
    yield lines
    if left := len(alike) - maximum:
        more = ngettext("… and {number} more.", "… and {number} more.", max(left, 0))
        if left > 0:
            yield nodes.paragraph("", more.format(number=left), classes=["wijk-none"])


def _pair(overviews: Overviews, page: str, alike: Likeness) -> Iterator[nodes.Node]:
    items = overviews.cards.items
    points = [items[alike.first], items[alike.second]]
    for point in points:
        line = nodes.paragraph("", "", overviews.cards.link(point, page), nodes.Text(", "))
        line += _who_and_when(overviews, point)
        yield line
    shared = sorted(set.intersection(*(set(one.links.get("over", ())) for one in points)))
    known = [items[id_] for id_ in shared if id_ in items]
    if known:
        about = nodes.paragraph("", _("both about") + " ", classes=["wijk-small"])
        for number, item in enumerate(known):
            about += [nodes.Text(", ")] if number else []
            about += overviews.cards.link(item, page)
        yield about


def _quiet(overviews: Overviews, page: str, quiet: Sequence[Signal]) -> nodes.bullet_list:
    lines = nodes.bullet_list(classes=["wijk-quiet"])
    for signal in quiet:
        entry = nodes.list_item("", ids=[signal_anchor(signal)])
        line = nodes.paragraph("", "", overviews.cards.link(signal.item, page))
        line += nodes.Text(f": {signal_words(signal)}")
        trail = nodes.bullet_list()
        for dealt in signal.trail:
            told = nodes.paragraph("", "", overviews.cards.link(dealt.point, page))
            told += [nodes.Text(": "), *_how(overviews, page, dealt)]
            trail += nodes.list_item("", told)
        entry += [line, trail]
        lines += entry
    return lines


def _label(text: str) -> nodes.paragraph:
    return nodes.paragraph("", text, classes=["wijk-links-label"])
