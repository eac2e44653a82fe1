"""The package of one edition: a folder for each reader and one for the sources, all described.

A site is packed as one file within the package, for it is one record: what one reader had. So the
package can be split, and a reader's part be given out without the others. What may be used by whom
is said with every part.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final
from unicodedata import normalize

from wijk_ext.locale import gettext as _
from wijk_ext.locale.dates import date_in_words
from wijk_ext.locale.editions import named_edition
from wijk_ext.model.wijk import PROJECT_TEAM, PUBLIC
from wijk_ext.output.archive.mdto import (
    FileRecord,
    Identity,
    InformationObject,
    Reference,
    Restriction,
    Term,
    file_as_xml,
    object_as_xml,
)
from wijk_ext.output.archive.zips import files_below, write_zip

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from wijk_ext.model.archive import Archive
    from wijk_ext.model.edition import Edition
    from wijk_ext.model.wijk import Wijk

SOURCES: Final = "bron"
"""The folder of the package with the sources, and the name of the file in it."""
READERS: Final = "lezers"
"""The folder of the package with a folder for each reader."""
SITE: Final = "site.zip"
README: Final = "LEESMIJ.txt"
MANIFEST: Final = "manifest-sha256.txt"
_LEVELS: Final = "Begrippenlijst Aggregatieniveaus MDTO"
_APPRAISALS: Final = {
    "blijvend": Term("Blijvend te bewaren", "Begrippenlijst Waarderingen MDTO", "B"),
    "tijdelijk": Term("Tijdelijk te bewaren", "Begrippenlijst Waarderingen MDTO", "V"),
    "nader-te-bepalen": Term("Nader te bepalen", "Begrippenlijst Waarderingen MDTO", "N"),
}
_FORMS: Final = {
    ".zip": Term("ZIP Format", "PRONOM-register", "x-fmt/263"),
    ".pdf": Term("Acrobat PDF/A - Portable Document Format 2a", "PRONOM-register", "fmt/476"),
    ".docx": Term("Microsoft Word for Windows 2007 onwards", "PRONOM-register", "fmt/412"),
}
"""What The National Archives (UK) call the kinds of files that a package holds."""
HANDBOOKS: Final = ("wijkdocument.pdf", "wijkdocument.docx")


@dataclass(frozen=True)
class Package:
    """What is known of an edition that goes to the records department."""

    wijk: Wijk
    """The settings of that edition."""
    archive: Archive
    """What the records department asks today."""
    edition: Edition
    sites: Mapping[str, Path]
    """The folder with the site of each reader, by the id of the reader."""
    sources: Path
    """The folder with the sources of that edition."""
    today: date

    @property
    def key(self) -> str:
        """What identifies the package: also the name of its folder and its file."""
        plain = normalize("NFKD", self.wijk.name.casefold()).encode("ascii", "ignore").decode()
        words = re.findall(r"[a-z0-9]+", plain)
        return "-".join(["wijkdocument", *words, self.edition.name])

    @property
    def creator(self) -> str:
        """The body that is responsible for the record; empty when nobody said so."""
        place = self.wijk.municipality
        return self.archive.creator or (f"Gemeente {place}" if place else "")

    def identity(self, *parts: str) -> Identity:
        """Return what identifies the package, or something in it."""
        source = self.archive.source or f"Wijkdocument {self.wijk.name}"
        return Identity("/".join([self.key, *parts]), source)

    def title(self, reader: str | None) -> str:
        """Return what the part of a reader is called; with None that of the sources."""
        document = f"{self.wijk.name}, {named_edition(self.edition.name)}"
        if reader is None:
            return _("Sources of {document}").format(document=document)
        if reader == PROJECT_TEAM:
            return f"Wijkdocument {document}"
        name = self.wijk.readers().get(reader, reader)
        return _("Excerpt of {document}: {reader}").format(document=document, reader=name)


def write_package(package: Package, out: Path, scratch: Path) -> Path:
    """Write the package of an edition into a folder, and return the file.

    ``scratch`` is a new folder for what is packed on the way. Raises OSError when something can't
    be read or written.
    """
    files: dict[str, Path | bytes] = {}
    parts = []
    for reader, site in sorted(package.sites.items()):
        folder = f"{READERS}/{reader.replace('/', '.')}"
        handbooks = {name: site / name for name in HANDBOOKS if (site / name).is_file()}
        packed = _pack(package, site, scratch / folder / SITE)
        parts.append(_put(package, reader, folder, {**handbooks, SITE: packed}, files))
    packed = _pack(package, package.sources, scratch / SOURCES / f"{SOURCES}.zip")
    parts.append(_put(package, None, SOURCES, {packed.name: packed}, files))
    files[f"{package.key}.mdto.xml"] = object_as_xml(_whole(package, tuple(parts)))
    files[README] = _readme(package).encode()
    files[MANIFEST] = _manifest(files).encode()
    out.mkdir(parents=True, exist_ok=True)
    target = out / f"{package.key}.zip"
    unfinished = target.with_name(f".{target.name}.deel")
    named = {f"{package.key}/{name}": content for name, content in files.items()}
    try:
        write_zip(unfinished, named, package.edition.date, compressed=True)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return target


def _pack(package: Package, folder: Path, target: Path) -> Path:
    """Write a folder into one file, and return that."""
    target.parent.mkdir(parents=True)
    write_zip(target, files_below(folder), package.edition.date, compressed=False)
    return target


def _put(
    package: Package,
    reader: str | None,
    folder: str,
    found: Mapping[str, Path],
    files: dict[str, Path | bytes],
) -> Reference:
    """Add a part and its descriptions to the package; return what refers to it."""
    part = Reference(package.title(reader), package.identity(folder))
    references = []
    for name, path in sorted(found.items()):
        content = path.read_bytes()
        record = FileRecord(
            identity=package.identity(folder, name),
            name=name,
            size=len(content),
            form=_FORMS[path.suffix],
            sha256=hashlib.sha256(content).hexdigest(),
            checked=package.today,
            represents=part,
        )
        files[f"{folder}/{name}"] = path
        files[f"{folder}/{name}.bestand.mdto.xml"] = file_as_xml(record)
        references.append(Reference(name, record.identity))
    described = replace(
        _whole(package, ()),
        identity=package.identity(folder),
        name=part.name,
        level=Term("Archiefstuk", _LEVELS),
        description=_about(package, reader),
        restriction=_restriction(package, reader),
        part_of=Reference(package.title(PROJECT_TEAM), package.identity()),
        files=tuple(references),
    )
    name = folder.rpartition("/")[2]
    files[f"{folder}/{name}.mdto.xml"] = object_as_xml(described)
    return part


def _whole(package: Package, parts: tuple[Reference, ...]) -> InformationObject:
    archive, edition = package.archive, package.edition
    selection_list = archive.selection_list or "Selectielijst"
    return InformationObject(
        identity=package.identity(),
        name=package.title(PROJECT_TEAM),
        level=Term("Dossier", _LEVELS),
        description=_(
            "One edition of the shared document of a neighbourhood project team, as each reader "
            "had it, with the sources it was made from."
        ),
        place=package.wijk.municipality,
        language=package.wijk.language,
        made=edition.date,
        maker=f"Projectteam {package.wijk.name}",
        result=f"{named_edition(edition.name)}, {edition.status}",
        appraisal=_APPRAISALS[archive.appraisal],
        years=archive.years,
        category=Term(archive.category, selection_list) if archive.category else None,
        creator=package.creator,
        restriction=_restriction(package, None),
        parts=parts,
    )


def _about(package: Package, reader: str | None) -> str:
    if reader is None:
        return _("The texts and settings that everything in this package was made from.")
    if reader == PROJECT_TEAM:
        return _("The whole document, as the project team has it.")
    name = package.wijk.readers().get(reader, reader)
    return _("The excerpt for {reader}: what this reader may see.").format(reader=name)


def _restriction(package: Package, reader: str | None) -> Restriction:
    """Return who may use a part: who could see it then, and the records department."""
    words = _("Access in the wijkdocument")
    if reader == PUBLIC:
        return Restriction(Term(_("Public"), words), _("Everybody may see this part."))
    if reader is None or reader == PROJECT_TEAM:
        return Restriction(
            Term(_("Restricted"), words),
            _(
                "For the project team and the records department only: it holds what was meant for "
                "some readers and withheld from others."
            ),
        )
    name = package.wijk.readers().get(reader, reader)
    message = _("For {reader}, the project team and the records department only.")
    return Restriction(Term(_("Restricted"), words), message.format(reader=name))


def _readme(package: Package) -> str:
    edition = package.edition
    head = f"{package.title(PROJECT_TEAM)} ({date_in_words(edition.date)})"
    return "\n".join(
        [
            head,
            "",
            _(
                "This package is for the records department only. It holds what was withheld from "
                "some readers. Give out one folder at a time, and read in its .mdto.xml who may "
                "use it (beperkingGebruik)."
            ),
            "",
            _(
                "{folder}/: a folder for each reader; the project team has the whole document."
            ).format(folder=READERS),
            _("{folder}/: the texts and settings that all was made from.").format(folder=SOURCES),
            _("{file}: the website. Unpack it, and open index.html.").format(file=SITE),
            _("*.mdto.xml: the metadata of a part; *.bestand.mdto.xml: those of one file (MDTO)."),
            _("{file}: the SHA-256 of every file.").format(file=MANIFEST),
            "",
        ]
    )


def _manifest(files: Mapping[str, Path | bytes]) -> str:
    """Return a line per file, as ``sha256sum --check`` reads them."""
    lines = []
    for name, content in sorted(files.items()):
        data = content if isinstance(content, bytes) else content.read_bytes()
        lines.append(f"{hashlib.sha256(data).hexdigest()}  {name}\n")
    return "".join(lines)
