"""Dates: the one a command speaks of, and how one is written in words."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

from babel.dates import format_date

from wijk_ext.locale import language


def today() -> date:
    """Return the date that a command speaks of: ``SOURCE_DATE_EPOCH`` when set, or today."""
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        return datetime.fromtimestamp(int(epoch), UTC).date()
    return datetime.now(UTC).date()


def date_in_words(value: date | str) -> str:
    """Return a date as ``3 maart 2027``; a text that is no date comes back as it is."""
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value)
        except ValueError:
            return str(value)
    return format_date(value, "d MMMM y", locale=language())
