"""Editions, built from the tags of real repositories."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.build.editions import ALL, ANSWER, LATER, digests, pages, text_of
from tests.repository import SETTINGS, Repository, agreement, begun
from tests.tools import parsed, words_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(scope="module")
def street(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Return a document with two editions and a working version, built for all readers."""
    repository = begun(
        tmp_path_factory.mktemp("street") / "straat",
        agreement(1, "Antwoord", ANSWER) + agreement(2, "Budget", "Samen.\n\nHet kost vier ton."),
    )
    repository.tag("1.0", day="2026-02-03")
    both = (agreement(1, "Antwoord", LATER), agreement(2, "Budget", "Samen."))
    repository.release("1.1", pages(*both), "2026-05-06")
    repository.commit(pages(both[0], agreement(3, "Spreekuur", "Elke dinsdag.")))
    built = repository.wijk("build", "-o", "uit", *ALL)
    assert built.code == 0, built.text
    return repository


def test_every_edition_says_what_it_said_on_its_own_day(street: Repository) -> None:
    first = text_of(street.root / "uit" / "beta" / "1.0" / "afspraken.html")
    assert "vijf werkdagen" in first
    assert "tien" not in first
    front = text_of(street.root / "uit" / "projectteam" / "1.0" / "index.html")
    assert "1 januari 2026" in front, "the date is that of the commit"


def test_changes_tell_from_each_edition(street: Repository) -> None:
    site = street.root / "uit" / "beta" / "werkversie"
    last = text_of(site / "wat-is-er-veranderd.html")
    assert "AF-003" in last
    assert "AF-002" in last
    assert "vijf" not in last, "that changed before edition 1.1"
    older = parsed(site / "wat-is-er-veranderd" / "1.0.html")
    assert [words_of(tag) for tag in older.select("del")] != []
    assert any("vijf" in words_of(tag) for tag in older.select("del"))
    assert any("tien" in words_of(tag) for tag in older.select("ins"))


def test_a_card_tells_its_history(street: Repository) -> None:
    card = parsed(street.root / "uit" / "beta" / "werkversie" / "afspraken.html").find(id="AF-001")
    assert card is not None
    assert "1 keer gewijzigd" in words_of(card)
    assert any("vijf" in words_of(tag) for tag in card.select("del"))


def test_the_adopted_edition_with_the_highest_number_stands_at_the_root(street: Repository) -> None:
    root = street.root / "uit" / "beta"
    assert text_of(root / "afspraken.html") == text_of(root / "1.1" / "afspraken.html")


def test_an_edition_is_the_same_whenever_and_wherever_it_is_built(
    street: Repository, tmp_path: Path
) -> None:
    clone = Repository(tmp_path / "elders")
    street.git("clone", "-q", str(street.root), str(clone.root))
    clone.release("2.0", pages(agreement(9, "Later", "Heel iets anders.")), "2026-09-09")
    assert clone.wijk("build", "-o", "uit", "--edition", "1.0", "--edition", "1.1").code == 0
    for reader in ("alfa", "beta", "beta.bestuur", "projectteam"):
        for edition in ("1.0", "1.1"):
            place = f"{reader}/{edition}"
            assert digests(clone.root / "uit" / place) == digests(street.root / "uit" / place)


def test_handbooks_of_an_edition_are_the_same_whenever_and_wherever_they_are_made(
    street: Repository, tmp_path: Path
) -> None:
    clone = Repository(tmp_path / "elders")
    street.git("clone", "-q", str(street.root), str(clone.root))
    clone.release("2.0", pages(agreement(9, "Later", "Heel iets anders.")), "2026-09-09")
    asked = ("--edition", "1.1", "--reader", "beta", "--format", "html,pdf,docx")
    places = {street: tmp_path / "hier", clone: clone.root / "uit"}
    for repository, out in places.items():
        made = repository.wijk("build", "-o", out, *asked)
        assert made.code == 0, made.text
    one, other = (digests(out / "beta" / "1.1") for out in places.values())
    assert one == other
    assert {"wijkdocument.pdf", "wijkdocument.docx"} <= one.keys()


