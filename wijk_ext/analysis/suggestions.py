"""What a question that comes in may be about, and which others may ask the same.

A question may be about an item when it uses most of the words of its title, two of them at least,
whatever else it says (``token_set_ratio`` of the stems). Which questions are alike is told by
:mod:`wijk_ext.analysis.likeness`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz
from snowballstemmer import stemmer

from wijk_ext.analysis.likeness import Asked, likenesses
from wijk_ext.analysis.traceability import in_force
from wijk_ext.analysis.words import telling_words
from wijk_ext.model.intake import Suggestion
from wijk_ext.model.standard import OPEN_POINTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from wijk_ext.model.document import Document
    from wijk_ext.model.intake import Question

ABOUT_BOUND: Final = 70
"""From this score on (of 100) an item is suggested."""
FEWEST_SHARED: Final = 2
"""Stems that a question and a title must share: one word is a subject, not an item."""
MOST_ALIKE: Final = 3
NOT_ASKED_ABOUT: Final = frozenset({*OPEN_POINTS, "moment", "instemming"})
"""The types that questions are seldom about."""


def suggestions(
    questions: Sequence[Question], document: Document, texts: Mapping[str, str]
) -> dict[str, Suggestion]:
    """Return what can be suggested of new questions, by their id.

    ``texts`` has what stands below the title of an item of the document, by id. A question that
    names what it is about gets no item suggested.
    """
    alike = _alike(questions, document, texts)
    stems = _Stems()
    items = [
        (item.id, stems.of(item.title))
        for item in sorted(document.items, key=lambda one: one.id)
        if item.type not in NOT_ASKED_ABOUT and in_force(document, item)
    ]
    return {
        one.id: Suggestion(
            "" if one.targets else _about(stems.of(f"{one.title} {one.text}"), items),
            tuple(alike.get(one.id, ())[:MOST_ALIKE]),
        )
        for one in questions
    }


def _alike(
    questions: Sequence[Question], document: Document, texts: Mapping[str, str]
) -> dict[str, list[str]]:
    """Return the questions like each new one, the likest first."""
    new = [Asked(one.id, one.title, one.text, one.targets) for one in questions]
    old = [
        Asked(item.id, item.title, texts.get(item.id, ""), frozenset(item.links.get("over", ())))
        for item in document.of_type(*OPEN_POINTS)
        if in_force(document, item)
    ]
    found: dict[str, list[str]] = {one.id: [] for one in questions}
    for pair in likenesses([*old, *new]):
        for one, other in ((pair.first, pair.second), (pair.second, pair.first)):
            if one in found:
                found[one].append(other)
    return found


def _about(words: frozenset[str], items: Iterable[tuple[str, frozenset[str]]]) -> str:
    best, found = 0.0, ""
    joined = " ".join(sorted(words))
    for id_, title in items:
        if len(words & title) >= FEWEST_SHARED:
            score = fuzz.token_set_ratio(joined, " ".join(sorted(title)))
            if score >= ABOUT_BOUND and score > best:
                best, found = score, id_
    return found


class _Stems:
    def __init__(self) -> None:
        self._stemmer = stemmer("dutch")

    def of(self, text: str) -> frozenset[str]:
        """Return the stems of the words of a text that tell something."""
        return frozenset(self._stemmer.stemWords(telling_words(text)))
