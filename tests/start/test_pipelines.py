"""The pipelines that come with a new document are valid, and do what the software offers."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.start.documents import make
from tests.start.runner import Runner, load
from tests.tools import run_wijk
from wijk_ext.cli.plan import FORMS, jobs
from wijk_ext.output.workshop import WORKSHOPS, digests

if TYPE_CHECKING:
    from pathlib import Path

SMALL = ("organisaties=bewoners", "naam_bewoners=Het Hof")
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
    child = load(folder / ".gitlab" / "wijk-bouwen.yml")
    plan = json.loads(FORMS["gitlab"](PLAN))
    assert all(job["extends"] in child for job in plan.values())
    child |= plan
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
    assert names.isdisjoint({".gitlab-ci.yml", ".gitlab", ".github", "pijplijn"})


@pytest.mark.parametrize("forge", ["gitlab", "github"])
def test_the_commands_are_good_shell(forge: str, tmp_path: Path) -> None:
    folder = make(tmp_path / "wijk", f"forge={forge}")
    found = ""
    for path in [*folder.glob(".gitlab*"), *folder.rglob(".git[hl]*/**/*.yml")]:
        if path.is_file():
            found += _commands(load(path)) + "\n"
    for command in ("wijk check --strict", "wijzigingen.sh", "wijk join", "wijk publish", "--plan"):
        assert command in found
    done = subprocess.run(["sh", "-n"], input=found, text=True, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def test_what_a_plan_gives_to_a_shell_stays_words() -> None:
    for job in PLAN:
        assert shlex.split(job.arguments) == job.arguments.split()
        assert shlex.quote(job.name) == job.name


def _git(folder: Path, *words: str) -> str:
    done = subprocess.run(["git", "-C", folder, *words], capture_output=True, check=True, text=True)
    return done.stdout.strip()


def _change(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / "docs" / "wijk" / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    _git(folder, "commit", "-qam", "wijziging")


def test_a_proposal_is_checked_and_told_per_reader(tmp_path: Path) -> None:
    folder = make(tmp_path / "wijk", "forge=gitlab", *SMALL)
    job = load(folder / ".gitlab-ci.yml")["controleren"]
    base = _git(folder, "rev-parse", "HEAD")
    _change(folder, "afspraken.md", "binnen tien", "binnen vijf")
    _git(folder, "tag", "v-niets")
    runner = Runner(folder, tmp_path)
    done = runner.run(job["script"], {"CI_MERGE_REQUEST_DIFF_BASE_SHA": base})
    assert load(done / "gl-code-quality-report.json") == []
    told = {path.name: path.read_text("utf-8") for path in (done / "wijzigingen").iterdir()}
    assert told.keys() == {"projectteam.md", "bewoners.md", "openbaar.md", "overzicht.md"}
    for name in ("projectteam.md", "bewoners.md", "overzicht.md"):
        assert "<del>tien</del> <ins>vijf</ins>" in told[name]
    assert "vijf" not in told["openbaar.md"]
    assert "openbaar" not in told["overzicht.md"]
    assert "0\\-hoofdtak" not in told["overzicht.md"]
    assert _git(done, "tag") == "v-niets"
    assert _git(done, "status", "--porcelain") == "?? gl-code-quality-report.json"


def test_a_wrong_proposal_fails_with_the_place(tmp_path: Path) -> None:
    folder = make(tmp_path / "wijk", "forge=gitlab", *SMALL)
    job = load(folder / ".gitlab-ci.yml")["controleren"]
    _change(folder, "afspraken.md", ":draagt_bij_aan: AM-001", ":draagt_bij_aan: AM-009")
    with pytest.raises(AssertionError):
        Runner(folder, tmp_path).run(job["script"], {"CI_MERGE_REQUEST_DIFF_BASE_SHA": "HEAD^"})
    (found,) = load(tmp_path / "taak-1" / "gl-code-quality-report.json")
    assert found["location"] == {"path": "docs/wijk/afspraken.md", "lines": {"begin": 9}}


def _gitlab_of_a_tag(folder: Path, scratch: Path) -> Path:
    """Run every job of the pipeline of a tag on GitLab; return the clone of the last."""
    runner = Runner(folder, scratch)
    before = load(folder / ".gitlab" / "wijk-basis.yml")[".wijk"]["before_script"]
    child = load(folder / ".gitlab" / "wijk-bouwen.yml")
    planned = runner.run([*before, *load(folder / ".gitlab-ci.yml")["plannen"]["script"]])
    built = [
        runner.run([*before, *child[job["extends"]]["script"]], job["variables"])
        for job in load(planned / "plan.yml").values()
    ]
    joined = runner.run([*before, *child["samenvoegen"]["script"]], artifacts=built)
    goal = {"WIJK_DOEL": str(scratch / "server")}
    (joined / "deel").rename(scratch / "deel")  # the next job gets “uit” and nothing else
    return runner.run([f"mv '{joined}/uit' uit", *before, *child["publiceren"]["script"]], goal)


def _github_of_a_tag(folder: Path, scratch: Path) -> Path:
    """Run every job of the workflow of a tag on GitHub; return the clone of the last."""
    runner = Runner(folder, scratch)
    jobs_of = load(folder / ".github" / "workflows" / "wijk.yml")["jobs"]
    before = [
        # what one step writes for the next
        step["run"].replace('echo "', 'export "').partition(" >> ")[0]
        for step in load(folder / ".github" / "actions" / "wijk" / "action.yml")["runs"]["steps"]
        if "run" in step
    ]
    output = scratch / "output"
    steps = {
        name: [*before, *(step["run"] for step in job["steps"] if "run" in step)]
        for name, job in jobs_of.items()
    }
    runner.run(steps["plannen"], {"GITHUB_OUTPUT": str(output)})
    matrix = json.loads(output.read_text("utf-8").removeprefix("matrix="))["include"]
    built = [
        runner.run(steps["bouwen"], {"NAAM": one["name"], "KEUZE": one["arguments"]})
        for one in matrix
    ]
    goal = {"WIJK_DOEL": str(scratch / "server")}
    return runner.run(steps["samenvoegen"], goal, built)


@pytest.mark.skipif(not os.environ.get("WIJK_PIPELINES"), reason="run by: nox -s pipelines")
@pytest.mark.parametrize("forge", ["gitlab", "github"])
def test_the_pipeline_of_a_tag_publishes_the_bytes_of_one_build(forge: str, tmp_path: Path) -> None:
    folder = make(tmp_path / "wijk", f"forge={forge}", *SMALL)
    _git(folder, "tag", "-a", "v1.0", "-m", "Eerste editie")
    _change(folder, "afspraken.md", "binnen tien", "binnen vijf")
    run = _gitlab_of_a_tag if forge == "gitlab" else _github_of_a_tag
    done = run(folder, tmp_path)
    day = _git(folder, "log", "-1", "--format=%ct")
    whole = run_wijk("build", "--edition", "all", cwd=folder, env={"SOURCE_DATE_EPOCH": day})
    assert whole.code == 0, whole.text
    for one in (folder, done):  # what is kept for a next build
        shutil.rmtree(one / "uit" / WORKSHOPS)
    expected = digests(folder / "uit")
    assert {"openbaar/1.0/index.html", "bewoners/werkversie/index.html"} <= expected.keys()
    assert digests(done / "uit") == expected
    published = {
        path.read_bytes() for path in (tmp_path / "server").rglob("openbaar/1.0/index.html")
    }
    assert published == {(folder / "uit/openbaar/1.0/index.html").read_bytes()}
