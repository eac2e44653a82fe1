"""The package for the records department: whole, described, and the same every time."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from lxml import etree

from tests.tools import write
from wijk_ext.model.archive import Archive
from wijk_ext.model.edition import Edition
from wijk_ext.model.wijk import Organisation, Unit, Wijk
from wijk_ext.output.archive.mdto import NAMESPACE
from wijk_ext.output.archive.package import Package, write_package

if TYPE_CHECKING:
    from pathlib import Path

WIJK = Wijk(
    "De Wíjk & “zo”",
    "Voorbeeldstad",
    # an id that is also the name of the folder with the sources
    organisations=(Organisation("bron", "Bron BV", units=(Unit("raad", "Raad"),)),),
    public_name="Iedereen",
)
READERS = ("projectteam", "bron", "bron/raad", "openbaar")
TOP = "wijkdocument-de-wijk-zo-1.0"


@pytest.fixture
def package(tmp_path: Path) -> Package:
    """A package with a site for each reader, one with handbooks."""
    sites = {}
    for reader in READERS:
        files = {"index.html": f"<p>{reader}</p>", "_static/a.css": "p {}"}
        if reader == "bron":
            files |= {"wijkdocument.pdf": "%PDF", "wijkdocument.docx": "PK"}
        sites[reader] = write(tmp_path / "uit" / reader.replace("/", "."), files)
    sources = write(tmp_path / "bronnen", {"wijk.toml": "[wijk]\n", ".verborgen": "x"})
    edition = Edition("1.0", date(2027, 3, 12))
    return Package(
        WIJK, Archive(years=7, category="1.1"), edition, sites, sources, date(2027, 4, 1)
    )


@dataclass
class Made:
    """A package that was written."""

    path: Path

    def read(self, name: str) -> bytes:
        """Return what a file in it holds."""
        with ZipFile(self.path) as archive:
            return archive.read(f"{TOP}/{name}")

    def names(self) -> list[str]:
        """Return the names of all files in it."""
        with ZipFile(self.path) as archive:
            return [name.removeprefix(f"{TOP}/") for name in archive.namelist()]

    def said(self, name: str, element: str) -> list[str]:
        """Return the texts of an element in a description."""
        found = etree.fromstring(self.read(name)).iterfind(f".//{{{NAMESPACE}}}{element}")
        return [one.text or "" for one in found]


def _made(package: Package, folder: Path) -> Made:
    return Made(write_package(package, folder / "archief", folder / "pakket"))


def test_every_part_is_there_and_described(package: Package, tmp_path: Path) -> None:
    made = _made(package, tmp_path)
    assert made.path.name == f"{TOP}.zip"
    folders = ["projectteam", "bron", "bron.raad", "openbaar"]
    expected = {"LEESMIJ.txt", "manifest-sha256.txt", f"{TOP}.mdto.xml"}
    contents = {f"lezers/{one}": ["site.zip"] for one in folders} | {"bron": ["bron.zip"]}
    contents["lezers/bron"] += ["wijkdocument.pdf", "wijkdocument.docx"]
    for folder, files in contents.items():
        expected.add(f"{folder}/{folder.rpartition('/')[2]}.mdto.xml")
        for file in files:
            expected |= {f"{folder}/{file}", f"{folder}/{file}.bestand.mdto.xml"}
    assert set(made.names()) == expected
    whole = f"{TOP}.mdto.xml"
    assert made.said(whole, "termijnLooptijd") == ["P7Y"]
    keys = made.said(whole, "identificatieKenmerk")
    assert keys == [TOP, *(f"{TOP}/{one}" for one in sorted(contents, key=_order))]


def _order(folder: str) -> tuple[bool, str]:
    return folder == "bron", folder


def test_size_and_checksum_are_those_of_the_file(package: Package, tmp_path: Path) -> None:
    made = _made(package, tmp_path)
    for name in made.names():
        if name.endswith(".bestand.mdto.xml"):
            content = made.read(name.removesuffix(".bestand.mdto.xml"))
            assert made.said(name, "omvang") == [str(len(content))]
            assert made.said(name, "checksumWaarde") == [hashlib.sha256(content).hexdigest()]
    for line in made.read("manifest-sha256.txt").decode().splitlines():
        digest, name = line.split("  ", 1)
        assert hashlib.sha256(made.read(name)).hexdigest() == digest


def test_every_part_says_who_may_use_it(package: Package, tmp_path: Path) -> None:
    made = _made(package, tmp_path)
    element = "beperkingGebruikNadereBeschrijving"
    whole = made.said(f"{TOP}.mdto.xml", element)
    assert made.said("bron/bron.mdto.xml", element) == whole
    assert made.said("lezers/projectteam/projectteam.mdto.xml", element) == whole
    (own,) = made.said("lezers/bron.raad/bron.raad.mdto.xml", element)
    assert "Bron BV, Raad" in own
    assert own not in whole
    (public,) = made.said("lezers/openbaar/openbaar.mdto.xml", element)
    assert public not in {own, *whole}


def test_a_part_holds_nothing_of_another_reader(package: Package, tmp_path: Path) -> None:
    before = _made(package, tmp_path / "voor")
    (package.sites["projectteam"] / "index.html").write_text("iets geheims", "utf-8")
    (package.sources / "geheim.md").write_text("iets geheims", "utf-8")
    after = _made(package, tmp_path / "na")
    for name in before.names():
        if name.startswith("lezers/") and not name.startswith("lezers/projectteam/"):
            assert before.read(name) == after.read(name), name
    assert before.read("bron/bron.zip") != after.read("bron/bron.zip")


def test_the_same_edition_gives_the_same_bytes(package: Package, tmp_path: Path) -> None:
    first, second = (_made(package, tmp_path / name) for name in ("a", "b"))
    for path in package.sources.iterdir():
        path.touch()
    assert first.path.read_bytes() == second.path.read_bytes()
    later = _made(replace(package, today=date(2028, 1, 1)), tmp_path / "c")
    changed = [name for name in first.names() if first.read(name) != later.read(name)]
    assert all(name.endswith((".bestand.mdto.xml", "manifest-sha256.txt")) for name in changed)
    with ZipFile(first.path) as archive:
        assert {entry.date_time[:3] for entry in archive.infolist()} == {(2027, 3, 12)}
