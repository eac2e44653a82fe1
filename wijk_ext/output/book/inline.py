"""Text within a block: what an inline element of HTML says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from wijk_ext.output.book.dom import (
    DEEPEST,
    SPACE,
    children,
    classes,
    has_class,
    is_block,
    is_printed,
    text_of,
)
from wijk_ext.output.book.model import (
    Code,
    Formula,
    LineBreak,
    Link,
    NoteMark,
    Picture,
    Pill,
    Styled,
    Text,
)
from wijk_ext.output.book.pictures import drawn, picture, pictured
from wijk_ext.output.book.tidy import tidy
from wijk_ext.output.book.words import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from wijk_ext.output.book.dom import Element
    from wijk_ext.output.book.model import Inline
    from wijk_ext.output.book.reader import PageReader

    Reading = Callable[[PageReader, Element], list[Inline]]

CHECKED: Final = "☑ "
UNCHECKED: Final = "☐ "
_STYLES: Final = {
    **dict.fromkeys(("b", "strong", "mark", "wijk-overdue", "sd-badge"), "strong"),
    **dict.fromkeys(("cite", "dfn", "em", "i", "var"), "emphasis"),
    **dict.fromkeys(("del", "s", "strike"), "strike"),
    "ins": "underline",
    "small": "small",
    "sub": "sub",
    "sup": "super",
}
_CODE: Final = frozenset({"code", "kbd", "samp", "tt"})
_OWN_LINE: Final = frozenset({"wijk-line-date", "wijk-small"})
_FORMULA: Final = re.compile(r"\s*(?:\\\(|\\\[|\$\$?)(.*?)(?:\\\)|\\\]|\$\$?)\s*", re.DOTALL)


def text_within(reader: PageReader, element: Element) -> tuple[Inline, ...]:
    """Return the text in an element as a block shows it."""
    return tidy(reader.around_link(raw(reader, element)))


def raw(reader: PageReader, element: Element) -> list[Inline]:
    """Return the text in an element with its white space as it stands in the HTML."""
    found = _text(element.text)
    for child in element:
        found += inline(reader, child) if isinstance(child.tag, str) else []
        found += _text(child.tail)
    return found


def inline(reader: PageReader, element: Element) -> list[Inline]:
    """Return what one element within text says."""
    if not is_printed(element):
        return []
    reader.pass_id(element)
    if reader.depth > DEEPEST:
        return _text(f" {text_of(element)} ")
    reader.depth += 1
    try:
        found = _reading(element)(reader, element)
    finally:
        reader.depth -= 1
    # a block within text keeps its words apart from those around it
    return [Text(" "), *found, Text(" ")] if is_block(element) else found


def _reading(element: Element) -> Reading:
    for name in classes(element):
        if name in _BY_CLASS:
            return _BY_CLASS[name]
    if element.tag in _CODE:
        return _code
    return _BY_TAG.get(element.tag, _styled)


def _text(text: str | None) -> list[Inline]:
    return [Text(text)] if text else []


def _styled(reader: PageReader, element: Element) -> list[Inline]:
    content = raw(reader, element)
    names = (element.tag, *classes(element))
    style = next((_STYLES[name] for name in names if name in _STYLES), "")
    return [Styled(style, tuple(content))] if style and content else content


def _own_line(reader: PageReader, element: Element) -> list[Inline]:
    return [LineBreak(), Styled("small", tuple(raw(reader, element)))]


def _code(_reader: PageReader, element: Element) -> list[Inline]:
    text = text_of(element)
    return [Code(text)] if text else []


def _formula(reader: PageReader, element: Element) -> list[Inline]:
    """Return a formula, with the number that stands beside it."""
    found: list[Inline] = []
    for number in [one for one in children(element) if has_class(one, "eqno")]:
        found += [Text(" "), *raw(reader, number)]
        number.drop_tree()
    note = next(element.iter("annotation"), element)
    text = str(note.text_content())
    written = _FORMULA.fullmatch(text)
    formula = SPACE.sub(" ", written[1] if written else text).strip(" ")
    if not formula:  # a formula that was made a picture
        return [*raw(reader, element), *found]
    return [Formula(formula), *found]


def _pill(_reader: PageReader, element: Element) -> list[Inline]:
    return [Pill(text_of(element), phase_of(element))]


def phase_of(element: Element) -> str:
    """Return the phase that the classes of an element name."""
    start = "wijk-phase-"
    found = (name.removeprefix(start) for name in classes(element) if name.startswith(start))
    return next(found, "planned")


def _note(reader: PageReader, element: Element) -> list[Inline]:
    note = reader.notes.find((element.get("href") or "").removeprefix("#"))
    if note is None:
        return [Styled("super", (Text(text_of(element)),))]
    return [NoteMark(note)]


def _link(reader: PageReader, element: Element) -> list[Inline]:
    content = raw(reader, element)
    href = element.get("href")
    if not tidy(content):
        # an icon that says in another way what it is for
        content = _text(element.get("aria-label") or element.get("title"))
    if href is None or has_class(element, "wijk-item-id"):
        return content
    target = reader.around.target(href)
    if target.anchor or target.address:
        return [Link(tuple(content), target.anchor, target.address)]
    is_picture = all(isinstance(one, Picture) for one in tidy(content))
    # another edition's site need not lie beside the book
    if has_class(element, "wijk-edition-link"):
        return content
    if not target.file or is_picture or target.file in plain(content):
        return content
    return [*content, Text(f" ({target.file})")]


def _abbreviation(reader: PageReader, element: Element) -> list[Inline]:
    title = (element.get("title") or "").strip()
    return [*raw(reader, element), *_text(f" ({title})" if title else "")]


def _quotation(reader: PageReader, element: Element) -> list[Inline]:
    return [Text("“"), *raw(reader, element), Text("”")]


def _box(_reader: PageReader, element: Element) -> list[Inline]:
    if (element.get("type") or "").lower() != "checkbox":
        return []
    return _text(CHECKED if element.get("checked") is not None else UNCHECKED)


def _line_break(_reader: PageReader, _element: Element) -> list[Inline]:
    return [LineBreak()]


def _embedded(reader: PageReader, element: Element) -> list[Inline]:
    """Return what stands for a film, a sound or a page within the page: a link to it."""
    content = raw(reader, element)
    if tidy(content):
        return content
    target = reader.around.target(element.get("src") or "")
    if not target.address:
        return []
    title = element.get("title") or element.get("aria-label") or target.address
    return [Link((Text(title),), address=target.address)]


def _ruby(reader: PageReader, element: Element) -> list[Inline]:
    return [Text(" ("), *raw(reader, element), Text(")")]


def _picture(reader: PageReader, element: Element) -> list[Inline]:
    return [picture(reader.around, element)]


def _drawing(_reader: PageReader, element: Element) -> list[Inline]:
    found = drawn(element)
    return [found] if found else []


def _object(reader: PageReader, element: Element) -> list[Inline]:
    found = pictured(reader.around, element)
    return [found] if found else _embedded(reader, element)


_BY_CLASS: Final[dict[str, Reading]] = {
    "footnote-reference": _note,
    "math": _formula,
    "wijk-status": _pill,
    **dict.fromkeys(_OWN_LINE, _own_line),
}
_BY_TAG: Final[dict[str, Reading]] = {
    "a": _link,
    "abbr": _abbreviation,
    "acronym": _abbreviation,
    "audio": _embedded,
    "br": _line_break,
    "embed": _embedded,
    "iframe": _embedded,
    "img": _picture,
    "input": _box,
    "object": _object,
    "q": _quotation,
    "rt": _ruby,
    "svg": _drawing,
    "video": _embedded,
}


def is_only_picture(content: Iterable[Inline]) -> bool:
    """Return whether text is one picture and nothing else."""
    return [isinstance(one, Picture) for one in content] == [True]
