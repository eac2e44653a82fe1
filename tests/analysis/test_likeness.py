"""Questions in other words: which pairs are suggested, which are not, and in what time."""

from __future__ import annotations

import random
import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.documents import document, item
from wijk_ext.analysis.likeness import (
    ANYWHERE_BOUND,
    SAME_TARGET_BOUND,
    Asked,
    alike_in,
    likenesses,
)
from wijk_ext.model.edition import Edition
from wijk_ext.model.snapshot import ItemState, PageState, Passage, Snapshot
from wijk_ext.model.timeline import Timeline, without_past

ALIKE = [
    (
        "Wie belt een huurder bij een storing?",
        "Welk nummer moeten huurders bellen als er een storing is?",
    ),
    (
        "Geldt de bijdrage per woning of per gebouw?",
        "Is de aansluitbijdrage per woning of voor het hele gebouw?",
    ),
    (
        "Wat kost de aansluiting voor een huurder?",
        "Moeten huurders meebetalen aan de kosten van de aansluiting?",
    ),
    (
        "Wanneer gaat het gas eraf in de Lindelaan?",
        "Op welke datum wordt het gas in de Lindelaan afgesloten?",
    ),
    (
        "Wie betaalt het herstel van de bestrating?",
        "Wie draait op voor de kosten van herstel van bestrating en stoep?",
    ),
    (
        "Krijgen eigenaren ook hulp bij elektrisch koken?",
        "Is er een vergoeding voor eigenaren die elektrisch gaan koken?",
    ),
    (
        "Telt een lege woning mee voor de 70 procent?",
        "Hoe tellen leegstaande woningen mee bij de 70 procent?",
    ),
    (
        "Wat gebeurt er als de zuivering in de winter stilligt?",
        "Is er warmte als de zuivering 's winters uitvalt?",
    ),
    (
        "Wie is opdrachtgever als we samen graven?",
        "Welke partij is opdrachtgever bij het gezamenlijk graven?",
    ),
    (
        "Blijft de energierekening gelijk na de overstap?",
        "Wordt de energierekening hoger na de overstap op warmte?",
    ),
    (
        "Mag ik mijn eigen warmtepomp houden?",
        "Kunnen bewoners met een eigen warmtepomp die houden?",
    ),
]
UNLIKE = [
    ("Wie belt een huurder bij een storing?", "Wie ondertekent de brieven aan bewoners?"),
    ("Wanneer begint de 24 uur te lopen?", "Welke winter bedoelen we met de eerste winter?"),
    ("Geldt de bijdrage per woning of per gebouw?", "Telt een lege woning mee voor de 70 procent?"),
    ("Wie betaalt het herstel van de bestrating?", "Wie betaalt de aansluiting van de school?"),
    ("Hoe dicht bij een boom mag u graven?", "Wie is opdrachtgever als we samen graven?"),
    ("Tellen hagen en fruitbomen mee als boom?", "Hoe dicht bij een boom mag u graven?"),
    ("Wat hoort bij de energierekening?", "Blijft de energierekening gelijk na de overstap?"),
    (
        "Krijgen eigenaren ook hulp bij elektrisch koken?",
        "Krijgen huurders ook hulp bij het invullen van formulieren?",
    ),
    ("Wat is de planning voor de Lindelaan?", "Wat is de planning voor het riool?"),
    ("Wanneer komt er een vergunning?", "Wanneer komt er een antwoord?"),
    ("Mag ik mijn eigen warmtepomp houden?", "Mag ik mijn eigen aannemer kiezen?"),
    (
        "Wanneer gaat het gas eraf in de Lindelaan?",
        "Wanneer gaat het gas eraf in de Gaardestraat?",
    ),
    ("Moet ik verhuizen tijdens het werk?", "Moet ik betalen tijdens het werk?"),
]
SAME = frozenset({"AF-001"})


def about_one(titles: tuple[str, str], targets: frozenset[str] = SAME) -> list[Asked]:
    return [
        Asked(f"VR-00{number}", title, targets=targets) for number, title in enumerate(titles, 1)
    ]


@pytest.mark.parametrize("titles", ALIKE, ids=lambda pair: pair[0])
def test_the_same_question_in_other_words_is_suggested(titles: tuple[str, str]) -> None:
    (found,) = likenesses(about_one(titles))
    assert (found.first, found.second, found.same_target) == ("VR-001", "VR-002", True)
    assert found.score >= SAME_TARGET_BOUND + 4  # the bound is no knife's edge


@pytest.mark.parametrize("titles", UNLIKE, ids=lambda pair: pair[0])
def test_another_question_is_not(titles: tuple[str, str]) -> None:
    assert not likenesses(about_one(titles))
    assert not likenesses(about_one(titles, frozenset()))


