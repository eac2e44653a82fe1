"""A working tree with a source folder, and git as its owner would use it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from wijk_ext.sources.git import Editions, Repository

SOURCE = "docs/wijk"
SETTINGS = '[wijk]\nnaam = "De Lindebuurt"\ngemeente = "Voorbeeldstad"\n'


class Work:
    """A working tree with a source folder, and git as its owner would use it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.source = root / SOURCE
        self.hour = 0

    @classmethod
    def new(cls, root: Path) -> Work:
        root.mkdir()
        work = cls(root)
        work.git("init", "-q", "-b", "main")
        work.git("config", "user.name", "Projectteam")
        work.git("config", "user.email", "projectteam@lindebuurt.example")
        return work

    def git(self, *arguments: str, text: str = "") -> str:
        self.hour += 1
        day = f"2026-03-{1 + self.hour // 24:02} {self.hour % 24:02}:00:00 +0000"
        dates = {"GIT_COMMITTER_DATE": day, "GIT_AUTHOR_DATE": day}
        done = subprocess.run(
            ["git", "-C", str(self.root), *arguments],
            input=text.encode(),
            capture_output=True,
            check=True,
            env={**dates, **os.environ},
        )
        return done.stdout.decode().strip()

    def write(self, path: str, text: str) -> None:
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text.encode())

    def commit(self, **pages: str) -> str:
        """Commit everything, with these pages in the source folder."""
        for name, text in pages.items():
            self.write(f"{SOURCE}/{name}.md", text)
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "Werk")
        return self.git("rev-parse", "HEAD")

    def tag(self, name: str, message: str = "Editie", *more: str) -> None:
        self.git("tag", "-a", "-m", message, name, *more)

    @property
    def repository(self) -> Repository:
        return Repository.of(self.source)

    @property
    def editions(self) -> Editions:
        return self.repository.editions()

    @property
    def names(self) -> list[str]:
        return [one.edition.name for one in self.editions.tagged]

    def extract(self, name: str, folder: Path) -> dict[str, bytes]:
        """Return the files of an edition, as extracted to a folder."""
        repository = self.repository
        repository.extract(repository.find(name), folder)
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }

    def state(self) -> tuple[object, ...]:
        """Return everything of a repository that reading may not alter."""
        git_dir = Path(self.git("rev-parse", "--absolute-git-dir"))
        files = {
            path: path.read_bytes()
            for path in sorted(self.root.rglob("*"))
            if path.is_file() and "objects" not in path.parts
        }
        index = git_dir / "index"
        return files, index.read_bytes(), index.stat().st_mtime_ns
