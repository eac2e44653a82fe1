"""``wijk release``, ``wijk sign``, ``wijk diff`` and what ``wijk check`` says of editions."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.repository import Repository, agreement, begun
from tests.tools import run_wijk

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tools import Result

TEXT = "Wie de vraag ontvangt, antwoordt binnen vijf werkdagen."
PAGE = "# Instemming\n\nWie instemt, staat hier.\n"
WHO = {
    f"GIT_{role}_{what}": value
    for role in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "projectteam"), ("EMAIL", "team@proef.example"))
} | {"GIT_CONFIG_GLOBAL": os.devnull}


@pytest.fixture
def street(tmp_path: Path) -> Repository:
    """Return a document with one edition and a page for consents."""
    repository = begun(tmp_path / "straat", agreement(1, "Antwoord", TEXT))
    index = (repository.source / "index.md").read_text("utf-8")
    files = {"index.md": index.replace("afspraken\n", "afspraken\ninstemming\n")}
    repository.release("1.0", files | {"instemming.md": PAGE})
    return repository


def wijk(repository: Repository, *arguments: str) -> Result:
    """Run ``wijk`` as somebody whom git knows."""
    return run_wijk(*arguments, cwd=repository.root, env=WHO)


def reworded(repository: Repository, status: str = "vastgesteld") -> None:
    """Write another text of the agreement, and do not commit it."""
    text = agreement(1, "Antwoord", TEXT.replace("vijf", "tien"), status=status)
    repository.write({"afspraken.md": f"# Afspraken\n\n{text}"})


def test_a_release_tags_what_was_committed_with_its_changes(street: Repository) -> None:
    reworded(street)
    street.git("commit", "-qam", "ruimer")
    result = wijk(street, "release", "1.1", "--yes", "--status", "voorgelegd")
    assert result.code == 0, result.text
    message = street.git("tag", "-l", "--format=%(contents)", "v1.1")
    assert "- AF-001 Antwoord: gewijzigd" in message
    assert "Alfa: " in message
    assert message.rstrip().endswith("Status: voorgelegd")
    assert street.git("rev-parse", "v1.1^{commit}") == street.git("rev-parse", "HEAD")
    listing = wijk(street, "build", "-o", "uit", "--reader", "beta", "--edition", "1.1")
    assert listing.code == 0
    assert "voorgelegd" in (street.root / "uit/beta/edities.html").read_text("utf-8")


def test_a_release_is_compared_with_the_last_edition_that_can_be_used(street: Repository) -> None:
    street.release("1.1", {"afspraken.md": "# Afspraken\n\n:::{alleen-voor} gamma\nx\n:::\n"})
    reworded(street)
    street.git("commit", "-qam", "hersteld en ruimer")
    told = wijk(street, "release", "1.2", "--dry-run")
    assert "sinds editie 1.0" in told.out
    assert "- AF-001 Antwoord: gewijzigd" in told.out


def test_a_number_below_the_newest_is_remarked_on(street: Repository) -> None:
    assert "hoger nummer" in wijk(street, "release", "0.9", "--dry-run").err
    assert "hoger nummer" not in wijk(street, "release", "1.0.1", "--dry-run").err


REFUSED = {
    "a number that is used": (lambda _one: None, "1.0", "v1.0"),
    "a number that is none": (lambda _one: None, "vers", "vers"),
    "work that was not committed": (reworded, "1.1", "docs/wijk/afspraken.md"),
    "a file that git does not know": (
        lambda one: one.write({"nieuw.md": "---\norphan: true\n---\n# Nieuw\n\nTekst.\n"}),
        "1.1",
        "docs/wijk/nieuw.md",
    ),
    "sources at fault": (
        lambda one: one.commit({"afspraken.md": "# Afspraken\n\n:::{afspraak} Zonder id\n:::\n"}),
        "1.1",
        "AF-001",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_release_is_refused(street: Repository, name: str) -> None:
    prepare, number, hint = REFUSED[name]
    prepare(street)
    before = street.git("tag", "-l")
    result = wijk(street, "release", number, "--yes")
    assert result.code == 1
    assert hint in result.err
    assert "Traceback" not in result.text
    assert street.git("tag", "-l") == before


@pytest.mark.parametrize("option", [(), ("--dry-run",)])
def test_nothing_happens_without_a_yes(street: Repository, option: tuple[str, ...]) -> None:
    before = street.git("status", "--porcelain"), street.git("tag", "-l")
    for command in (("release", "1.1"), ("sign", "alfa", "1.0", "--page", "instemming.md")):
        result = wijk(street, *command, *option)
        assert result.code == (0 if option else 1)
        assert "niets gedaan" in result.text
    assert (street.git("status", "--porcelain"), street.git("tag", "-l")) == before


def test_consent_holds_until_the_text_changes(street: Repository) -> None:
    signed = wijk(street, "sign", "alfa", "1.0", "--page", "instemming.md", "--yes")
    assert signed.code == 0, signed.text
    assert "AF-001" in signed.out
    street.git("commit", "-qam", "alfa stemt in")
    assert "stemde in" not in wijk(street, "check").err
    reworded(street)
    changed = wijk(street, "check", "--strict")
    assert changed.code == 1
    assert any("afspraken.md:3" in line and "1.0" in line for line in changed.err.splitlines())
    reworded(street, status="concept")
    assert "changed_after_consent" not in wijk(street, "check").err
    reworded(street)
    street.git("commit", "-qam", "ruimer")
    street.tag("1.1")
    assert "changed_after_consent" not in wijk(street, "check").err, "an edition holds it"


def test_a_tag_that_was_moved_is_found_out(street: Repository) -> None:
    assert wijk(street, "sign", "alfa", "1.0", "--page", "instemming.md", "--yes").code == 0
    reworded(street)
    street.git("commit", "-qam", "stiekem")
    street.git("tag", "-d", "v1.0")
    street.tag("1.0")
    told = wijk(street, "check").err
    assert "[wijk.consent_fingerprint]" in told


def test_the_fingerprint_is_for_the_organisation_and_the_team(street: Repository) -> None:
    assert wijk(street, "sign", "alfa", "1.0", "--page", "instemming.md", "--yes").code == 0
    lines = (street.source / "instemming.md").read_text("utf-8").splitlines()
    seal = next(line for line in lines if "vingerafdruk" in line).rpartition(" ")[2]
    assert wijk(street, "build", "-o", "uit").code == 0
    for reader, sees in (("alfa", True), ("projectteam", True), ("beta", False)):
        files = [path for path in (street.root / "uit" / reader).rglob("*") if path.is_file()]
        assert any(seal.encode() in path.read_bytes() for path in files) == sees, reader


def test_an_id_that_is_used_again_is_reported(street: Repository) -> None:
    other = agreement(1, "Bomen in de Zijlstraat", "De kade krijgt twaalf nieuwe iepen.")
    street.commit({"afspraken.md": f"# Afspraken\n\n{other}"})
    assert "[wijk.reused_id]" in wijk(street, "check").err


@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_changes_are_told_in_every_form(street: Repository, form: str, tmp_path: Path) -> None:
    reworded(street)
    asked = ("diff", "1.0", "werkversie", "--reader", "beta", "--format", form)
    shown = wijk(street, *asked)
    assert shown.code == 0
    assert "vijf" in shown.out
    assert "tien" in shown.out
    place = tmp_path / "anders"
    written = wijk(street, *asked, "-o", str(place))
    assert written.code == 0
    assert place.read_text("utf-8").rstrip("\n") == shown.out.rstrip("\n")


def test_an_unknown_reader_is_wrong_usage(street: Repository) -> None:
    result = wijk(street, "diff", "1.0", "werkversie", "--reader", "bete")
    assert result.code == 2
    assert "beta" in result.err


def test_a_page_can_not_have_the_address_of_the_list_of_editions(street: Repository) -> None:
    street.write({"edities.md": "---\norphan: true\n---\n# Edities\n\nEen tekst.\n"})
    result = wijk(street, "check")
    assert result.code == 1
    assert "docs/wijk/edities.md" in result.err
