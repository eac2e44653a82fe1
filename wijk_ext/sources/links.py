"""Links and images in the text of pages that lead to nothing."""

from __future__ import annotations

import os
import posixpath
import re
from pathlib import Path, PurePath
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
        target = role_target(token.content).partition(".")[0]
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
    path = path_of(target, page.place.path)
    if path is None or path.suffix == ".html":
        return False
    return not is_file(source.folder, path) and path.as_posix() not in source.pages


def path_of(target: str, page_path: PurePath) -> PurePath | None:
    """Return the path from the source folder that a link on a page names.

    None for an address, an anchor on the page itself, and what lies outside the folder.
    """
    name = unquote(target).partition("#")[0].strip().removeprefix("path:")
    if not name or _ADDRESS.match(name):
        return None
    folder = "" if name.startswith("/") else page_path.parent.as_posix()
    path = PurePath(posixpath.normpath(posixpath.join(folder, name.lstrip("/"))))
    return None if path.parts[:1] == ("..",) else path


def is_file(folder: Path, path: PurePath) -> bool:
    """Return whether a path, which may be any text, is a file in a folder."""
    # a text may be too long for a file name, on which pathlib raises
    return os.path.isfile(f"{folder}/{path}")  # noqa: PTH113


def role_target(content: str) -> str:
    """Return what a role points to: ``x`` of both ``x`` and ``words <x>``."""
    named = _ROLE_TARGET.search(content)
    return (named[1] if named else content).strip()
