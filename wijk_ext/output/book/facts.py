"""What a handbook says of itself, from the settings and the reader."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Final

from wijk_ext.analysis.colour import ENOUGH, PAPER, contrast
from wijk_ext.locale import N_, language
from wijk_ext.locale import gettext as _
from wijk_ext.locale.dates import date_in_words
from wijk_ext.locale.editions import edition_in_words
from wijk_ext.model.wijk import PROJECT_TEAM, organisation_of
from wijk_ext.output.book.model import Facts

if TYPE_CHECKING:
    from pathlib import Path

    from wijk_ext.model.access import Reader
    from wijk_ext.model.edition import Edition
    from wijk_ext.model.wijk import Wijk


_STATUSES: Final = {
    "": N_("not adopted yet"),
    "concept": N_("draft, not adopted"),
    "voorgelegd": N_("submitted, not adopted yet"),
}
"""What a handbook says of the status of an edition; of an adopted one nothing."""


def facts_of(wijk: Wijk, reader: Reader, edition: Edition, source: Path) -> Facts:
    """Return the facts of the handbook for a reader.

    ``source`` is the folder that the path of a logo counts from.
    Of the organisations only the reader's own is named: an excerpt tells of no other reader.
    """
    own = wijk.organisation(organisation_of(reader.id))
    logo = source / own.logo if own and own.logo else None
    colour = own.colour if own and own.colour and contrast(own.colour, PAPER) >= ENOUGH else ""
    status = _STATUSES.get(edition.status)
    return Facts(
        name=wijk.name,
        municipality=wijk.municipality,
        edition=edition_in_words(edition.name),
        status=_(status) if status else "",
        reader="" if reader.id == PROJECT_TEAM else wijk.readers()[reader.id],
        date=date_in_words(edition.date),
        timestamp=int(datetime.combine(edition.date, time(), UTC).timestamp()),
        language=language(),
        authors=_("Project team {name}").format(name=wijk.name),
        logo=logo if logo and logo.is_file() else None,
        colour=colour,
        is_working=edition.is_working,
    )


def named_edition(facts: Facts) -> str:
    """Return the edition as it stands in a sentence: "edition 1.0", or "working version"."""
    if facts.is_working:
        return facts.edition
    return _("edition {edition}").format(edition=facts.edition)
