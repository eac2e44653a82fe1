"""A wijkdocument in a git repository of its own, with a history as a team would make it."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.tools import Result, run_wijk, write

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SETTINGS = """
[wijk]
naam = "De Proefbuurt"
[organisaties.alfa]
naam = "Alfa"
[organisaties.beta]
naam = "Beta"
[organisaties.beta.onderdelen.bestuur]
naam = "Bestuur"
ziet = "gemarkeerd"
"""
INDEX = "# De Proefbuurt\n\nSamen naar warme huizen.\n\n```{toctree}\nafspraken\n```\n"


def agreement(number: int, title: str, text: str, **options: str) -> str:
    """Return an agreement in Markdown, adopted and between all, unless ``options`` say else."""
    given = {"status": "vastgesteld", "partijen": "alfa, beta"} | options
    lines = "".join(f":{name}: {value}\n" for name, value in given.items())
    return f"::::{{afspraak}} {title}\n:id: AF-{number:03d}\n{lines}\n{text}\n::::\n"


@dataclass(frozen=True)
class Repository:
    """A repository with a document in ``docs/wijk``."""

    root: Path

    @classmethod
    def at(cls, root: Path) -> Repository:
        """Make a repository without commits."""
        root.mkdir(parents=True)
        made = cls(root)
        made.git("init", "-q", "-b", "main")
        return made

    @property
    def source(self) -> Path:
        """The source folder."""
        return self.root / "docs" / "wijk"

    def git(self, *arguments: str, day: str = "2026-01-01") -> str:
        """Run git, as somebody, on a day."""
        who = {
            f"GIT_{role}_{what}": value
            for role in ("AUTHOR", "COMMITTER")
            for what, value in (
                ("NAME", "projectteam"),
                ("EMAIL", "team@proef.example"),
                ("DATE", f"{day}T12:00:00Z"),
            )
        }
        alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        done = subprocess.run(
            ["git", "-C", str(self.root), *arguments],
            capture_output=True,
            check=True,
            encoding="utf-8",
            env=os.environ | who | alone,
        )
        return done.stdout.strip()

    def write(self, files: Mapping[str, str | bytes]) -> None:
        """Write files of the document."""
        write(self.source, files)

    def commit(self, files: Mapping[str, str | bytes], day: str = "2026-01-01") -> None:
        """Write files of the document, and commit everything."""
        self.write(files)
        self.git("add", "-A", day=day)
        self.git("commit", "-q", "--allow-empty", "-m", "wijziging", day=day)

    def tag(self, edition: str, status: str = "vastgesteld", day: str = "2026-01-01") -> None:
        """Make an edition of what was committed last."""
        message = f"Editie {edition}\n\nStatus: {status}"
        self.git("tag", "-a", f"v{edition}", "-m", message, day=day)

    def release(
        self,
        edition: str,
        files: Mapping[str, str | bytes],
        day: str = "2026-01-01",
        status: str = "vastgesteld",
    ) -> None:
        """Commit files and make an edition of them."""
        self.commit(files, day)
        self.tag(edition, status, day)

    def wijk(self, command: str, *arguments: str | Path) -> Result:
        """Run ``wijk`` in the root of the repository."""
        return run_wijk(command, *arguments, cwd=self.root)


def begun(root: Path, afspraken: str, **more: str) -> Repository:
    """Return a repository with a first commit: settings, a start page and ``afspraken.md``."""
    repository = Repository.at(root)
    repository.commit(
        {
            "conf.py": 'extensions = ["wijk_ext"]\n',
            "wijk.toml": SETTINGS,
            "index.md": INDEX,
            "afspraken.md": f"# Afspraken\n\n{afspraken}",
            **more,
        }
    )
    return repository