def test_what_stands_is_not_built_again(street: Repository, tmp_path: Path) -> None:
    repository = Repository(shutil.copytree(street.root, tmp_path / "straat"))
    page = repository.root / "uit" / "beta" / "1.0" / "afspraken.html"
    before = digests(repository.root / "uit" / "beta")
    again = repository.wijk("build", "-o", "uit", "--edition", "1.0")
    assert "Gebouwd" not in again.out
    page.write_bytes(page.read_bytes().replace(b"vijf", b"zeven"))
    mended = repository.wijk("build", "-o", "uit", "--edition", "1.0")
    assert "beta/1.0" in mended.out
    assert digests(repository.root / "uit" / "beta") == before


def test_the_working_tree_is_not_touched(street: Repository) -> None:
    assert street.git("status", "--porcelain", "--", "docs") == ""
    assert street.git("symbolic-ref", "HEAD") == "refs/heads/main"


def test_only_line_ends_that_change_are_no_change(tmp_path: Path) -> None:
    repository = begun(tmp_path / "straat", agreement(1, "Antwoord", ANSWER))
    repository.tag("1.0")
    page = repository.source / "afspraken.md"
    repository.commit({"afspraken.md": page.read_bytes().replace(b"\n", b"\r\n")})
    assert "niets veranderd" in repository.wijk("diff", "1.0", "werkversie").out


def test_a_page_that_moves_takes_its_items_along(tmp_path: Path) -> None:
    repository = begun(tmp_path / "straat", agreement(1, "Antwoord", ANSWER))
    repository.tag("1.0")
    repository.git("mv", "docs/wijk/afspraken.md", "docs/wijk/werkwijze.md")
    index = (repository.source / "index.md").read_text("utf-8")
    repository.commit({"index.md": index.replace("afspraken", "werkwijze")})
    told = repository.wijk("diff", "1.0", "werkversie").out
    assert "1 pagina verplaatst" in told
    assert "AF-001" not in told


def test_branches_that_were_merged_or_rebased_keep_their_editions(tmp_path: Path) -> None:
    repository = begun(tmp_path / "straat", agreement(1, "Antwoord", ANSWER))
    repository.git("checkout", "-q", "-b", "werk")
    repository.release("1.0", pages(agreement(1, "Antwoord", LATER)))
    repository.git("checkout", "-q", "main")
    repository.commit({"extra.md": "---\norphan: true\n---\n# Extra\n\nEen tekst.\n"})
    repository.git("rebase", "-q", "main", "werk")
    repository.git("checkout", "-q", "main")
    repository.git("merge", "-q", "--no-ff", "-m", "samen", "werk")
    assert repository.git("merge-base", "--is-ancestor", "main^2", "main") == ""
    told = repository.wijk("diff", "1.0", "werkversie").out
    assert "Extra" in told
    assert "AF-001" not in told


