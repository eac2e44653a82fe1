"""Later changes of the template are brought in; answers and the team's own texts stay."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from tests.start.documents import make
from tests.tools import REPOSITORY, run_python, run_wijk, write
from wijk_ext import __version__
from wijk_ext.sources.git_call import GitError
from wijk_ext.start import origin
from wijk_ext.start.errors import StartError
from wijk_ext.start.project import ANSWERS
from wijk_ext.start.publication import BRANCH, publish_template

if TYPE_CHECKING:
    from pathlib import Path


def _git(folder: Path, *words: str) -> str:
    done = subprocess.run(
        ["git", "-C", folder, *words], capture_output=True, check=True, encoding="utf-8"
    )
    return done.stdout.strip()


def _commit(folder: Path, tag: str = "") -> None:
    _git(folder, "add", "--all")
    _git(folder, "commit", "-m", "wijziging")
    if tag:
        _git(folder, "tag", "-a", tag, "-m", tag)


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def software(tmp_path: Path, named: None, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout of the software as this one is, with the tag of this version and a remote."""
    monkeypatch.setenv("COPIER_CACHE_DIR", str(tmp_path / "cache"))
    root = tmp_path / "software"
    shutil.copytree(REPOSITORY / "templates" / "nieuw", root / "templates" / "nieuw")
    write(root, {"README.md": "Dit is de software."})
    _git(tmp_path, "init", "-q", "--bare", "forge.git")
    _git(tmp_path, "init", "-q", root.name)
    _git(root, "remote", "add", "origin", str(tmp_path / "forge.git"))
    _commit(root, f"v{__version__}")
    return root


def test_an_update_brings_in_what_is_new_and_leaves_what_is_the_teams(
    tmp_path: Path, software: Path
) -> None:
    publish_template(software, "origin")
    forge = str(tmp_path / "forge.git")
    folder = make(tmp_path / "wijk", "naam=Het Hof", "forge=gitlab", updates_from=forge)
    assert yaml.safe_load((folder / ANSWERS).read_text("utf-8"))["_commit"] == f"1!{__version__}"
    assert "copier update" in (folder / "README.md").read_text("utf-8")
    pages = folder / "docs" / "wijk"
    (pages / "verhaal.md").write_text("# Ons verhaal\n\nWij tellen mee.\n", "utf-8")
    (pages / "colofon.md").unlink()
    _replace(pages / "index.md", "colofon\n", "")
    _replace(folder / ".gitlab-ci.yml", "stages:", "# van ons\nstages:")
    _commit(folder)

    template = software / "templates" / "nieuw" / "document"
    _replace(template / "docs/wijk/verhaal.md.jinja", "Beschrijf kort", "Vertel")
    write(template, {"docs/wijk/nieuw.md": "# Nieuw\n\nEen nieuwe pagina.\n"})
    _replace(template / ".gitlab/wijk-basis.yml.jinja", "python:3.13", "python:3.14")
    _replace(template / ".gitlab-ci.yml.jinja", "- wijk check\n", "- wijk check --strict\n")
    _commit(software, "v99.0.0")
    publish_template(software, "origin", "99.0.0")
    # a release of the software whose template was not published yet
    _git(software, "tag", "-a", "v100.0.0", "-m", "later")
    _git(software, "push", "-q", "origin", "--tags")

    result = run_python("-m", "copier", "update", "--defaults", cwd=folder)
    assert result.code == 0, result.text
    kept = yaml.safe_load((folder / ANSWERS).read_text("utf-8"))
    assert (kept["naam"], kept["_commit"]) == ("Het Hof", "1!99.0.0")
    assert "python:3.14" in (folder / ".gitlab" / "wijk-basis.yml").read_text("utf-8")
    pipeline = (folder / ".gitlab-ci.yml").read_text("utf-8")
    assert "# van ons\n" in pipeline
    assert "- wijk check --strict\n" in pipeline
    assert set(_git(folder, "status", "--porcelain").split()) == {
        "M", ANSWERS, ".gitlab-ci.yml", ".gitlab/wijk-basis.yml"
    }  # fmt: skip
    check = run_wijk("check", "--strict", cwd=folder)
    assert (check.code, check.err) == (0, ""), check.text


def test_a_template_is_published_once_from_the_tag_of_its_release(
    tmp_path: Path, software: Path
) -> None:
    forge = tmp_path / "forge.git"
    (software / "templates" / "nieuw" / "copier.yml").write_text("half gedaan", "utf-8")
    assert "Published" in publish_template(software, "origin")
    released = _git(software, "rev-parse", f"v{__version__}:templates/nieuw")
    assert _git(forge, "rev-parse", f"{BRANCH}^{{tree}}") == released
    before = _git(forge, "for-each-ref")
    assert "already" in publish_template(software, "origin")
    assert _git(forge, "for-each-ref") == before

    _commit(software, "v0.2.0")
    publish_template(software, "origin", "0.2.0")
    history = _git(forge, "log", "--format=%s", BRANCH).split("\n")
    assert history == ["Template of wijk_ext 0.2.0", f"Template of wijk_ext {__version__}"]
    _git(software, "tag", "-f", "-a", "v0.2.0", f"v{__version__}^{{}}", "-m", "verplaatst")
    with pytest.raises(StartError, match="raise the version"):
        publish_template(software, "origin", "0.2.0")
    with pytest.raises(StartError, match=r"no tag v0\.3\.0"):
        publish_template(software, "origin", "0.3.0")
    with pytest.raises(GitError):
        publish_template(software, str(tmp_path / "nergens.git"))


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
    told = found and (found.for_copier, found.revision, found.for_pip)
    assert told == expected
