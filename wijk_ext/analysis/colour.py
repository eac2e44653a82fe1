"""Whether a colour can be read: the contrast ratio of WCAG 2.2 (success criterion 1.4.3)."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from wijk_ext.locale import gettext as _
from wijk_ext.model.problem import Place, Problem, Severity

if TYPE_CHECKING:
    from wijk_ext.model.wijk import Wijk

ENOUGH: Final = 4.5
"""The ratio that WCAG 2.2 AA asks of text."""
PAPER: Final = "#ffffff"


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours ``#rrggbb``, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def colour_problems(wijk: Wijk) -> list[Problem]:
    """Return the organisations whose colour can't carry text on white paper."""
    found = []
    for organisation in wijk.organisations:
        if not organisation.colour:
            continue
        ratio = contrast(organisation.colour, PAPER)
        if ratio < ENOUGH:
            message = _(
                "the colour {colour} of {name} can't be read on white: its contrast is {ratio}, "
                "and 4.5 is needed."
            ).format(colour=organisation.colour, name=organisation.name, ratio=f"{ratio:.1f}")
            place = Place(PurePath("wijk.toml"))
            found.append(Problem(place, message, "colour", Severity.WARNING))
    return found


def _luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2.2, from 0 to 1."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
