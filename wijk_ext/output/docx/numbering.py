"""The numbers and bullets of lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wijk_ext.output.docx.xml import attribute, child, children, w

if TYPE_CHECKING:
    from docx.document import Document

    from wijk_ext.output.docx.xml import Element

STEP: Final = 397
"""How far a point stands in, in twentieths of a point: 7 mm."""
STEP_IN_CELL: Final = 227
DEEPEST: Final = 8
_BULLETS: Final = "•–▪"
_FORMATS: Final = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
}
_WIDE: Final = "\u2003"
_HIGHEST: Final = 32767


class Numbering:
    """Adds what lists need to the part of numberings, each kind once."""

    def __init__(self, document: Document) -> None:
        self._part = document.part.numbering_part.element
        kinds = [_whole(one, "abstractNumId") for one in children(self._part, "abstractNum")]
        numbers = [_whole(one, "numId") for one in children(self._part, "num")]
        self._kind = max(kinds, default=-1) + 1
        self._number = max(numbers, default=0) + 1
        self._kinds: dict[tuple[str, bool], int] = {}
        self._bullets: dict[bool, int] = {}

    def bullets(self, *, beside_edge: bool) -> int:
        """Return the number of bulleted lists: they all share one.

        ``beside_edge`` lists start at the edge and have their bullets moved with spaces, as a
        line at the left of a paragraph stands where its first line starts.
        """
        if beside_edge not in self._bullets:
            kind = self._kind_of("", beside_edge=beside_edge)
            self._bullets[beside_edge] = self._add(kind)
        return self._bullets[beside_edge]

    def numbers(self, numbering: str, start: int, level: int, *, beside_edge: bool) -> int:
        """Return the number of a new list that begins at ``start``."""
        kind = self._kind_of(_FORMATS.get(numbering, "decimal"), beside_edge=beside_edge)
        return self._add(kind, level, start)

    def has(self, number: int) -> bool:
        """Return whether there is such a list; a template may name one that is not."""
        return any(_whole(one, "numId") == number for one in children(self._part, "num"))

    def restart(self, number: int, level: int, start: int) -> int:
        """Return the number of a new list that looks like another; 0 when there is no such."""
        for one in children(self._part, "num"):
            kind = child(one, "abstractNumId")
            if _whole(one, "numId") == number and kind is not None:
                return self._add(_whole(kind, "val"), level, start)
        return 0

    def _kind_of(self, form: str, *, beside_edge: bool) -> int:
        key = (form, beside_edge)
        if key not in self._kinds:
            self._kinds[key] = self._kind
            self._insert(_kind(self._kind, form, beside_edge=beside_edge))
            self._kind += 1
        return self._kinds[key]

    def _insert(self, kind: Element) -> None:
        """Put a kind of list before the lists, as the order is fixed."""
        before = next((one for one in self._part if not _is_kind(one)), None)
        if before is None:
            self._part.append(kind)
        else:
            before.addprevious(kind)

    def _add(self, kind: int, level: int = 0, start: int | None = None) -> int:
        number = self._number
        self._number += 1
        made = w("num", w("abstractNumId", val=kind), numId=number)
        if start is not None:
            first = w("startOverride", val=min(max(start, 0), _HIGHEST))
            made.append(w("lvlOverride", first, ilvl=level))
        lists = children(self._part, "num")
        if lists:
            lists[-1].addnext(made)
        else:
            self._insert_first(made)
        return number

    def _insert_first(self, made: Element) -> None:
        kinds = children(self._part, "abstractNum")
        kinds[-1].addnext(made)


def _is_kind(element: Element) -> bool:
    name = str(element.tag).rpartition("}")[2]
    return name in {"numPicBullet", "abstractNum"}


def _kind(number: int, form: str, *, beside_edge: bool) -> Element:
    levels = (_level(level, form, beside_edge=beside_edge) for level in range(DEEPEST + 1))
    mark = w("nsid", val=f"{0x57494A00 + number:08X}")
    return w(
        "abstractNum", mark, w("multiLevelType", val="multilevel"), *levels, abstractNumId=number
    )


def _level(level: int, form: str, *, beside_edge: bool) -> Element:
    sign = f"%{level + 1}." if form else _BULLETS[min(level, len(_BULLETS) - 1)]
    left = STEP * (level + 1)
    return w(
        "lvl",
        w("start", val=1),
        # a bullet is one character: moved with spaces it is a text instead of a number
        w("numFmt", val=form or ("none" if beside_edge and level else "bullet")),
        w("lvlText", val=_WIDE * 2 * level * beside_edge + sign),
        w("lvlJc", val="left"),
        w("pPr", w("ind", left=left, hanging=left if beside_edge else STEP)),
        ilvl=level,
    )


def _whole(element: Element, name: str) -> int:
    value = attribute(element, name)
    return int(value) if value.isdigit() else 0
