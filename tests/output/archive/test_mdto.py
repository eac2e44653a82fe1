"""The metadata: what MDTO asks, in its order."""

from __future__ import annotations

from datetime import date
from typing import Final

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from wijk_ext.output.archive.mdto import (
    NAMESPACE,
    FileRecord,
    Identity,
    InformationObject,
    Reference,
    Restriction,
    Term,
    file_as_xml,
    object_as_xml,
)

# the order of MDTO-XML 1.0.1, and what it can't do without
OBJECT: Final = """identificatie naam aggregatieniveau classificatie trefwoord omschrijving
    raadpleeglocatie dekkingInTijd dekkingInRuimte taal event waardering bewaartermijn
    informatiecategorie isOnderdeelVan bevatOnderdeel heeftRepresentatie aanvullendeMetagegevens
    gerelateerdInformatieobject archiefvormer betrokkene activiteit beperkingGebruik""".split()
OBJECT_NEEDS: Final = {"identificatie", "naam", "waardering", "archiefvormer", "beperkingGebruik"}
FILE: Final = """identificatie naam omvang bestandsformaat checksum URLBestand
    isRepresentatieVan""".split()
FILE_NEEDS: Final = set(FILE) - {"URLBestand"}
GROUPS: Final = {
    "identificatie": ["identificatieKenmerk", "identificatieBron"],
    "verwijzingIdentificatie": ["identificatieKenmerk", "identificatieBron"],
    "checksum": ["checksumAlgoritme", "checksumWaarde", "checksumDatum"],
    "event": ["eventType", "eventTijd", "eventVerantwoordelijkeActor", "eventResultaat"],
    "beperkingGebruik": [
        "beperkingGebruikType",
        "beperkingGebruikNadereBeschrijving",
        "beperkingGebruikDocumentatie",
        "beperkingGebruikTermijn",
    ],
}
REFERENCES: Final = {
    "begripBegrippenlijst",
    "isOnderdeelVan",
    "bevatOnderdeel",
    "heeftRepresentatie",
    "isRepresentatieVan",
    "archiefvormer",
    "dekkingInRuimte",
    "eventVerantwoordelijkeActor",
}
TERMS: Final = {
    "aggregatieniveau",
    "waardering",
    "informatiecategorie",
    "bestandsformaat",
    "checksumAlgoritme",
    "eventType",
    "beperkingGebruikType",
}

texts = st.text(min_size=1, max_size=200)
identities = st.builds(Identity, texts, texts)
references = st.builds(Reference, texts, st.none() | identities)
terms = st.builds(Term, texts, texts, st.just("") | texts)
days = st.dates(date(2020, 1, 1), date(2100, 1, 1))
objects = st.builds(
    InformationObject,
    identity=identities,
    name=texts,
    level=terms,
    description=texts,
    place=texts | st.just(""),
    language=st.sampled_from(["nl", "en"]),
    made=days,
    maker=texts,
    result=texts,
    appraisal=terms,
    creator=texts,
    restriction=st.builds(Restriction, terms, texts),
    years=st.none() | st.integers(1, 100),
    category=st.none() | terms,
    part_of=st.none() | references,
    parts=st.lists(references, max_size=3).map(tuple),
    files=st.lists(references, max_size=3).map(tuple),
)
files = st.builds(
    FileRecord,
    identity=identities,
    name=texts,
    size=st.integers(0, 10**9),
    form=terms,
    sha256=st.text("0123456789abcdef", min_size=64, max_size=64),
    checked=days,
    represents=references,
)


def _top(xml: bytes) -> etree._Element:
    root = etree.fromstring(xml)
    assert root.tag == f"{{{NAMESPACE}}}MDTO"
    assert len(root) == 1
    return root[0]


def _names(element: etree._Element) -> list[str]:
    return [str(etree.QName(one).localname) for one in element]


def _check(element: etree._Element) -> None:
    """Check that every group below an element is in order and whole."""
    for group in element.iterdescendants():
        name, found = str(etree.QName(group).localname), _names(group)
        if name in REFERENCES:
            assert found in (["verwijzingNaam"], ["verwijzingNaam", "verwijzingIdentificatie"])
        elif name in TERMS:
            assert [one for one in found if one != "begripCode"] == [
                "begripLabel",
                "begripBegrippenlijst",
            ]
            assert found[-1] == "begripBegrippenlijst"
        elif name in GROUPS:
            assert found == [one for one in GROUPS[name] if one in found]
        elif not found:
            assert group.text


@given(objects)
def test_a_record_follows_the_order_of_the_standard(record: InformationObject) -> None:
    top = _top(object_as_xml(record))
    names = _names(top)
    assert etree.QName(top).localname == "informatieobject"
    assert names == sorted(names, key=OBJECT.index)
    assert set(names) >= OBJECT_NEEDS
    _check(top)


@given(files)
def test_a_file_follows_the_order_of_the_standard(record: FileRecord) -> None:
    top = _top(file_as_xml(record))
    assert etree.QName(top).localname == "bestand"
    assert _names(top) == [name for name in FILE if name in FILE_NEEDS]
    _check(top)
    assert top.findtext(f"{{{NAMESPACE}}}omvang") == str(record.size)
    assert top.findtext(f".//{{{NAMESPACE}}}checksumWaarde") == record.sha256
