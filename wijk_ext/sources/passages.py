"""The text of a page as passages: what can be compared between editions, and signed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from wijk_ext.model.snapshot import Passage
from wijk_ext.sources.blocks import LITERAL_DIRECTIVES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from markdown_it.token import Token

    from wijk_ext.sources.blocks import Block, Blocks, Piece

_SKIPPED: Final = frozenset({"toctree", "index", "highlight", "tabularcolumns"})
"""Directives that show no text of their own."""
_ADDRESSED: Final = frozenset({"figure", "image", "include", "literalinclude", "graphviz"})
"""Directives whose argument is the address of a file."""
_CODE: Final = frozenset({"fence", "code_block", "math_block", "amsmath", "math_block_label"})
_AROUND: Final = {"heading": "heading", "list_item": "point", "dt": "term"}
"""The kind of a passage by the Markdown container around it; others are paragraphs."""


def passages_of(blocks: Blocks, owners: Sequence[Block]) -> dict[int, tuple[Passage, ...]]:
    """Return the passages of a page, read with the text within its paragraphs.

    ``owners`` are blocks whose text stands apart, in the order of the page, such as items. The
    result holds the passages of each by its place in ``owners``, and those outside them by -1.
    """
    sorting = _Sorting(owners)
    shown = (block for block, _around in blocks.walk() if block not in owners and _is_shown(block))
    waiting = sorted(shown, key=lambda block: block.first_line)
    reading = _Reading()
    for piece in blocks.pieces:
        while waiting and waiting[0].first_line <= piece.line:
            sorting.add_all(waiting[0].first_line, _of_directive(waiting.pop(0)))
        sorting.add_all(piece.line, reading.take(piece))
    for block in waiting:
        sorting.add_all(block.first_line, _of_directive(block))
    return {number: tuple(found) for number, found in sorting.found.items()}


@dataclass
class _Sorting:
    owners: Sequence[Block]
    found: dict[int, list[Passage]] = field(default_factory=dict)

    def add_all(self, line: int, passages: Iterable[Passage]) -> None:
        for passage in passages:
            self.found.setdefault(self._owner(line), []).append(passage)

    def _owner(self, line: int) -> int:
        around = (
            number
            for number, block in enumerate(self.owners)
            if block.first_line <= line <= block.last_line
        )
        return max(around, default=-1)


@dataclass
class _Reading:
    """Turns tokens into passages; it remembers which Markdown containers are open."""

    around: list[str] = field(default_factory=list)
    row: list[Passage] = field(default_factory=list)

    def take(self, piece: Piece) -> Iterator[Passage]:
        token = piece.token
        if token.nesting == 1:
            self.around.append(token.type.removesuffix("_open"))
        elif token.nesting == -1:
            if self.around.pop() == "tr":
                yield _joined(self.row)
                self.row = []
        elif token.type == "inline":
            passage = Passage(self._kind(), *_words(token))
            if {"td", "th"} & set(self.around[-1:]):
                self.row.append(passage)
            elif passage.text or passage.source:
                yield passage
        elif token.type in _CODE:
            yield Passage("code", token.content.rstrip("\n"), token.info.strip())
        elif token.type == "html_block":
            yield Passage("html", "", _even(token.content))

    def _kind(self) -> str:
        found = (_AROUND[name] for name in reversed(self.around) if name in _AROUND)
        return next(found, "paragraph")


def _joined(cells: Sequence[Passage]) -> Passage:
    text = " | ".join(cell.text for cell in cells)
    source = " | ".join(cell.source or cell.text for cell in cells)
    return Passage("row", text, source if source != text else "")


def _words(token: Token) -> tuple[str, str]:
    """Return the text of a paragraph as people read it, and its Markdown when that says more."""
    text = _even("".join(_shown(child) for child in token.children or ()))
    source = _even(token.content)
    return text, source if source != text else ""


def _shown(token: Token) -> str:
    match token.type:
        case "softbreak" | "hardbreak":
            return " "
        case "text" | "text_special" | "code_inline" | "math_inline" | "image" | "myst_role":
            return token.content
        case _:
            return ""


def _is_shown(block: Block) -> bool:
    return block.name not in _SKIPPED


def _of_directive(block: Block) -> Iterator[Passage]:
    """Yield what a directive says besides the Markdown in it."""
    options = " ".join(f":{name}: {value}" for name, value in sorted(block.options.items()))
    argument = "" if block.body.startswith(block.argument) else block.argument
    text = block.options.get("alt", "") if block.name in _ADDRESSED else argument
    source = _even(f"{argument} {options}")
    if text or source:
        yield Passage(block.name, _even(text), source if source != _even(text) else "")
    if block.name in LITERAL_DIRECTIVES and block.body.strip():
        yield Passage("code", block.body.rstrip("\n"), block.name)


def _even(text: str) -> str:
    return " ".join(text.split())
