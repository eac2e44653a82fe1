"""Later changes of the template are brought in; answers and the team's own texts stay."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from copier import run_update

from tests.start.documents import make
from tests.tools import REPOSITORY, run_wijk
from wijk_ext import __version__
from wijk_ext.start import origin
from wijk_ext.start.project import ANSWERS

if TYPE_CHECKING:
    from pathlib import Path


def _git(folder: Path, *words: str) -> None:
    subprocess.run(["git", "-C", folder, *words], capture_output=True, check=True)


def _commit(folder: Path) -> None:
    _git(folder, "add", "--all")
    _git(folder, "commit", "-m", "wijziging")


@pytest.fixture
def software(tmp_path: Path, named: None) -> Path:
    """A repository of the software as this one is, with the tag of this version."""
    root = tmp_path / "software"
    shutil.copytree(REPOSITORY / "templates" / "nieuw", root / "templates" / "nieuw")
    shutil.copy(REPOSITORY / "copier.yml", root)
    _git(root.parent, "init", "-q", root.name)
    _commit(root)
    _git(root, "tag", "-a", f"v{__version__}", "-m", "deze versie")
    return root


def test_an_update_keeps_answers_and_own_texts(tmp_path: Path, software: Path) -> None:
    folder = make(tmp_path / "wijk", "naam=Het Hof", updates_from=str(software))
    kept = yaml.safe_load((folder / ANSWERS).read_text("utf-8"))
    assert kept["_commit"] == f"v{__version__}"
    own = folder / "docs" / "wijk" / "verhaal.md"
    own.write_text(own.read_text("utf-8").replace("Beschrijf kort", "Wij tellen"), "utf-8")
    _commit(folder)

    template = software / "templates" / "nieuw" / "document"
    page = template / "docs" / "wijk" / "colofon.md.jinja"
    page.write_text(page.read_text("utf-8") + "\nNieuw voor {{ naam }}.\n", "utf-8")
    story = template / "docs" / "wijk" / "verhaal.md.jinja"
    story.write_text(story.read_text("utf-8") + "\nOok nieuw.\n", "utf-8")
    _commit(software)
    _git(software, "tag", "-a", "v99.0.0", "-m", "later")

    run_update(folder, defaults=True, overwrite=True, quiet=True)
    kept = yaml.safe_load((folder / ANSWERS).read_text("utf-8"))
    assert kept["naam"] == "Het Hof"
    assert kept["_commit"] == "v99.0.0"
    assert "Nieuw voor Het Hof." in (folder / "docs/wijk/colofon.md").read_text("utf-8")
    text = own.read_text("utf-8")
    assert "Wij tellen" in text
    assert "Ook nieuw." in text
    assert "<<<<" not in text
    result = run_wijk("check", "--strict", cwd=folder)
    assert (result.code, result.err) == (0, ""), result.text


class _Installed:
    """A package as pip installed it."""

    def __init__(self, note: Any) -> None:
        self.note = note

    def read_text(self, name: str) -> str | None:
        """Return a file of the package's metadata."""
        assert name == "direct_url.json"
        return self.note if self.note is None else json.dumps(self.note)


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (None, None),
        ({"url": "file:///ergens", "dir_info": {}}, None),
        ({"url": "https://a.example/b", "vcs_info": {"vcs": "hg", "commit_id": "1"}}, None),
        (
            {"url": "https://a.example/b", "vcs_info": {"vcs": "git", "commit_id": "1a"}},
            ("git+https://a.example/b", "1a", "git+https://a.example/b@1a"),
        ),
        (
            {
                "url": "https://a.example/b.git",
                "vcs_info": {"vcs": "git", "commit_id": "1a", "requested_revision": "v2"},
            },
            ("https://a.example/b.git", "v2", "git+https://a.example/b.git@v2"),
        ),
    ],
)
def test_what_pip_noted_of_git_is_used(
    note: Any, expected: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(origin, "distribution", lambda _name: _Installed(note))
    found = origin.installed_from()
    told = found and (found.for_copier, found.version, found.for_pip)
    assert told == expected
