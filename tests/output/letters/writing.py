"""Write letters from a document on disk, as the command does."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from tests.tools import write
from wijk_ext.cli.console import Stages
from wijk_ext.cli.letters import write_letter
from wijk_ext.cli.read import find_folder, read_pages, read_wijk
from wijk_ext.cli.work import Work

SETTINGS = """
[wijk]
naam = "De Proefbuurt"
[organisaties.alfa]
naam = "Alfa"
soort = "gemeente"
[organisaties.alfa.onderdelen.raad]
naam = "Gemeenteraad"
soort = "bestuur"
ziet = "gemarkeerd"
aanlevertermijn_dagen = 21
[organisaties.beta]
naam = "Beta"
[openbaar]
naam = "Iedereen"
"""
BOTH = "alfa, beta, alfa/raad"
PAGES = f"""---
toegang: [{BOTH.replace(" ", "")}]
---
# Alles

:::{{ambitie}} Warme huizen
:id: AM-001
:status: vastgesteld

Iedereen woont warm.
:::

:::{{afspraak}} Antwoord binnen vijf dagen
:id: AF-001
:status: vastgesteld
:partijen: alfa, beta

Wie de vraag krijgt, antwoordt.
:::

:::{{afspraak}} Garantie voor de lening
:id: AF-002
:status: voorgelegd
:partijen: alfa, beta
:rechtsvorm: privaatrecht

Alfa staat garant.
:::

:::{{mandaat}} Mandaat van Alfa
:id: MA-001
:status: verleend
:organisatie: alfa
:orgaan: alfa/raad
:binnen: planning; brieven
:buiten: garanties
:::

:::{{vraag}} Wie antwoordt in de vakantie?
:id: VR-001
:over: AF-001
:ingebracht_door: alfa
:eigenaar: beta
:termijn: 2026-10-01
:::

:::{{knelpunt}} Vijf dagen is kort
:id: KN-001
:over: AF-001
:ingebracht_door: beta
:eigenaar: alfa
:termijn: 2027-03-01
:::

:::{{besluit}} De raad beslist over de garantie
:id: BE-001
:status: geagendeerd
:orgaan: alfa/raad
:datum: 2026-12-10
:over: AF-002
:::

:::{{toezegging}} De raad krijgt elk jaar een brief
:id: TO-001
:orgaan: alfa/raad
:termijn: 2027-06-01
:::

:::{{moment}} Avond voor iedereen
:id: MO-001
:datum: 2027-01-21
:lezers: alfa, beta, alfa/raad
:doel: informeren
:kanaal: in het stadhuis
:::
"""
SECRET = """
:::{besluit} Kwikzilver kopen
:id: BE-009
:status: geagendeerd
:orgaan: beta
:datum: 2026-12-01
:toegang: beta
:::

:::{vraag} Mag kwikzilver wel?
:id: VR-009
:over: AF-001
:ingebracht_door: beta
:eigenaar: beta
:termijn: 2026-09-01
:toegang: beta
:::

:::{afspraak} Kwikzilver delen
:id: AF-009
:status: vastgesteld
:partijen: alfa, beta
:toegang: beta
:::
"""


def source(folder: Path, more: str = "", **files: str) -> Path:
    """Write the document, with more on its page."""
    start = "# De Proefbuurt\n\n```{toctree}\nalles\n```\n"
    base = {"conf.py": 'extensions = ["wijk_ext"]\n', "wijk.toml": SETTINGS, "index.md": start}
    write(folder, base | {"alles.md": PAGES + more} | files)
    return folder


def worked(folder: Path, out: Path, **options: Any) -> Work:
    """Return the work of ``wijk letter`` up to the letter itself."""
    given = {"command": "letter", "source": folder, "out": out, "format": ("md",)} | options
    work = Work(argparse.Namespace(**given), Stages(None))
    for step in (find_folder, read_wijk, read_pages):
        step(work)
    assert not work.problems, work.problems
    return work


def written(work: Work, kind: str, reader: str) -> dict[str, bytes]:
    """Write a letter; return its files by the end of their names."""
    work.options.kind, work.options.reader = kind, reader
    write_letter(work)
    name = f"{kind}-{reader.replace('/', '.')}-*"
    return {path.suffix[1:]: path.read_bytes() for path in Path(work.options.out).glob(name)}
