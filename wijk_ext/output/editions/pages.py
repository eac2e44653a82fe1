"""What stands beside the editions of a reader: their list, its style, and a page that leads on."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from wijk_ext.locale import gettext as _
from wijk_ext.locale import language
from wijk_ext.output.editions.listing import latest, newest_first, script
from wijk_ext.output.handbook import NAME

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wijk_ext.output.editions.listing import Listed

SCRIPT: Final = "edities.js"
LIST: Final = "edities.html"
SHEET: Final = "edities.css"
FEED: Final = "wijzigingen.atom"
START_PAGE: Final = "index.html"
_TEMPLATES: Final = Path(__file__).parent / "templates"
_TOKENS: Final = Path(__file__).parents[1] / "html" / "static" / "wijk-tokens.css"
_ACCENT: Final = "_static/wijk-accent.css"
_DARK: Final = re.compile(r'html\[data-theme="dark"\] (\{[^}]*\})')
_LABELS: Final = {"pdf": "PDF", "docx": "Word"}


def beside(
    place: Path, editions: Sequence[Listed], document: str, reader: str, *, feed: bool
) -> dict[str, bytes]:
    """Return the files that stand beside the editions in the folder ``place``, by their names.

    Raises OSError when the colour of the reader can't be read from a site.
    """
    adopted = latest(editions)
    ordered = newest_first(editions)
    values = {"language": language(), "document": document}
    found = {
        SCRIPT: script(editions),
        LIST: _filled(
            LIST,
            values | {"editions": ordered, "latest": adopted, "feed": feed},
            name=NAME,
            labels=_LABELS,
            words=_words_of_list(reader),
        ),
        SHEET: _sheet(place, adopted or ordered[0]),
    }
    if adopted is None:
        words = {
            "none": _("No edition has been adopted yet."),
            "read": _("Read the latest text: {edition}").format(edition=ordered[0].title),
        }
        target = f"{ordered[0].folder}/{START_PAGE}"
        found[START_PAGE] = _filled("verder.html", values, target=target, words=words)
    return {name: text.encode() for name, text in found.items()}


def _words_of_list(reader: str) -> dict[str, str]:
    note = _("An edition stays as it is; what changes is in the next one.")
    if reader:
        excerpt = _("Excerpt for {reader}.").format(reader=reader)
        note = f"{excerpt} {note}"
    return {
        "editions": _("Editions"),
        "changes": _("Changes"),
        "note": note,
        "latest": _("latest adopted"),
        "handbook": _("As a handbook:"),
        "feed": _("Follow the changes in a feed reader (Atom)"),
    }


def _filled(template: str, values: dict[str, Any], **more: Any) -> str:
    return _environment().get_template(template).render(**values, **more)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _sheet(place: Path, of: Listed) -> str:
    """Return a style sheet with the tokens of the house style and the fonts of one edition."""
    tokens = _TOKENS.read_text(encoding="utf-8")
    tokens = tokens.replace('url("fonts/', f'url("{of.folder}/_static/fonts/')
    tokens = _DARK.sub(r"@media (prefers-color-scheme: dark) { :root \1 }", tokens)
    if _ACCENT in of.files:
        accent = (place / of.folder / _ACCENT).read_text(encoding="utf-8")
        tokens += f"@media (prefers-color-scheme: light) {{\n{accent}}}\n"
    return tokens + (_TEMPLATES / SHEET).read_text(encoding="utf-8")
