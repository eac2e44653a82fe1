"""The templates that a team can replace: those of excerpts and of letters.

A team replaces a template by putting one of the same name in ``sjablonen`` beside its sources.
Templates come from the team, as ``conf.py`` does; what they show comes from items, and every text
of those passes through :func:`plain`.
"""

from __future__ import annotations

import re
import traceback
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined

from wijk_ext.analysis.selection import next_date
from wijk_ext.locale import gettext as _
from wijk_ext.locale.dates import date_in_words
from wijk_ext.model.problem import Place, Problem
from wijk_ext.resources import templates_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from wijk_ext.model.item import Item

OWN_TEMPLATES: Final = "sjablonen"
"""The folder of the team's own templates, in the source folder."""
OURS: Final = "standaard"
"""What a template of the team calls our templates, to extend the one that has its own name."""
_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]<>#|!$~^&])")
_AT_THE_START: Final = re.compile(r"^([-+=:%(])")
"""Signs that mean something at the start of a line."""
_NUMBER: Final = re.compile(r"^(\d+)([.)])(?= |$)")


class TemplateFaultError(ValueError):
    """A template of the team can't be used."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def fill(name: str, source: Path, today: date, **values: Any) -> str:
    """Return a template, filled in.

    ``name`` is its path below ``sjablonen`` in the folder ``source``, or else below ours. Raises
    :class:`TemplateFaultError`, with the file and the line, when the template can't be used.
    """
    environment = _environment(source, today)
    try:
        return environment.get_template(name).render(**values, _=_).strip() + "\n"
    except Exception as error:  # a template may go wrong in any way that Python can
        place = _place(error, name, source)
        message = _("this template can't be used: {why}")
        why = getattr(error, "message", "") or str(error) or type(error).__name__
        problem = Problem(place, message.format(why=why), "template")
        raise TemplateFaultError(problem) from error


@lru_cache(maxsize=4)
def _environment(source: Path, today: date) -> Environment:
    """Return what reads templates; one that changed since is read again."""
    environment = Environment(  # noqa: S701 - the output is Markdown; plain() escapes what needs it
        loader=ChoiceLoader(
            [
                FileSystemLoader([source / OWN_TEMPLATES, templates_folder()]),
                PrefixLoader({OURS: FileSystemLoader(templates_folder())}),
            ]
        ),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "datum": date_in_words,
        "genoemd": named,
        "link": link,
        "plain": plain,
        "punten": points,
        "wanneer": lambda item: when(item, today),
    }
    return environment


def _place(error: Exception, name: str, source: Path) -> Place:
    """Return where in which template it went wrong; a template may extend another."""
    for file, line in _frames(error):
        for folder in (source / OWN_TEMPLATES, templates_folder()):
            if Path(file).is_relative_to(folder):
                within = Path(file).relative_to(folder)
                return Place(PurePosixPath(OWN_TEMPLATES, within.as_posix()), line)
    return Place(PurePosixPath(OWN_TEMPLATES, name))


def _frames(error: Exception) -> Iterator[tuple[str, int]]:
    """Yield files and lines, the innermost first; Jinja puts its templates in the traceback."""
    file, line = getattr(error, "filename", None), getattr(error, "lineno", None)
    if isinstance(file, str) and isinstance(line, int):
        yield file, line
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        yield frame.filename, frame.lineno or 0


def link(item: Item) -> str:
    """Return a Markdown link to an item, with its title and id."""
    return f"[{named(item)}](#{item.id})"


def named(item: Item) -> str:
    """Return the title and the id of an item, for where nothing can be linked to."""
    return f"{plain(item.title)} ({item.id})"


def plain(text: str) -> str:
    """Return a text in which no character means anything to Markdown, wherever it stands."""
    escaped = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
    return _NUMBER.sub(r"\1\\\2", _AT_THE_START.sub(r"\\\1", escaped))


def when(item: Item, today: date) -> str:
    """Return the next day of an item in words; of a step, whether it begins or ends then."""
    day = next_date(item, today)
    words = date_in_words(day)
    if item.type != "stap" or not day or item.text("begin") == item.text("eind"):
        return words
    message = _("Begins on {date}") if day == item.text("begin") else _("Done on {date}")
    return message.format(date=words)


def points(text: str) -> list[str]:
    """Return the points of a field that are written with semicolons between them."""
    return [point.strip() for point in text.split(";") if point.strip()]
