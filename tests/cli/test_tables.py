"""Questions in and items out, by the steps of the commands."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.tools import write
from wijk_ext.cli.console import Stages
from wijk_ext.cli.export import export_items
from wijk_ext.cli.intake import import_questions
from wijk_ext.cli.read import find_folder, read_pages, read_wijk
from wijk_ext.cli.work import StopError, Work

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CSV = "ID;Naam;Organisatie;Vraag\n1;Jan Voorbeeld;Gemeente Voorbeeldstad;Wat kost het?\n"


def work(folder: Path, command: str, **options: Any) -> Work:
    made = Work(argparse.Namespace(source=folder, command=command, **options), Stages(None))
    for step in (find_folder, read_wijk, read_pages):
        step(made)
    return made


def take_in(folder: Path, text: str, **options: Any) -> None:
    write(folder.parent, {"vragen.csv": text})
    wanted = {"file": folder.parent / "vragen.csv", "page": "afspraken", "sheet": "", "yes": True}
    wanted |= {"keep_personal": False, "dry_run": False}
    import_questions(work(folder, "import", **(wanted | options)))


def test_import_writes_after_a_yes(
    copied: Callable[[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = copied("klein")
    page = folder / "afspraken.md"
    before = page.read_bytes()
    take_in(folder, CSV, dry_run=True)
    with pytest.raises(StopError, match="--yes"):
        take_in(folder, CSV, yes=False)
    assert page.read_bytes() == before
    take_in(folder, CSV)
    after = page.read_bytes()
    assert after.startswith(before.rstrip(b"\n"))
    assert b":ingebracht_door: gemeente" in after
    assert b"Voorbeeld\n" not in after.removeprefix(before.rstrip(b"\n"))
    take_in(folder, CSV)
    assert page.read_bytes() == after
    assert "“Naam”" in capsys.readouterr().out


def test_import_says_what_it_did_not_take(
    copied: Callable[[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = copied("klein")
    with pytest.raises(StopError) as caught:
        take_in(folder, CSV + "2;;;{alleen-voor} x\n")
    assert caught.value.exit_code == 1
    assert "vragen.csv, " in capsys.readouterr().err
    assert b"Wat kost het?" in (folder / "afspraken.md").read_bytes()
    with pytest.raises(StopError) as caught:
        take_in(folder, "")
    assert caught.value.exit_code == 2


HIDDEN = """
:::{afspraak} Geheime afspraak over de prijs
:id: AF-090
:toegang: gemeente
:partijen: gemeente
:ingangsdatum: 2027-01-01
:thema: geheim

Hierover zwijgen wij.
:::
"""


@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_export_holds_what_a_reader_may_see(
    copied: Callable[[str], Path], tmp_path: Path, form: str
) -> None:
    folder = copied("klein")
    page = (folder / "afspraken.md").read_text("utf-8")

    def exported(reader: str, text: str) -> bytes:
        write(folder, {"afspraken.md": text})
        out = tmp_path / f"uit.{form}"
        export_items(work(folder, "export", reader=reader, format=None, out=out))
        return out.read_bytes()

    plain = exported("corporatie", page)
    assert exported("corporatie", page + HIDDEN) == plain
    assert exported("corporatie", page + HIDDEN.replace("zwijgen", "praten")) == plain
    assert exported("gemeente", page + HIDDEN) != plain
    if form == "json":
        items = json.loads(exported("gemeente", page + HIDDEN))["items"]
        assert items[-1]["text"] == "Hierover zwijgen wij."
        assert "toegang" not in items[-1]["fields"]


def test_export_to_nobody_or_nowhere(copied: Callable[[str], Path], tmp_path: Path) -> None:
    folder = copied("klein")
    cases = [
        ("gemente", None, None),
        ("gemeente", None, tmp_path / "uit.pdf"),
        ("gemeente", "csv", tmp_path / "weg" / "uit.csv"),
    ]
    for reader, form, out in cases:
        with pytest.raises(StopError):
            export_items(work(folder, "export", reader=reader, format=form, out=out))
