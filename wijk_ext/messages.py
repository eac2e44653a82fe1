"""The warnings that a build can give, each with a subtype of its own.

A project silences one as any Sphinx warning: ``suppress_warnings = ["wijk.overdue"]``.
The table in the manual is made from :class:`Subtype`.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from sphinx.util import logging

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from wijk_ext.model.problem import Problem

TYPE = "wijk"
_logger = logging.getLogger(__name__)


class Subtype(Enum):
    """What a warning is about; the value is its subtype."""

    AGREEMENT_WITHOUT_AMBITION = "agreement_without_ambition"
    """An agreement that serves no ambition."""
    AGREEMENT_WITHOUT_MANDATE = "agreement_without_mandate"
    """An agreement with a party whose mandate or decision does not cover it."""
    AMBITION_WITHOUT_CRITERION = "ambition_without_criterion"
    """An ambition without a criterion to tell whether it is met."""
    OPEN_POINT_WITHOUT_OWNER = "open_point_without_owner"
    """An open point that nobody owns."""
    OVERDUE = "overdue"
    """An open point or promise whose term has passed."""
    CLOSED_WITHOUT_SOLUTION = "closed_without_solution"
    """A closed point without the agreement or decision that solved it."""
    PARTY_WITHOUT_ORGANISATION = "party_without_organisation"
    """A party that is no organisation."""
    CIRCULAR_REPLACEMENT = "circular_replacement"
    """Items that replace one another in a circle."""
    COLOUR = "colour"
    """A colour of an organisation with too little contrast for text."""
    DIALECT = "dialect"
    """Markdown of another dialect, that would show up as plain text or get lost."""
    HTML = "html"
    """Raw HTML or a comment, that only a web page can show or that ends up in its source."""
    ALT_TEXT = "alt_text"
    """An image without alternative text."""
    HEADING = "heading"
    """A page without a heading, or with a heading level that is skipped."""
    TABLE_HEADER = "table_header"
    """A table without headings, which says little to who hears it read out."""
    GLYPH = "glyph"
    """A character that no font of the handbook has."""
    IMAGE_FORMAT = "image_format"
    """An image that can't be printed in a handbook."""
    FORMULA = "formula"
    """A formula with a command of TeX that can't be shown in a page."""
    PERSONAL_DATA = "personal_data"
    """An e-mail address or a phone number in the text."""
    CHANGED_AFTER_CONSENT = "changed_after_consent"
    """An adopted agreement that changed after consent, while no edition holds the new text."""
    CONSENT_FINGERPRINT = "consent_fingerprint"
    """A consent whose fingerprint is not that of the edition it names."""
    REUSED_ID = "reused_id"
    """An id that was something else in an earlier edition."""
    SETTINGS = "settings"
    """A setting in conf.py that gets in the way of the document."""


def warn_all(problems: Iterable[Problem], folder: Path) -> None:
    """Report problems as Sphinx warnings, with the file and line in ``folder``."""
    for problem in problems:
        location = f"{folder / problem.place.path}:{problem.place.line or ''}"
        _logger.warning(problem.message, location=location, type=TYPE, subtype=problem.subtype)
