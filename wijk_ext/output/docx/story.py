"""The part of a document that text is written in: the text itself, or the footnotes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlsplit

from docx.opc.constants import RELATIONSHIP_TYPE as RT

if TYPE_CHECKING:
    from docx.opc.part import Part

_ALLOWED: Final = "%/:=&?~#+!$,;'@()*[]"
_LONE_PERCENT: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")


class Story:
    """Gives the relationships of a part their ids, each address once."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self._addresses: dict[str, str] = {}
        self._parts: dict[int, str] = {}

    def address(self, address: str) -> str:
        """Return the id of the relationship to an address; empty when that is none."""
        if address not in self._addresses:
            target = valid_address(address)
            self._addresses[address] = self._add(RT.HYPERLINK, target) if target else ""
        return self._addresses[address]

    def image(self, part: Part) -> str:
        """Return the id of the relationship to an image."""
        if id(part) not in self._parts:
            self._parts[id(part)] = self._add(RT.IMAGE, part)
        return self._parts[id(part)]

    def _add(self, kind: str, target: str | Part) -> str:
        name = f"wijk{len(self._addresses) + len(self._parts) + 1}"
        self.part.rels.add_relationship(kind, target, name, is_external=isinstance(target, str))
        return name


def valid_address(address: str) -> str:
    """Return an address in the characters that an address may have; empty when it is none.

    Word refuses a whole document for one address that it can't read.
    """
    made = quote(address.strip(), safe=_ALLOWED, errors="replace")
    made = _LONE_PERCENT.sub("%25", made)
    head, mark, rest = made.partition("#")
    made = head + mark + rest.replace("#", "%23")
    try:
        parts = urlsplit(made)
        _port = parts.port
    except ValueError:
        return ""
    if not parts.scheme or not (parts.netloc or parts.scheme in {"mailto", "tel"}):
        return ""
    if "[" in parts.path + parts.query + parts.fragment:
        made = made.replace("[", "%5B").replace("]", "%5D")
    return made


def readable_address(address: str) -> str:
    """Return an address as one would write it on paper."""
    shown = re.sub(r"^(?:https?://|mailto:|tel:)", "", address.strip(), flags=re.IGNORECASE)
    if address.lower().startswith("mailto:"):
        shown = shown.partition("?")[0]
    return shown.removesuffix("/")