FAULTS: dict[str, tuple[Callable[[Repository], object], str, str]] = {
    "no such edition": (lambda _one: None, "1.7", "1.0"),
    "a light tag": (lambda one: one.git("tag", "v3.0"), "3.0", "git tag -a"),
    "no document in it": (
        lambda one: (
            one.git("checkout", "-q", "--orphan", "leeg"),
            one.git("rm", "-rq", "--cached", "."),
            one.git("commit", "-q", "--allow-empty", "-m", "leeg"),
            one.tag("4.0"),
            one.git("checkout", "-qf", "main"),
        ),
        "4.0",
        "wijk.toml",
    ),
    "marks of access that can't be understood": (
        lambda one: one.release("5.0", pages(":::{alleen-voor} gamma\nx\n:::\n")),
        "5.0",
        "gamma",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_it_is_said_why_an_edition_can_not_be_had(tmp_path: Path, name: str) -> None:
    repository = begun(tmp_path / "straat", agreement(1, "Antwoord", ANSWER))
    repository.tag("1.0")
    prepare, edition, hint = FAULTS[name]
    prepare(repository)
    result = repository.wijk("build", "-o", "uit", "--edition", edition, "--reader", "beta")
    assert result.code == 1
    assert hint in result.err
    assert "Traceback" not in result.text
    assert not (repository.root / "uit" / "beta" / edition).exists()


def test_twenty_editions_are_told_of_and_only_the_new_one_is_built(tmp_path: Path) -> None:
    repository = begun(tmp_path / "straat", agreement(1, "Antwoord", ANSWER))
    repository.tag("1.0")
    for number in range(2, 21):
        text = ANSWER.replace("vijf", str(10 * number))
        repository.release(f"{number}.0", pages(agreement(1, "Antwoord", text)))
    asked = ("build", "-o", "uit", "--reader", "beta")
    assert repository.wijk(*asked, "--edition", "1.0", "--edition", "19.0").code == 0
    again = repository.wijk(*asked, "--edition", "1.0", "--edition", "19.0", "--edition", "20.0")
    assert re.findall(r"beta/([0-9.]+)/index", again.out) == ["20.0"]
    site = repository.root / "uit" / "beta" / "20.0"
    since = {page.stem for page in (site / "wat-is-er-veranderd").glob("*.html")}
    assert since == {f"{number}.0" for number in range(1, 19)}
    assert "19 keer gewijzigd" in text_of(site / "afspraken.html")
    assert text_of(site / "wat-is-er-veranderd" / "9.0.html").count("90") == 1


def test_a_shallow_clone_says_that_editions_may_be_missing(tmp_path: Path) -> None:
    repository = begun(tmp_path / "straat", agreement(1, "Antwoord", ANSWER))
    repository.tag("1.0")
    repository.release("1.1", pages(agreement(1, "Antwoord", LATER)))
    clone = Repository(tmp_path / "ondiep")
    repository.git("clone", "-q", "--depth=1", f"file://{repository.root}", str(clone.root))
    said = clone.wijk("check").err
    assert "1.1" in said
    assert "git fetch --unshallow --tags" in said
    clone.git("fetch", "-q", "--unshallow", "--tags")
    assert "git fetch" not in clone.wijk("check").err


def test_without_git_everything_else_works(tmp_path: Path) -> None:
    repository = begun(tmp_path / "straat", agreement(1, "Antwoord", ANSWER))
    shutil.rmtree(repository.root / ".git")
    assert repository.wijk("build", "-o", "uit", "--reader", "beta").code == 0
    asked = repository.wijk("build", "-o", "uit", "--edition", "1.0")
    assert asked.code == 1
    assert "git" in asked.err


def test_an_edition_that_breaks_todays_rules_is_built_with_remarks(tmp_path: Path) -> None:
    broken = agreement(1, "Antwoord", ANSWER, draagt_bij_aan="AM-099")
    repository = begun(tmp_path / "straat", broken)
    repository.tag("0.5")
    result = repository.wijk("build", "-o", "uit", "--edition", "0.5")
    assert result.code == 0
    assert "AM-099" in result.err
    assert (repository.root / "uit" / "alfa" / "0.5" / "afspraken.html").is_file()


def test_an_edition_has_the_readers_of_its_own_day(tmp_path: Path) -> None:
    repository = begun(tmp_path / "straat", agreement(1, "Antwoord", ANSWER, partijen="alfa"))
    repository.tag("1.0")
    later = SETTINGS.replace("beta", "gamma").replace("Beta", "Gamma")
    repository.release("2.0", {"wijk.toml": later})
    assert repository.wijk("build", "-o", "uit", *ALL).code == 0
    out = repository.root / "uit"
    assert (out / "beta" / "1.0" / "index.html").is_file()
    assert not (out / "beta" / "2.0").exists()
    assert not (out / "gamma" / "1.0").exists()
    listing = (out / "gamma" / "edities.js").read_text("utf-8")
    assert '"1.0"' not in listing
