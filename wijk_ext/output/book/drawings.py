"""A drawing within a page, as an SVG file that needs nothing beside it.

The style sheets of the site do not reach it: what its classes mean is written out. It asks for no
other file, runs nothing, and is the same text every time.
"""

from __future__ import annotations

import re
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Final

from wijk_ext.output.book.dom import classes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wijk_ext.output.book.dom import Element

FONT: Final = "Source Sans 3"
_TOKENS: Final = Path(__file__).parents[1] / "html" / "static" / "wijk-tokens.css"
_TOKEN: Final = re.compile(r"--([\w-]+):\s*(#[0-9a-fA-F]{3,8})\s*;")
_VARIABLE: Final = re.compile(r"var\(\s*--([\w-]+)\s*(?:,\s*([^()]*))?\)")
_EDGE: Final = "edge"
_CLASSES: Final[dict[str, dict[str, str]]] = {
    "wijk-chart-svg": {"font-size": "15"},
    "wijk-chart-label": {"fill": "wijk-ink"},
    "wijk-bar": {"fill": _EDGE},
    "wijk-bar-number": {"fill": "wijk-paper", "font-weight": "600", "font-size": "14"},
}
"""What wijk.css says of the parts of a drawing: a token of the house style, or a value."""
_INSIDE: Final = re.compile(r"#|data:image/(png|jpeg|gif|webp)[;,]")
_OWN_PART: Final = re.compile(r"[^(]*url\(\s*['\"]?#[^()]*\)[^(]*")
_FORBIDDEN: Final = frozenset(
    ["script", "foreignobject", "iframe", "style", "animate", "set", "handler", "listener"]
)
_LEFT_OUT: Final = frozenset({"class", "xmlns"})
_NAMES: Final = {
    name.lower(): name
    for name in (
        *("clipPath", "linearGradient", "radialGradient", "textPath", "feBlend", "feColorMatrix"),
        *("feComponentTransfer", "feComposite", "feDropShadow", "feFlood", "feFuncA", "feFuncB"),
        *("feFuncG", "feFuncR", "feGaussianBlur", "feMerge", "feMergeNode", "feMorphology"),
        *("feOffset", "feTile", "feTurbulence", "feConvolveMatrix", "feDisplacementMap"),
        *("viewBox", "preserveAspectRatio", "gradientUnits", "gradientTransform", "spreadMethod"),
        *("patternUnits", "patternContentUnits", "patternTransform", "clipPathUnits"),
        *("maskUnits", "maskContentUnits", "markerUnits", "markerWidth", "markerHeight"),
        *("refX", "refY", "textLength", "lengthAdjust", "startOffset", "pathLength"),
        *("filterUnits", "primitiveUnits", "stdDeviation", "tableValues", "baseFrequency"),
        *("numOctaves", "kernelMatrix", "xChannelSelector", "yChannelSelector"),
    )
}
"""The names of SVG that the HTML parser wrote in small letters."""


def drawing(svg: Element) -> str:
    """Return an ``svg`` element as the text of an SVG file."""
    return "".join(_written(svg, root=True))


@cache
def colours() -> dict[str, str]:
    """Return the colours of the house style on paper, by the name of their token."""
    text = _TOKENS.read_text("utf-8")
    start = text.index(":root")
    return dict(_TOKEN.findall(text[start : text.index("}", start)]))


def _written(element: Element, *, root: bool = False) -> Iterator[str]:
    name = _NAMES.get(element.tag, element.tag)
    shown = dict(_attributes(element))
    if root:
        shown = _of_root(shown)
    attributes = "".join(f' {key}="{escape(value)}"' for key, value in shown.items())
    yield f"<{name}{attributes}>"
    yield escape(element.text or "", quote=False)
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _FORBIDDEN and _is_self_contained(child):
            yield from _written(child)
        yield escape(child.tail or "", quote=False)
    yield f"</{name}>"


def _of_root(attributes: dict[str, str]) -> dict[str, str]:
    shown = {"xmlns": "http://www.w3.org/2000/svg", "font-family": FONT} | attributes
    box = shown.get("viewBox", "").replace(",", " ").split()
    if len(box) == 4:
        shown = {"width": box[2], "height": box[3]} | shown
    return shown


def _attributes(element: Element) -> Iterator[tuple[str, str]]:
    for name in classes(element):
        for key, value in _CLASSES.get(name, {}).items():
            yield key, _colour(value, element)
    for key, value in sorted(element.attrib.items()):
        name = _NAMES.get(key, key.removeprefix("xlink:"))
        if name == "href" and element.tag == "a":
            continue
        is_name = re.fullmatch(r"[A-Za-z][\w-]*", name) is not None
        if is_name and not name.startswith("on") and name not in _LEFT_OUT:
            yield name, _VARIABLE.sub(_variable, value)


def _colour(value: str, element: Element) -> str:
    if value == _EDGE:
        phase = next((one for one in classes(element) if one.startswith("wijk-phase-")), "")
        value = f"wijk-{phase.removeprefix('wijk-phase-')}" if phase else "wijk-accent"
    return colours().get(value, value)


def _variable(found: re.Match[str]) -> str:
    return colours().get(found[1], found[2] or "currentColor")


def _is_self_contained(element: Element) -> bool:
    """Return whether an element asks for nothing beside the drawing."""
    for key, value in element.attrib.items():
        address = value.strip().lower()
        is_reference = key.removeprefix("xlink:") == "href" and element.tag != "a"
        if is_reference and not _INSIDE.match(address):
            return False
        if "url(" in address and not _OWN_PART.fullmatch(address):
            return False
    return True
