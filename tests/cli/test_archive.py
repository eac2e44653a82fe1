"""Packing an edition for the records department: only what was built whole and verified."""

from __future__ import annotations

import json
from argparse import Namespace
from typing import TYPE_CHECKING, Any

import pytest

from tests.repository import SETTINGS, agreement, begun
from tests.tools import write
from wijk_ext.cli.annotations import Silent
from wijk_ext.cli.archive import export_archive
from wijk_ext.cli.work import StopError, Work
from wijk_ext.output.workshop import Inputs, Record, Workshop, digests
from wijk_ext.sources.git_call import GitError
from wijk_ext.sources.settings import read_settings

if TYPE_CHECKING:
    from pathlib import Path

    from tests.repository import Repository

READERS = ("projectteam", "alfa", "beta", "beta.bestuur")
FULL = SETTINGS.replace("[wijk]", '[wijk]\ngemeente = "Voorbeeldstad"', 1)


def _repository(folder: Path, settings: str) -> Repository:
    made = begun(folder / "wijk", agreement(1, "Samen", "Wij doen het samen."))
    made.release("1.0", {"wijk.toml": settings})
    return made


def _built(folder: Path) -> Path:
    """Return an output folder as ``wijk build`` leaves it, without the time that Sphinx takes."""
    out = write(folder / "uit", {".wijk-uit": ""})
    for reader in READERS:
        # the latest edition also stands beside itself, in folders of any name
        write(out / reader, {"1.0/index.html": reader, "afspraken/index.html": reader})
        site = digests(out / reader / "1.0")
        Workshop.of(out, reader, "1.0").keep(Record(Inputs("", {}), site))
        report = {"edition": "1.0", "files": sorted(site), "findings": []}
        write(out, {f"verificatie/{reader}.1.0.json": json.dumps(report)})
    return out


def _work(repository: Repository, folder: Path, **options: Any) -> Work:
    given = {"archive": "1.0", "built": folder / "uit", "out": folder / "archief"} | options
    found = Work(Namespace(**given), Silent(), repository.source)
    found.found_wijk, _problems = read_settings(repository.source)
    return found


def test_an_edition_is_packed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    repository = _repository(tmp_path, FULL)
    _built(tmp_path)
    export_archive(_work(repository, tmp_path))
    assert [one.name for one in (tmp_path / "archief").iterdir()] == [
        "wijkdocument-de-proefbuurt-1.0.zip"
    ]
    assert "html,pdf,docx" in capsys.readouterr().err


def _refused(work: Work) -> str:
    with pytest.raises((StopError, GitError)) as stopped:
        export_archive(work)
    assert not (work.options.out).exists()
    return str(stopped.value)


def test_a_site_that_was_touched_or_is_missing_is_not_packed(tmp_path: Path) -> None:
    repository = _repository(tmp_path, FULL)
    out = _built(tmp_path)
    (out / "alfa" / "1.0" / "index.html").write_text("anders", "utf-8")
    (out / "verificatie" / "beta.1.0.json").unlink()
    Workshop.of(out, "beta.bestuur", "1.0").folder.joinpath("werk.json").unlink()
    told = _refused(_work(repository, tmp_path))
    for word in ("alfa", "beta.1.0.json", "beta.bestuur"):
        assert word in told


def test_somebody_must_be_responsible(tmp_path: Path) -> None:
    repository = _repository(tmp_path, SETTINGS)
    _built(tmp_path)
    assert "archiefvormer" in _refused(_work(repository, tmp_path))


def test_only_an_edition_that_exists(tmp_path: Path) -> None:
    repository = _repository(tmp_path, FULL)
    _built(tmp_path)
    assert "release" in _refused(_work(repository, tmp_path, archive="werkversie"))
    assert "2.0" in _refused(_work(repository, tmp_path, archive="2.0"))
    assert "nergens" in _refused(_work(repository, tmp_path, built=tmp_path / "nergens"))
