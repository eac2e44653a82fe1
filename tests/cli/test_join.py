"""Building on several machines: the plan, the parts, and joining them into one build."""

from __future__ import annotations

import json
import shutil
from argparse import Namespace
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.repository import Repository, agreement, begun
from tests.tools import ENVIRONMENT
from wijk_ext.cli.annotations import Silent
from wijk_ext.cli.join import join_parts
from wijk_ext.cli.plan import FORMS, jobs, print_plan, wanted
from wijk_ext.cli.work import StopError, Work
from wijk_ext.output.workshop import WORKSHOPS, digests
from wijk_ext.sources.git_call import GitError
from wijk_ext.sources.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Builder
    from tests.tools import Result, Site
    from wijk_ext.cli.plan import Job

ALL = ("alfa", "beta", "beta.bestuur", "projectteam")
ONE = agreement(1, "Antwoord in vijf dagen", "Wie de vraag krijgt, antwoordt.")
TWO = agreement(1, "Antwoord in tien dagen", "Wie de vraag krijgt, antwoordt of draagt over.")


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the parts be joined on the day on which they were built, as a pipeline does."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", ENVIRONMENT["SOURCE_DATE_EPOCH"])


def _work(repository: Repository, **options: Any) -> Work:
    given = {"edition": None, "reader": None, "out": None} | options
    found = Work(Namespace(**given), Silent(), repository.source)
    found.found_wijk, _problems = read_settings(repository.source)
    return found


def _begin(place: Path) -> Repository:
    """Make a document with one edition, and changes since."""
    made = begun(place / "wijk", ONE)
    made.tag("1.0")
    made.commit({"afspraken.md": f"# Afspraken\n\n{TWO}"}, day="2026-02-01")
    return made


def _build_all(made: Repository, plan: list[Job]) -> Result:
    """Build everything with one ``wijk build``, and again job by job, each into its own folder."""

    def build(*arguments: str) -> Result:
        return made.wijk("build", *arguments, "-j", "1")

    orders = [["--edition", "all", "-o", str(made.root.parent / "geheel")]] + [
        [*job.arguments.split(), "-o", str(made.root.parent / "delen" / job.name)] for job in plan
    ]
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda order: build(*order), orders))
    return next((one for one in results if one.code), results[0])


@pytest.fixture(scope="module")
def repository(build_once: Callable[[str, Builder], Site]) -> Repository:
    """A repository of which everything was built, as a whole and in parts."""

    def make(place: Path, _out: Path) -> tuple[Path, Result]:
        made = _begin(place)
        plan = jobs(wanted(_work(made, edition=["all"])), most=4)
        return made.root, _build_all(made, plan)

    built = build_once("join", make)
    assert built.result.code == 0, built.result.text
    return Repository(built.folder)


@pytest.fixture
def whole(repository: Repository) -> Path:
    """What one ``wijk build`` makes of everything."""
    return repository.root.parent / "geheel"


@pytest.fixture
def parts(repository: Repository) -> list[Path]:
    """What the jobs of the plan make, each in a process and a folder of its own."""
    return sorted((repository.root.parent / "delen").iterdir())


def _for_readers(out: Path) -> dict[str, str]:
    """Return the digest of every file but those of the workshops."""
    return {path: one for path, one in digests(out).items() if not path.startswith(WORKSHOPS)}


def test_joined_parts_are_the_bytes_of_one_build(
    repository: Repository, whole: Path, parts: list[Path], tmp_path: Path
) -> None:
    assert [part.name for part in parts] == [
        f"{first}.en-1-meer.{edition}"
        for first in ("beta", "projectteam")
        for edition in ("1.0", "werkversie")
    ]
    out = tmp_path / "uit"
    join_parts(_work(repository, out=out, parts=parts))
    assert _for_readers(out) == _for_readers(whole)
    assert repository.wijk("verify", out).code == 0


def _join(repository: Repository, out: Path, parts: list[Path]) -> str:
    """Return why these parts can't be joined."""
    with pytest.raises(StopError) as stopped:
        join_parts(_work(repository, out=out, parts=parts))
    assert not list(out.glob("*/*/index.html"))
    return str(stopped.value)


def test_a_missing_part_is_named(repository: Repository, parts: list[Path], tmp_path: Path) -> None:
    told = _join(
        repository, tmp_path / "uit", [one for one in parts if one.name != "beta.en-1-meer.1.0"]
    )
    assert "beta/bestuur" in told
    assert "1.0" in told
    assert "alfa" not in told


@pytest.mark.parametrize("damage", ["altered", "added", "lost", "unverified", "unfinished"])
def test_a_part_that_is_not_as_it_was_built_is_refused(
    repository: Repository, parts: list[Path], tmp_path: Path, damage: str
) -> None:
    part = next(one for one in parts if one.name == "projectteam.en-1-meer.werkversie")
    copy = shutil.copytree(part, tmp_path / "deel")
    site = copy / "alfa" / "werkversie"
    match damage:
        case "altered":
            (site / "index.html").write_text("<p>anders</p>", "utf-8")
        case "added":
            (site / "geheim.html").write_text("<p>erbij</p>", "utf-8")
        case "lost":
            (site / "afspraken.html").unlink()
        case "unverified":
            (copy / "verificatie" / "alfa.werkversie.json").unlink()
        case "unfinished":
            (copy / WORKSHOPS / "alfa.werkversie" / "werk.json").unlink()
    told = _join(repository, tmp_path / "uit", [copy, *(one for one in parts if one != part)])
    assert "deel" in told


def test_what_is_no_build_is_refused(repository: Repository, tmp_path: Path) -> None:
    assert "leeg" in _join(repository, tmp_path / "uit", [tmp_path / "leeg"])


readers = st.lists(st.sampled_from([f"lezer-{n}" for n in range(40)]), unique=True, min_size=1)


@given(
    st.dictionaries(st.sampled_from(["1.0", "1.1", "werkversie"]), readers, min_size=1),
    st.integers(1, 60),
)
def test_jobs_hold_every_site_once(asked: dict[str, list[str]], most: int) -> None:
    found = jobs({edition: tuple(names) for edition, names in asked.items()}, most)
    sites = [(job.edition, reader) for job in found for reader in job.readers]
    assert sorted(sites) == sorted((one, name) for one, names in asked.items() for name in names)
    assert len(found) <= max(most, len(asked))
    assert len({job.name for job in found}) == len(found)


def test_a_plan_in_each_form(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    print_plan(_work(repository, edition=["1.0"], reader=["beta/bestuur"], plan="json"))
    assert json.loads(capsys.readouterr().out) == {
        "include": [
            {
                "reader": "beta/bestuur",
                "edition": "1.0",
                "name": "beta.bestuur.1.0",
                "arguments": "--edition 1.0 --reader beta/bestuur",
            }
        ]
    }
    plan = jobs(wanted(_work(repository, edition=["all"])))
    gitlab = json.loads(FORMS["gitlab"](plan))
    assert [one["variables"]["NAAM"] for one in gitlab.values()] == [job.name for job in plan]
    assert len(gitlab) == 2 * len(ALL)
    assert "\n" not in FORMS["json"](plan)
    assert FORMS["readers"](plan).split() == ["projectteam", "alfa", "beta", "beta/bestuur"]


def test_wrong_names_in_a_plan(repository: Repository) -> None:
    with pytest.raises(StopError, match="alfa"):
        wanted(_work(repository, reader=["alva"]))
    with pytest.raises(GitError, match=r"2\.0"):
        wanted(_work(repository, edition=["2.0"]))
