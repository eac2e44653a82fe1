"""Make a new wijkdocument from the template that came with the software; nothing is fetched."""

from __future__ import annotations

import shutil
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from copier import run_copy
from copier.errors import CopierError
from jinja2 import TemplateError

from wijk_ext.locale import gettext as _
from wijk_ext.locale.dates import today
from wijk_ext.resources import templates_folder
from wijk_ext.start.errors import StartError
from wijk_ext.start.origin import write_origin

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from wijk_ext.start.origin import Origin
    from wijk_ext.start.questions import Answer

TEMPLATE: Final = "nieuw"
"""The folder among the templates with the new document."""
ANSWERS: Final = ".copier-answers.yml"
_BEFOREHAND: Final = frozenset({".git", ".venv"})
"""What may be there already: an empty repository, and Python with this software."""
SOURCE: Final = ("docs", "wijk")
"""Where the sources stand in a new document."""


def template_folder() -> Path:
    """Return the folder with the template of a new document."""
    return templates_folder() / TEMPLATE


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} if folder.is_dir() else set()


def check_place(folder: Path) -> None:
    """Raise StartError when no document can be made in a folder.

    A clone of an empty repository and a Python environment may be there.
    """
    for place in (folder, *folder.parents):
        if place.exists() and not place.is_dir():
            raise StartError(_("{out}: this is a file, not a folder.").format(out=place))
    if folder.is_dir() and not _BEFOREHAND.issuperset(_names(folder)):
        message = _("{out}: this folder is not empty; choose a new or an empty one.")
        raise StartError(message.format(out=folder))


def usual_answers(origin: Origin | None) -> dict[str, Answer]:
    """Return what is known better here than in the template: the day, and what pip installs."""
    known: dict[str, Answer] = {"begin": today().replace(day=1).isoformat()}
    return known | ({"installatie": origin.for_pip} if origin and origin.for_pip else {})


def new_document(
    folder: Path,
    given: Mapping[str, Answer],
    defaults: Mapping[str, Answer],
    origin: Origin | None = None,
) -> None:
    """Make a document in a new or empty folder.

    ``given`` are answers by question, ``defaults`` those to take before the template's own.
    ``origin`` is where ``copier update`` will find later versions of the template. Raises
    StartError with what to do, and OSError when the folder can't be written. Nothing half made
    is left behind.
    """
    check_place(folder)
    was_there = folder.exists()
    before = _names(folder)
    try:
        run_copy(
            str(template_folder()),
            folder,
            data=dict(given),
            user_defaults={**defaults, "adres_bekend": origin is not None},
            defaults=True,
            quiet=True,
            cleanup_on_error=False,
        )
        write_origin(folder / ANSWERS, origin)
    except BaseException as error:
        _undo(folder, before)
        if not was_there:
            with suppress(OSError):
                folder.rmdir()
        if isinstance(error, (CopierError, TemplateError, ValueError)):
            message = _("the document can't be made of these answers: {why}")
            raise StartError(message.format(why=error)) from error
        raise


def _undo(folder: Path, before: set[str]) -> None:
    """Remove what was made in a folder, but not what was there before."""
    for name in _names(folder) - before:
        path = folder / name
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
