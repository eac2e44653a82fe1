"""What letters say, and to whom."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.output.letters.writing import SECRET, source, worked, written
from tests.repository import agreement, begun
from tests.tools import TODAY
from wijk_ext.cli.letters import write_letter
from wijk_ext.cli.work import StopError, Work
from wijk_ext.model.timeline import Timeline
from wijk_ext.output.ical import calendar
from wijk_ext.output.letters.kinds import KINDS

if TYPE_CHECKING:
    from pathlib import Path

READERS = ("projectteam", "alfa", "alfa/raad", "beta", "openbaar")


@pytest.fixture(autouse=True)
def _on_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795392000")  # 2026-11-23


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Work:
    """Return a document with something that only Beta may see."""
    folder = tmp_path_factory.mktemp("brieven")
    return worked(source(folder / "bron", SECRET), folder / "uit")


def text(work: Work, kind: str, reader: str) -> str:
    return written(work, kind, reader)["md"].decode()


def agenda(work: Work, reader: str) -> bytes:
    """Return the calendar of a reader."""
    shot = work.snapshot("werkversie", reader)
    assert shot is not None
    return calendar(work.wijk, Timeline((), shot), reader)


def part(letter: str, heading: str) -> str:
    """Return what stands below a heading."""
    found = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |^---|\Z)", letter, re.M | re.S)
    assert found, letter
    return found[1]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("reader", READERS)
def test_every_letter_can_be_written_to_everyone(work: Work, kind: str, reader: str) -> None:
    letter = text(work, kind, reader)
    assert letter.startswith("# ")
    assert "De Proefbuurt" in letter
    assert "\n\n\n" not in letter
    assert ("wikzilver" in letter) <= (reader in {"projectteam", "beta"})


def test_the_agenda_has_what_the_team_must_talk_about(work: Work) -> None:
    agenda = text(work, "agenda", "projectteam")
    signals = part(agenda, "1. Signalen")
    assert "Antwoord binnen vijf dagen (AF-001)" in signals
    assert "KN-001" in signals
    assert "VR-001" in part(agenda, "2. Nieuwe open punten")
    overdue = part(agenda, "3. Punten en toezeggingen die te laat zijn")
    assert "VR-001" in overdue
    assert "KN-001" not in overdue
    due = part(agenda, "4. Besluiten die eraan komen")
    assert "BE-001" in due
    assert "Stukken uiterlijk 19 november 2026. De datum voor de stukken is voorbij." in due
    assert "artikel 169, vierde lid" in due
    assert "BE-009" in due


def test_a_council_reads_who_decides_what(work: Work) -> None:
    letter = text(work, "raadsinformatiebrief", "alfa/raad")
    for heading in ("Aanleiding", "Kernboodschap", "Wat vragen wij", "Vervolg"):
        part(letter, heading)
    assert "**Onderwerp:**" in letter
    decides = part(letter, "Wat het projectteam mag en wat u beslist")
    assert decides.index("- planning\n") < decides.index("- garanties\n") < decides.index("BE-001")
    assert "artikel 169, vierde lid" in decides
    assert "TO-001" in part(letter, "Toezeggingen aan u")
    assert "21 januari 2027: Avond voor iedereen (MO-001)" in part(letter, "Vervolg")


def test_a_proposal_asks_for_the_decisions_of_its_reader(work: Work) -> None:
    letter = text(work, "voorstel", "alfa/raad")
    assert "**Onderwerp:** De raad beslist over de garantie\n" in letter
    assert "BE-001" in part(letter, "Gevraagd besluit")
    assert "Garantie voor de lening (AF-002)" in part(letter, "Kernboodschap")
    assert "geen besluit" in part(text(work, "voorstel", "openbaar"), "Gevraagd besluit")


def test_a_guide_tells_what_is_fixed_and_what_is_open(work: Work) -> None:
    letter = text(work, "gespreksleidraad", "alfa")
    assert "AF-001" in part(letter, "Wat vaststaat")
    assert "AF-002" not in part(letter, "Wat vaststaat")
    assert "AF-002" in part(letter, "Wat nog open is")
    assert "KN-001" in part(letter, "Wat we vragen")
    assert "Wie antwoordt in de vakantie? (VR-001)" in part(letter, "Vragen die u kunt verwachten")


@pytest.mark.parametrize("reader", ["alfa", "alfa/raad", "openbaar"])
def test_what_a_reader_may_not_see_changes_no_byte(work: Work, tmp_path: Path, reader: str) -> None:
    other = worked(source(tmp_path / "bron"), tmp_path / "uit")
    for kind in KINDS:
        assert written(work, kind, reader) == written(other, kind, reader)
    assert agenda(work, reader) == agenda(other, reader)
    assert written(work, "agenda", "beta") != written(other, "agenda", "beta")
    assert agenda(work, "beta") != agenda(other, "beta")


def test_texts_of_items_stay_texts(tmp_path: Path) -> None:
    title = "1. *x* [y](z) <b> &amp; `q` | {{ 7*7 }} # -"
    more = f"\n:::{{ambitie}} {title}\n:id: AM-002\n:status: vastgesteld\n\n+ tekst\n:::\n"
    letter = text(worked(source(tmp_path / "bron", more), tmp_path / "uit"), "flyer", "alfa")
    expected = r"1\. \*x\* \[y\](z) \<b\> \&amp; \`q\` \| \{\{ 7\*7 \}\} \# -"
    assert expected in letter


def test_a_team_has_a_template_of_its_own(tmp_path: Path) -> None:
    own = (
        '{% extends "brieven/basis.md.j2" %}{% block inhoud %}Eigen: {{ brief.day }}.{% endblock %}'
    )
    files = {"sjablonen/brieven/flyer.md.j2": own}
    work = worked(source(tmp_path / "bron", **files), tmp_path / "uit")
    assert "Eigen: 23 november 2026." in text(work, "flyer", "alfa")
    assert f"flyer-alfa-{TODAY}.md" in {path.name for path in (tmp_path / "uit").iterdir()}


@pytest.mark.parametrize(
    ("template", "line"),
    [
        ("regel\n{% if %}\n", 2),
        ("regel\n\n{{ brief.bestaat_niet }}\n", 3),
        ("regel\n{{ 1 / 0 }}\n", 2),
        ('{% extends "brieven/weg.md.j2" %}\n', 1),
    ],
)
def test_a_fault_in_a_template_is_pointed_out(tmp_path: Path, template: str, line: int) -> None:
    files = {"sjablonen/brieven/flyer.md.j2": template}
    work = worked(source(tmp_path / "bron", **files), tmp_path / "uit")
    assert written(work, "flyer", "alfa") == {}
    (problem,) = work.problems
    assert problem.place.path.as_posix() == "sjablonen/brieven/flyer.md.j2"
    assert problem.place.line == line


def test_a_template_that_names_a_secret_is_not_used(tmp_path: Path) -> None:
    files = {"sjablonen/brieven/flyer.md.j2": "# Flyer\n\n{{ 'Kwik' ~ 'zilver' }} delen\n"}
    work = worked(source(tmp_path / "bron", SECRET, **files), tmp_path / "uit")
    with pytest.raises(StopError, match="alfa"):
        written(work, "flyer", "alfa")
    assert not (tmp_path / "uit").exists()


def test_a_letter_is_never_written_among_the_sources(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = source(tmp_path / "bron")
    with pytest.raises(StopError) as stopped:
        written(worked(folder, folder / "brieven"), "agenda", "alfa")
    assert stopped.value.exit_code == 2
    monkeypatch.chdir(folder)
    work = worked(folder, tmp_path / "uit")
    work.options.out, work.options.kind, work.options.reader = None, "agenda", "alfa"
    write_letter(work)
    assert [path.name for path in (tmp_path / "bron-brieven").iterdir()]
    assert not (folder / "brieven").exists()


def test_only_the_agenda_is_for_who_sees_all_by_itself(work: Work) -> None:
    work.options.kind, work.options.reader = "flyer", None
    with pytest.raises(StopError, match=r"--reader.*alfa/raad") as stopped:
        write_letter(work)
    assert stopped.value.exit_code == 2
    work.options.kind = "agenda"
    write_letter(work)
    assert [*work.options.out.glob("agenda-projectteam-*")]


def test_a_reader_must_be_known(work: Work) -> None:
    with pytest.raises(StopError, match="alfa") as stopped:
        written(work, "agenda", "alf")
    assert stopped.value.exit_code == 2


def test_a_letter_tells_what_is_new_since_the_last_edition(tmp_path: Path) -> None:
    repository = begun(tmp_path / "straat", agreement(1, "Antwoord", "Binnen vijf dagen."))
    repository.tag("1.0")
    point = ":::{vraag} Ook in de vakantie?\n:id: VR-001\n:over: AF-001\n:::\n"
    changed = agreement(1, "Antwoord", "Binnen tien dagen.")
    repository.write({"afspraken.md": f"# Afspraken\n\n{changed}\n{point}"})
    work = worked(repository.source, tmp_path / "uit")
    letter = text(work, "gespreksleidraad", "alfa")
    assert "Sinds editie 1.0 is dit veranderd:" in letter
    assert "- Antwoord (AF-001): gewijzigd" in letter
    assert "de laatste vastgestelde editie is 1.0" in letter
    assert "VR-001" in part(text(work, "agenda", "projectteam"), "2. Nieuwe open punten")
    repository.release("1.1", {}, day="2026-02-01")
    later = worked(repository.source, tmp_path / "later")
    assert "geen nieuwe" in part(text(later, "agenda", "projectteam"), "2. Nieuwe open punten")
