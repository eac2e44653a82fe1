"""A letter as Markdown, from a template in ``brieven``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from wijk_ext.output.letters.content import Content
from wijk_ext.projection.templates import fill

if TYPE_CHECKING:
    from pathlib import Path

    from wijk_ext.model.access import Reader
    from wijk_ext.model.document import Document
    from wijk_ext.model.timeline import Timeline

_EMPTY_LINES: Final = re.compile(r"\n(?:[ \t]*\n){2,}")
"""What parts of a template that have nothing to say leave behind."""


def letter(kind: str, document: Document, reader: Reader, timeline: Timeline, source: Path) -> str:
    """Return a letter to a reader as Markdown.

    ``kind`` is one of :data:`~wijk_ext.output.letters.kinds.KINDS`. ``document`` holds the items
    that the reader may see, and ``timeline`` the editions that the reader has (``without_past``
    where there are none); nothing else gets into the letter. Its day is that of the current
    edition. ``source`` is the folder whose ``sjablonen/brieven`` come before ours. Raises
    :class:`~wijk_ext.projection.templates.TemplateFaultError` when the template can't be used.
    """
    edition = timeline.current.edition
    content = Content(document.wijk, document, reader, timeline, edition.date, edition.name)
    text = fill(f"brieven/{kind}.md.j2", source, edition.date, brief=content)
    return _EMPTY_LINES.sub("\n\n", text)
