"""Make a new wijkdocument from the template that came with the software; nothing is fetched."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Any, Final

from copier import run_copy
from copier.errors import CopierError
from jinja2 import TemplateError

from wijk_ext.locale import gettext as _
from wijk_ext.locale.dates import today
from wijk_ext.resources import templates_folder
from wijk_ext.start.errors import StartError
from wijk_ext.start.origin import write_origin
from wijk_ext.start.questions import answers, read_questions

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from wijk_ext.start.origin import Origin

TEMPLATE: Final = "nieuw"
"""The folder among the templates with the new document."""
ANSWERS: Final = ".copier-answers.yml"
_REFUSED: Final = re.compile(
    r"Validation error for question '(?P<question>\w+)': (?P<why>.+)", re.DOTALL
)
SOURCE: Final = ("docs", "wijk")
"""Where the sources stand in a new document."""


def check_place(folder: Path) -> None:
    """Raise StartError when no document can be made in a folder."""
    if folder.exists() and not folder.is_dir():
        raise StartError(_("{out}: this is a file, not a folder.").format(out=folder))
    if folder.is_dir() and any(folder.iterdir()):
        message = _("{out}: this folder is not empty; choose a new or an empty one.")
        raise StartError(message.format(out=folder))


def new_document(
    folder: Path, given: Sequence[str], *, ask: bool, origin: Origin | None = None
) -> None:
    """Make a document in a new or empty folder.

    ``given`` are answers as ``question=answer``. What they leave open is asked on the terminal, or,
    without ``ask``, answered with the default. ``origin`` is where ``copier update`` will find
    later versions of the template. Raises StartError with what to do, and OSError when the folder
    can't be written.
    """
    check_place(folder)
    template = templates_folder() / TEMPLATE
    data = answers(given, read_questions(template))
    if ask and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise StartError(
            _("there is no terminal to ask questions on; add --defaults, and --data for the rest.")
        )
    _copy(template, folder, data, _defaults(origin), ask=ask)
    write_origin(folder / ANSWERS, origin)


def _defaults(origin: Origin | None) -> dict[str, Any]:
    known = {"begin": today().replace(day=1).isoformat()}
    return known | ({"installatie": origin.for_pip} if origin and origin.for_pip else {})


def _copy(
    template: Path, folder: Path, data: dict[str, Any], defaults: dict[str, Any], *, ask: bool
) -> None:
    try:
        run_copy(
            str(template), folder, data=data, user_defaults=defaults, defaults=not ask, quiet=True
        )
    except (CopierError, TemplateError, ValueError) as error:
        raise StartError(_in_words(str(error))) from error


def _in_words(error: str) -> str:
    """Return what copier said; of an answer that the template refuses, what the template says."""
    found = _REFUSED.match(error)
    if found is None:
        return _("the document can't be made of these answers: {why}").format(why=error)
    why = " ".join(found["why"].split())
    return _("the answer to “{question}” is not right. {why}").format(
        question=found["question"], why=why
    )
