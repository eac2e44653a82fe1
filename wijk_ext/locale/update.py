"""Bring the Dutch catalogue up to date with the texts in the code: ``nox -s texts``.

Texts that are gone are dropped, new ones are added empty, to be translated by hand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from wijk_ext.locale import DIRECTORY, DOMAIN
from wijk_ext.locale.catalogues import compile_catalogues

if TYPE_CHECKING:
    from pathlib import Path

KEYWORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2)}
CATALOGUE = DIRECTORY / "nl" / "LC_MESSAGES" / f"{DOMAIN}.po"


def texts_in_code() -> Catalog:
    """Return every text that the code marks for translation."""
    catalogue = Catalog("nl", project=DOMAIN, fuzzy=False)
    found = extract_from_dir(
        DIRECTORY.parent,
        method_map=[("**.py", "python"), ("output/*/templates/**", "jinja2")],
        keywords=KEYWORDS,
    )
    for _path, _line, message, _comments, _context in found:
        catalogue.add(message)
    return catalogue


def dutch_texts() -> Catalog:
    """Return the Dutch catalogue as it stands."""
    with CATALOGUE.open("rb") as stream:
        return read_po(stream, locale="nl")


def update(catalogue: Path = CATALOGUE) -> list[str]:
    """Write the catalogue anew and return the texts that still need a translation."""
    old, new = dutch_texts(), texts_in_code()
    missing = []
    for message in new:
        if not message.id:
            continue
        known = old.get(message.id)
        if known is not None and known.string:
            message.string = known.string
        else:
            missing.append(str(message.id))
    new.header_comment = "# Dutch texts of wijk_ext."
    with catalogue.open("wb") as stream:
        write_po(stream, new, sort_output=True, width=100, no_location=True)
    compile_catalogues(DIRECTORY)
    return missing


if __name__ == "__main__":
    for text in update():
        print(f"to translate: {text}")  # noqa: T201
