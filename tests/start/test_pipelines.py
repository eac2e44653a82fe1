"""The pipelines that come with a new document are valid, and do what the software offers."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from tests.start.documents import make
from wijk_ext.cli.plan import FORMS, jobs

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("named")
PLAN = jobs({"1.0": ("projectteam", "gemeente/raad"), "werkversie": ("projectteam",)})


def _validate(schema: str, *files: Path) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}"]
    done = subprocess.run([*command, *files], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def _commands(data: Any) -> str:
    """Return everything in a pipeline that a shell runs."""
    if isinstance(data, dict):
        own = [data[key] for key in ("run", "script", "before_script") if key in data]
        lines = [line for one in own for line in ([one] if isinstance(one, str) else one)]
        return "\n".join([*lines, *(_commands(one) for one in data.values())])
    return "\n".join(map(_commands, data)) if isinstance(data, list) else ""


def test_gitlab(tmp_path: Path) -> None:
    folder = make(tmp_path / "wijk", "forge=gitlab", "installatie=git+https://git.example/w.git@v1")
    paths = [folder / ".gitlab-ci.yml", *sorted((folder / ".gitlab").glob("*.yml"))]
    assert len(paths) == 3
    _validate("gitlab-ci", *paths)
    child = yaml.safe_load((folder / ".gitlab" / "wijk-bouwen.yml").read_text("utf-8"))
    plan = json.loads(FORMS["gitlab"](PLAN))
    assert plan["bouwen"]["parallel"]["matrix"][0].keys() == {"NAAM", "KEUZE"}
    # GitLab merges what is included, key by key
    child["bouwen"] |= plan["bouwen"]
    merged = tmp_path / "merged.yml"
    merged.write_text(json.dumps(child), "utf-8")
    _validate("gitlab-ci", merged)
    assert "git+https://git.example/w.git@v1" in (folder / ".gitlab/wijk-basis.yml").read_text()


def test_github(tmp_path: Path) -> None:
    folder = make(tmp_path / "wijk", "forge=github")
    workflow = folder / ".github" / "workflows" / "wijk.yml"
    _validate("github-workflows", workflow)
    _validate("github-actions", folder / ".github" / "actions" / "wijk" / "action.yml")
    text = workflow.read_text("utf-8")
    used = set(re.findall(r"matrix\.(\w+)", text))
    assert used <= json.loads(FORMS["json"](PLAN))["include"][0].keys()
    assert not (folder / ".gitlab").exists()


def test_without_a_forge_there_is_no_pipeline(tmp_path: Path) -> None:
    folder = make(tmp_path / "wijk")
    names = {path.name for path in folder.iterdir()}
    assert names.isdisjoint({".gitlab-ci.yml", ".gitlab", ".github"})


@pytest.mark.parametrize("forge", ["gitlab", "github"])
def test_the_commands_are_good_shell(forge: str, tmp_path: Path) -> None:
    folder = make(tmp_path / "wijk", f"forge={forge}")
    found = ""
    for path in [*folder.glob(".gitlab*"), *folder.rglob(".git[hl]*/**/*.yml")]:
        if path.is_file():
            found += _commands(yaml.safe_load(path.read_text("utf-8"))) + "\n"
    for command in ("wijk check --strict", "wijk diff", "wijk join", "wijk publish", "--plan"):
        assert command in found
    done = subprocess.run(["sh", "-n"], input=found, text=True, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def test_what_a_plan_gives_to_a_shell_stays_words() -> None:
    for job in PLAN:
        assert shlex.split(job.arguments) == job.arguments.split()
        assert shlex.quote(job.name) == job.name
