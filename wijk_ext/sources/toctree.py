"""Which pages the toctrees of a document lead to, read as Sphinx reads them."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Final

from sphinx.util.matching import patfilter

from wijk_ext.locale import gettext as _
from wijk_ext.model.problem import Place, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wijk_ext.sources.blocks import Block
    from wijk_ext.sources.page import Page

_TITLED = re.compile(r"^.+\s*<(?P<target>[^<>]*)>$")
_ADDRESS = re.compile(r"^([a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
_GLOB = re.compile(r"[*?\[]")
_NO_PAGE: Final = frozenset({"self", "genindex", "modindex", "search"})


def entries(block: Block, page_name: str, names: Mapping[str, object]) -> Iterator[tuple[int, str]]:
    """Yield line and page name of each entry of a toctree, globs expanded, in order.

    Addresses and generated pages are left out; a name that is no page is yielded as it is.
    """
    folder = posixpath.dirname(page_name)
    for number, line in enumerate(block.body.split("\n"), block.body_line):
        entry = line.strip()
        titled = _TITLED.match(entry)
        target = titled["target"] if titled else entry
        if not target or target in _NO_PAGE or _ADDRESS.match(target):
            continue
        path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        if "glob" in block.options and not titled and _GLOB.search(entry):
            matching = sorted(patfilter(names, path))
            yield from ((number, name) for name in matching if name != page_name)
        else:
            yield number, path.removesuffix(".md").removesuffix(".rst")


def unreached(pages: Mapping[str, Page], names: Mapping[str, object]) -> Iterator[Problem]:
    """Yield pages that no toctree leads to, and toctree entries that lead to no page."""
    reached = {"index"}
    for page in pages.values():
        for block, _around in page.blocks.walk():
            if block.name != "toctree":
                continue
            for line, name in entries(block, page.name, names):
                reached.add(name)
                if name not in names:
                    message = _("the toctree names “{name}”, but there is no such page.")
                    place = Place(page.place.path, line)
                    yield Problem(place, message.format(name=name), "toctree")
    for page in pages.values():
        if page.name not in reached and not page.metadata.get("orphan"):
            message = _(
                "no toctree leads to this page, so nobody will find it. Add it to one, or write "
                "“orphan: true” in its front matter."
            )
            yield Problem(Place(page.place.path, 1), message, "toctree")
