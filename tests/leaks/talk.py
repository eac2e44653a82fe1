"""Documents of which much is carried home: items of every type that refer to one another.

A document is a list of items on a few pages, with every overview on two of them. Each item holds a
canary wherever it can hold words of its own. Who may see it is known by rules of their own, as in
:mod:`tests.leaks.documents`. What is visible may refer to what is hidden.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from tests.leaks.neighbourhood import (
    ALL,
    BODIES,
    LINKS,
    OFTEN,
    ONLY_MARKED,
    ORGANISATIONS,
    OVERVIEWS,
    PAGES,
    READERS,
    SETTINGS,
    START,
    STATES,
)

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator
    from pathlib import Path


def includes(mark: tuple[str, ...], reader: str) -> bool:
    """Return whether a mark includes a reader, by the contract."""
    if "openbaar" in mark or reader in mark:
        return True
    return "/" in reader and reader not in ONLY_MARKED and reader.split("/", maxsplit=1)[0] in mark


@dataclass(frozen=True)
class Piece:
    """An item: what it says, where it stands, and for whom."""

    id: str
    type: str
    canary: str
    status: str
    page: str
    fields: tuple[tuple[str, str], ...]
    links: tuple[tuple[str, str], ...]
    """Name of the link and id of its target."""
    around: tuple[str, ...] = ()
    """Of the block that it stands in."""
    own: tuple[str, ...] = ()

    def is_for(self, reader: str) -> bool:
        """Return whether a reader may see it, by the contract."""
        if reader in ONLY_MARKED and not PAGES[self.page]:
            return False  # the heading of that page is not for who sees only what names it
        marks = [*PAGES[self.page], *(mark for mark in (self.around, self.own) if mark)]
        return all(includes(mark, reader) for mark in marks)


Talk = tuple[Piece, ...]


@dataclass
class Talker:
    """Makes documents; the same source of chance makes the same document."""

    chance: random.Random
    count: int = 0

    def document(self) -> Talk:
        """Return a document in which each type occurs."""
        types = [
            *STATES,
            *(self.chance.choice(OFTEN) for _more in range(self.chance.randint(6, 14))),
        ]
        ids: list[str] = []
        for type_ in types:
            prefix = STATES[type_][0]
            ids.append(f"{prefix}-{sum(one.startswith(prefix) for one in ids) + 1:03d}")
        return tuple(self.piece(id_, type_, ids) for id_, type_ in zip(ids, types, strict=True))

    def later(self, talk: Talk) -> Talk:
        """Return a later edition of a document: some of it says something else, to others."""
        ids = [one.id for one in talk]
        found = []
        for one in talk:
            new = self.piece(one.id, one.type, ids) if self.chance.random() < 0.4 else one
            stays = self.chance.random() < 0.7
            found.append(
                replace(new, page=one.page, around=one.around, own=one.own) if stays else new
            )
        return tuple(found)

    def piece(self, id_: str, type_: str, ids: list[str]) -> Piece:
        """Return an item that may refer to others."""
        links = tuple(
            # about few things, so that some are questioned by several organisations
            (name, self.chance.choice(targets[:2]))
            for name, prefix in LINKS.get(type_, ())
            if self.chance.random() < 0.8
            and (targets := [one for one in ids if one.startswith(prefix) and one != id_])
        )
        return Piece(
            id_,
            type_,
            self.canary(),
            self.chance.choice(STATES[type_][1]),
            self.chance.choice([*PAGES]),
            tuple(self._fields(type_)),
            links,
            self._mark() if self.chance.random() < 0.2 else (),
            self._mark() if self.chance.random() < 0.5 else (),
        )

    def canary(self) -> str:
        """Return a word that stands nowhere else."""
        self.count += 1
        letters = "".join(self.chance.choices("bcdfghjklmnpqrstvwz", k=6))
        return f"kanarie{letters}{self.count}k"

    def _mark(self) -> tuple[str, ...]:
        return tuple(self.chance.sample(READERS, self.chance.randint(1, 3)))

    def _day(self) -> str:
        return (START + timedelta(self.chance.randint(0, 700))).isoformat()

    def _fields(self, type_: str) -> Iterator[tuple[str, str]]:
        pick = self.chance.choice
        parties = ", ".join(self.chance.sample(ORGANISATIONS, self.chance.randint(1, 3)))
        if self.chance.random() < 0.5:
            yield "thema", "alles"
        if type_ in {"afspraak", "aanvullende-afspraak"}:
            yield "partijen", parties
            if self.chance.random() < 0.5:
                yield "rechtsvorm", "privaatrecht"
        elif type_ == "mandaat":
            yield "organisatie", pick(ORGANISATIONS)
            yield "orgaan", pick(BODIES)
            yield "binnen", f"{self.canary()}; planning"
            yield "buiten", f"geld; {self.canary()}"
        elif type_ in {"vraag", "onduidelijkheid", "knelpunt"}:
            yield "eigenaar", pick(READERS[:-1])
            yield "ingebracht_door", pick(READERS[:-1])
            yield "datum", self._day()
            yield "termijn", self._day()
        elif type_ == "besluit":
            yield "orgaan", pick((*BODIES, f"het bestuur {self.canary()}"))
            yield "datum", self._day()
        elif type_ == "moment":
            yield "datum", self._day()
            yield "lezers", ", ".join(self.chance.sample(READERS, self.chance.randint(1, 3)))
            yield "doel", pick(("informeren", "raadplegen", "besluiten"))
            yield "editie", pick(("1.0", "1.1"))
            yield "kanaal", f"zaal {self.canary()}"
        elif type_ == "toezegging":
            yield "orgaan", pick(BODIES)
            yield "termijn", self._day()
        elif type_ == "instemming":
            yield "organisatie", pick(ORGANISATIONS)
            yield "editie", "1.0"
            yield "datum", self._day()
        elif type_ == "stap":
            yield "begin", self._day()
            yield "partijen", parties


def altered(talk: Talk, reader: str, talker: Talker) -> Talk:
    """Return the document with what a reader may not see changed, removed and added to.

    What something visible refers to stays, as another thing: a reference to nothing is an error.
    """
    kept = {target for one in talk if one.is_for(reader) for _name, target in one.links}
    stay = [
        one for one in talk if one.is_for(reader) or one.id in kept or talker.chance.random() < 0.6
    ]
    ids = [one.id for one in stay]
    found = []
    for one in stay:
        if one.is_for(reader):
            found.append(one)
        else:
            new = talker.piece(one.id, one.type, ids)
            found.append(replace(new, page=one.page, around=one.around, own=one.own))
    others = [one for one in ORGANISATIONS if one != reader.split("/", maxsplit=1)[0]]
    for number in range(talker.chance.randint(1, 5)):
        type_ = talker.chance.choice(OFTEN)
        fresh = talker.piece(f"{STATES[type_][0]}-{900 + number}", type_, ids)
        place = talker.chance.randint(0, len(found))
        found.insert(place, replace(fresh, around=(), own=(talker.chance.choice(others),)))
    return tuple(found)


def canaries(talk: Talk) -> Iterator[tuple[str, Piece]]:
    """Yield every canary with the item that holds it."""
    for one in talk:
        yield one.canary, one
        for _name, value in one.fields:
            yield from (
                (word, one) for word in value.replace(";", " ").split() if "kanarie" in word
            )


def pages(talk: Talk) -> dict[str, str]:
    """Return the files of a document."""
    front = f"---\ntoegang: [{', '.join(ALL)}]\n---\n"
    names = [*PAGES, "overzichten", "openbaar"]
    found = {
        "conf.py": 'extensions = ["wijk_ext"]\n',
        "wijk.toml": SETTINGS,
        "index.md": f"{front}# Proef\n\nWelkom.\n\n```{{toctree}}\n" + "\n".join(names) + "\n```\n",
        "overzichten.md": f"# Overzichten\n\nVoor organisaties.\n{OVERVIEWS}",
        "openbaar.md": f"{front}# Overzichten voor iedereen\n\nVoor iedereen.\n{OVERVIEWS}",
    }
    for page, marks in PAGES.items():
        own = () if page.startswith("besloten") else marks
        head = f"---\ntoegang: [{', '.join(own[0])}]\n---\n" if own else ""
        items = "\n".join(_markdown(one) for one in talk if one.page == page)
        found[f"{page}.md"] = f"{head}# {page.title()}\n\nHier staan items.\n\n{items}"
    return found


def write(talk: Talk, folder: Path) -> None:
    """Write a document as a source folder."""
    for name, text in pages(talk).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _markdown(one: Piece) -> str:
    options = [("id", one.id), ("status", one.status), *one.fields, *one.links]
    if one.own:
        options.append(("toegang", ", ".join(one.own)))
    lines = [
        f":::{{{one.type}}} Titel {one.canary}",
        *(f":{key}: {value}" for key, value in options),
    ]
    text = "\n".join([*lines, "", f"Tekst met {one.canary}.", ":::", ""])
    if one.around:
        return f"::::{{alleen-voor}} {', '.join(one.around)}\n{text}::::\n"
    return text