def test_questions_about_different_items_must_be_more_alike() -> None:
    found = [one for pair in ALIKE for one in likenesses(about_one(pair, frozenset()))]
    assert 0 < len(found) < len(ALIKE)
    assert all(one.score >= ANYWHERE_BOUND for one in found)


def test_texts_count_when_titles_say_too_little() -> None:
    titles = ("Geldt de bijdrage per woning?", "Betaal ik € 3.500, ook als ik in een flat woon?")
    texts = (
        (
            "In onze flats zit soms één ketel voor twintig woningen. Betalen wij dan één keer of "
            "twintig keer € 3.500? Dat hoort bij de afspraak over een eigen meter."
        ),
        (
            "Leden van VvE Het Plein willen weten of het bedrag voor elke bewoner geldt. "
            "Ook dit gaat over de afspraak over woningen met een eigen meter."
        ),
    )
    with_texts = [
        Asked(f"VR-00{number}", title, text, SAME)
        for number, (title, text) in enumerate(zip(titles, texts, strict=True), 1)
    ]
    assert not likenesses(about_one(titles))
    assert likenesses(with_texts)


def test_those_about_the_same_item_come_first() -> None:
    equal = "Wie betaalt de nieuwe radiatoren?"
    questions = [
        Asked("VR-001", equal, targets=frozenset({"AF-001"})),
        Asked("VR-002", equal, targets=frozenset({"AF-002"})),
        Asked("VR-003", "Wie betaalt nieuwe radiatoren in huis?", targets=frozenset({"AF-002"})),
    ]
    found = likenesses(questions)
    assert [(one.first, one.second) for one in found][:2] == [
        ("VR-002", "VR-003"),
        ("VR-001", "VR-002"),
    ]


@given(st.permutations([title for pair in ALIKE for title in pair]), st.randoms())
def test_the_order_of_the_questions_does_not_matter(
    titles: list[str], chance: random.Random
) -> None:
    questions = [Asked(f"VR-{title}", title, targets=SAME) for title in titles]
    found = likenesses(questions)
    chance.shuffle(questions)
    assert likenesses(questions) == found
    assert len(set(found)) == len(found)
    assert all(one.first < one.second for one in found)


def test_two_thousand_questions_take_seconds() -> None:
    chance = random.Random(7)
    plain = sorted({word for pair in ALIKE + UNLIKE for title in pair for word in title.split()})
    words = [first + word for first in ("", "huur", "woon", "warmte", "straat") for word in plain]
    questions = [
        Asked(
            f"VR-{number:04}",
            " ".join(chance.choices(words, k=7)),
            " ".join(chance.choices(words, k=30)),
            frozenset({f"AF-{number % 40}"}),
        )
        for number in range(2000)
    ]
    start = time.process_time()
    likenesses(questions)
    assert time.process_time() - start < 10  # all pairs take 15 times as long


def test_a_thousand_times_the_same_question_takes_no_square() -> None:
    questions = [Asked(f"VR-{n:04}", ALIKE[0][0], targets=SAME) for n in range(1000)]
    assert len(likenesses(questions)) == 999


def test_in_a_document_only_what_still_asks_for_something() -> None:
    first, second = ALIKE[0]
    made = document(
        item("AF-001"),
        item("VR-001", title=first, over="AF-001"),
        item("VR-002", "beantwoord", title=second, over="AF-001"),
        item("VR-003", "vervallen", title=second, over="AF-001"),
        item("VR-004", "beantwoord", title=first, over="AF-001"),
    )
    found = alike_in(made, without_past(made, date.min))
    assert {(one.first, one.second) for one in found} == {
        ("VR-001", "VR-002"),
        ("VR-001", "VR-004"),
    }


def test_what_one_agreement_solves_was_seen_together() -> None:
    first, second = ALIKE[0]
    made = document(
        item("AF-001", lost_op="VR-001 VR-002"),
        item("VR-001", title=first, over="AF-001"),
        item("VR-002", title=second, over="AF-001"),
    )
    assert not alike_in(made, without_past(made, date.min))


def test_texts_come_from_the_current_edition() -> None:
    made = document(item("VR-001", title="Kort"), item("VR-002", title="Anders"))
    text = "De radiator in de badkamer blijft koud bij zeventig graden"
    states = tuple(
        ItemState(one.id, one.type, one.title, one.status, passages=(Passage("paragraph", text),))
        for one in made.items
    )
    day = date(2026, 1, 1)
    now = Snapshot(Edition("werkversie", day), {"pagina": PageState("", items=states)})
    assert not alike_in(made, without_past(made, day))
    assert len(alike_in(made, Timeline((), now))) == 1
