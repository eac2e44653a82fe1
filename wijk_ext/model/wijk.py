"""The settings of a wijkdocument: the neighbourhood, its organisations and its readers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from wijk_ext.model import names
from wijk_ext.model.archive import Archive
from wijk_ext.model.intake import IntakeSettings
from wijk_ext.model.standard import STANDARD_VOCABULARY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wijk_ext.model.vocabulary import Vocabulary

PROJECT_TEAM: Final = names.PROJECT_TEAM
WORKING_EDITION: Final = names.WORKING_EDITION
PUBLIC: Final = names.PUBLIC
NAME_PATTERN: Final = re.compile(r"[a-z][a-z0-9-]*")
"""What the id of an organisation or a unit looks like."""

ORGANISATION_KINDS: Final = (
    "gemeente",
    "woningcorporatie",
    "netbeheerder",
    "warmtebedrijf",
    "bewoners",
    "waterschap",
    "anders",
)


@dataclass(frozen=True)
class Unit:
    """A department or body of an organisation."""

    id: str
    name: str
    kind: str = ""
    themes: tuple[str, ...] = ()
    only_marked: bool = False
    """True when it sees only what names it (``ziet = "gemarkeerd"``)."""
    papers_days: int | None = None
    """How many days before it decides it wants the papers; None when that is not set."""


@dataclass(frozen=True)
class Organisation:
    """A partner in the project team."""

    id: str
    name: str
    kind: str = "anders"
    logo: str = ""
    """Path of the logo from the source folder, or empty."""
    colour: str = ""
    """``#rrggbb`` or empty."""
    units: tuple[Unit, ...] = ()
    word_template: str = ""
    """Path of the Word template for its handbooks, from the source folder, or empty."""
    papers_days: int | None = None
    """How many days before a decision its bodies want the papers, unless a unit says otherwise."""


@dataclass(frozen=True)
class Signals:
    """When something in the open points deserves attention."""

    recurring_from: int = 2
    """Number of organisations that question the same item."""
    response_days: int = 30


@dataclass(frozen=True)
class Wijk:
    """Everything that ``wijk.toml`` says."""

    name: str
    municipality: str = ""
    language: str = "nl"
    ask_address: str = ""
    """Address template with the placeholders of :mod:`wijk_ext.model.asking`."""
    organisations: tuple[Organisation, ...] = ()
    public_name: str = ""
    """Name of the public edition; empty when there is none."""
    folder_access: Mapping[str, tuple[str, ...]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    """Readers named per glob over paths from the source folder."""
    signals: Signals = Signals()
    intake: IntakeSettings = field(default_factory=IntakeSettings)
    archive: Archive = field(default_factory=Archive)
    vocabulary: Vocabulary = STANDARD_VOCABULARY

    def organisation(self, id_: str) -> Organisation | None:
        """Return the organisation with this id."""
        return next((one for one in self.organisations if one.id == id_), None)

    def papers_days(self, reader: str) -> int | None:
        """Return how many days before a decision an organisation or unit wants the papers."""
        organisation = self.organisation(organisation_of(reader))
        if organisation is None:
            return None
        days = {f"{organisation.id}/{unit.id}": unit.papers_days for unit in organisation.units}
        own = days.get(reader)
        return organisation.papers_days if own is None else own

    def readers(self) -> Mapping[str, str]:
        """Return every reader's id with its name, in the order of ``wijk.toml``."""
        found = {PROJECT_TEAM: ""}
        for organisation in self.organisations:
            found[organisation.id] = organisation.name
            for unit in organisation.units:
                found[f"{organisation.id}/{unit.id}"] = f"{organisation.name}, {unit.name}"
        if self.public_name:
            found[PUBLIC] = self.public_name
        return MappingProxyType(found)


def organisation_of(reader: str) -> str:
    """Return the organisation's part of a reader's id: ``gemeente/raad`` → ``gemeente``."""
    return reader.partition("/")[0]
