"""Generate a wijkdocument of a given size: Dutch-looking prose, items, links and access marks.

The same size and seed give the same document, on any machine.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

STEMS = (
    "warmte wijk huis straat net bron pomp buurt bewoner gemeente raad besluit kosten planning "
    "afspraak ambitie gesprek tarief leiding woning huur eigenaar voorstel termijn vraag antwoord "
    "onderzoek ontwerp aansluiting subsidie garantie mandaat overleg college water gas energie "
    "isolatie dak muur kelder meter afgifte temperatuur graden jaar maand week avond brief"
).split()
GLUE = "de het een en van voor met op aan in dat die wij zij niet ook dan per bij naar over".split()
VERBS = "is wordt geeft vraagt maakt heeft krijgt legt bespreekt beslist volgt helpt toont".split()
ENDINGS = ("", "en", "lijk", "ing", "heid", "plan", "project", "groep", "punt")
ORGANISATIONS = (
    *("gemeente", "corporatie", "netbeheerder"),
    *("warmtebedrijf", "bewoners", "waterschap"),
)
UNITS = ("financien", "juridisch", "communicatie", "directie", "bestuur")
THEMES = ("kosten", "juridisch", "communicatie", "techniek", "planning")


@dataclass(frozen=True)
class Size:
    """How large a document is."""

    pages: int
    words: int
    items: int
    readers: int
    """Readers besides the project team."""


SIZES = {
    "S": Size(pages=20, words=300, items=60, readers=8),
    "M": Size(pages=200, words=600, items=1000, readers=12),
    "L": Size(pages=1000, words=600, items=5000, readers=30),
}


def write_document(folder: Path, size: Size, seed: int = 1, *, marks: bool = True) -> None:
    """Write a document into an empty folder; without ``marks`` nothing in it is restricted."""
    chance = random.Random(seed)
    words = [stem + ending for stem in STEMS for ending in ENDINGS]
    folder.mkdir(parents=True)
    (folder / "conf.py").write_text('extensions = ["wijk_ext"]\n', encoding="utf-8")
    (folder / "wijk.toml").write_text(_settings(size), encoding="utf-8")
    chapters = max(1, size.pages // 20)
    names = [f"deel-{number % chapters:02d}/pagina-{number:04d}" for number in range(size.pages)]
    for chapter in range(chapters):
        (folder / f"deel-{chapter:02d}").mkdir()
        entries = [name.split("/")[1] for name in names if name.startswith(f"deel-{chapter:02d}/")]
        _write_toctree(folder / f"deel-{chapter:02d}" / "index.md", f"Deel {chapter + 1}", entries)
    _write_toctree(
        folder / "index.md", "Wijkdocument", [f"deel-{n:02d}/index" for n in range(chapters)]
    )
    writer = _Writer(chance, words, size, marks=marks)
    for number, name in enumerate(names):
        page = writer.page(number, names)
        (folder / f"{name}.md").write_text(page, encoding="utf-8")


def readers(size: Size) -> list[str]:
    """Return the ids of the readers that a document of this size has, without the project team."""
    units = [f"{organisation}/{unit}" for unit in UNITS for organisation in ORGANISATIONS]
    return [*ORGANISATIONS, *units][: size.readers]


def _settings(size: Size) -> str:
    lines = [
        "[wijk]",
        'naam = "De Rekenbuurt"',
        'vragen_naar = "mailto:team@wijk.example?subject={onderwerp}"',
    ]
    for reader in readers(size):
        organisation, _slash, unit = reader.partition("/")
        table = f"organisaties.{organisation}" + (f".onderdelen.{unit}" if unit else "")
        lines += [f"[{table}]", f'naam = "{(unit or organisation).title()}"']
        if unit:
            lines.append(f'themas = ["{THEMES[UNITS.index(unit)]}"]')
    return "\n".join(lines) + "\n"


def _write_toctree(path: Path, title: str, entries: list[str]) -> None:
    body = "\n".join(entries)
    path.write_text(
        f"---\nkern: true\n---\n\n# {title}\n\nInleiding.\n\n```{{toctree}}\n{body}\n```\n",
        encoding="utf-8",
    )


class _Writer:
    def __init__(self, chance: random.Random, words: list[str], size: Size, *, marks: bool) -> None:
        self.chance = chance
        self.words = words
        self.size = size
        self.marks = marks
        self.agreements = max(1, size.items // 2)
        self.ambitions = max(1, size.items // 50)

    def page(self, number: int, names: list[str]) -> str:
        """Return the text of a page with its share of the words and the items."""
        theme = THEMES[number % len(THEMES)]
        front = [f"thema: [{theme}]"]
        if self.marks and number % 10 == 7:
            front.append(
                f"toegang: [{ORGANISATIONS[number % 6]}, {ORGANISATIONS[(number + 1) % 6]}]"
            )
        parts = ["---", *front, "---", "", f"# {self._title()} {number}", ""]
        per_page = range(number, self.size.items, self.size.pages)
        for section in range(3):
            parts += [f"## {self._title()}", ""]
            for _paragraph in range(3):
                parts += [self._paragraph(self.size.words // 9), ""]
            other = self.chance.choice(names).split("/")
            parts += [f"Zie ook [de toelichting](../{other[0]}/{other[1]}.md).", ""]
            if self.marks and number % 5 == section:
                reader = ORGANISATIONS[number % 6]
                parts += [f":::{{alleen-voor}} {reader}", self._paragraph(20), ":::", ""]
        parts += ["| Onderdeel | Bedrag |", "|---|---|"]
        parts += [f"| {self._title()} | {self.chance.randint(1, 99)} |" for _row in range(4)]
        parts.append("")
        for index in per_page:
            parts += [*self._item(index, theme), ""]
        return "\n".join(parts)

    def _item(self, index: int, theme: str) -> list[str]:
        organisation = ORGANISATIONS[index % 6]
        if index < self.ambitions:
            kind, id_, status = "ambitie", f"AM-{index + 1:04d}", "vastgesteld"
            options = [":toetscriterium: De meting klopt.", ":streefjaar: 2035"]
        elif index < self.ambitions + self.agreements:
            kind, id_, status = "afspraak", f"AF-{index + 1:04d}", "vastgesteld"
            options = [
                f":partijen: {organisation}, {ORGANISATIONS[(index + 2) % 6]}",
                f":draagt_bij_aan: AM-{index % self.ambitions + 1:04d}",
            ]
        else:
            kind, id_, status = "vraag", f"VR-{index + 1:04d}", "open"
            about = self.ambitions + index % self.agreements + 1
            options = [
                f":eigenaar: {organisation}",
                f":ingebracht_door: {ORGANISATIONS[(index + 1) % 6]}",
                ":termijn: 2029-06-01",
                f":over: AF-{about:04d}",
            ]
        if self.marks and index % 20 == 3:
            options.append(f":toegang: {organisation}")
        head = [f":::{{{kind}}} {self._title()}", f":id: {id_}", f":status: {status}"]
        return [*head, f":thema: {theme}", *options, "", self._paragraph(25), ":::"]

    def _title(self) -> str:
        return " ".join(self.chance.choices(self.words, k=3)).capitalize()

    def _paragraph(self, length: int) -> str:
        sentences = []
        while length > 0:
            count = min(length, self.chance.randint(6, 12))
            chosen = [self._word(position) for position in range(count)]
            sentences.append(" ".join(chosen).capitalize() + ".")
            length -= count
        return " ".join(sentences)

    def _word(self, position: int) -> str:
        if position % 3 == 0:
            return self.chance.choice(GLUE)
        return self.chance.choice(VERBS if position == 4 else self.words)
