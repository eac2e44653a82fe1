"""Elements of WordprocessingML, made with lxml: python-docx is slow at many small things."""

from __future__ import annotations

import re
from typing import Any, Final, TypeAlias

from lxml import etree

Element: TypeAlias = Any
"""An element of lxml, which has no types of its own."""

NAMESPACES: Final = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}
SVG_NAMESPACE: Final = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
DECORATIVE_NAMESPACE: Final = "http://schemas.microsoft.com/office/drawing/2017/decorative"
_W: Final = f"{{{NAMESPACES['w']}}}"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_ILLEGAL: Final = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
_PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=True)


def w(tag: str, /, *children: Element | None, **attributes: object) -> Element:
    """Return a ``w:`` element; its attributes are of the same namespace, its children may be None.

    An attribute that is None is left out.
    """
    made = etree.Element(_W + tag, None, NAMESPACES)
    for name, value in attributes.items():
        if value is not None:
            made.set(_W + name, clean(str(value)))
    for child in children:
        if child is not None:
            made.append(child)
    return made


def x(name: str, /, *children: Element | None, **attributes: object) -> Element:
    """Return an element of any known namespace, such as ``a:blip``, with plain attributes.

    An attribute with a namespace is written ``r__embed``.
    """
    made = etree.Element(qualified(name), None, NAMESPACES)
    for key, value in attributes.items():
        prefix, _mark, local = key.rpartition("__")
        made.set(qualified(f"{prefix}:{local}") if prefix else local, clean(str(value)))
    for child in children:
        if child is not None:
            made.append(child)
    return made


def qualified(name: str) -> str:
    """Return the full name of ``w:p`` and the like."""
    prefix, _colon, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def text(content: str) -> Element:
    """Return a ``w:t`` that keeps its spaces."""
    made = w("t")
    made.text = clean(content)
    made.set(_SPACE, "preserve")
    return made


def clean(content: str) -> str:
    """Return text without the characters that XML can't hold."""
    return _ILLEGAL.sub("", content)


def parsed(content: bytes | str) -> Element:
    """Return the root of an XML text, which is never allowed to fetch anything."""
    return etree.fromstring(content.encode() if isinstance(content, str) else content, _PARSER)


def attribute(element: Element, name: str) -> str:
    """Return a ``w:`` attribute, or nothing."""
    return str(element.get(_W + name) or "")


def set_attribute(element: Element, name: str, value: object) -> None:
    """Give a ``w:`` attribute a value."""
    element.set(_W + name, str(value))


def children(element: Element, tag: str) -> list[Element]:
    """Return the ``w:`` children with a tag."""
    return list(element.findall(_W + tag))


def child(element: Element, tag: str) -> Element | None:
    """Return the first ``w:`` child with a tag, or None."""
    return element.find(_W + tag)


def is_tag(element: Element, tag: str) -> bool:
    """Return whether an element is this ``w:`` element."""
    return bool(element.tag == _W + tag)
