"""Editions in words."""

from __future__ import annotations

from wijk_ext.locale import gettext as _
from wijk_ext.model.wijk import WORKING_EDITION


def edition_in_words(edition: str) -> str:
    """Return the name of an edition as people read it: its number, or "working version"."""
    return _("working version") if edition == WORKING_EDITION else edition
