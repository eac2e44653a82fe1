"""Warnings: where they come from, how they are silenced, and what ``--strict`` makes of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.tools import FOR_THE_TEAM, TODAY, run_sphinx, run_wijk, write
from wijk_ext.messages import Subtype

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

RULES = (
    Subtype.AGREEMENT_WITHOUT_AMBITION,
    Subtype.AGREEMENT_WITHOUT_MANDATE,
    Subtype.AMBITION_WITHOUT_CRITERION,
    Subtype.OPEN_POINT_WITHOUT_OWNER,
    Subtype.OVERDUE,
    Subtype.CLOSED_WITHOUT_SOLUTION,
    Subtype.PARTY_WITHOUT_ORGANISATION,
    Subtype.CIRCULAR_REPLACEMENT,
)
LINT = (
    Subtype.DIALECT,
    Subtype.HTML,
    Subtype.ALT_TEXT,
    Subtype.HEADING,
    Subtype.PERSONAL_DATA,
)


def told(text: str) -> set[str]:
    """Return the subtypes of the warnings in what was printed."""
    return set(re.findall(r"\[wijk\.(\w+)\]", text))


def silenced(folder: Path, *subtypes: str) -> Path:
    """Silence some warnings in a site."""
    words = [f"wijk.{subtype}" for subtype in subtypes]
    conf = f'extensions = ["wijk_ext"]\nsuppress_warnings = {words!r}\n'
    return write(folder, {"conf.py": conf})


def test_check_tells_every_rule_and_every_remark(copied: Callable[[str], Path]) -> None:
    result = run_wijk("check", copied("regels"))
    assert told(result.err) == {one.value for one in RULES + LINT}
    assert result.code == 0
    assert "0 fouten" in result.err


def test_a_build_tells_every_rule_with_the_same_place(
    copied: Callable[[str], Path], tmp_path: Path
) -> None:
    folder = copied("regels")
    by_sphinx = run_sphinx(folder, tmp_path / "sphinx", "-q").err
    by_wijk = run_wijk("build", folder, "-o", tmp_path / "wijk", *FOR_THE_TEAM).err
    expected = {one.value for one in RULES}
    assert told(by_sphinx) & expected == told(by_wijk) & expected == expected
    pattern = re.compile(r"^(\S+:\d+): (?:WARNING|waarschuwing): (.*\[wijk\..*\])$", re.MULTILINE)
    assert set(pattern.findall(by_sphinx)) == set(pattern.findall(by_wijk))


def test_each_warning_can_be_silenced_in_check(copied: Callable[[str], Path]) -> None:
    folder = copied("regels")
    for kept in (Subtype.OVERDUE, Subtype.HTML):
        others = [one.value for one in RULES + LINT if one is not kept]
        assert told(run_wijk("check", silenced(folder, *others)).err) == {kept.value}


def test_each_rule_can_be_silenced_in_a_build(
    copied: Callable[[str], Path], tmp_path: Path
) -> None:
    folder = copied("regels")
    for number, kept in enumerate(RULES[:2]):
        others = [one.value for one in RULES if one is not kept]
        result = run_sphinx(silenced(folder, *others), tmp_path / str(number), "-q")
        assert told(result.err) == {kept.value}


def test_all_warnings_can_be_silenced_at_once(copied: Callable[[str], Path]) -> None:
    folder = write(
        copied("regels"),
        {"conf.py": 'extensions = ["wijk_ext"]\nsuppress_warnings = ["wijk"]\n'},
    )
    result = run_wijk("check", folder, "--strict")
    assert (result.code, result.err) == (0, "")


def test_errors_can_not_be_silenced(copied: Callable[[str], Path]) -> None:
    folder = silenced(copied("regels"), *(one.value for one in RULES + LINT), "id")
    page = folder / "index.md"
    page.write_text(page.read_text("utf-8").replace(":id: VR-002", ":id: VR-001"), "utf-8")
    result = run_wijk("check", folder)
    assert result.code == 1
    assert "VR-001 is al in gebruik" in result.err


@pytest.mark.parametrize("command", ["check", "build"])
def test_strict_makes_warnings_errors(
    command: str, copied: Callable[[str], Path], tmp_path: Path
) -> None:
    others = [one.value for one in RULES + LINT if one is not Subtype.OVERDUE]
    folder = silenced(copied("regels"), *others)
    options = ["-o", tmp_path / "uit", *FOR_THE_TEAM] if command == "build" else []
    result = run_wijk(command, folder, "--strict", *options)
    assert result.code == 1
    assert "1 fout, 0 waarschuwingen" in result.err
    assert not (tmp_path / "uit").exists()


def test_check_speaks_of_the_same_day_as_a_build(copied: Callable[[str], Path]) -> None:
    folder = copied("regels")
    page = folder / "index.md"
    page.write_text(page.read_text("utf-8").replace("2026-11-01", TODAY), "utf-8")
    on_the_day = run_wijk("check", folder)
    a_day_later = {"SOURCE_DATE_EPOCH": "1795478400"}
    assert "overdue" not in told(on_the_day.err)
    assert "overdue" in told(run_wijk("check", folder, env=a_day_later).err)
    assert "overdue" in told(run_sphinx(folder, folder / "../uit", "-q", env=a_day_later).err)
