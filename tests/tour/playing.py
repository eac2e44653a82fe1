"""The round that questions make: asked at home, brought in, answered by the next edition.

The story on a copy of De Lindebuurt, played with the real commands:

1. edition 1.0 is made, and two organisations consent to it;
2. twelve questions of four organisations come in, by CSV and by Excel: two signals rise;
3. one agreement is sharpened, an extra agreement is made, a date is moved: edition 1.1 is made,
   the signals go quiet, and the consents are about an older text;
4. both organisations consent to edition 1.1.

On the way sites are built for some readers, and letters and calendars are made for all of them.
"""

from __future__ import annotations

import io
import json
import os
import shutil
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook

from tests.output.letters.writing import worked
from tests.repository import Repository
from tests.tools import EXAMPLE, Result, run_wijk
from wijk_ext.locale.dates import today
from wijk_ext.model.access import readers_of
from wijk_ext.model.document import Document
from wijk_ext.model.edition import Edition
from wijk_ext.model.wijk import WORKING_EDITION
from wijk_ext.output.ical import calendar
from wijk_ext.output.letters.kinds import AGENDA
from wijk_ext.output.letters.text import letter

if TYPE_CHECKING:
    from pathlib import Path

ADOPTED, SHARPENED = "2027-03-12", "2027-09-10"
"""The days of editions 1.0 and 1.1."""
NOW = {"SOURCE_DATE_EPOCH": str(int(datetime.fromisoformat("2027-09-20T00:00+00:00").timestamp()))}
WHO = {
    f"GIT_{role}_{what}": value
    for role in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "projectteam"), ("EMAIL", "team@proef.example"))
} | {"GIT_CONFIG_GLOBAL": os.devnull}
EVERYONE = bool(os.environ.get("WIJK_TOUR_EVERYONE"))
"""Whether sites are built for all readers, as ``nox -s leaks`` asks; it takes minutes."""
SIGNED = ("corporatie", "bewoners")
GUIDE = "gespreksleidraad"

MAPPING = """
[import]
pagina = "open-punten/uit-de-organisaties.md"

[import.organisaties]
"De Linde" = "corporatie"
"de bewoners" = "bewoners"

[import.kolommen]
tekst = "Licht uw vraag toe"
"""
PAGE = """---
thema: [communicatie]
---
# Vragen uit de organisaties

Deze vragen kwamen in de zomer van 2027 binnen.
"""
CSV = """\
ID;Voltooiingstijd;E-mail;Naam;Namens welke organisatie;Wat is uw vraag?;Licht uw vraag toe;\
Over welke afspraak?
1;14-06-2027 09:12;iemand@delinde.example;N. N.;De Linde;Mag een huurder het gesprek uitstellen?;\
Huurders met nachtdienst redden 45 minuten overdag niet.;AF-007
2;14-06-2027 09:20;iemand@delinde.example;N. N.;De Linde;Krijgt een nieuwe huurder ook een brief?;\
Wie in mei komt wonen, mist de brief van maart.;AF-006
3;15-06-2027 10:00;iemand@delinde.example;N. N.;De Linde;Wie tolkt bij een gesprek aan huis?;;AF-007
4;16-06-2027 11:30;;;de bewoners;Mag het gesprek ook in de avond?;"Veel leden werken overdag; een \
avond past beter.";AF-007
5;16-06-2027 11:41;;;de bewoners;Komt de brief ook per e-mail?;=1+1 is {need}`KN-008`;AF-006
6;17-06-2027 08:05;;;de bewoners;Blijft de beukenhaag bij de school staan?;;AF-024
"""
"""As Microsoft Forms exports it in the Netherlands: semicolons, and not UTF-8."""
SHEET: list[list[Any]] = [
    ["Response ID", "Date submitted", "Uw organisatie", "Uw vraag", "Licht uw vraag toe", "Over"],
    [1, datetime(2027, 6, 21), "gemeente", "Kan een gesprek aan huis in de avond?", "", "AF-007"],  # noqa: DTZ001
    [2, datetime(2027, 6, 21), "gemeente", "In welke talen is de brief er?", "", "AF-006"],  # noqa: DTZ001
    [3, datetime(2027, 6, 22), "gemeente", "Wie bewaart de verslagen?", "Wij?", "AF-032"],  # noqa: DTZ001
    [4, datetime(2027, 6, 24), "warmtebedrijf", "Staat het tarief in de brief?", "", "AF-006"],  # noqa: DTZ001
    [5, datetime(2027, 6, 24), "warmtebedrijf", "Gaan wij mee naar het gesprek?", "", "AF-007"],  # noqa: DTZ001
    [6, datetime(2027, 6, 25), "warmtebedrijf", "Wie kiest de bedrijven?", "", "AF-021"],  # noqa: DTZ001
]
TALK = "U kunt één gesprek van 45 minuten aanvragen"
SHARPER = "U kunt één gesprek van 45 minuten aanvragen, overdag of in de avond"
EXTRA = """
:::{aanvullende-afspraak} De woonstichting geeft de brief aan nieuwe huurders
:id: AA-007
:status: vastgesteld
:eigenaar: corporatie
:partijen: corporatie
:ingangsdatum: 2027-10-01
:draagt_bij_aan: AM-003
:vult_aan: AF-006
:valt_onder: MA-002
:thema: communicatie

Een nieuwe huurder krijgt de laatste brief bij de sleutel. Hij is er in vier talen, ook per e-mail.
:::

"""
MOMENT = """
:::{{moment}} Editie 1.1 naar alle organisaties
:id: MO-016
:status: gepland
:datum: {day}
:lezers: gemeente, corporatie, netbeheerder, warmtebedrijf, bewoners, waterschap, openbaar
:doel: informeren
:editie: 1.1
:toegang: openbaar

Iedereen leest wat er veranderde.
:::
"""


