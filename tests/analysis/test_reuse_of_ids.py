"""An id that was given to something else is told from a rewording."""

from __future__ import annotations

from datetime import date

import pytest

from wijk_ext.analysis.reuse_of_ids import reused, reused_ids
from wijk_ext.model.edition import Edition
from wijk_ext.model.snapshot import ItemState, PageState, Passage, Snapshot

Texts = tuple[str, str, str, str]


def pairs(written: str) -> list[Texts]:
    """Return titles and texts two by two: a title stands on a line of its own, above its text."""
    parts = [block.partition("\n") for block in written.strip().split("\n\n")]
    items = [(title, " ".join(text.split())) for title, _end, text in parts]
    return [(*older, *newer) for older, newer in zip(items[::2], items[1::2], strict=True)]


REWORDED = pairs("""
Bewoners krijgen binnen vijf werkdagen antwoord
De organisatie die de vraag ontvangt, antwoordt zelf of draagt over.

Wie iets vraagt, hoort binnen een week van ons
Komt een vraag bij de verkeerde organisatie terecht, dan zoekt die uit wie wel kan
antwoorden, en laat dat de bewoner weten.

De aansluitbijdrage is hooguit € 3.500 per woning
Een eigenaar betaalt eenmalig hooguit € 3.500, inclusief btw, vóór aftrek van subsidie. Het
bedrag stijgt tot 2029 alleen mee met de inflatie.

Aansluiten kost een huiseigenaar niet meer dan € 3.200
Dit is een bedrag in één keer, met btw. Wie subsidie krijgt, betaalt minder. Elk jaar passen
we het aan de inflatie aan, tot en met 2030.

De energierekening wordt niet hoger dan bij gas
Met de energierekening bedoelen we: het verbruik, het vaste bedrag per maand en het
onderhoud. Warmte Voorbeeldstad kiest een tarief waarbij minstens 9 van de 10 huishoudens
niet meer betalen dan bij gas.

Warmte is niet duurder dan een cv-ketel
Negen van de tien huishoudens zijn per maand hooguit hetzelfde kwijt als nu met gas. Vaste
lasten en onderhoud tellen mee. Het warmtebedrijf stelt zijn tarieven hierop af.

Een vangnet van € 300.000 voor wie klem komt
De gemeente en de woonstichting leggen ieder € 150.000 in. Huishoudens die door de overstap
meer gaan betalen en dat niet kunnen dragen, krijgen hieruit een bijdrage.

Niemand komt door de warmte in geldnood
Voor huishoudens met een laag inkomen is er een fonds. De woonstichting en de gemeente
vullen het samen, en geven er een bijdrage uit als de kosten door de overstap te hoog zijn.

Elk adres blijft bereikbaar
Hulpdiensten kunnen altijd bij elke voordeur. Een straat is hooguit drie weken dicht voor
auto's.

Bewoners kunnen tijdens het werk hun huis in
Ambulance en brandweer komen er ook altijd langs. Auto's kunnen ten hoogste drie weken de
straat niet in.

Voor elke boom die weg moet, komen er twee terug
De gemeente plant ze binnen een jaar in dezelfde straat, of in het park als er geen plek is.

We kappen alleen bomen als het niet anders kan
Een gekapte boom wordt binnen twaalf maanden dubbel vervangen, het liefst in de straat waar
hij stond.
""")
REUSED = pairs("""
Bewoners krijgen binnen vijf werkdagen antwoord
De organisatie die de vraag ontvangt, antwoordt zelf of draagt over.

Elk adres blijft bereikbaar
Hulpdiensten kunnen altijd bij elke voordeur. Een straat is hooguit drie weken dicht voor
auto's.

De aansluitbijdrage is hooguit € 3.500 per woning
Een eigenaar betaalt eenmalig hooguit € 3.500, inclusief btw, vóór aftrek van subsidie. Het
bedrag stijgt tot 2029 alleen mee met de inflatie.

Voor elke boom die weg moet, komen er twee terug
De gemeente plant ze binnen een jaar in dezelfde straat, of in het park als er geen plek is.

Een vangnet van € 300.000 voor wie klem komt
De gemeente en de woonstichting leggen ieder € 150.000 in. Huishoudens die door de overstap
meer gaan betalen en dat niet kunnen dragen, krijgen hieruit een bijdrage.

De bron komt onder het sportpark
De gemeente geeft de grond voor dertig jaar in gebruik. Warmte Voorbeeldstad boort buiten
het seizoen, zodat de wedstrijden doorgaan.

De energierekening wordt niet hoger dan bij gas
Met de energierekening bedoelen we: het verbruik, het vaste bedrag per maand en het
onderhoud. Warmte Voorbeeldstad kiest een tarief waarbij minstens 9 van de 10 huishoudens
niet meer betalen dan bij gas.

De werkgroep komt elke zes weken bijeen
De gemeente maakt het verslag en stuurt het binnen een week rond. Warmte Voorbeeldstad
ontvangt de leden op kantoor.

Wie mag vergaderen in het buurthuis?
De bewonersvereniging wil weten of de zaal vrij is op donderdagavond.

Geluid van de pompen in de nacht
Omwonenden van het pompstation vragen hoeveel decibel zij mogen verwachten.
""")


def item(title: str, text: str = "", **facts: str) -> ItemState:
    passages = (Passage("paragraph", text),) if text else ()
    return ItemState("AF-001", "afspraak", title, "concept", facts, passages=passages)


def snapshot(name: str, *items: ItemState) -> Snapshot:
    return Snapshot(Edition(name, date(2027, 1, 1)), {"p": PageState("P", items=items)})


@pytest.mark.parametrize("texts", REWORDED, ids=lambda texts: texts[2])
def test_a_thorough_rewording_is_no_reuse(texts: Texts) -> None:
    assert not reused(item(*texts[:2]), item(*texts[2:]))
    assert not reused(item(*texts[2:]), item(*texts[:2]))


@pytest.mark.parametrize("texts", REUSED, ids=lambda texts: texts[2])
def test_something_else_is_reuse(texts: Texts) -> None:
    assert reused(item(*texts[:2]), item(*texts[2:]))
    assert reused(item(*texts[2:]), item(*texts[:2]))


def test_a_new_title_or_a_new_text_alone_is_no_reuse() -> None:
    title, text, other_title, other_text = REUSED[0]
    assert not reused(item(title, text), item(other_title, text))
    assert not reused(item(title, text), item(title, other_text))
    assert not reused(item("Vangnet", REUSED[1][1]), item("Een vangnet", REUSED[1][3]))


def test_without_a_text_the_facts_tell_along() -> None:
    older = item("Overleg met de commissie wonen", datum="2027-03-03", orgaan="gemeente/raad")
    reworded = item("Raadsleden horen de stand", datum="2027-03-03", orgaan="gemeente/raad")
    other = item("Boring van de proefput begint", datum="2028-09-01", orgaan="warmtebedrijf")
    assert not reused(older, reworded)
    assert reused(older, other)
    assert not reused(item("Overleg"), item("Boring"))


def test_the_last_edition_that_had_the_id_counts() -> None:
    one, other = item(*REUSED[0][:2]), item(*REUSED[0][2:])
    editions = [snapshot("0.8", other), snapshot("0.9", one), snapshot("1.0")]
    assert reused_ids([*editions, snapshot("1.1", other)]) == (("AF-001", "0.9"),)
    assert reused_ids([*editions, snapshot("1.1", one)]) == ()
    assert reused_ids([snapshot("1.1", one)]) == reused_ids([]) == ()
