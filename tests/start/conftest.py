"""Git as somebody's own computer has it, with a name or without one."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def nameless(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let git know nobody; return the file with its settings."""
    settings = tmp_path / "gitconfig"
    settings.write_text("", "utf-8")
    for name in os.environ:
        if name.startswith(("GIT_AUTHOR", "GIT_COMMITTER", "EMAIL")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    return settings


@pytest.fixture
def named(nameless: Path) -> None:
    """Let git know who works here."""
    nameless.write_text(
        "[user]\n\tname = Projectteam\n\temail = team@proef.example\n[init]\n\tdefaultBranch = x\n",
        "utf-8",
    )