@dataclass(frozen=True)
class Stage:
    """What everyone has after one part of the story."""

    sites: Path
    """The folder with a site per reader."""
    letters: dict[str, dict[str, str]]
    """Letters by reader and kind."""
    calendars: dict[str, str]
    """Calendars by reader, without folded lines."""


@dataclass
class Story:
    """The story as it is played."""

    repository: Repository
    place: Path
    said: list[str]

    def wijk(self, *arguments: str | Path) -> Result:
        """Run ``wijk`` on the day of now; nothing may go wrong."""
        result = run_wijk(*arguments, cwd=self.repository.root, env=WHO | NOW)
        assert result.code == 0, (arguments, result.text)
        self.said.append(result.text)
        return result

    def change(self, name: str, old: str, new: str) -> None:
        """Change a page, as an author does."""
        path = self.repository.source / name
        text = path.read_text("utf-8")
        assert text.count(old) == 1, (name, old)
        path.write_text(text.replace(old, new), "utf-8")

    def commit(self, day: str) -> None:
        """Commit what was changed."""
        self.repository.commit({}, day)

    def stage(self, name: str, *readers: str) -> None:
        """Keep the sites of these readers, and the letters and calendars of all."""
        folder = self.place / name
        folder.mkdir()
        if readers:
            chosen = [] if EVERYONE else [word for one in readers for word in ("--reader", one)]
            self.wijk("build", "-o", folder / "uit", *chosen)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv(*next(iter(NOW.items())))
            kept = _letters_and_calendars(self.repository.source)
        (folder / "stage.json").write_text(json.dumps(kept), "utf-8")


def _letters_and_calendars(source: Path) -> tuple[dict[str, Any], dict[str, str]]:
    work = worked(source, source)
    letters, calendars = {}, {}
    for name, reader in readers_of(work.wijk).items():
        excerpt = work.projector.excerpt(reader)
        edition = Edition(WORKING_EDITION, today(), "")
        timeline = work.editions.timeline(edition, name, excerpt.states)
        document = Document(work.wijk, excerpt.items)
        letters[name] = {
            kind: letter(kind, document, reader, timeline, source) for kind in (AGENDA, GUIDE)
        }
        calendars[name] = calendar(work.wijk, timeline, name).decode().replace("\r\n ", "")
    return letters, calendars


def stage(place: Path, name: str) -> Stage:
    """Return what was kept after a part of the story."""
    folder = place / name
    return Stage(folder / "uit", *json.loads((folder / "stage.json").read_text("utf-8")))


def play(place: Path) -> str:
    """Play the story in a folder, and return everything that the commands said."""
    repository = Repository.at(place / "straat")
    story = Story(repository, place, [])
    shutil.copytree(EXAMPLE, repository.source)
    _adopt(story)
    story.stage("begin")
    _bring_in(story)
    story.stage("gevraagd", "projectteam")
    _answer(story)
    story.stage("uitgebracht", "corporatie")
    for organisation in SIGNED:
        story.wijk("sign", organisation, "1.1", "--date", "2027-09-18", "--yes")
    story.commit("2027-09-19")
    story.stage("ingestemd", "corporatie")
    return "\n".join(story.said)


def _adopt(story: Story) -> None:
    source = story.repository.source
    settings = source / "wijk.toml"
    settings.write_text(settings.read_text("utf-8") + MAPPING, "utf-8")
    (source / "open-punten" / "uit-de-organisaties.md").write_text(PAGE, "utf-8")
    story.change("open-punten/index.md", "terugkerend\n", "terugkerend\nuit-de-organisaties\n")
    moments = source / "communicatie" / "momenten.md"
    moments.write_text(moments.read_text("utf-8") + MOMENT.format(day="2027-10-07"), "utf-8")
    story.commit(ADOPTED)
    story.wijk("release", "1.0", "--yes")
    for organisation in SIGNED:
        story.wijk("sign", organisation, "1.0", "--date", "2027-05-20", "--yes")
    story.commit("2027-05-21")


def _bring_in(story: Story) -> None:
    csv, xlsx = story.place / "formulier.csv", story.place / "enquete.xlsx"
    csv.write_bytes(CSV.encode("cp1252"))
    xlsx.write_bytes(_workbook(SHEET))
    for table in (csv, xlsx, csv):
        story.wijk("import", table, "--yes")
    story.commit("2027-07-01")


def _answer(story: Story) -> None:
    story.change("afspraken/bewoners.md", TALK, SHARPER)
    after = "\n## Hoe een aanvullende"
    story.change("afspraken/aanvullend.md", after, EXTRA + after[1:])
    story.change("communicatie/momenten.md", ":datum: 2027-10-07", ":datum: 2027-10-14")
    story.commit(SHARPENED)
    story.wijk("release", "1.1", "--yes")


def _workbook(rows: list[list[Any]]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()
