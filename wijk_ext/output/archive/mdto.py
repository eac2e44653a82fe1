"""Metadata in XML by MDTO, the Dutch standard for the metadata of public records.

MDTO is “Metagegevens voor duurzaam toegankelijke overheidsinformatie” 1.0 of the Nationaal Archief
(nationaalarchief.nl/archiveren/mdto). One XML file describes one thing: an ``informatieobject`` or
a ``bestand``. Elements stand in the order of its XML schema, MDTO-XML 1.0.1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

NAMESPACE: Final = "https://www.nationaalarchief.nl/mdto"
_SCHEMA: Final = f"{NAMESPACE} {NAMESPACE}/MDTO-XML1.0.1.xsd"
_XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
_NAMESPACES: Final[dict[str, str]] = {None: NAMESPACE, "xsi": _XSI}  # type: ignore[dict-item] # the stubs know no default namespace
_LONGEST_NAME: Final = 80
"""What MDTO advises for a name, in characters."""


@dataclass(frozen=True)
class Term:
    """A word from a list of words (``begripGegevens``)."""

    label: str
    list: str
    code: str = ""


@dataclass(frozen=True)
class Identity:
    """What a thing is called for ever, and by whom (``identificatieGegevens``)."""

    key: str
    source: str


@dataclass(frozen=True)
class Reference:
    """A thing that is described elsewhere (``verwijzingGegevens``)."""

    name: str
    identity: Identity | None = None


@dataclass(frozen=True)
class Restriction:
    """Who may use a record (``beperkingGebruikGegevens``)."""

    kind: Term
    description: str


@dataclass(frozen=True)
class FileRecord:
    """A file (``bestand``)."""

    identity: Identity
    name: str
    size: int
    """In bytes."""
    form: Term
    sha256: str
    checked: date
    """The day on which the checksum was made; MDTO wants a time too, for which midnight stands."""
    represents: Reference


@dataclass(frozen=True)
class InformationObject:
    """A record, or a file of records (``informatieobject``)."""

    identity: Identity
    name: str
    level: Term
    description: str
    place: str
    """The municipality; may be empty."""
    language: str
    made: date
    maker: str
    result: str
    """What came of the making of it."""
    appraisal: Term
    creator: str
    """The body that is responsible for it."""
    restriction: Restriction
    years: int | None = None
    """How long it is kept."""
    category: Term | None = None
    """The category of the selection list."""
    part_of: Reference | None = None
    parts: tuple[Reference, ...] = ()
    files: tuple[Reference, ...] = ()


def name_of(text: str) -> str:
    """Return a name that is no longer than MDTO advises."""
    return text if len(text) <= _LONGEST_NAME else f"{text[: _LONGEST_NAME - 1]}…"


def file_as_xml(record: FileRecord) -> bytes:
    """Return the description of a file."""
    root, top = _document("bestand")
    _identity(top, "identificatie", record.identity)
    _text(top, "naam", name_of(record.name))
    _text(top, "omvang", str(record.size))
    _term(top, "bestandsformaat", record.form)
    checksum = _group(top, "checksum")
    _term(checksum, "checksumAlgoritme", Term("SHA-256", "Begrippenlijst ChecksumAlgoritme MDTO"))
    _text(checksum, "checksumWaarde", record.sha256)
    _text(checksum, "checksumDatum", f"{record.checked.isoformat()}T00:00:00")
    _reference(top, "isRepresentatieVan", record.represents)
    return _written(root)


def object_as_xml(record: InformationObject) -> bytes:
    """Return the description of a record."""
    root, top = _document("informatieobject")
    _identity(top, "identificatie", record.identity)
    _text(top, "naam", name_of(record.name))
    _term(top, "aggregatieniveau", record.level)
    _text(top, "omschrijving", record.description)
    if record.place:
        _reference(top, "dekkingInRuimte", Reference(record.place))
    _text(top, "taal", record.language)
    _made(top, record)
    _term(top, "waardering", record.appraisal)
    if record.years is not None:
        _text(_group(top, "bewaartermijn"), "termijnLooptijd", f"P{record.years}Y")
    if record.category is not None:
        _term(top, "informatiecategorie", record.category)
    if record.part_of is not None:
        _reference(top, "isOnderdeelVan", record.part_of)
    _references(top, "bevatOnderdeel", record.parts)
    _references(top, "heeftRepresentatie", record.files)
    _reference(top, "archiefvormer", Reference(record.creator))
    restriction = _group(top, "beperkingGebruik")
    _term(restriction, "beperkingGebruikType", record.restriction.kind)
    _text(restriction, "beperkingGebruikNadereBeschrijving", record.restriction.description)
    return _written(root)


def _made(top: etree._Element, record: InformationObject) -> None:
    event = _group(top, "event")
    _term(event, "eventType", Term("Creatie", "Begrippenlijst Eventtypen MDTO"))
    _text(event, "eventTijd", record.made.isoformat())
    _reference(event, "eventVerantwoordelijkeActor", Reference(record.maker))
    _text(event, "eventResultaat", record.result)


def _document(kind: str) -> tuple[etree._Element, etree._Element]:
    root = etree.Element(f"{{{NAMESPACE}}}MDTO", nsmap=_NAMESPACES)
    root.set(f"{{{_XSI}}}schemaLocation", _SCHEMA)
    return root, _group(root, kind)


def _group(parent: etree._Element, name: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")


def _text(parent: etree._Element, name: str, text: str) -> None:
    # XML can't hold control characters; they have no meaning in a name
    _group(parent, name).text = "".join(sign if sign.isprintable() else " " for sign in text)


def _term(parent: etree._Element, name: str, term: Term) -> None:
    group = _group(parent, name)
    _text(group, "begripLabel", term.label)
    if term.code:
        _text(group, "begripCode", term.code)
    _reference(group, "begripBegrippenlijst", Reference(term.list))


def _identity(parent: etree._Element, name: str, identity: Identity) -> None:
    group = _group(parent, name)
    _text(group, "identificatieKenmerk", identity.key)
    _text(group, "identificatieBron", identity.source)


def _reference(parent: etree._Element, name: str, reference: Reference) -> None:
    group = _group(parent, name)
    _text(group, "verwijzingNaam", name_of(reference.name))
    if reference.identity is not None:
        _identity(group, "verwijzingIdentificatie", reference.identity)


def _references(parent: etree._Element, name: str, references: Iterable[Reference]) -> None:
    for reference in references:
        _reference(parent, name, reference)


def _written(root: etree._Element) -> bytes:
    etree.indent(root, space="  ")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8") + b"\n"
