"""Write an excerpt as a source folder that Sphinx can build."""

from __future__ import annotations

import shutil
import tomllib
from typing import TYPE_CHECKING, Any, Final

import tomli_w

from wijk_ext.model.wijk import organisation_of
from wijk_ext.sources.settings import FILE_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from wijk_ext.projection.excerpt import Excerpt

HOUSE_STYLE: Final = "_huisstijl"
"""Folder for the style sheets, scripts and icons that the project's ``conf.py`` names."""
_NOT_COPIED: Final = frozenset({"onderdelen", "logo", "word_sjabloon"})
"""Settings of an organisation that name files, which an excerpt does not have, or other readers."""
_READER_FIELDS: Final = (
    *("partijen", "organisatie", "eigenaar", "ingebracht_door", "orgaan", "lezers", "voor"),
)


def write_folder(
    excerpt: Excerpt, start: str, source: Path, static: Iterable[tuple[Path, str]], folder: Path
) -> None:
    """Write the pages, the files they refer to and the settings into an empty folder.

    ``start`` is the start page; ``static`` holds the files that ``conf.py`` names, each with its
    path among the static files of the site. Raises OSError when the folder can't be written.
    """
    folder.mkdir(parents=True)
    pages = dict(excerpt.pages)
    pages["index"] = f"{start}\n{excerpt.toctrees}\n"
    for name, text in pages.items():
        _write(folder / f"{name}.md", text)
    for asset in sorted(excerpt.assets):
        _copy(source / asset, folder / asset)
    for path, name in static:
        _copy(path, folder / HOUSE_STYLE / name)
    settings = tomllib.loads((source / FILE_NAME).read_text(encoding="utf-8"))
    _write(folder / FILE_NAME, tomli_w.dumps(_settings_for(excerpt, settings)))


def _settings_for(excerpt: Excerpt, settings: dict[str, Any]) -> dict[str, Any]:
    """Return the settings with only those organisations and types that the excerpt names."""
    named = {excerpt.reader.id}
    for item in excerpt.items:
        for field in _READER_FIELDS:
            named.update(item.words(field))
    organisations = {}
    for id_, table in settings.get("organisaties", {}).items():
        if not any(organisation_of(name) == id_ for name in named):
            continue
        kept = {key: value for key, value in table.items() if key not in _NOT_COPIED}
        units = {
            unit: rest
            for unit, rest in table.get("onderdelen", {}).items()
            if f"{id_}/{unit}" in named
        }
        organisations[id_] = kept | ({"onderdelen": units} if units else {})
    types = {item.type for item in excerpt.items}
    own_types = {name: table for name, table in settings.get("items", {}).items() if name in types}
    shown = {"wijk": settings["wijk"], "organisaties": organisations, "items": own_types}
    shown |= {"signalen": settings.get("signalen", {})}
    if "openbaar" in settings and "openbaar" in named:
        shown["openbaar"] = settings["openbaar"]
    return {key: value for key, value in shown.items() if value}


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
