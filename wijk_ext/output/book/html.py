"""From the body of a page, as Sphinx wrote it in HTML, to blocks.

Everything that Markdown, Sphinx, sphinx-design, sphinx-needs and the author's own HTML can put on
a page is read. What only a screen can use is left out (:func:`wijk_ext.output.book.dom.is_printed`
says what); of an element that is not known the words stay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wijk_ext.output.book.around import Around
from wijk_ext.output.book.dom import parse
from wijk_ext.output.book.reader import PageReader

if TYPE_CHECKING:
    from wijk_ext.output.book.dom import Element
    from wijk_ext.output.book.model import Block


def read_body(body_html: str, around: Around | None = None) -> tuple[Block, ...]:
    """Return the blocks of a page in reading order.

    ``around`` says what the page must know of the book: where its links lead, what its anchors and
    the levels of its headings are. Without it a page is a book of its own.
    """
    return read_root(parse(body_html), around or Around())


def read_root(root: Element, around: Around) -> tuple[Block, ...]:
    """Return the blocks of a page that was parsed; the tree is used up by it."""
    return tuple(PageReader(root, around).blocks(root))
