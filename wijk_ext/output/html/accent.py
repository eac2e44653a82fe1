"""The accent of an excerpt: the colour of the reader's organisation, where it can be read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from wijk_ext.analysis.colour import ENOUGH, contrast
from wijk_ext.model.wijk import organisation_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from wijk_ext.model.wijk import Wijk

SHEET: Final = "wijk-accent.css"
LIGHTEST_GROUNDS: Final = ("#ffffff", "#f6f5f2")
"""Paper and ground of the light mode in ``wijk-tokens.css``; the dark mode keeps its own accent."""


def add_accent(app: Sphinx, wijk: Wijk) -> None:
    """Write a style sheet with the reader's colour, if there is one with enough contrast.

    It is a file of its own, as a strict content security policy allows no styles in pages.
    """
    own = wijk.organisation(organisation_of(app.config.wijk_reader))
    colour = own.colour if own else ""
    if not colour or any(contrast(colour, ground) < ENOUGH for ground in LIGHTEST_GROUNDS):
        return
    folder = Path(app.outdir, "_static")
    folder.mkdir(parents=True, exist_ok=True)
    rule = f'html:not([data-theme="dark"]) {{\n  --wijk-accent: {colour};\n}}\n'
    (folder / SHEET).write_text(rule, encoding="utf-8", newline="\n")
    app.add_css_file(SHEET, priority=910)
