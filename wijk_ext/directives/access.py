"""``alleen-voor``: a block for some readers.

In the whole document it is shown with the names of its readers. An excerpt is made from sources in
which the marks are gone; should one be left, this directive refuses to show what is in it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.errors import SphinxError
from sphinx.util.docutils import SphinxDirective

from wijk_ext.items.words import reader_name
from wijk_ext.locale import gettext as _
from wijk_ext.model.wijk import PROJECT_TEAM, PUBLIC, Wijk
from wijk_ext.sources.page import ACCESS_BLOCK, split_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.application import Sphinx


class AccessBlock(SphinxDirective):
    """A block that only the named readers may see."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the content with a label, for the reader who sees all.

        Raises :class:`~sphinx.errors.SphinxError` for any other reader.
        """
        if self.config.wijk_reader != PROJECT_TEAM:
            path, line = self.get_source_info()
            message = _("a mark “alleen-voor” is left in an excerpt; nothing is shown.")
            raise SphinxError(f"{path}:{line}: {message}")
        content = self.parse_content_to_nodes(allow_section_headings=True)
        names = split_words(self.arguments[0])
        label = nodes.paragraph(classes=["wijk-access-label"])
        label["wijk-readers"] = list(names)
        if any(isinstance(node, nodes.section) for node in content):
            # a section must stay where the table of contents looks for it
            return [label, *content]
        return [nodes.container("", label, *content, classes=["wijk-access"])]


def page_readers(front_matter: object) -> tuple[str, ...]:
    """Return the readers that the front matter of a page names, as Sphinx keeps it."""
    try:  # a list in front matter is kept as JSON
        names = json.loads(str(front_matter))
    except ValueError:
        return split_words(str(front_matter))
    return tuple(map(str, names)) if isinstance(names, list) else (str(names),)


def fill_labels(doctree: nodes.document, wijk: Wijk, page_readers: Sequence[str]) -> None:
    """Write the names of the readers in every label, and one below the title of a marked page."""
    title = next(iter(doctree.findall(nodes.title)), None)
    if page_readers and title is not None and title.parent is not None:
        label = nodes.paragraph(classes=["wijk-access-label"])
        label["wijk-readers"] = list(page_readers)
        title.parent.insert(title.parent.index(title) + 1, label)
    for label in doctree.findall(nodes.paragraph):
        if names := label.attributes.pop("wijk-readers", None):
            label.append(nodes.Text(_for_whom(wijk, names)))
            if PUBLIC in names:
                label["classes"].append("wijk-public")


def _for_whom(wijk: Wijk, readers: Sequence[str]) -> str:
    if PUBLIC in readers:
        return _("Public: everyone may read this")
    names = ", ".join(reader_name(wijk, name) for name in readers)
    return _("Only for: {names}").format(names=names)


def register(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive(ACCESS_BLOCK, AccessBlock)
