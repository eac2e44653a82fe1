"""What one row of a table becomes: an open point, with all that a person should look at."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from wijk_ext.locale import gettext as _
from wijk_ext.model.standard import OPEN_POINTS
from wijk_ext.model.wijk import PUBLIC
from wijk_ext.sources.intake.dates import DateReader
from wijk_ext.sources.intake.plain_text import cleaned, paragraphs, title_of
from wijk_ext.sources.intake.privacy import personal_data, without
from wijk_ext.sources.intake.table import fold

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from wijk_ext.model.document import Document
    from wijk_ext.sources.intake.columns import Columns
    from wijk_ext.sources.intake.table import Row, Table

KEY_LENGTH: Final = 16
_ID: Final = re.compile(r"(?<![\w-])([A-Za-z]{2,4}-[0-9]{3,})(?!\w)")
_SHOWN: Final = 60
_KINDS: Final = {"question": "vraag", "ambiguity": "onduidelijkheid", "bottleneck": "knelpunt"}


@dataclass(frozen=True)
class Draft:
    """An item to be, without its id."""

    row: int
    key: str
    """Tells this row from all others, and tells nothing else."""
    type: str
    title: str
    text: tuple[str, ...]
    """Its paragraphs, as plain text."""
    options: Mapping[str, str]
    """Without id and status."""
    targets: tuple[str, ...]
    """Ids of the items that it is about."""
    remarks: tuple[str, ...]


class RowReader:
    """Makes drafts of the rows of one table."""

    def __init__(
        self,
        table: Table,
        columns: Columns,
        document: Document,
        today: date,
        *,
        keep_personal: bool = False,
    ) -> None:
        self.columns = columns
        self.document = document
        self.today = today
        self.keep_personal = keep_personal
        self.dates = DateReader(columns.cell(row, "datum") for row in table.rows)

    def read(self, row: Row) -> Draft:
        """Return the draft of a row; its title is empty when the row asks nothing."""
        remarks: list[str] = []
        if row.has_surplus:
            remarks.append(_("something stands beside the last column; is a text split in two?"))
        title, text = self._texts(row, remarks)
        type_ = self._type(row, remarks)
        targets = self._targets(row, title, text, remarks)
        options = {
            "ingebracht_door": self._organisation(row, remarks),
            "datum": self._date(row, remarks),
            "over": ", ".join(targets),
        }
        short, is_cut = title_of(title)
        lines = paragraphs(text)
        if is_cut:
            lines = (*paragraphs(title), *lines)
            remarks.append(_("the title is cut short; the whole question stands in the text"))
        filled = {name: value for name, value in options.items() if value}
        return Draft(
            row.number,
            self.key(row),
            type_,
            short,
            lines,
            filled,
            targets,
            tuple(remarks),
        )

    def key(self, row: Row) -> str:
        """Return what a row is known by, now and in a later export of the same form.

        A form numbers its answers, but so does another form, perhaps on the same day: the question
        goes with the number. Where there is no number, it is the whole contents.
        """
        number = fold(self.columns.cell(row, "sleutel"))
        rest = () if number else ("tekst", "organisatie", "over", "soort")
        day = self.dates.read(self.columns.cell(row, "datum"))
        cells = (fold(self.columns.cell(row, role)) for role in ("titel", *rest))
        parts = ["number" if number else "contents", number, str(day or ""), *cells]
        data = json.dumps(parts, ensure_ascii=True).encode()
        return hashlib.sha256(data).hexdigest()[:KEY_LENGTH]

    def _texts(self, row: Row, remarks: list[str]) -> tuple[str, str]:
        """Return the question, on one line, and what stands below it."""
        found = [cleaned(self.columns.cell(row, role)) for role in ("titel", "tekst")]
        if any(is_changed for _text, is_changed in found):
            remarks.append(_("characters that can't be seen were removed"))
        names = self.columns.personal_cells(row)
        kinds: list[str] = []
        texts: list[str] = []
        for text, _is_changed in found:
            data = personal_data(text, names)
            kinds += [kind for _start, _end, kind in data]
            texts.append(text if self.keep_personal else without(text, data))
        if kinds:
            message = _("kept: {what}") if self.keep_personal else _("left out: {what}")
            told = dict.fromkeys(_(kind) for kind in kinds)
            remarks.append(message.format(what=", ".join(told)))
        title, text = " ".join(texts[0].split()), texts[1]
        if not title and (lines := paragraphs(text)):
            title, text = lines[0], "\n".join(lines[1:])
        return title, text

    def _type(self, row: Row, remarks: list[str]) -> str:
        written = self.columns.cell(row, "soort")
        words = fold(written).split()
        types = self.document.wijk.vocabulary.types
        names = {fold(_(types[name].label)): name for name in OPEN_POINTS}
        names |= {name: name for name in OPEN_POINTS} | _KINDS
        for word in words:
            if word in names:
                return names[word]
        if words:
            message = _("the kind “{text}” is not known; it became a question")
            remarks.append(message.format(text=_shown(written)))
        return OPEN_POINTS[0]

    def _date(self, row: Row, remarks: list[str]) -> str:
        written = self.columns.cell(row, "datum")
        found = self.dates.read(written)
        if found is None:
            if written:
                message = _("“{text}” can't be read as one date for certain")
                remarks.append(message.format(text=_shown(written)))
            return ""
        if found > self.today:
            remarks.append(_("the date lies ahead: {date}").format(date=found.isoformat()))
        return found.isoformat()

    def _organisation(self, row: Row, remarks: list[str]) -> str:
        written = self.columns.cell(row, "organisatie")
        found = self._organisations.get(fold(written), "") if written else ""
        if written and not found:
            message = _("who “{text}” is can't be told; add it to [import.organisaties]")
            remarks.append(message.format(text=_shown(written)))
        return found

    @cached_property
    def _organisations(self) -> Mapping[str, str]:
        """The readers by everything that names only one of them."""
        wijk = self.document.wijk
        names: list[tuple[str, str]] = []
        for reader, name in wijk.readers().items():
            if reader != PUBLIC:
                names += [(fold(reader), reader), (fold(name), reader)]
        units = [
            (fold(unit.name), f"{organisation.id}/{unit.id}")
            for organisation in wijk.organisations
            for unit in organisation.units
        ]
        counts = Counter(name for name, _reader in units)
        found = {name: reader for name, reader in units if counts[name] == 1}
        found |= {name: reader for name, reader in names if name}
        return found | {fold(name): one for name, one in wijk.intake.organisations.items()}

    def _targets(self, row: Row, title: str, text: str, remarks: list[str]) -> tuple[str, ...]:
        written, known = self.columns.cell(row, "over"), self._known
        for searched in (written, f"{title}\n{text}"):
            named = list(dict.fromkeys(id_.upper() for id_ in _ID.findall(searched)))
            if searched is written:
                remarks += [
                    _("there is no item {id}").format(id=id_) for id_ in named if id_ not in known
                ]
            if found := tuple(id_ for id_ in named if id_ in known):
                return found
            if searched is written and (id_ := self._titles.get(fold(written), "")):
                return (id_,)
        return ()

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(item.id for item in self.document.items)

    @cached_property
    def _titles(self) -> Mapping[str, str]:
        counts = Counter(fold(item.title) for item in self.document.items)
        return {
            fold(item.title): item.id
            for item in self.document.items
            if counts[fold(item.title)] == 1 and fold(item.title)
        }


def _shown(text: str) -> str:
    line = " ".join(cleaned(text)[0].split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"
