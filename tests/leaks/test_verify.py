"""Verification finds what a projection would let through, for every kind of mark."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest
from icalendar import Event

from tests.leaks.documents import SETTINGS, Generator, Tree, sees, write
from tests.leaks.harness import Project
from wijk_ext.model.access import readers_of
from wijk_ext.sources.settings import read_settings
from wijk_ext.verify.check import Verifier
from wijk_ext.verify.texts import texts_in
from wijk_ext.verify.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

READER = "gamma"


def _no_page_marks(text: str) -> str:
    return re.sub(r"^toegang: \[.*\]\n", "", text, flags=re.MULTILINE)


def _no_item_marks(text: str) -> str:
    return re.sub(r"^[ >]*:?toegang: .*\n", "", text, flags=re.MULTILINE)


def _no_block_marks(text: str) -> str:
    return text.replace("{alleen-voor} ", "{note} ")


FORGETS: dict[str, Callable[[str], str]] = {
    "folder": lambda text: text,
    "page": _no_page_marks,
    "item": _no_item_marks,
    "block": _no_block_marks,
}


@pytest.fixture(scope="module")
def project() -> Iterator[Project]:
    with Project.opened() as opened:
        yield opened


def _document(kind: str) -> Tree:
    """Return a document in which a mark of this kind hides something from the reader."""
    for seed in range(500):
        tree = Generator(random.Random(seed)).tree()
        marked = {
            "folder": [page for page in tree.pages if page.name.startswith("besloten")],
            # and nothing else does: a folder that hides the page as well would hide the mistake
            "page": [
                page
                for page in tree.pages
                if page.mark
                and not sees([page.mark], READER)
                and sees([mark for mark in page.marks() if mark != page.mark], READER)
            ],
            "item": _hiding(tree, "item"),
            "block": _hiding(tree, "access"),
        }
        if marked[kind]:
            return tree
    raise AssertionError(kind)


def _hiding(tree: Tree, kind: str) -> list[object]:
    return [
        node
        for page in tree.pages
        if sees(page.marks(), READER)
        for node in page.nodes
        if node.kind == kind and node.mark and not sees([node.mark], READER)
    ]


@pytest.mark.parametrize("kind", FORGETS)
def test_a_forgotten_kind_of_mark_is_found(project: Project, kind: str, tmp_path: Path) -> None:
    tree = _document(kind)
    source = tmp_path / "echt"
    write(tree, source)
    wijk, _problems = read_settings(source)
    assert wijk is not None
    reader = readers_of(wijk)[READER]

    sound = tmp_path / "goed"
    project.project(tree, READER, sound)
    verifier = Verifier.of(source, wijk)
    assert verifier.verify(sound / "uittreksel", reader, "werkversie").findings == ()

    # the double: a projection of sources from which one kind of mark has gone
    broken = tmp_path / "stuk"
    write(tree, broken / "bron")
    for page in (broken / "bron").rglob("*.md"):
        page.write_text(FORGETS[kind](page.read_text("utf-8")), "utf-8")
    forgetful = replace(wijk, folder_access=MappingProxyType({})) if kind == "folder" else wijk
    project.project_folder(broken / "bron", forgetful, READER, broken / "uittreksel")
    findings = verifier.verify(broken / "uittreksel", reader, "werkversie").findings
    assert findings, "the leak was not seen"
    assert all((source / finding.source.rpartition(":")[0]).exists() for finding in findings)


def test_what_a_visible_drawing_says_is_no_secret_and_a_withheld_one_is(tmp_path: Path) -> None:
    source = tmp_path / "bron"
    source.mkdir()
    (source / "conf.py").write_text('extensions = ["wijk_ext"]\n', "utf-8")
    (source / "wijk.toml").write_text(SETTINGS, "utf-8")
    (source / "index.md").write_text(
        "# Start\n\n![Een kaart](open.svg)\n\n:::{alleen-voor} alfa\n![Een plan](dicht.svg)\n\n"
        "De warmtebuis ligt onder de Lindelaan.\n:::\n",
        "utf-8",
    )
    drawing = '<svg xmlns="http://www.w3.org/2000/svg"><title>{}</title></svg>'
    opened = drawing.format("De warmtebuis ligt onder de Lindelaan")
    (source / "open.svg").write_text(opened, "utf-8")
    (source / "dicht.svg").write_text(drawing.format("Ketelhuisvergunning"), "utf-8")
    wijk, _problems = read_settings(source)
    assert wijk is not None
    reader = readers_of(wijk)["gamma"]
    out = tmp_path / "uit"
    out.mkdir()
    (out / "anders.svg").write_text(opened.replace("<title>", "<title id='x'>"), "utf-8")
    verifier = Verifier.of(source, wijk)
    assert not verifier.verify(out, reader, "werkversie").findings
    (out / "geheim.svg").write_text("<svg><text>Ketelhuisvergunning</text></svg>", "utf-8")
    assert [one.file for one in verifier.verify(out, reader, "werkversie").findings]


def test_a_word_that_a_calendar_breaks_off_is_found_and_no_half_of_it() -> None:
    made = Event()
    made.add("summary", f"{'x' * 60} kwikzilverén")
    made.add("description", "Eerste regel\nnikkel; en, tin")
    folded = made.to_ical()
    assert b"kwikzilver" not in folded
    (text,) = texts_in("agenda.ics", folded)
    found = words(text.content)
    assert {"kwikzilverén", "nikkel", "tin"} <= set(found)
