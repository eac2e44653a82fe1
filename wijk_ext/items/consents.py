"""Consent on a card: one line that opens on demand, with where each organisation stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from docutils import nodes

from wijk_ext.analysis.differences import NOT_CONTENT
from wijk_ext.items.words import reader_name
from wijk_ext.locale import gettext as _
from wijk_ext.locale import ngettext
from wijk_ext.locale.dates import date_in_words
from wijk_ext.locale.editions import edition_in_words
from wijk_ext.model.change import WordKind
from wijk_ext.model.consent import Answer, Reading, Standing
from wijk_ext.model.vocabulary import Phase
from wijk_ext.output.changes.html import redline_html
from wijk_ext.output.changes.telling import tell_passages
from wijk_ext.output.changes.words import field_label, field_redline

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx.application import Sphinx

    from wijk_ext.analysis.consent import Consents
    from wijk_ext.items.card import Cards
    from wijk_ext.model.change import Change, Redline
    from wijk_ext.model.edition import Edition
    from wijk_ext.model.item import Item

_PHASES: Final = {
    Answer.GIVEN: Phase.DONE,
    Answer.RESERVED: Phase.STUCK,
    Answer.ASKED: Phase.ACTIVE,
    Answer.REFUSED: Phase.ENDED,
    Answer.NONE: Phase.PLANNED,
}


class Details(nodes.container):
    """What opens on demand in a browser; other builders show all of it."""


class Summary(nodes.paragraph):
    """The line that is always there; the first child of :class:`Details`."""


def consent_nodes(cards: Cards, item: Item, consents: Consents, page: str) -> list[nodes.Node]:
    """Return the line about consent on the card of an agreement.

    Nothing for another item, for a document in which nobody was asked, and for a draft that was
    put to nobody yet.
    """
    standings = consents.standings(item.id)
    if not standings or not consents.any_given:
        return []
    status = cards.wijk.vocabulary.types[item.type].status(item.status)
    is_draft = status is not None and status.phase is Phase.PLANNED
    if is_draft and all(one.answer is Answer.NONE for one in standings):
        return []
    points = nodes.bullet_list(classes=["wijk-consent-list"])
    points += [nodes.list_item("", _line(cards, one, page)) for one in standings]
    summary = Summary("", _summary(standings))
    changes = _changes(cards, consents, standings)
    return [Details("", summary, points, *changes, classes=["wijk-on-demand"])]


def _summary(standings: Sequence[Standing]) -> str:
    given = sum(one.consents for one in standings)
    text = ngettext(
        "Consent: {given} of {number} organisation",
        "Consent: {given} of {number} organisations",
        len(standings),
    ).format(given=given, number=len(standings))
    if outdated := sum(one.is_outdated for one in standings):
        behind = ngettext(
            "{number} to an earlier text", "{number} to an earlier text", outdated
        ).format(number=outdated)
        text = f"{text}, {behind}"
    return text


def _line(cards: Cards, standing: Standing, page: str) -> nodes.paragraph:
    name = reader_name(cards.wijk, standing.organisation)
    line = nodes.paragraph("", f"{name}: ")
    line += standing_label(standing)
    if not standing.consent:
        return line
    edition = edition_in_words(standing.edition)
    facts = [
        _("edition {edition}").format(edition=edition) if standing.edition else "",
        date_in_words(standing.date),
    ]
    line += nodes.Text(f" ({', '.join(fact for fact in facts if fact)}, ")
    consent = cards.items.get(standing.consent)
    line += cards.link(consent, page, consent.id) if consent else nodes.Text(standing.consent)
    line += nodes.Text(")")
    return line


def _changes(
    cards: Cards, consents: Consents, standings: Sequence[Standing]
) -> Iterator[nodes.Node]:
    """Yield what changed, once for each edition that somebody consented to."""
    outdated = {one.edition: one for one in standings if one.is_outdated}
    for edition, standing in outdated.items():
        change = consents.change(standing)
        older = cards.timeline.of(edition)
        if change is None or older is None:
            continue
        label = _("Changed since edition {edition}:").format(edition=edition_in_words(edition))
        block = nodes.container(classes=["wijk-consent-change"])
        block += nodes.paragraph("", label, classes=["wijk-links-label"])
        block += list(change_nodes(cards, change, older.edition, only_content=True))
        yield block


def change_nodes(
    cards: Cards, change: Change, older: Edition, *, only_content: bool = False
) -> Iterator[nodes.Node]:
    """Yield what changed in an item since the edition ``older``, a paragraph for each part.

    With ``only_content`` the links to other items, and the fields that steer or seal, are left out.
    """
    if change.title:
        yield nodes.paragraph("", _("Title") + ": ", *_redline(cards, change.title))
    content = cards.wijk.vocabulary.fields_of(change.type).keys() - NOT_CONTENT
    for field in change.fields:
        if field.name in content or not only_content:
            label = field_label(cards.wijk, change.type, field.name)
            words = field_redline(cards.wijk, change.type, field)
            yield nodes.paragraph("", f"{label}: ", *_redline(cards, words))
    for line in tell_passages(change.passages, older, sees_all=cards.timeline.sees_all):
        note = f"{line.note} " if line.note else ""
        yield nodes.paragraph("", note, *_redline(cards, line.redline))


def _redline(cards: Cards, redline: Redline) -> list[nodes.Node]:
    if not redline:
        return []
    if cards.builder.format == "html":
        return [nodes.raw("", redline_html(redline), format="html")]
    signs = {WordKind.SAME: "{}", WordKind.DELETED: "[-{}-]", WordKind.INSERTED: "{{+{}+}}"}
    return [nodes.Text("".join(signs[words.kind].format(words.text) for words in redline))]


def standing_label(standing: Standing) -> nodes.inline:
    """Return where an organisation stands, as a few words with a shape of their own."""
    phase = Phase.STUCK if standing.is_outdated else _PHASES[standing.answer]
    classes = ["wijk-status", "wijk-consent", f"wijk-phase-{phase.value}"]
    if standing.is_outdated:
        classes.append("wijk-consent-outdated")
    return nodes.inline("", standing_in_words(standing), classes=classes)


def standing_in_words(standing: Standing) -> str:
    """Return where an organisation stands, in a few words."""
    return _words(standing).format(
        edition=edition_in_words(standing.edition), since=edition_in_words(standing.new_since)
    )


def _words(standing: Standing) -> str:  # noqa: PLR0911 - one return per state
    known = standing.reading is not Reading.UNKNOWN or not standing.edition
    match standing.answer:
        case Answer.GIVEN if standing.is_outdated:
            return _("changed since {edition}")
        case Answer.GIVEN:
            return _("consented") if known else _("consented to {edition}")
        case Answer.RESERVED if standing.is_outdated:
            return _("reservation; changed since {edition}")
        case Answer.RESERVED:
            return _("reservation") if known else _("reservation on {edition}")
        case Answer.ASKED:
            return _("asked")
        case Answer.REFUSED:
            return _("refused")
        case _:
            return _("new since {since}") if standing.new_since else _("not asked yet")


def _visit_details(translator: Any, node: nodes.Element) -> None:
    translator.body.append(translator.starttag(node, "details"))


def _depart_details(translator: Any, _node: nodes.Element) -> None:
    translator.body.append("</details>\n")


def _visit_summary(translator: Any, node: nodes.Element) -> None:
    translator.body.append(translator.starttag(node, "summary", ""))


def _depart_summary(translator: Any, _node: nodes.Element) -> None:
    translator.body.append("</summary>\n")


def register(app: Sphinx) -> None:
    """Register the nodes."""
    app.add_node(Details, html=(_visit_details, _depart_details))
    app.add_node(Summary, html=(_visit_summary, _depart_summary))
