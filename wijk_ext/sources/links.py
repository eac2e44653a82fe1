"""Links and images in the text of pages that lead to nothing."""

from __future__ import annotations

import os
import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from wijk_ext.locale import gettext as _
from wijk_ext.model.problem import Place, Problem
from wijk_ext.sources.items import FOREIGN_ID

if TYPE_CHECKING:
    from collections.abc import Iterator, Set

    from markdown_it.token import Token

    from wijk_ext.sources.page import Page
    from wijk_ext.sources.source import Source

_ADDRESS = re.compile(r"^([a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
_ITEM = re.compile(r"^[A-Z]{2,4}-\d+$")
_ROLE_TARGET = re.compile(r"<([^<>]+)>\s*$")
_FILE_DIRECTIVES = frozenset({"image", "figure", "include", "literalinclude"})


def dead_links(source: Source) -> list[Problem]:
    """Return references to no item, no page and no file; the text must be parsed ``inline``."""
    ids = {item.id for item in source.document.items}
    return sorted(problem for page in source.pages.values() for problem in _dead(page, source, ids))


def _dead(page: Page, source: Source, ids: Set[str]) -> Iterator[Problem]:
    for piece in page.blocks.pieces:
        for line, token in piece.tokens():
            if message := _fault(token, page, source, ids):
                yield Problem(Place(page.place.path, line), message, "link")
    for block, _around in page.blocks.walk():
        if block.name in _FILE_DIRECTIVES and _is_missing(block.argument, page, source):
            message = _("there is no page or file “{name}”.").format(name=block.argument)
            yield Problem(Place(page.place.path, block.first_line), message, "link")


def _fault(token: Token, page: Page, source: Source, ids: Set[str]) -> str:
    """Return what is wrong with a link, an image or a role; nothing when it leads somewhere."""
    if token.type == "myst_role" and token.meta.get("name") == "need":
        named = _ROLE_TARGET.search(token.content)
        target = (named[1] if named else token.content).strip().partition(".")[0]
        if target in ids or FOREIGN_ID.fullmatch(target):
            return ""
        return _("there is no item {id}.").format(id=target)
    target = str(token.attrs.get("href" if token.type == "link_open" else "src", ""))
    if token.type not in {"link_open", "image"} or not target:
        return ""
    anchor = target.partition("#")[2]
    if target.startswith("#"):
        is_item = _ITEM.match(anchor) is not None
        return (
            _("there is no item {id}.").format(id=anchor) if is_item and anchor not in ids else ""
        )
    if _is_missing(target, page, source):
        return _("there is no page or file “{name}”.").format(name=unquote(target))
    return ""


def _is_missing(target: str, page: Page, source: Source) -> bool:
    name = unquote(target).partition("#")[0].strip()
    if not name or _ADDRESS.match(name) or name.endswith(".html"):
        return False
    base = "/" if name.startswith("/") else f"/{page.place.path.parent.as_posix()}"
    path = posixpath.normpath(posixpath.join(base, name.lstrip("/"))).lstrip("/")
    # a name may be too long for a file, on which pathlib raises
    is_file = os.path.isfile(source.folder / path)  # noqa: PTH113
    return not is_file and path not in source.pages
