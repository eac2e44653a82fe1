"""The kinds of letter and the forms that they come in: names only, for who reads a command line."""

from __future__ import annotations

from typing import Final

AGENDA: Final = "agenda"
FLYER: Final = "flyer"
KINDS: Final = (
    AGENDA,
    "raadsinformatiebrief",
    "voorstel",
    "intranet",
    FLYER,
    "gespreksleidraad",
)
"""The kinds of letter, by the names of their templates."""
FORMS: Final = ("md", "pdf", "docx")
"""The forms of a letter, by the ends of their files."""
PAGES_OF_A_FLYER: Final = 2
"""Both sides of one sheet."""
