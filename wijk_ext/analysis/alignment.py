"""What two sequences have in common, in order, and what lies between."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rapidfuzz.distance import LCSseq

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence
    from typing import Any

Block = tuple[int, int, int]
"""What is the same: its place in the older sequence, its place in the newer, its length."""
_LARGEST: Final = 2**28
"""The largest product of two lengths that is compared: 32 MiB of memory."""
_HEAVY: Final = 3
"""What is heavy counts as many times as what is not."""


@dataclass(frozen=True)
class Gap:
    """What differs: ``a1`` to ``a2`` of the older sequence, ``b1`` to ``b2`` of the newer."""

    a1: int
    a2: int
    b1: int
    b2: int


def gaps_between(blocks: Iterable[Block], old: int, new: int) -> list[Gap]:
    """Return what lies between blocks, in sequences of ``old`` and ``new`` long, in order."""
    found = []
    a = b = 0
    for start_a, start_b, size in (*blocks, (old, new, 0)):
        if start_a > a or start_b > b:
            found.append(Gap(a, start_a, b, start_b))
        a, b = start_a + size, start_b + size
    return found


def matches(
    old: Sequence[Hashable], new: Sequence[Hashable], weigh: Callable[[Any], int] = lambda _one: 0
) -> list[Block]:
    """Return what two sequences have in common, in order: blocks of it.

    It is a longest common subsequence, in which what has a weight above nought counts
    :data:`_HEAVY` times, as far as memory allows. Of what lies between a common begin and a common
    end nothing, when there is too much of it to compare.
    """
    start, end = _ends(old, new)
    sides = [side[start : len(side) - end] for side in (old, new)]
    product = len(sides[0]) * len(sides[1])
    found = [(0, 0, start)] if start else []
    if product <= _LARGEST:
        heavy = _HEAVY if product * _HEAVY**2 <= _LARGEST else 1
        numbers: dict[Hashable, int] = {}
        (signs, places), (other_signs, other_places) = (
            _written_out(side, numbers, heavy, weigh) for side in sides
        )
        for step in LCSseq.opcodes(signs, other_signs):
            if step.tag == "equal":
                pairs = zip(
                    range(step.src_start, step.src_end),
                    range(step.dest_start, step.dest_end),
                    strict=True,
                )
                found += [
                    (places[a] + start, other_places[b] + start, 1)
                    for a, b in pairs
                    if not signs[a] % heavy
                ]
    if end:
        found.append((len(old) - end, len(new) - end, end))
    return found


def _written_out(
    side: Sequence[Hashable],
    numbers: dict[Hashable, int],
    heavy: int,
    weigh: Callable[[Any], int],
) -> tuple[list[int], list[int]]:
    """Return a sequence as numbers, several for what is heavy; and the place that each is for."""
    signs: list[int] = []
    places: list[int] = []
    for place, one in enumerate(side):
        number = numbers.setdefault(one, len(numbers)) * heavy
        times = heavy if weigh(one) else 1
        signs += range(number, number + times)
        places += [place] * times
    return signs, places


def _ends(old: Sequence[Hashable], new: Sequence[Hashable]) -> tuple[int, int]:
    """Return how many two sequences have in common at their begin, and then at their end."""
    most = min(len(old), len(new))
    start = next((n for n in range(most) if old[n] != new[n]), most)
    end = next((n for n in range(most - start) if old[-1 - n] != new[-1 - n]), most - start)
    return start, end
