"""What a page must know of the book around it while it is read."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable

PRINTED_SCHEMES: Final = frozenset({"http", "https", "mailto", "tel"})
"""The addresses that mean something outside the site."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True)
class Target:
    """Where a link leads: to an anchor, an address, or a file beside the book; or nowhere."""

    anchor: str = ""
    address: str = ""
    file: str = ""
    """Name of a file or page of the site that is not in the book."""


def outside(address: str) -> Target | None:
    """Return where a link leads that is no path within the site; None when it is one.

    Only web, mail and telephone addresses are kept: any other leads nowhere.
    """
    address = _CONTROL.sub("", address).strip()
    if address.startswith("//"):
        address = f"https:{address}"
    try:
        scheme = urlsplit(address).scheme.lower()
    except ValueError:  # an address that is none, such as http://[
        return Target()
    if not scheme:
        return None
    return Target(address=address) if scheme in PRINTED_SCHEMES else Target()


def path_in_site(address: str, page: str) -> tuple[str, str]:
    """Return the path within the site that a link on a page names, and the id behind the ``#``.

    Without a path it is the page itself; the path is empty for what lies outside the site.
    """
    path, _mark, fragment = _CONTROL.sub("", address).strip().partition("#")
    path = unquote(path.partition("?")[0])
    if not path:
        return f"{page}.html", unquote(fragment)
    folder = "" if path.startswith("/") else posixpath.dirname(page)
    full = posixpath.normpath(posixpath.join(folder, path.lstrip("/")))
    if path.endswith("/") or full == ".":
        full = posixpath.normpath(f"{full}/index.html")
    return ("" if full.startswith("..") else full), unquote(fragment)


def _outside_only(address: str) -> Target:
    found = outside(address)
    if found is not None:
        return found
    return Target(anchor=address[1:]) if address.startswith("#") else Target(file=address)


@dataclass(frozen=True)
class Around:
    """The book around a page. As it is by default, a page is a book of its own."""

    page: str = "index"
    """Name of the page; its links are relative to it."""
    site: Path = field(default_factory=Path)
    """Folder of the site, which holds the images."""
    target: Callable[[str], Target] = _outside_only
    """Finds where a link leads by its ``href``."""
    anchor: Callable[[str], str] = str
    """Gives the anchor in the book of an id on the page."""
    level: Callable[[int], int] = int
    """Gives the level in the book of a heading, by its level on the page."""
