"""Folders that ``wijk`` reads and writes, and those it refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.tools import REPOSITORY, Result, run_wijk, write
from wijk_ext.cli.folders import MARKER, check_output, find_source, put_in_place

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def assert_refused(result: Result, *words: str) -> None:
    assert "Traceback" not in result.text
    assert result.code == 1, result.text
    for word in words:
        assert word in result.err


def test_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    result = run_wijk("check", tmp_path / "weg")
    assert_refused(result, str(tmp_path / "weg"), "deze map bestaat niet")


def test_a_folder_that_holds_no_sources(tmp_path: Path) -> None:
    result = run_wijk("build", tmp_path, "-o", tmp_path.with_name("uit"))
    assert_refused(result, str(tmp_path), "geen bronmap", "wijk.toml", "conf.py / index.md")


@pytest.mark.parametrize("name", ["conf.py", "index.md"])
def test_a_source_folder_that_lacks_a_file(name: str, copied: Callable[[str], Path]) -> None:
    folder = copied("klein")
    (folder / name).unlink()
    assert_refused(run_wijk("check", folder), str(folder), f"{name} ontbreekt")


def test_the_current_folder_comes_before_docs_wijk(
    copied: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(copied("klein"))
    assert find_source(None)[1] == ""
    assert str(find_source(None)[0]) == "."
    monkeypatch.chdir(REPOSITORY)
    assert str(find_source(None)[0]) == "docs/wijk"


def test_output_inside_or_around_the_sources(copied: Callable[[str], Path]) -> None:
    folder = copied("klein")
    for out in (folder / "uit", folder, folder.parent):
        before = sorted(folder.parent.rglob("*"))
        assert_refused(run_wijk("build", folder, "-o", out), str(out), "niet in de bronmap")
        assert sorted(folder.parent.rglob("*")) == before


def test_output_beside_the_sources_when_none_is_named(
    copied: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = copied("klein")
    monkeypatch.chdir(folder)
    out, complaint = check_output(None, folder)
    assert complaint == ""
    assert out.parent == folder.parent


def test_output_that_holds_something_else(copied: Callable[[str], Path], tmp_path: Path) -> None:
    out = write(tmp_path / "uit", {"brief.txt": "bewaar mij"})
    assert_refused(run_wijk("build", copied("klein"), "-o", out), str(out), "iets anders")
    assert [path.name for path in out.iterdir()] == ["brief.txt"]


def test_output_that_is_a_file(copied: Callable[[str], Path], tmp_path: Path) -> None:
    out = write(tmp_path, {"uit": "tekst"}) / "uit"
    assert_refused(run_wijk("build", copied("klein"), "-o", out), str(out), "dit is een bestand")
    assert out.read_text() == "tekst"


def test_a_site_is_put_in_place_whole_and_the_old_one_goes(tmp_path: Path) -> None:
    for text in ("oud", "nieuw"):
        with put_in_place(tmp_path, "gemeente", "v1") as staging:
            write(staging, {"index.html": text, f"{text}.html": text})
    assert (tmp_path / "gemeente" / "v1" / "index.html").read_text() == "nieuw"
    assert {path.name for path in (tmp_path / "gemeente" / "v1").iterdir()} == {
        "index.html",
        "nieuw.html",
    }
    assert {path.name for path in tmp_path.iterdir()} - {MARKER} == {"gemeente"}


def test_a_site_that_failed_leaves_the_old_one(tmp_path: Path) -> None:
    with put_in_place(tmp_path, "gemeente", "v1") as staging:
        write(staging, {"index.html": "oud"})
    with put_in_place(tmp_path, "gemeente", "v1") as staging:
        write(staging, {"half.html": "half"})
    with pytest.raises(KeyError), put_in_place(tmp_path, "gemeente", "v1") as staging:
        write(staging, {"index.html": "stuk"})
        raise KeyError
    assert (tmp_path / "gemeente" / "v1" / "index.html").read_text() == "oud"
    assert {path.name for path in tmp_path.iterdir()} - {MARKER} == {"gemeente"}
