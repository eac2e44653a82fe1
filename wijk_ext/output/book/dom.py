"""What the HTML of a page is made of: which elements are blocks, and which are not printed."""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import lxml.html

if TYPE_CHECKING:
    from collections.abc import Iterator

Element: TypeAlias = Any
"""An element of lxml, which has no types of its own."""

DEEPEST: Final = 100
"""Below this depth an element is read as plain text: nobody nests so deep on purpose."""
SPACE: Final = re.compile(r"[ \t\n\r\f]+")
"""White space that HTML shows as one space; a no-break space is none."""

_BLOCKS: Final = (
    *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details"),
    *("dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li"),
    *("main", "menu", "nav", "ol", "p", "pre", "search", "section", "summary", "table", "tbody"),
    *("td", "tfoot", "th", "thead", "tr", "ul"),
)
_BLOCK_SET: Final = frozenset(_BLOCKS)
_NOT_PRINTED_TAGS: Final = frozenset(
    [
        *("base", "button", "datalist", "head", "link", "meta", "noscript", "option"),
        *("script", "select", "style", "template", "textarea", "title"),
    ]
)
_NOT_PRINTED_CLASSES: Final = frozenset(
    [
        # on the screen only: permalinks, questions by e-mail, the contents of a page or chapter
        *("headerlink", "wijk-ask", "wijk-since", "toctree-wrapper", "contents", "backrefs"),
        *("wijk-visually-hidden", "visually-hidden", "sr-only", "sd-d-none", "d-none"),
        *("linenos", "sd-summary-state-marker", "sd-tab-input"),
    ]
)
_HIDDEN_STYLE: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def parse(body_html: str) -> Element:
    """Return the root of a page; whatever stands in the text, words are never lost in parsing."""
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
    # what follows a stray </body> stands beside the body: the root holds both
    root = _parsed(f"<html><body>{body_html}</body></html>", parser)
    if not len(parser.error_log.filter_from_fatals()):
        return root
    # the parser gave up halfway: elements are nested more than two thousand deep
    flat = _Flat()
    flat.feed(body_html)
    flat.close()
    return _parsed(f"<html><body><p>{escape(''.join(flat.parts))}</p></body></html>", parser)


def _parsed(text: str, parser: Any) -> Element:
    return lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)


class _Flat(HTMLParser):
    """Keeps the text of a page and nothing else."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._is_shown = True

    def handle_starttag(self, tag: str, _attributes: Any) -> None:
        self._is_shown = tag not in _NOT_PRINTED_TAGS
        self.parts.append(" ")

    def handle_endtag(self, _tag: str) -> None:
        self._is_shown = True
        self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        if self._is_shown:
            self.parts.append(data)


def classes(element: Element) -> list[str]:
    """Return the classes of an element."""
    return str(element.get("class") or "").split()


def has_class(element: Element, name: str) -> bool:
    """Return whether an element has a class."""
    return name in classes(element)


def is_element(node: Element) -> bool:
    """Return whether a node is an element, and no comment."""
    return isinstance(node.tag, str)


def children(element: Element) -> Iterator[Element]:
    """Yield the elements in an element, without the text between them."""
    return filter(is_element, element)


def first(element: Element, path: str) -> Element:
    """Return the first element at an XPath from ``element``, or None."""
    return next(iter(element.xpath(path)), None)


def with_class(name: str, tag: str = "*") -> str:
    """Return an XPath step for the elements with a class."""
    return f"{tag}[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]"


def is_printed(element: Element) -> bool:
    """Return whether an element is for paper too. Pictures are, also those not to be read out."""
    if element.tag in _NOT_PRINTED_TAGS or element.get("hidden") is not None:
        return False
    if _HIDDEN_STYLE.search(element.get("style") or ""):
        return False
    if not _NOT_PRINTED_CLASSES.isdisjoint(classes(element)):
        return False
    return bool(element.get("aria-hidden") != "true" or element.tag == "img")


def is_block(element: Element) -> bool:
    """Return whether an element is a block, or holds one."""
    if element.tag in _BLOCK_SET:
        return True
    if element.tag in {"svg", "math"} or not len(element):
        return False
    return next(element.iter(*_BLOCKS), None) is not None


def text_of(element: Element) -> str:
    """Return all text in an element, on one line."""
    return SPACE.sub(" ", str(element.text_content())).strip(" ")
