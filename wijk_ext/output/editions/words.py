"""Editions in words, as sites and lists show them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wijk_ext.locale import N_
from wijk_ext.locale import gettext as _
from wijk_ext.model.wijk import WORKING_EDITION

if TYPE_CHECKING:
    from wijk_ext.model.edition import Edition

_STATUSES: Final = {
    "concept": N_("draft"),
    "voorgelegd": N_("submitted"),
    "vastgesteld": N_("adopted"),
}
_UNSETTLED: Final = {
    "concept": N_("Edition {edition} is a draft and has not been adopted."),
    "voorgelegd": N_("Edition {edition} has been submitted and has not been adopted yet."),
}


def edition_title(name: str) -> str:
    """Return what an edition is called: "Edition 1.0", or "Working version"."""
    if name == WORKING_EDITION:
        return _("Working version")
    return _("Edition {edition}").format(edition=name)


def status_in_words(edition: Edition) -> str:
    """Return the status of an edition as a word; one that is not known comes back as it is."""
    if edition.is_working:
        return _("being worked on")
    return _(_STATUSES.get(edition.status, edition.status))


def unsettled(name: str, status: str) -> str:
    """Return the sentence that says an edition is not adopted; of one that is, an empty text."""
    if name == WORKING_EDITION:
        return _("This is the working version. The text can still change.")
    return _(_UNSETTLED.get(status, "")).format(edition=name)
