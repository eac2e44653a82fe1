"""Problems as pipelines read them: GitHub, GitLab and SARIF."""

from __future__ import annotations

import json
import re
import subprocess
from argparse import Namespace
from pathlib import Path, PurePath, PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sarif_pydantic import Sarif

from wijk_ext.cli.annotations import (
    Silent,
    github,
    gitlab,
    is_for_a_program,
    place_in_repository,
    sarif,
    write_annotations,
)
from wijk_ext.cli.work import StopError, Work
from wijk_ext.model.problem import Place, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

WHERE = PurePosixPath("docs/wijk")
WARNING = Problem(Place(PurePath("a b/é,1.md"), 7), "50% is: x\ny", "overdue", Severity.WARNING)
ERROR = Problem(Place(PurePath("wijk.toml")), "there is no reader “x”.", "settings")

names = st.text(st.characters(exclude_categories=("C", "Z"), exclude_characters="/\\"), min_size=1)
problems = st.lists(
    st.builds(
        Problem,
        st.builds(
            Place,
            st.lists(names.filter(lambda one: one.strip(".")), min_size=1, max_size=2).map(
                lambda parts: PurePath(*parts)
            ),
            st.integers(0, 900),
        ),
        st.text(st.characters(exclude_categories=("Cs",)), min_size=1),
        st.sampled_from(["settings", "overdue", "access"]),
        st.sampled_from(Severity),
    ),
    max_size=5,
)


def _read_command(line: str) -> tuple[str, dict[str, str], str]:
    """Read a workflow command as the runner of GitHub does."""
    found = re.fullmatch(r"::(\w+) (.*?)::(.*)", line)
    assert found is not None
    pairs = (pair.split("=", 1) for pair in found[2].split(","))
    return found[1], {key: unquote(value) for key, value in pairs}, unquote(found[3])


@given(problems)
def test_github_reads_back_what_was_found(found: Sequence[Problem]) -> None:
    lines = github(found, WHERE).split("\n")[:-1]
    assert len(lines) == len(found)
    for line, problem in zip(lines, found, strict=True):
        level, properties, message = _read_command(line)
        assert level == problem.severity.value
        assert message == problem.message
        assert properties["file"] == f"docs/wijk/{problem.place.path.as_posix()}"
        assert properties.get("line", "0") == str(problem.place.line)


def test_github_escapes_what_would_end_a_command() -> None:
    assert github([WARNING], WHERE) == (
        "::warning file=docs/wijk/a b/é%2C1.md,line=7,title=wijk.overdue::50%25 is: x%0Ay\n"
    )


def _check_gitlab(report: str) -> list[dict[str, Any]]:
    """Check what GitLab asks of a report, and return it."""
    found = json.loads(report)
    for one in found:
        assert one["description"] and one["check_name"]
        assert one["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert one["location"]["lines"]["begin"] >= 1
        assert not one["location"]["path"].startswith(("/", "./"))
    prints = [one["fingerprint"] for one in found]
    assert len(set(prints)) == len(prints)
    return list(found)


@given(problems)
def test_gitlab_takes_every_report(found: Sequence[Problem]) -> None:
    assert len(_check_gitlab(gitlab(found, WHERE))) == len(found)


def test_a_finding_that_moved_is_the_same_to_gitlab() -> None:
    moved = Problem(Place(WARNING.place.path, 9), WARNING.message, "overdue", Severity.WARNING)
    before, after = (_check_gitlab(gitlab([one], WHERE))[0] for one in (WARNING, moved))
    assert before["fingerprint"] == after["fingerprint"]
    assert before["location"] != after["location"]


@given(problems)
def test_sarif_is_sarif(found: Sequence[Problem]) -> None:
    report = sarif(found, WHERE)
    log = Sarif.model_validate_json(report)
    assert log.version == "2.1.0"
    run = json.loads(report)["runs"][0]
    assert len(run["results"]) == len(found)
    for result, problem in zip(run["results"], found, strict=True):
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        place = result["locations"][0]["physicalLocation"]
        path = problem.place.path.as_posix()
        assert unquote(place["artifactLocation"]["uri"]) == f"docs/wijk/{path}"
        assert place.get("region", {"startLine": 0})["startLine"] == problem.place.line


@pytest.mark.parametrize("form", [github, gitlab, sarif])
def test_the_same_problems_give_the_same_bytes(form: Any) -> None:
    found = [WARNING, ERROR]
    assert form(found, WHERE) == form(list(found), WHERE)
    assert str(Path.cwd()) not in form(found, WHERE)


def _work(folder: Path, form: str, out: Path | None) -> Work:
    work = Work(Namespace(format=form, out=out), Silent(), folder)
    work.problems = [ERROR, WARNING]
    return work


def test_paths_are_those_from_the_root_of_the_repository(tmp_path: Path) -> None:
    folder = tmp_path / "docs" / "wijk"
    folder.mkdir(parents=True)
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    assert place_in_repository(folder) == PurePosixPath("docs/wijk")


def test_without_a_repository_paths_begin_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bron").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert place_in_repository(Path("bron")) == PurePosixPath("bron")
    monkeypatch.chdir(tmp_path / "bron")
    assert place_in_repository(Path()) == PurePosixPath()
    assert place_in_repository(tmp_path / "elders") == PurePosixPath("elders")


def test_a_report_is_written_or_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    work = _work(tmp_path, "sarif", None)
    work.stages.stage("Pagina's lezen")
    work.stages.finish()
    write_annotations(work)
    printed = capsys.readouterr().out
    assert json.loads(printed)["version"] == "2.1.0"
    assert is_for_a_program(work.options)
    out = tmp_path / "report.json"
    write_annotations(_work(tmp_path, "sarif", out))
    assert out.read_text("utf-8") == printed
    write_annotations(_work(tmp_path, "text", None))
    assert capsys.readouterr().out == ""


def test_a_report_that_can_not_be_written_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(StopError, match="nergens"):
        write_annotations(_work(tmp_path, "gitlab", tmp_path / "nergens" / "report.json"))
