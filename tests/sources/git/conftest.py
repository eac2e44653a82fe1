"""What the tests of git share: a repository, and a git that knows nothing of this machine."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.sources.git.working_tree import SETTINGS, SOURCE, Work

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    for name in [one for one in os.environ if one.startswith(("GIT_AUTHOR", "GIT_COMMITTER"))]:
        monkeypatch.delenv(name)
    monkeypatch.delenv("EMAIL", raising=False)


@pytest.fixture
def work(tmp_path: Path) -> Work:
    """Give a repository with one commit and no tags."""
    work = Work.new(tmp_path / "werk")
    work.write(f"{SOURCE}/wijk.toml", SETTINGS)
    work.write(f"{SOURCE}/conf.py", 'extensions = ["wijk_ext"]\n')
    work.commit(index="# Wijk\n")
    return work
