"""Editions in words."""

from __future__ import annotations

from wijk_ext.locale import gettext as _
from wijk_ext.model.wijk import WORKING_EDITION


def named_edition(edition: str) -> str:
    """Return an edition as it is named behind the title of a document: "edition 1.0"."""
    if edition == WORKING_EDITION:
        return _("working version")
    return _("edition {edition}").format(edition=edition)


def edition_in_words(edition: str) -> str:
    """Return the name of an edition as people read it: its number, or "working version"."""
    return _("working version") if edition == WORKING_EDITION else edition
