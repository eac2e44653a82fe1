"""The dates in a column: only those that can be read in one way."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_CLOCK: Final = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?(?:\s*[AaPp]\.?[Mm]\.?)?"
_TIME: Final = rf"(?:,?[ T]+{_CLOCK}.{{0,12}})?"
_ISO: Final = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})" + _TIME)
_DASHES: Final = re.compile(r"(?P<day>\d{1,2})[-.](?P<month>\d{1,2})[-.](?P<year>\d{4})" + _TIME)
_SLASHES: Final = re.compile(r"(?P<first>\d{1,2})/(?P<second>\d{1,2})/(?P<year>\d{4})" + _TIME)
_EARLIEST: Final = 2000
"""LimeSurvey writes 1980-01-01 for a moment that it did not keep."""
_MONTHS: Final = 12


class DateReader:
    """Reads the dates of one column.

    In ``24/11/2026`` the day comes first and in ``11/24/2026`` the month; ``03/04/2026`` says
    neither, but another date in the same column may.
    """

    def __init__(self, cells: Iterable[str]) -> None:
        found = [match for cell in cells if (match := _SLASHES.fullmatch(cell.strip()))]
        day_first = any(int(match["first"]) > _MONTHS for match in found)
        month_first = any(int(match["second"]) > _MONTHS for match in found)
        self._order = "" if day_first == month_first else "day" if day_first else "month"

    def read(self, text: str) -> date | None:
        """Return the date in a cell; None when there is none, or more than one."""
        text = text.strip()
        if found := _ISO.fullmatch(text) or _DASHES.fullmatch(text):
            return _date(found["year"], found["month"], found["day"])
        found = _SLASHES.fullmatch(text)
        if found is None:
            return None
        first, second, year = found["first"], found["second"], found["year"]
        order = self._order
        if int(first) > _MONTHS or int(second) > _MONTHS:
            order = "day" if int(first) > _MONTHS else "month"
        elif int(first) == int(second):
            order = "day"
        if not order:
            return None
        return _date(year, second, first) if order == "day" else _date(year, first, second)


def _date(year: str, month: str, day: str) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if found.year >= _EARLIEST else None
