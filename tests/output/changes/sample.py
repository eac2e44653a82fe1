"""Changes to show, made by hand: one of every kind."""

from __future__ import annotations

from datetime import date

from wijk_ext.model.change import (
    Change,
    ChangeKind,
    Changes,
    FieldChange,
    PassageChange,
    WordKind,
    Words,
)
from wijk_ext.model.edition import Edition
from wijk_ext.model.snapshot import ItemState, PageState, Passage
from wijk_ext.model.wijk import Organisation, Unit, Wijk

GEMEENTE = Organisation(
    "gemeente", "Gemeente Voorbeeldstad", units=(Unit("financien", "Financiën"),)
)
WIJK = Wijk("De Lindebuurt", organisations=(GEMEENTE, Organisation("corporatie", "De Linde")))
OLDER = Edition("1.0", date(2027, 3, 3))
NEWER = Edition("1.1", date(2027, 6, 10), "voorgelegd")
SECRET = "twee miljoen euro"
HOSTILE = (
    "<script>alert(1)</script> # *x* _y_ | [x](y) `z` <!-- &amp; \x1b[31m \u202e @gemeente #12"
)


def same(text: str) -> Words:
    return Words(WordKind.SAME, text)


def gone(text: str) -> Words:
    return Words(WordKind.DELETED, text)


def new(text: str) -> Words:
    return Words(WordKind.INSERTED, text)


def kinds(*names: ChangeKind) -> frozenset[ChangeKind]:
    return frozenset(names)


def item(id_: str, status: str, title: str = "Antwoord", text: str = "") -> ItemState:
    passages = (Passage("paragraph", text),) if text else ()
    return ItemState(id_, "afspraak", title, status, passages=passages)


CHANGED = Change(
    kinds(ChangeKind.CHANGED, ChangeKind.STATUS, ChangeKind.MOVED),
    "AF-003",
    item("AF-003", "concept"),
    item("AF-003", "vastgesteld", "Antwoord binnen vijf dagen"),
    "afspraak",
    "oud",
    "nieuw",
    (same("Antwoord binnen "), gone("tien "), new("vijf "), same("dagen")),
    (
        FieldChange("ingangsdatum", ("2027-04-01",), ("2027-07-01",)),
        FieldChange("partijen", ("gemeente", "corporatie"), ("gemeente", "gemeente/financien")),
        FieldChange("eigenaar", (), ("corporatie",)),
        FieldChange("over", ("VR-001",), ()),
        FieldChange("onbekend_veld", ("a",), ("b",)),
    ),
    (
        PassageChange("paragraph", (gone("Tien "), new("Vijf "), same("dagen."))),
        PassageChange("point", (new("per brief"),)),
        PassageChange("paragraph", (same("Zie het overzicht."),)),
        PassageChange("image", ()),
        # the words should not be here for one reader; the renderers hold them back all the same
        PassageChange("paragraph", (gone(SECRET),), withdrawn=True),
    ),
)
ADDED = Change(
    kinds(ChangeKind.ADDED),
    "AF-004",
    None,
    item("AF-004", "concept", HOSTILE, HOSTILE),
    "afspraak",
    page_after="nieuw",
)
WITHDRAWN = Change(
    kinds(ChangeKind.WITHDRAWN),
    "AF-005",
    item("AF-005", "concept", f"Budget: {SECRET}", SECRET),
    None,
    "afspraak",
    "oud",
    fields=(FieldChange("eigenaar", (SECRET,), ()),),
)
OF_NO_TYPE = Change(
    kinds(ChangeKind.STATUS),
    "RI-001",
    ItemState("RI-001", "risico", "Vorst", "groot"),
    ItemState("RI-001", "risico", "Vorst", "klein"),
    "risico",
    "oud",
    "oud",
)
PAGE = Change(
    kinds(ChangeKind.CHANGED),
    "nieuw",
    PageState("Afspraken"),
    PageState("Afspraken over wonen"),
    page_before="nieuw",
    page_after="nieuw",
    title=(same("Afspraken "), new("over wonen")),
)
OLD_PAGE = Change(
    kinds(ChangeKind.WITHDRAWN), "geheim", PageState(SECRET), None, page_before="geheim"
)
CHANGES = Changes(OLDER, NEWER, (CHANGED, ADDED, WITHDRAWN, OF_NO_TYPE), (OLD_PAGE, PAGE))


def address(edition: str, page: str, id_: str) -> str:
    return f"../{edition}/{page}.html" + (f"#{id_}" if id_ else "")
