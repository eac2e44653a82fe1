"""What an author can place on a page beside items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wijk_ext.directives import access, overview, tables

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def register_directives(app: Sphinx) -> None:
    """Register our directives and nodes."""
    access.register(app)
    tables.register(app)
    overview.register(app)
