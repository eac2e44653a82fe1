"""Lines to be shown as they are: code, formulas that stand by themselves, verse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wijk_ext.output.book.dom import children, first, has_class, is_block, is_printed, with_class
from wijk_ext.output.book.inline import inline, raw, text_within
from wijk_ext.output.book.model import CodeBlock, LineBreak

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from wijk_ext.output.book.dom import Element
    from wijk_ext.output.book.model import Block, Inline
    from wijk_ext.output.book.reader import PageReader


def _lines(element: Element) -> str:
    """Return the text of an element as it stands, without what is not printed."""
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and is_printed(child):
            parts.append("\n" if child.tag == "br" else _lines(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _code(_reader: PageReader, element: Element) -> Iterable[Block]:
    text = _lines(element).strip("\n").expandtabs()
    if text.strip():
        yield CodeBlock("\n".join(line.rstrip() for line in text.split("\n")))


def _with_caption(reader: PageReader, element: Element) -> Iterable[Block]:
    caption: tuple[Inline, ...] = ()
    place = first(element, f"./{with_class('code-block-caption')}")
    if place is not None:
        reader.pass_id(place)
        caption = text_within(reader, place)
        place.drop_tree()
    found = reader.blocks(element)
    if len(found) == 1 and isinstance(found[0], CodeBlock):
        return [CodeBlock(found[0].content, caption)]
    return [*reader.paragraphs(caption, "caption"), *found]


def _formula(reader: PageReader, element: Element) -> Iterable[Block]:
    return reader.paragraphs(inline(reader, element))


def _verse(reader: PageReader, element: Element) -> Iterable[Block]:
    if not _is_verse(element):
        return reader.blocks(element)
    return reader.paragraphs(_verse_lines(reader, element))


def _is_verse(element: Element) -> bool:
    """Return whether an element holds lines, or verses of lines, and nothing else."""
    if (element.text or "").strip() or any((one.tail or "").strip() for one in element):
        return False
    return all(
        (has_class(one, "line") and not any(map(is_block, children(one))))
        or (has_class(one, "line-block") and _is_verse(one))
        for one in children(element)
    )


def _verse_lines(reader: PageReader, element: Element) -> list[Inline]:
    found: list[Inline] = []
    for line in children(element):
        reader.pass_id(line)
        is_part = has_class(line, "line-block")
        content = _verse_lines(reader, line) if is_part else raw(reader, line)
        found += [*([LineBreak()] if found else []), *content]
    return found


CODE: Final[dict[str, Callable[[PageReader, Element], Iterable[Block]]]] = {
    "line-block": _verse,
    "literal-block-wrapper": _with_caption,
    "math": _formula,
    "math-wrapper": lambda reader, element: reader.blocks(element),
}
PRE: Final[dict[str, Callable[[PageReader, Element], Iterable[Block]]]] = {"pre": _code}
