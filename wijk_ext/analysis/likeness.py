"""Questions in other words that may be the same: suggested, never merged.

Two questions are compared by the stems of their words, without small words and question words.
They must share two stems at least: one word in common is a subject, not a question. Titles are
compared as a whole (``token_sort_ratio``): a short one that is part of a longer one is not the
same question. Texts are compared by what they share (``token_set_ratio``): everyone adds a story
of their own.

The bounds come from the pairs in ``tests/analysis/test_likeness.py``: titles that ask the same
score 69 or more there, other titles with two stems in common at most 59; for questions about
different items the bound is higher, as there the subject is no help. What differs in one word only
("when" or "what does it cost") is suggested too: a person decides.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz

from wijk_ext.analysis.traceability import in_force, is_open
from wijk_ext.analysis.words import telling_words
from wijk_ext.model.standard import OPEN_POINTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from wijk_ext.model.document import Document
    from wijk_ext.model.timeline import Timeline

SAME_TARGET_BOUND: Final = 64
"""From this score on (of 100), questions about the same item are suggested as the same."""
ANYWHERE_BOUND: Final = 76
"""The same for questions about different items, or about none."""
FEWEST_SHARED: Final = 2
FEWEST_SHARED_IN_TEXTS: Final = 3
"""Longer texts share a word or two by chance."""
_RAREST: Final = 8
"""Number of stems of a question by which others are looked for, the rarest ones."""
_LARGEST_BLOCK: Final = 50
"""Of more questions with the same two stems only those next to each other are compared."""
_QUESTION_WORDS: Final = frozenset(
    """
    alles altijd daar doen doet eigenlijk gaan gaat gebeurt geldt gelden graag hebt hoeveel iemand
    iets jullie komen komt krijgen krijgt mag mijn precies staan staat straks vraag vragen waar
    waarom waarvoor wanneer weet weten welk welke wilt willen
    """.split()
)


@dataclass(frozen=True)
class Asked:
    """A question to compare."""

    id: str
    title: str
    text: str = ""
    """What stands below the title; may be empty."""
    targets: frozenset[str] = frozenset()
    """The items that it is about."""


@dataclass(frozen=True)
class Likeness:
    """Two questions that may be the same."""

    first: str
    second: str
    score: int
    """0 to 100."""
    same_target: bool
    """Whether both are about the same item."""


@dataclass(frozen=True)
class _Stems:
    asked: Asked
    title: frozenset[str]
    all: frozenset[str]

    @cached_property
    def joined_title(self) -> str:
        return " ".join(sorted(self.title))

    @cached_property
    def joined(self) -> str:
        return " ".join(sorted(self.all))


def likenesses(questions: Sequence[Asked]) -> tuple[Likeness, ...]:
    """Return the pairs that may be the same: those about the same item first, then by score.

    The time it takes grows with the number of questions, not with its square: only questions with
    two of their rarest stems in common are compared.
    """
    stems = {one.asked.id: one for one in _stemmed(questions)}
    found = [
        likeness
        for first, second in _candidates(stems.values())
        if (likeness := _likeness(stems[first], stems[second]))
    ]
    order = sorted(found, key=lambda one: (one.first, one.second))
    return tuple(sorted(order, key=lambda one: (not one.same_target, -one.score)))


def questions_in(document: Document, timeline: Timeline) -> tuple[Asked, ...]:
    """Return the open points that count, with their texts where the current edition has them."""
    states = timeline.current.items
    return tuple(
        Asked(
            item.id,
            item.title,
            " ".join(one.text for one in states[item.id].passages) if item.id in states else "",
            frozenset(item.links.get("over", ())),
        )
        for item in document.of_type(*OPEN_POINTS)
        if in_force(document, item)
    )


def alike_in(document: Document, timeline: Timeline) -> tuple[Likeness, ...]:
    """Return the open points of a document that may be the same.

    Pairs that were both answered ask for nothing, and pairs that one solution answers by name
    were seen together already.
    """
    by_id = document.by_id()
    solved: dict[str, set[str]] = {}
    for item in document.items:
        for target in item.links.get("lost_op", ()):
            solved.setdefault(target, set()).add(item.id)
    return tuple(
        one
        for one in likenesses(questions_in(document, timeline))
        if any(is_open(document, by_id[id_]) for id_ in (one.first, one.second))
        and not solved.get(one.first, set()) & solved.get(one.second, set())
    )


def _stemmed(questions: Iterable[Asked]) -> Iterator[_Stems]:
    from snowballstemmer import stemmer  # noqa: PLC0415 - slow to load

    dutch = stemmer("dutch")

    def stems(text: str) -> frozenset[str]:
        words = (word for word in telling_words(text) if word not in _QUESTION_WORDS)
        return frozenset(dutch.stemWords(list(words)))

    for one in questions:
        title = stems(one.title)
        yield _Stems(one, title, title | stems(one.text) if one.text else title)


def _candidates(questions: Iterable[_Stems]) -> list[tuple[str, str]]:
    """Return the pairs with two of their rarest stems in common, each once, in order of id."""
    questions = sorted(questions, key=lambda one: one.asked.id)
    counts = Counter(stem for one in questions for stem in one.all)
    blocks: dict[tuple[str, str], list[str]] = {}
    for one in questions:
        chosen: set[str] = set()
        for stems in (one.all, one.title):
            shared = (stem for stem in stems if counts[stem] > 1)
            chosen.update(sorted(shared, key=lambda stem: (counts[stem], stem))[:_RAREST])
        for pair in combinations(sorted(chosen), FEWEST_SHARED):
            blocks.setdefault(pair, []).append(one.asked.id)
    found: set[tuple[str, str]] = set()
    for ids in blocks.values():
        found.update(combinations(ids, 2) if len(ids) <= _LARGEST_BLOCK else pairwise(ids))
    return sorted(found)


def _likeness(first: _Stems, second: _Stems) -> Likeness | None:
    same_target = bool(first.asked.targets & second.asked.targets)
    bound = SAME_TARGET_BOUND if same_target else ANYWHERE_BOUND
    score = max(_title_score(first, second, bound), _text_score(first, second, bound))
    if score < bound:
        return None
    return Likeness(first.asked.id, second.asked.id, int(score), same_target)


def _title_score(first: _Stems, second: _Stems, bound: int) -> float:
    if len(first.title & second.title) < FEWEST_SHARED:
        return 0
    return fuzz.token_sort_ratio(first.joined_title, second.joined_title, score_cutoff=bound)


def _text_score(first: _Stems, second: _Stems, bound: int) -> float:
    has_texts = first.asked.text and second.asked.text
    if not has_texts or len(first.all & second.all) < FEWEST_SHARED_IN_TEXTS:
        return 0
    return fuzz.token_set_ratio(first.joined, second.joined, score_cutoff=bound)
