"""Two texts compared word by word, in a form that people can read.

The words that two texts share are found as a longest common subsequence. What that gives is exact
but restless: one "de" that stays between two new sentences cuts them to pieces. So what stays is
kept only where it helps reading: see :func:`_folded`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from wijk_ext.analysis.alignment import Gap, gaps_between, matches
from wijk_ext.analysis.words import SMALL_WORDS, even
from wijk_ext.model.change import WordKind, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wijk_ext.model.change import Redline

ISLAND: Final = 3
"""A run of this many words that stays between changes may be taken into them."""
ALIKE: Final = 3
"""One part in this many of the shorter text must stay, or nothing is said to stay."""
_SLIDES: Final = 200
_TOKEN: Final = re.compile(
    r"""
    \w+ (?: (?: [-'’.:@] | (?<=\d),(?=\d) ) \w+ )*   # a word, a number, an address
    | [^\w\s]                                        # one sign
    """,
    re.VERBOSE,
)
_CELL: Final = "|"
"""Stands between the cells of a row: changes do not grow past it."""


def redline(before: str, after: str) -> Redline:
    """Compare two texts word by word.

    All runs without the inserted ones, joined, are ``even(before)``; without the deleted ones
    ``even(after)``. No two neighbours are of one kind, and a deletion stands before the insertion
    that takes its place. When less than a third of the shorter text stays, counted in letters of
    words that say something, it is one deletion and one insertion. So it is for two texts of some
    16,000 words each that differ from their first words to their last.
    """
    before, after = even(before), even(after)
    if before == after:
        return (Words(WordKind.SAME, before),) if before else ()
    old, new = _Text.of(before), _Text.of(after)
    gaps = gaps_between(matches(old.words, new.words, _weight), len(old), len(new))
    gaps = _folded(_slid(gaps, old, new), old, new)
    return tuple(_joined(_with_shared_spaces(_runs(gaps, old, new))))


def likeness(compared: Redline) -> float:
    """Return which part of two compared texts is the same, in letters, from 0 to 1."""
    same = sum(len(run.text) for run in compared if run.kind is WordKind.SAME)
    other = sum(len(run.text) for run in compared if run.kind is not WordKind.SAME)
    return 2 * same / (2 * same + other) if compared else 1.0


@dataclass(frozen=True)
class _Text:
    """A text cut into words and signs."""

    words: list[str]
    spaces: list[str]
    """What stands before each word: a space or nothing."""
    sums: list[int]
    """The weight of all words before each, and of all."""

    @classmethod
    def of(cls, text: str) -> _Text:
        words, spaces, sums, end = [], [], [0], 0
        for found in _TOKEN.finditer(text):
            words.append(found[0])
            spaces.append(text[end : found.start()])
            sums.append(sums[-1] + _weight(found[0]))
            end = found.end()
        return cls(words, spaces, sums)

    def __len__(self) -> int:
        return len(self.words)

    def weight(self, first: int, last: int) -> int:
        return self.sums[last] - self.sums[first]

    def rank(self, place: int) -> int:
        """Return how well a change would begin here: best at the begin of a sentence."""
        if not place or self.words[place - 1] in {".", "?", "!", _CELL}:
            return 2
        return int(self.words[place - 1] in {",", ";", ":"})


def _weight(word: str) -> int:
    """Return the letters of a word that says something; of others nothing."""
    if not word[0].isalnum() or word.casefold() in SMALL_WORDS:
        return 0
    return len(word)


def _slid(gaps: list[Gap], old: _Text, new: _Text) -> list[Gap]:
    """Slide what was only inserted or only deleted to the begin of a sentence, if it can.

    Of two sentences that both begin with "De" one is new; not the end of the one and the begin of
    the other.
    """
    found: list[Gap] = []
    for gap, following in zip_longest(gaps, gaps[1:]):
        floor = found[-1].a2 + 1 if found else 0
        roof = following.a1 - 1 if following else len(old)
        if gap.a1 == gap.a2:
            text, first, last = new, gap.b1, gap.b2
        elif gap.b1 == gap.b2:
            text, first, last = old, gap.a1, gap.a2
        else:
            found.append(gap)
            continue
        room = (min(gap.a1 - floor, _SLIDES), min(roof - gap.a2, _SLIDES))
        step = _best_slide(text, first, last, room)
        found.append(Gap(gap.a1 + step, gap.a2 + step, gap.b1 + step, gap.b2 + step))
    return found


def _best_slide(text: _Text, first: int, last: int, room: tuple[int, int]) -> int:
    """Return how far a change may move to begin best: the smallest step to the best place."""
    steps = [0]
    for step in range(1, room[0] + 1):
        if text.words[first - step] != text.words[last - step]:
            break
        steps.append(-step)
    for step in range(1, room[1] + 1):
        if text.words[first + step - 1] != text.words[last + step - 1]:
            break
        steps.append(step)
    return max(steps, key=lambda step: (text.rank(first + step), -abs(step), step))


def _folded(gaps: list[Gap], old: _Text, new: _Text) -> list[Gap]:
    """Join changes over what stays between them, where that only disturbs.

    An island of at most :data:`ISLAND` words is taken into the changes around it when it holds
    small words and signs only, or no more letters than either of them. When too little stays of
    the whole (:data:`ALIKE`), all is one change.
    """
    count = 0
    while count != len(gaps):
        count = len(gaps)
        joined: list[Gap] = []
        for gap in gaps:
            if joined and _disturbs(joined[-1], gap, old, new):
                joined[-1] = replace(joined[-1], a2=gap.a2, b2=gap.b2)
            else:
                joined.append(gap)
        gaps = joined
    least = min(old.sums[-1], new.sums[-1])
    stays = old.sums[-1] - sum(old.weight(gap.a1, gap.a2) for gap in gaps)
    return [Gap(0, len(old), 0, len(new))] if ALIKE * stays < least else gaps


def _disturbs(left: Gap, right: Gap, old: _Text, new: _Text) -> bool:
    """Return whether what stays between two changes only disturbs."""
    island = old.words[left.a2 : right.a1]
    if _CELL in island or sum(word[0].isalnum() for word in island) > ISLAND:
        return False
    most = min(max(old.weight(gap.a1, gap.a2), new.weight(gap.b1, gap.b2)) for gap in (left, right))
    return old.weight(left.a2, right.a1) <= most


def _runs(gaps: list[Gap], old: _Text, new: _Text) -> Iterator[Words]:
    """Yield the runs of both texts; white space is counted to the word behind it."""
    a = b = 0
    for gap in (*gaps, Gap(len(old), len(old), len(new), len(new))):
        for word, space_a, space_b in zip(
            old.words[a : gap.a1], old.spaces[a : gap.a1], new.spaces[b : gap.b1], strict=True
        ):
            if space_a == space_b:
                yield Words(WordKind.SAME, space_a + word)
                continue
            yield Words(WordKind.DELETED, space_a)
            yield Words(WordKind.INSERTED, space_b)
            yield Words(WordKind.SAME, word)
        for kind, text, first, last in (
            (WordKind.DELETED, old, gap.a1, gap.a2),
            (WordKind.INSERTED, new, gap.b1, gap.b2),
        ):
            pairs = zip(text.spaces[first:last], text.words[first:last], strict=True)
            yield Words(kind, "".join(space + word for space, word in pairs))
        a, b = gap.a2, gap.b2


def _with_shared_spaces(runs: Iterable[Words]) -> Iterator[Words]:
    """Yield the runs with the space before a change outside of it, where both texts have one."""
    same = deleted = inserted = ""
    for run in (*runs, Words(WordKind.SAME, "")):
        if run.kind is WordKind.DELETED:
            deleted += run.text
            continue
        if run.kind is WordKind.INSERTED:
            inserted += run.text
            continue
        behind = run.text
        if not deleted and not inserted:
            same += behind
            continue
        changes = [text for text in (deleted, inserted) if text]
        if same and all(text[0] == " " for text in changes):
            if len(changes) == 2:
                same, deleted, inserted = f"{same} ", deleted[1:], inserted[1:]
            elif behind[:1] == " ":
                same, behind = f"{same} ", behind[1:]
                deleted, inserted = (text and f"{text[1:]} " for text in (deleted, inserted))
        yield from (Words(WordKind.SAME, same), Words(WordKind.DELETED, deleted))
        yield Words(WordKind.INSERTED, inserted)
        same, deleted, inserted = behind, "", ""
    yield Words(WordKind.SAME, same)


def _joined(runs: Iterable[Words]) -> Iterator[Words]:
    """Yield the runs that hold text, neighbours of one kind as one."""
    waiting: list[Words] = []
    for run in (run for run in runs if run.text):
        if waiting and waiting[0].kind is not run.kind:
            yield Words(waiting[0].kind, "".join(one.text for one in waiting))
            waiting = []
        waiting.append(run)
    if waiting:
        yield Words(waiting[0].kind, "".join(one.text for one in waiting))
