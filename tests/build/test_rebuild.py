"""A second ``wijk build`` uses earlier work, and gives the bytes of one from nothing."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.tools import SITES, run_wijk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

READERS = ("projectteam", "gemeente", "gemeente/financien", "corporatie")
PAGE = """\
# Rekenwerk

De rekening is nog niet af. Zie [het antwoord](#AF-001) en {need}`AF-002`.

```{glossary}
Rekening
: Wat er te betalen is.
```

:::{alleen-voor} gemeente
De gemeente rekent met twaalf procent.
:::

:::{vraag} Wie betaalt de proef?
:id: VR-900
:eigenaar: corporatie
:over: AF-001

Dat staat nergens.
:::
"""
# what an author changes: the page, the text that goes, the text that comes
CHANGES: dict[str, tuple[str, str, str]] = {
    "words": ("rekenwerk.md", "nog niet af", "bijna af"),
    "hidden words": ("rekenwerk.md", "twaalf procent", "dertien procent"),
    "words of an item": ("rekenwerk.md", "Dat staat nergens.", "Dat staat in de begroting."),
    "the title of an item": ("rekenwerk.md", "Wie betaalt de proef?", "Wie draagt de proef?"),
    "the state of an item": (
        *("rekenwerk.md", ":eigenaar: corporatie", ":status: beantwoord\n:eigenaar: corporatie"),
    ),
    "a link of an item": ("rekenwerk.md", ":over: AF-001", ":over: AF-002"),
    "a heading": ("rekenwerk.md", "# Rekenwerk", "# Rekenen"),
    "a term": ("rekenwerk.md", "Rekening\n:", "Nota\n:"),
    "a mark": ("rekenwerk.md", "{alleen-voor} gemeente", "{alleen-voor} corporatie"),
    "an item that is marked": (
        *("rekenwerk.md", ":id: VR-900", ":id: VR-900\n:toegang: corporatie"),
    ),
    "a setting": ("wijk.toml", 'naam = "Financiën"', 'naam = "Geldzaken"'),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a source in ``bron`` that was built into ``uit``."""
    place = tmp_path_factory.mktemp("eerder")
    shutil.copytree(SITES / "overzichten", place / "bron")
    (place / "bron" / "rekenwerk.md").write_text(PAGE, "utf-8")
    index = place / "bron" / "index.md"
    index.write_text(
        index.read_text("utf-8") + "\n```{toctree}\nrekenwerk\n```\n", encoding="utf-8"
    )
    build(place, "uit")
    return place


@pytest.fixture
def place(built: Path) -> Iterator[Path]:
    """Return that folder to change something in: the next test builds upon what this one left."""
    kept = {path: path.read_bytes() for path in (built / "bron").rglob("*") if path.is_file()}
    yield built
    for path in (built / "bron").rglob("*.md"):
        path.unlink()
    for path, content in kept.items():
        path.write_bytes(content)


def build(place: Path, out: str, *options: str) -> str:
    """Build for a few readers, and return what was printed."""
    asked = [word for reader in READERS for word in ("--reader", reader)]
    result = run_wijk("build", place / "bron", "-o", place / out, *asked, *options)
    assert result.code == 0, result.text
    return result.text


def files(out: Path) -> dict[str, bytes]:
    """Return every file that readers get, and every report."""
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in out.rglob("*")
        if path.is_file() and ".werkplaats" not in path.parts
    }


def times(place: Path) -> dict[str, int]:
    """Return when each page was written."""
    out = place / "uit"
    return {
        path.relative_to(out).as_posix(): path.stat().st_mtime_ns for path in out.rglob("*.html")
    }


def assert_same(place: Path) -> None:
    """Compare with a build from nothing."""
    shutil.rmtree(place / "nieuw", ignore_errors=True)
    build(place, "nieuw", "--fresh")
    again, fresh = files(place / "uit"), files(place / "nieuw")
    assert again.keys() == fresh.keys()
    assert [name for name in fresh if again[name] != fresh[name]] == []


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_gives_the_bytes_of_a_fresh_build(name: str, place: Path) -> None:
    page, old, new = CHANGES[name]
    path = place / "bron" / page
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    build(place, "uit")
    assert_same(place)


def test_many_changes_one_after_the_other(place: Path) -> None:
    for name in ("words", "the title of an item", "words of an item", "hidden words", "a mark"):
        page, old, new = CHANGES[name]
        path = place / "bron" / page
        path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
        build(place, "uit")
    assert_same(place)


def test_a_page_that_comes_and_one_that_goes(place: Path) -> None:
    (place / "bron" / "rekenwerk.md").rename(place / "bron" / "rekensom.md")
    index = place / "bron" / "index.md"
    index.write_text(index.read_text("utf-8").replace("\nrekenwerk\n", "\nrekensom\n"), "utf-8")
    build(place, "uit")
    assert_same(place)


def test_only_what_changed_is_written_again(place: Path) -> None:
    build(place, "uit")
    before = times(place)
    page, old, new = CHANGES["words"]
    path = place / "bron" / page
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    build(place, "uit")
    now = times(place)
    written = {name for name in now if now[name] != before[name]}
    readers = ("projectteam", "gemeente", "corporatie")
    assert {f"{reader}/werkversie/rekenwerk.html" for reader in readers} <= written
    assert not [name for name in written if "afspraken" in name]


def test_what_was_tampered_with_is_not_built_upon(place: Path) -> None:
    site = place / "uit" / "gemeente" / "werkversie"
    (site / "punten.html").write_text("<p>Iets anders.</p>", "utf-8")
    (site / "vreemd.html").write_text("<p>Van een ander.</p>", "utf-8")
    record = place / "uit" / ".werkplaats" / "corporatie.werkversie" / "werk.json"
    record.write_text("{", "utf-8")
    (
        place / "uit" / ".werkplaats" / "projectteam.werkversie" / "doctrees" / "punten.doctree"
    ).write_bytes(b"")
    build(place, "uit")
    assert_same(place)


def test_the_remarks_of_sphinx_are_made_again(place: Path) -> None:
    path = place / "bron" / "rekenwerk.md"
    path.write_text(f"{path.read_text('utf-8')}\nZie {{ref}}`nergens-te-vinden`.\n", "utf-8")
    first, second = build(place, "uit"), build(place, "uit")
    assert first.count("nergens-te-vinden") == second.count("nergens-te-vinden") > 0


def test_a_reader_who_is_no_more_disappears(place: Path) -> None:
    assert (place / "uit" / "gemeente.financien").is_dir()
    settings = place / "bron" / "wijk.toml"
    text = settings.read_text("utf-8").replace(
        "[organisaties.gemeente.onderdelen.financien]", "[organisaties.gemeente.onderdelen.geld]"
    )
    settings.write_text(text, "utf-8")
    for page in place.glob("bron/*.md"):
        page.write_text(
            page.read_text("utf-8").replace("gemeente/financien", "gemeente/geld"), "utf-8"
        )
    result = run_wijk("build", place / "bron", "-o", place / "uit")
    assert result.code == 0
    left = {path.name for path in place.glob("uit/*")} | {
        path.name for path in place.glob("uit/*/*")
    }
    assert not [name for name in left if "gemeente.financien" in name]
    assert "gemeente.financien" in result.text
