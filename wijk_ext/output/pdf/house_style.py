"""The house style of a PDF: what people set in ``huisstijl.toml``, checked and made complete."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

from wijk_ext.analysis.colour import ENOUGH, PAPER, contrast
from wijk_ext.locale import gettext as _
from wijk_ext.output.fonts import FOLDER as OUR_FONTS
from wijk_ext.output.fonts import font_files
from wijk_ext.output.pdf.errors import RenderError
from wijk_ext.resources import templates_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

SETTINGS: Final = "huisstijl.toml"
PROGRAM: Final = "handboek.typ"
FONTS: Final = "lettertypen"
_COLOUR: Final = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True)
class HouseStyle:
    """How handbooks look."""

    values: dict[str, Any]
    """The settings, complete: what is in ``huisstijl.toml``."""
    program: str
    """The Typst source that defines what a book is made of."""
    fonts: tuple[Path, ...]
    logo: Path | None = None


def our_folder() -> Path:
    """Return the folder with the house style that is used when nobody made another."""
    return templates_folder() / "handboek"


def read_house_style(folder: Path | None = None) -> HouseStyle:
    """Return the house style in a folder; what it does not have is as in ours.

    Raises :class:`RenderError` when a setting is not known, can't be used or can't be read on
    paper, or when there is no such folder.
    """
    ours = our_folder()
    values = _settings(ours)
    if folder is None:
        return HouseStyle(values, _text(ours / PROGRAM), font_files(OUR_FONTS))
    if not folder.is_dir():
        raise RenderError(_("there is no folder {name} for the house style.").format(name=folder))
    if (folder / SETTINGS).is_file():
        values = _merged(values, _settings(folder), "")
    _check_contrast(values)
    program = folder / PROGRAM
    return HouseStyle(
        values,
        _text(program if program.is_file() else ours / PROGRAM),
        (*font_files(OUR_FONTS), *font_files(folder / FONTS)),
        _logo(folder, values["omslag"]["logo"]),
    )


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise _wrong(path.name, _("it can't be read as text (UTF-8)")) from error


def _settings(folder: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(_text(folder / SETTINGS))
    except tomllib.TOMLDecodeError as error:
        raise _wrong(SETTINGS, str(error)) from error


def _merged(default: Mapping[str, Any], given: Mapping[str, Any], above: str) -> dict[str, Any]:
    merged = dict(default)
    for key, value in given.items():
        name = f"{above}{key}"
        if key not in default:
            known = ", ".join(default)
            message = _("{name} is not a setting; there are: {known}")
            raise _wrong(SETTINGS, message.format(name=name, known=known))
        expected = default[key]
        if isinstance(expected, dict):
            if not isinstance(value, dict):
                raise _wrong(SETTINGS, _("{name} must be a table").format(name=name))
            merged[key] = _merged(expected, value, f"{name}.")
        else:
            merged[key] = _checked(name, value, expected)
    return merged


def _checked(name: str, value: object, expected: object) -> object:
    if isinstance(expected, bool):
        if not isinstance(value, bool):
            raise _wrong(SETTINGS, _("{name} must be true or false").format(name=name))
    elif isinstance(expected, int):
        low, high = (6, 24) if name == "letters.grootte" else (5, 60)
        number = value if isinstance(value, (int, float)) else 0
        if isinstance(value, bool) or not low <= number <= high:
            message = _("{name} must be a number from {low} to {high}")
            raise _wrong(SETTINGS, message.format(name=name, low=low, high=high))
    elif not isinstance(value, str):
        raise _wrong(SETTINGS, _("{name} must be a text between quotes").format(name=name))
    elif _COLOUR.fullmatch(str(expected)) and not _COLOUR.fullmatch(value):
        raise _wrong(SETTINGS, _("{name} must be a colour such as #0b5a78").format(name=name))
    return value


def _check_contrast(values: Mapping[str, Any]) -> None:
    for name, letter, ground in _letters(values):
        ratio = contrast(letter, ground)
        if ratio < ENOUGH:
            message = _("{name} can't be read: its contrast is {ratio}, and 4.5 is needed")
            raise _wrong(SETTINGS, message.format(name=name, ratio=f"{ratio:.1f}"))


def _letters(values: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    colours = values["kleuren"]
    for ground in (PAPER, colours["grond"]):
        for name in ("accent", "inkt", "inkt_zacht"):
            yield f"kleuren.{name}", colours[name], ground
    for name, phase in values["fasen"].items():
        yield f"fasen.{name}", phase["letter"], phase["grond"]


def _logo(folder: Path, name: str) -> Path | None:
    if not name:
        return None
    path = folder / name
    if PurePath(name).is_absolute() or not path.resolve().is_relative_to(folder.resolve()):
        raise _wrong(SETTINGS, _("omslag.logo must be a file in the folder of the house style"))
    if not path.is_file():
        raise _wrong(SETTINGS, _("there is no file {name}").format(name=name))
    return path


def _wrong(file: str, what: str) -> RenderError:
    return RenderError(
        _("the house style can't be used: {file}: {what}.").format(file=file, what=what.rstrip("."))
    )
