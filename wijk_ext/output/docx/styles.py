"""The styles of a handbook: those of a template by their names, and ours where it has none."""

from __future__ import annotations

import copy
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from wijk_ext.output.book.drawings import colours
from wijk_ext.output.docx.xml import (
    attribute,
    child,
    children,
    is_tag,
    parsed,
    set_attribute,
    w,
)

if TYPE_CHECKING:
    from docx.document import Document

    from wijk_ext.output.docx.xml import Element

_FOLDER: Final = Path(__file__).parent
_REFERENCES: Final = ("basedOn", "next", "link")
_LANGUAGES: Final = {"nl": "nl-NL", "en": "en-GB"}
DEEPEST_LIST: Final = 5
"""Word has this many styles for lists of one kind."""


def our_part(name: str, accent: str, language: str) -> str:
    """Return our ``styles`` or ``theme``, with the colours of the house style and this accent."""
    text = _text(name)
    for token, value in (colours() | ({"wijk-accent": accent} if accent else {})).items():
        text = text.replace(f"{{{token.removeprefix('wijk-')}}}", value.removeprefix("#"))
    return text.replace("nl-NL", language_tag(language))


@cache
def _text(name: str) -> str:
    return (_FOLDER / f"{name}.xml").read_text("utf-8")


def language_tag(language: str) -> str:
    """Return a language as Word knows it: ``nl-NL``."""
    return _LANGUAGES.get(language, language.replace("_", "-"))


class Styles:
    """Finds the id of a style in the document by its id in ours."""

    def __init__(self, document: Document, ours: str, language: str) -> None:
        self._part = document.styles.element
        self._own = {attribute(one, "styleId"): one for one in children(parsed(ours), "style")}
        self._present = {_key(one): one for one in children(self._part, "style")}
        self._ids = {attribute(one, "styleId") for one in self._present.values()}
        self._found: dict[str, str] = {}
        self._numbers: dict[str, tuple[int, int] | None] = {}
        _set_language(self._part, language_tag(language))

    def id(self, name: str) -> str:
        """Return the id in the document of one of our styles, which is added when missing."""
        if name not in self._found:
            self._found[name] = self._find(name)
        return self._found[name]

    def add_all(self) -> None:
        """Add every style of ours that is missing, so that an organisation can change them all."""
        for name in self._own:
            self.id(name)

    def numbering(self, name: str) -> tuple[int, int] | None:
        """Return the number and level of the list that belongs to a style, or None."""
        if name not in self._numbers:
            self._numbers[name] = self._numbering(name)
        return self._numbers[name]

    def _find(self, name: str) -> str:
        own = self._own[name]
        known = self._present.get(_key(own))
        if known is not None:
            return attribute(known, "styleId")
        added = copy.deepcopy(own)
        free = name
        while free in self._ids:
            free += "Wijk"
        set_attribute(added, "styleId", free)
        if attribute(added, "default"):
            # the document has a default of its own, by whatever name
            del added.attrib[next(key for key in added.attrib if key.endswith("}default"))]
        self._ids.add(free)
        self._present[_key(added)] = added
        self._found[name] = free
        self._part.append(added)
        for tag in _REFERENCES:
            reference = child(added, tag)
            if reference is not None:
                set_attribute(reference, "val", self.id(attribute(reference, "val")))
        return free

    def _numbering(self, name: str) -> tuple[int, int] | None:
        by_id = {attribute(one, "styleId"): one for one in self._present.values()}
        style = by_id.get(self.id(name))
        passed: set[str] = set()
        while style is not None and attribute(style, "styleId") not in passed:
            passed.add(attribute(style, "styleId"))
            properties = child(style, "pPr")
            numbers = child(properties, "numPr") if properties is not None else None
            if numbers is not None:
                return _number(numbers, "numId"), _number(numbers, "ilvl")
            based = child(style, "basedOn")
            style = by_id.get(attribute(based, "val")) if based is not None else None
        return None


def _key(style: Element) -> tuple[str, str]:
    name = child(style, "name")
    return attribute(style, "type"), attribute(name, "val").lower() if name is not None else ""


def _number(numbers: Element, tag: str) -> int:
    found = child(numbers, tag)
    value = attribute(found, "val") if found is not None else ""
    return int(value) if value.isdigit() else 0


def _set_language(part: Element, tag: str) -> None:
    """Say in which language text is that says nothing itself; Word reads the styles for it."""
    defaults = child(part, "docDefaults")
    if defaults is None:
        defaults = w("docDefaults")
        part.insert(0, defaults)
    run = child(defaults, "rPrDefault")
    if run is None:
        run = w("rPrDefault")
        defaults.insert(0, run)
    properties = child(run, "rPr")
    if properties is None:
        properties = w("rPr")
        run.append(properties)
    language = child(properties, "lang")
    if language is None:
        language = w("lang")
        after = ("eastAsianLayout", "specVanish", "oMath")
        place = next((one for one in properties if any(is_tag(one, tag) for tag in after)), None)
        if place is None:
            properties.append(language)
        else:
            place.addprevious(language)
    set_attribute(language, "val", tag)
