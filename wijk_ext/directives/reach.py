"""``bereik``: whom each edition reached, and whom it did not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from docutils import nodes

from wijk_ext.analysis.reach import Reached, reach
from wijk_ext.directives.tables import Moment, sortable_table
from wijk_ext.items.notices import body_name
from wijk_ext.items.words import reader_name
from wijk_ext.locale import gettext as _
from wijk_ext.locale.dates import date_in_words
from wijk_ext.locale.editions import edition_in_words
from wijk_ext.model.vocabulary import Phase
from wijk_ext.output.html.stubs import is_excerpt

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wijk_ext.analysis.reach import Contact, Reach
    from wijk_ext.directives.overview import Overviews

    Cell = Sequence[nodes.Node]

MOST_COLUMNS: Final = 8
"""With more editions than this a table is too wide for a page, and a list is shown."""
_PHASES: Final = {
    Reached.INFORMED: Phase.DONE,
    Reached.PLANNED: Phase.PLANNED,
    Reached.MISSED: Phase.STUCK,
}


def reach_matrix(overviews: Overviews, page: str, options: dict[str, Any]) -> list[nodes.Node]:
    """Return a row per organisation and unit, a column per edition, and the gaps in words.

    The option ``organisatie`` leaves the rows of these organisations and units. As a list
    (``weergave``), and with more editions than a page is wide, there is a row for each pair.
    """
    found = reach(
        overviews.document,
        overviews.cards.timeline,
        overviews.today,
        options.get("organisatie", ()),
    )
    if not found.readers or not found.editions:
        nothing = _("There is nothing here at the moment.")
        return [nodes.paragraph("", nothing, classes=["wijk-none"])]
    form = options.get("weergave", "tabel" if len(found.editions) <= MOST_COLUMNS else "lijst")
    table = (_list if form == "lijst" else _matrix)(overviews, page, found)
    return [table, *_gaps(overviews, found)]


def _matrix(overviews: Overviews, page: str, found: Reach) -> nodes.table:
    wijk = overviews.document.wijk
    headings = [_("For whom"), *(_edition(one) for one in found.editions)]
    rows = [
        [
            [nodes.Text(reader_name(wijk, reader))],
            *(_cell(overviews, page, found.contacts[reader, one]) for one in found.editions),
        ]
        for reader in found.readers
    ]
    table = sortable_table(_("Whom each edition reached"), headings, rows)
    table["classes"] += ["wijk-matrix", "wijk-reach"]
    return table


def _list(overviews: Overviews, page: str, found: Reach) -> nodes.table:
    wijk = overviews.document.wijk
    rows = [
        [
            [nodes.Text(reader_name(wijk, reader))],
            [nodes.Text(edition_in_words(edition))],
            _cell(overviews, page, found.contacts[reader, edition]),
        ]
        for edition in found.editions
        for reader in found.readers
    ]
    headings = [_("For whom"), _("Edition"), _("State")]
    table = sortable_table(_("Whom each edition reached"), headings, rows)
    table["classes"].append("wijk-reach")
    return table


def _cell(overviews: Overviews, page: str, contact: Contact) -> Cell:
    moment = contact.moment
    if moment is None:
        # an excerpt can't say that nothing happened: a moment may be hidden from its reader
        text = _("no moment here") if is_excerpt(overviews.app) else _("not yet")
        return [nodes.inline("", text, classes=["wijk-none"])]
    words = {
        Reached.INFORMED: _("informed"),
        Reached.PLANNED: _("planned"),
        Reached.MISSED: _("planned, not held"),
    }[contact.reached]
    classes = ["wijk-status", f"wijk-phase-{_PHASES[contact.reached].value}"]
    label = nodes.inline("", words, classes=classes)
    written = moment.text("datum")
    day = date_in_words(written).replace(" ", "\N{NO-BREAK SPACE}")  # in a narrow column of paper
    shown = overviews.cards.link(moment, page, day or moment.id)
    date = Moment("", "", shown, datetime=written) if written else shown
    return [label, nodes.Text(" "), date]


def _gaps(overviews: Overviews, found: Reach) -> Iterator[nodes.Node]:
    """Yield who was not reached, a sentence per edition from the current one on."""
    wijk = overviews.document.wijk
    text = (
        _("In this excerpt stands no moment about {edition} for: {names}.")
        if is_excerpt(overviews.app)
        else _("Not yet reached about {edition}: {names}.")
    )
    editions = found.editions_with_gaps()
    for edition in editions:
        names = "; ".join(body_name(wijk, reader) for reader in found.gaps(edition))
        line = text.format(edition=_edition(edition, in_sentence=True), names=names)
        yield nodes.paragraph("", line, classes=["wijk-gaps"])
    if not editions and not is_excerpt(overviews.app):
        all_reached = _("Everyone was reached, or a moment is planned.")
        yield nodes.paragraph("", all_reached, classes=["wijk-gaps"])


def _edition(edition: str, *, in_sentence: bool = False) -> str:
    name = edition_in_words(edition)
    if name != edition:
        return name
    form = _("edition {edition}") if in_sentence else _("Edition {edition}")
    return form.format(edition=name)
