"""Every text that the software shows, in the language of the document.

Texts are written in English in the code and looked up in the catalogues beside this file:
``nl`` is complete and the default, ``en`` is the text as it stands in the code.
"""

from __future__ import annotations

import gettext as _stdlib_gettext
from contextvars import ContextVar
from functools import cache
from pathlib import Path

LANGUAGES = ("nl", "en")
DEFAULT_LANGUAGE = "nl"
DOMAIN = "wijk_ext"
DIRECTORY = Path(__file__).parent

# One command or one Sphinx build speaks one language. A context variable, and not an argument
# through every function, as messages are made at every depth of the program.
_language: ContextVar[str] = ContextVar("language", default=DEFAULT_LANGUAGE)


def activate(language: str) -> None:
    """Speak ``language`` from here on; one that has no catalogue gives the default."""
    code = language.split("_", maxsplit=1)[0].lower()
    _language.set(code if code in LANGUAGES else DEFAULT_LANGUAGE)


def language() -> str:
    """Return the language that is spoken now: ``nl`` or ``en``."""
    return _language.get()


@cache
def _catalogue(code: str) -> _stdlib_gettext.NullTranslations:
    return _stdlib_gettext.translation(DOMAIN, DIRECTORY, [code], fallback=True)


def N_(message: str) -> str:  # noqa: N802 - the name under which a text is found
    """Mark a text for the catalogue; it is translated where it is shown."""
    return message


def gettext(message: str) -> str:
    """Return ``message`` in the language that is spoken now."""
    return _catalogue(language()).gettext(message) if message else ""


def ngettext(singular: str, plural: str, number: int) -> str:
    """Return the form of a message that goes with ``number``."""
    return _catalogue(language()).ngettext(singular, plural, number)
