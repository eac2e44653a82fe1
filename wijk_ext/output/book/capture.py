"""Catch the bodies of pages while Sphinx writes a site; the only part that knows Sphinx."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from wijk_ext.output.book.store import Entry, FragmentStore
from wijk_ext.output.changes.html import CHANGES_PAGE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

AFTER_ALL_OTHERS: Final = 950
"""Every extension may have changed the body of a page before it is caught."""


def capture(app: Sphinx, folder: Path) -> None:
    """Keep what a build writes in a store in ``folder``, to be read with ``read_store``.

    To be called before the build. The folder must survive between builds that share doctrees: a
    page that did not change is not written again. It lies outside the output.
    """
    store = FragmentStore(folder)
    last: list[Entry] = []

    def page_written(
        app: Sphinx, page: str, _template: str, context: dict[str, Any], _doctree: Any
    ) -> None:
        if "body" not in context:
            return
        if page in app.env.found_docs:
            store.write_body(page, str(context["body"]))
        elif page == CHANGES_PAGE:  # no page of the source, and the last chapter of the book
            store.write_body(page, str(context["body"]))
            last.append(Entry(page, str(context["title"]), 1))

    def finished(app: Sphinx, exception: Exception | None) -> None:
        if exception is None:
            order = [*entries(app.env, app.config.root_doc), *last]
            store.write_contents(order, {*app.env.found_docs, *(entry.page for entry in last)})

    app.connect("html-page-context", page_written, priority=AFTER_ALL_OTHERS)
    app.connect("build-finished", finished)


def entries(env: BuildEnvironment, root: str) -> Iterator[Entry]:
    """Yield the start page and every page that toctrees lead to from there, each once, in order.

    The start page and the pages in its own toctrees are chapters. Hidden toctrees count.
    """
    seen: set[str] = set()
    waiting = [(root, 1)]
    while waiting:
        page, depth = waiting.pop(0)
        if page in seen or page not in env.found_docs:
            continue
        seen.add(page)
        title = env.titles[page].astext() if page in env.titles else ""
        yield Entry(page, title, depth)
        below = depth if page == root else depth + 1
        waiting[:0] = [(one, below) for one in env.toctree_includes.get(page, [])]
