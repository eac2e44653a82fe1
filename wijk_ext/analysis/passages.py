"""The passages of an item or a page compared with those of an earlier edition."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from rapidfuzz.distance import LCSseq

from wijk_ext.analysis.alignment import gaps_between, matches
from wijk_ext.analysis.redline import ALIKE, likeness, redline
from wijk_ext.analysis.words import even
from wijk_ext.model.change import PassageChange, WordKind
from wijk_ext.model.snapshot import Passage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from wijk_ext.analysis.alignment import Gap
    from wijk_ext.model.change import Redline

_MOST_PAIRS: Final = 2_500
"""About so many pairs of passages are compared by their words; of more those near each other."""
_WORTH_A_LOOK: Final = 0.2
"""Two passages with fewer words in common than this are not compared any closer."""


def passage_changes(
    before: Sequence[Passage], after: Sequence[Passage], *, sees_all: bool
) -> tuple[PassageChange, ...]:
    """Return what happened to the passages, in the order of the newer ones.

    A passage that was reworded gives a redline, a new one a single inserted run. One that is gone
    gives its words to who sees all only: a mark of access may stand around it now, and such a mark
    cuts whole passages. For the same reason two passages that have hardly a word in common are no
    rewording but one gone and one new, and so they are for others when less than a third of the
    older one stays. For who sees all they are a rewording all the same when there is no other.

    When the words are the same, one run says so: then the formatting, the address of a link or the
    place of the passage differs. It has no run at all when the passage holds no text, such as a
    picture without an alternative text.
    """
    old, new = ([canonical(one) for one in side] for side in (before, after))
    if old == new:
        return ()
    pairing = _Pairing(old, new, sees_all)
    gaps = gaps_between(matches(old, new), len(old), len(new))
    pairing.pair_same_words(gaps)
    for gap in gaps:
        pairing.pair_reworded(gap)
    if len(old) == len(new) == 1 and (sees_all or pairing.likeness(0, 0)):
        pairing.pair(0, 0)
    return tuple(pairing.changes(gaps))


def canonical(passage: Passage) -> Passage:
    """Return a passage with what never counts as a difference taken out."""
    return Passage(passage.kind, even(passage.text), even(passage.source))


@dataclass
class _Pairing:
    """Which older passage became which newer one, by their places."""

    old: list[Passage]
    new: list[Passage]
    sees_all: bool
    partner: dict[int, int] = field(default_factory=dict)
    """By the place of the newer."""
    taken: set[int] = field(default_factory=set)
    """The older ones that have a partner."""

    def pair(self, a: int, b: int) -> None:
        if a not in self.taken and b not in self.partner:
            self.partner[b] = a
            self.taken.add(a)

    def pair_same_words(self, gaps: Iterable[Gap]) -> None:
        """Pair passages with the same words: moved, or written in another form."""
        places: dict[str, list[int]] = {}
        gaps = list(gaps)
        for gap in gaps:
            for a in range(gap.a1, gap.a2):
                places.setdefault(_words(self.old[a]), []).append(a)
        for gap in gaps:
            for b in range(gap.b1, gap.b2):
                found = places.get(_words(self.new[b]))
                if found:
                    self.pair(_nearest(found, gap), b)

    def pair_reworded(self, gap: Gap) -> None:
        """Pair the passages of each kind in a gap that are alike enough."""
        ours = [a for a in range(gap.a1, gap.a2) if a not in self.taken]
        theirs = [b for b in range(gap.b1, gap.b2) if b not in self.partner]
        for kind in dict.fromkeys(self.new[b].kind for b in theirs):
            same = [a for a in ours if self.old[a].kind == kind]
            others = [b for b in theirs if self.new[b].kind == kind]
            in_order = list(zip(same, others, strict=False))
            if len(same) == len(others) and all(self.likeness(a, b) for a, b in in_order):
                pairs = in_order
            else:
                pairs = self._best_first(same, others)
            for a, b in pairs:
                self.pair(a, b)

    def _best_first(self, ours: list[int], theirs: list[int]) -> list[tuple[int, int]]:
        """Return the pairs that are alike, the best first; of equals those in order."""
        words = [_words(self.new[b]).split() for b in theirs]
        reach = 1 + _MOST_PAIRS // max(len(ours), len(theirs), 1)
        found = []
        for x, a in enumerate(ours):
            mine = _words(self.old[a]).split()
            for y in range(max(0, x - reach), min(len(theirs), x + reach + 1)):
                least = _WORTH_A_LOOK * min(len(mine), len(words[y]))
                if LCSseq.similarity(mine, words[y]) < least:
                    continue
                if like := self.likeness(a, theirs[y]):
                    found.append((-like, abs(x - y), a, theirs[y]))
        return [(a, b) for _like, _distance, a, b in sorted(found)]

    def likeness(self, a: int, b: int) -> float:
        """Return how much two passages are alike; 0 when that is hardly at all."""
        compared = _redline_of(self.old[a], self.new[b])
        is_pair = self.sees_all or _keeps_enough(compared)
        return likeness(compared) if is_pair else 0.0

    def changes(self, gaps: Iterable[Gap]) -> Iterator[PassageChange]:
        """Yield what happened to every passage that differs."""
        for gap in gaps:
            gone = [a for a in range(gap.a1, gap.a2) if a not in self.taken]
            for b in range(gap.b1, gap.b2):
                a = self.partner.get(b)
                while gone and a is not None and gone[0] < a:
                    yield self._withdrawn(gone.pop(0))
                passage = self.new[b]
                words = redline(self.old[a].text if a is not None else "", passage.text)
                yield PassageChange(passage.kind, words)
            for a in gone:
                yield self._withdrawn(a)

    def _withdrawn(self, a: int) -> PassageChange:
        words = redline(self.old[a].text, "") if self.sees_all else ()
        return PassageChange(self.old[a].kind, words, withdrawn=True)


def _words(passage: Passage) -> str:
    return passage.text or passage.source


def _nearest(places: list[int], gap: Gap) -> int:
    """Take the place in a gap, or else the first one."""
    inside = (number for number, a in enumerate(places) if gap.a1 <= a < gap.a2)
    number = next(inside, 0)
    return places.pop(number)


def _redline_of(before: Passage, after: Passage) -> Redline:
    if before.text and after.text:
        return redline(before.text, after.text)
    return redline(before.source or before.text, after.source or after.text)


def _keeps_enough(compared: Redline) -> bool:
    """Return whether enough of the older passage stays to show what does not."""
    same, deleted = (
        sum(len(run.text) for run in compared if run.kind is kind)
        for kind in (WordKind.SAME, WordKind.DELETED)
    )
    return same * ALIKE >= same + deleted
