"""Who may see what: the rules of ``toegang``, as a pure model.

A *mark* is the set of readers that a folder, page, block or item names. What stands inside marks
is for the readers that every mark around it includes; without any mark it is for the
organisations and their standard units.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wijk_ext.model.wijk import PROJECT_TEAM, PUBLIC, organisation_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wijk_ext.model.wijk import Wijk

Mark = frozenset[str]


@dataclass(frozen=True)
class Reader:
    """Someone an excerpt is made for."""

    id: str
    """``gemeente``, ``gemeente/financien``, ``openbaar`` or ``projectteam``."""
    only_marked: bool = False
    """True for who sees only what names it: the public, and units with ``ziet = gemarkeerd``."""

    @property
    def folder(self) -> str:
        """The name of its folder and in addresses: ``gemeente.financien``."""
        return self.id.replace("/", ".")

    @property
    def organisation(self) -> str:
        """The id of its organisation; of the public and the project team their own id."""
        return organisation_of(self.id)

    @property
    def unit(self) -> str:
        """The id of its unit, or nothing."""
        return self.id.partition("/")[2]

    def is_in(self, mark: Iterable[str]) -> bool:
        """Return whether a mark includes this reader.

        An organisation includes its standard units; what is public is for everyone.
        """
        names = set(mark)
        if self.id == PROJECT_TEAM or PUBLIC in names or self.id in names:
            return True
        return not self.only_marked and bool(self.unit) and self.organisation in names

    def may_see(self, marks: Iterable[Iterable[str]]) -> bool:
        """Return whether this reader may see what stands inside all these marks."""
        marks = list(marks)
        if not marks:
            return not self.only_marked
        return all(self.is_in(mark) for mark in marks)


def readers_of(wijk: Wijk) -> dict[str, Reader]:
    """Return every reader of a document by id, the project team first."""
    found = [Reader(PROJECT_TEAM)]
    for organisation in wijk.organisations:
        found.append(Reader(organisation.id))
        found += [
            Reader(f"{organisation.id}/{unit.id}", unit.only_marked) for unit in organisation.units
        ]
    if wijk.public_name:
        found.append(Reader(PUBLIC, only_marked=True))
    return {reader.id: reader for reader in found}
