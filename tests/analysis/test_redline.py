"""Two texts compared word by word: what holds for any texts, and how it reads."""

from __future__ import annotations

import time
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijk_ext.analysis.redline import likeness, redline
from wijk_ext.analysis.words import even
from wijk_ext.model.change import WordKind, Words

if TYPE_CHECKING:
    from wijk_ext.model.change import Redline

SIGNS = {WordKind.SAME: "{}", WordKind.DELETED: "[-{}-]", WordKind.INSERTED: "{{+{}+}}"}
PARTS = "de en bewoners gemeente betaalt niet € 3.500 , . | ( ) é é € ’s -".split()
sentences = st.lists(st.sampled_from([*PARTS, " ", "\n", "\r\n", "\u00a0", ""]), max_size=40)
texts = st.one_of(sentences.map(" ".join), sentences.map("".join), st.text(max_size=60))


def shown(before: str, after: str) -> str:
    return "".join(SIGNS[run.kind].format(run.text) for run in redline(before, after))


def without(compared: Redline, kind: WordKind) -> str:
    return "".join(run.text for run in compared if run.kind is not kind)


@given(texts, texts)
def test_both_texts_can_be_read_from_it(before: str, after: str) -> None:
    compared = redline(before, after)
    assert without(compared, WordKind.INSERTED) == even(before)
    assert without(compared, WordKind.DELETED) == even(after)


@given(texts, texts)
def test_runs_alternate_and_a_deletion_comes_first(before: str, after: str) -> None:
    compared = redline(before, after)
    assert all(run.text for run in compared)
    kinds = [run.kind for run in compared]
    pairs = list(pairwise(kinds))
    assert all(one is not other for one, other in pairs)
    assert (WordKind.INSERTED, WordKind.DELETED) not in pairs


@given(texts)
def test_the_same_text_is_one_run(text: str) -> None:
    spaced = "\r\n\t" + text.replace(" ", " \n ")
    if even(spaced) == even(text):
        assert redline(text, spaced) == redline(text, text)
    expected = (Words(WordKind.SAME, even(text)),) if even(text) else ()
    assert redline(text, text) == expected


def test_white_space_and_line_ends_are_no_difference() -> None:
    assert shown("De  buurt\nkiest.\n", "De buurt\r\nkiest.\u00a0") == "De buurt kiest."


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            "Hij betaalt hooguit € 3.500, inclusief btw, vóór aftrek.",
            "Hij betaalt hooguit € 3.200, inclusief btw, na aftrek.",
            "Hij betaalt hooguit € [-3.500-]{+3.200+}, inclusief btw, [-vóór-]{+na+} aftrek.",
        ),
        (
            "De gemeente betaalt. De woonstichting betaalt mee.",
            "De gemeente betaalt. De bewoners betalen niets. De woonstichting betaalt mee.",
            "De gemeente betaalt. {+De bewoners betalen niets. +}De woonstichting betaalt mee.",
        ),
        (
            "De gemeente en corporatie betalen.",
            "De gemeente, de corporatie en het waterschap betalen.",
            "De gemeente[- en-]{+, de+} corporatie {+en het waterschap +}betalen.",
        ),
        (
            "bewoners krijgen antwoord",
            "De bewoners krijgen binnen een week antwoord",
            "{+De +}bewoners krijgen {+binnen een week +}antwoord",
        ),
        (
            "Lindestraat | 2027 | 40 woningen",
            "Lindestraat | 2028 | 45 woningen",
            "Lindestraat | [-2027-]{+2028+} | [-40-]{+45+} woningen",
        ),
        ("Zie bijlage 1.", "Zie bijlage 1. Daarin staat alles over de bedragen per straat.", None),
        ("Kosten", "Kosten en baten", "Kosten{+ en baten+}"),
        ("", "nieuw", "{+nieuw+}"),
    ],
)
def test_a_change_reads_well(before: str, after: str, expected: str | None) -> None:
    expected = expected or f"{before}{{+{after.removeprefix(before)}+}}"
    assert shown(before, after) == expected


def test_what_hardly_stays_is_not_kept() -> None:
    before = "De kosten van de aansluiting zijn voor de eigenaar van de woning."
    after = "In het voorjaar van 2027 begint het werk in de straten bij de haven."
    assert shown(before, after) == f"[-{before}-]{{+{after}+}}"


def test_a_lonely_small_word_is_taken_into_the_changes_around_it() -> None:
    before = "We bouwen een pompstation met een groen dak in het park bij de Lindelaan."
    after = "We bouwen drie warmtewisselaars met een stenen gevel in het park bij de Lindelaan."
    assert shown(before, after) == (
        "We bouwen [-een pompstation met een groen dak-]"
        "{+drie warmtewisselaars met een stenen gevel+} in het park bij de Lindelaan."
    )


def test_likeness() -> None:
    assert likeness(redline("een tekst", "een tekst")) == 1
    assert likeness(redline("appels", "peren")) == 0
    assert 0.5 < likeness(redline("tien appels en tien peren", "tien appels en elf peren")) < 1


@pytest.mark.parametrize("case", ["scattered", "other", "sorted", "one word"])
def test_long_texts_are_fast(case: str) -> None:
    random = Random(4)
    words = ["de", "het", "een"] * 30 + [f"woord{number}" for number in range(2000)]
    before = [random.choice(words) for _ in range(10_000)]
    after = {
        "scattered": [word for word in before if random.random() > 0.1],
        "other": [random.choice(words) for _ in range(10_000)],
        "sorted": sorted(before),
        "one word": ["de"] * 10_000,
    }[case]
    start = time.process_time()
    compared = redline(" ".join(before), " ".join(after))
    assert time.process_time() - start < 2  # a quadratic comparison takes ten times as long
    assert without(compared, WordKind.INSERTED) == " ".join(before)
