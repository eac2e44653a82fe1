"""Which column of a table holds what: as ``wijk.toml`` says, or as forms usually call it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from wijk_ext.locale import gettext as _
from wijk_ext.model.intake import COLUMNS
from wijk_ext.sources.intake.table import IntakeError, fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wijk_ext.model.intake import IntakeSettings
    from wijk_ext.sources.intake.table import Row, Table

_NAMED: Final[Mapping[str, tuple[str, ...]]] = {
    "sleutel": (
        *("response id", "id", "antwoord id", "reactie id", "respons id", "inzending id"),
        *("responsenummer", "reactienummer"),
    ),
    "datum": (
        *("datum", "submitdate", "datum ingestuurd", "date submitted", "voltooiingstijd"),
        *("completion time", "tijdstempel", "timestamp", "datum en tijd", "tijd van voltooien"),
        *("begintijd", "start time", "startdate", "date", "ingediend op"),
    ),
    "organisatie": (
        *("organisatie", "namens welke organisatie", "namens", "uw organisatie", "organisation"),
        *("voor welke organisatie werkt u", "organization", "partij", "afdeling"),
    ),
    "over": (
        *("over", "waarover gaat het", "waar gaat het over", "waarover gaat uw vraag", "betreft"),
        *("gaat over", "afspraak", "over welke afspraak", "over welke afspraak gaat het", "item"),
    ),
    "soort": ("soort", "type", "soort vraag", "soort punt", "categorie"),
    "titel": (
        *("wat is uw vraag", "uw vraag", "vraag", "vragen", "wat wilt u weten", "question"),
        *("titel", "onderwerp", "punt", "open punt", "knelpunt", "onduidelijkheid"),
    ),
    "tekst": (
        *("toelichting", "uw toelichting", "uitleg", "omschrijving", "beschrijving", "details"),
        *("opmerking", "opmerkingen", "tekst", "kunt u dit toelichten", "explanation"),
    ),
}
"""Folded headings as Microsoft Forms, LimeSurvey and people in Excel write them, best first."""
_IN_HEADING: Final[Mapping[str, str]] = {
    "titel": "vraag",
    "organisatie": "organisatie",
    "tekst": "toelichting",
}
"""A word by which the one column is known whose heading holds it."""
_PERSONAL: Final = frozenset(
    """
    naam voornaam achternaam voorletters name firstname lastname mail email mailadres emailadres
    telefoon telefoonnummer phone mobiel contactpersoon adres postcode huisnummer geboortedatum
    ipaddr ipadres token
    """.split()
)
"""Words in the heading of a column with personal data."""


@dataclass(frozen=True)
class Columns:
    """The place of each column, from 0, by what it holds."""

    places: Mapping[str, int]
    personal: tuple[int, ...]
    """Columns that are never taken over."""

    def cell(self, row: Row, role: str) -> str:
        """Return what a row says in the column with this role; empty when there is none."""
        return row.cells[self.places[role]] if role in self.places else ""

    def personal_cells(self, row: Row) -> tuple[str, ...]:
        """Return what a row says in the columns with personal data."""
        return tuple(row.cells[place] for place in self.personal if row.cells[place])


def find_columns(table: Table, settings: IntakeSettings) -> Columns:
    """Return what the columns of a table hold.

    Raises IntakeError when ``wijk.toml`` names a column that is not there or there twice, and
    when no column can be told to hold the questions.
    """
    folded = [fold(heading) for heading in table.headings]
    places = {
        role: _named_place(table, folded, role, heading)
        for role, heading in settings.columns.items()
    }
    named = {fold(heading) for heading in settings.personal}
    personal = {
        place
        for place, heading in enumerate(folded)
        if heading in named or (place not in places.values() and _is_personal(heading))
    }
    for role, names in _NAMED.items():
        if role not in places:
            free = [n for n in range(len(folded)) if n not in personal | {*places.values()}]
            place = _guess(folded, free, names, _IN_HEADING.get(role, ""))
            places |= {} if place is None else {role: place}
    if "titel" not in places:
        raise IntakeError(_no_question(table))
    ordered: dict[str, int] = {role: places[role] for role in COLUMNS if role in places}
    return Columns(ordered, tuple(sorted(personal)))


def _named_place(table: Table, folded: list[str], role: str, heading: str) -> int:
    found = [place for place, one in enumerate(folded) if one == fold(heading)]
    if len(found) == 1:
        return found[0]
    if found:
        message = _("{file}, row {row}: two columns are named “{heading}”; rename one of them.")
    else:
        message = _(
            "{file}, row {row}: there is no column “{heading}”, which wijk.toml names for {role}. "
            "The headings are: {headings}."
        )
    message = message.format(
        file=table.name,
        row=table.heading_row,
        heading=heading,
        role=f"“{role}”",
        headings=_headings(table),
    )
    raise IntakeError(message)


def _is_personal(heading: str) -> bool:
    words = set(heading.split())
    return bool(words & _PERSONAL) and "organisatie" not in words


def _guess(folded: list[str], free: list[int], names: tuple[str, ...], word: str) -> int | None:
    for name in names:
        for place in free:
            if folded[place] == name:
                return place
    holding = [place for place in free if word and word in folded[place].split()]
    return holding[0] if len(holding) == 1 else None


def _no_question(table: Table) -> str:
    message = _(
        "{file}, row {row}: which column holds the questions can't be told. The headings are: "
        "{headings}. Name the columns in wijk.toml:"
    ).format(file=table.name, row=table.heading_row, headings=_headings(table))
    first = next((heading for heading in table.headings if heading), "")
    shown = json.dumps(first, ensure_ascii=False)
    return f"{message}\n\n[import]\nkolommen = {{ titel = {shown} }}"


def _headings(table: Table) -> str:
    return ", ".join(f"“{heading}”" for heading in table.headings if heading)
