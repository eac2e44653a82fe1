"""What the sources hold, taken apart into words and phrases once for all readers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import ahocorasick

from wijk_ext.verify.words import is_telling, phrases, spaced, stemmed, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wijk_ext.model.access import Mark, Reader
    from wijk_ext.verify.evidence import Evidence


@dataclass
class Group:
    """All passages inside the same marks; whoever may see one of them may see them all."""

    bit: int
    """Tells it from other groups, of which many are written as one number."""
    marks: tuple[Mark, ...]
    passages: list[int] = field(default_factory=list)
    """Their numbers among all passages."""
    words: dict[str, int] = field(default_factory=dict)
    """Every word, with the first passage in which it stands."""
    telling: dict[str, int] = field(default_factory=dict)
    """Those of the words that can tell something by themselves."""
    phrases: dict[str, int] = field(default_factory=dict)
    """Every phrase, with the first passage in which it stands; only of what some may not see."""
    stems: frozenset[str] = frozenset()


@dataclass(frozen=True)
class FileText:
    """What a file besides the pages says."""

    words: frozenset[str]
    phrases: frozenset[str]
    readable: frozenset[str]
    """The phrases, of whatever source, that can be read in it."""


@dataclass(frozen=True)
class Material:
    """The passages of one source folder, for some readers."""

    evidence: Evidence
    groups: tuple[Group, ...]
    places: dict[str, int]
    """Every phrase that some reader may not see, with the groups in which it can be read."""
    machine: ahocorasick.Automaton | None
    """Finds those phrases in a text in one pass; None when there are none."""
    mentions: tuple[int, ...]
    """Of each file in the evidence, the groups in which its name stands."""
    texts: tuple[FileText, ...]
    """Of each file in the evidence, what it says."""
    stems: frozenset[str]
    """The stems of the words that are no secret to anyone."""
    known: frozenset[str]
    """The words that are no secret to anyone."""

    @classmethod
    def of(cls, evidence: Evidence, readers: Iterable[Reader], known: frozenset[str]) -> Material:
        """Take the passages apart. ``known`` holds words that are no secret to anyone."""
        groups = _groups(evidence)
        found = [words(passage.text) for passage in evidence.passages]
        everyone = list(readers)
        for group in groups:
            _fill(group, found)
            if not all(reader.may_see(group.marks) for reader in everyone):
                for number in group.passages:
                    for phrase in phrases(evidence.passages[number].text):
                        group.phrases.setdefault(phrase, number)
        in_files = {phrase for file in evidence.files for phrase in phrases(file.text)}
        machine = _automaton(in_files.union(*(group.phrases for group in groups)))
        places = _places(machine, groups, found) if machine else {}
        stems = frozenset(stemmed(known))
        mentions, texts = _mentions(evidence, groups), _texts(evidence, machine)
        return cls(evidence, groups, places, machine, mentions, texts, stems, known)

    def phrases_in(self, texts: Iterable[list[str]]) -> frozenset[str]:
        """Return the phrases that can be read in texts, each given as its words."""
        if self.machine is None:
            return frozenset()
        return frozenset(
            phrase for found in texts for _end, phrase in self.machine.iter(spaced(found))
        )

    def visible_to(self, reader: Reader) -> list[Group]:
        """Return the groups that a reader may see."""
        return [group for group in self.groups if reader.may_see(group.marks)]


def _automaton(found: Iterable[str]) -> ahocorasick.Automaton | None:
    """Return what finds all these phrases in a text in one pass; None when there are none."""
    machine = ahocorasick.Automaton()
    for phrase in found:
        machine.add_word(phrase, phrase)
    if not machine:
        return None
    machine.make_automaton()
    return machine


def _groups(evidence: Evidence) -> tuple[Group, ...]:
    groups: dict[tuple[Mark, ...], Group] = {}
    for number, passage in enumerate(evidence.passages):
        group = groups.get(passage.marks)
        if group is None:
            group = groups[passage.marks] = Group(1 << len(groups), passage.marks)
        group.passages.append(number)
    return tuple(groups.values())


def _fill(group: Group, found: list[list[str]]) -> None:
    """Give a group its words; ``found`` holds the words of every passage."""
    for number in reversed(group.passages):
        group.words |= dict.fromkeys(found[number], number)
    group.telling = {word: number for word, number in group.words.items() if is_telling(word)}
    group.stems = frozenset(stemmed(group.words))


def _places(
    machine: ahocorasick.Automaton, groups: tuple[Group, ...], found: list[list[str]]
) -> dict[str, int]:
    """Return of each phrase the groups in which it can be read."""
    places: dict[str, int] = {}
    for group in groups:
        for number in group.passages:
            for _end, phrase in machine.iter(spaced(found[number])):
                places[phrase] = places.get(phrase, 0) | group.bit
    return places


def _texts(evidence: Evidence, machine: ahocorasick.Automaton | None) -> tuple[FileText, ...]:
    """Return what each file says."""
    found = []
    for file in evidence.files:
        own = words(file.text)
        readable = {phrase for _end, phrase in machine.iter(spaced(own))} if machine else set()
        found.append(FileText(frozenset(own), frozenset(phrases(file.text)), frozenset(readable)))
    return tuple(found)


def _mentions(evidence: Evidence, groups: tuple[Group, ...]) -> tuple[int, ...]:
    """Return of each file the groups in which its name stands."""
    texts = {
        group.bit: "\n".join(evidence.passages[number].text for number in group.passages)
        for group in groups
    }
    return tuple(
        sum(bit for bit, text in texts.items() if file.path.name in text) for file in evidence.files
    )
