"""A branch for Pages, in real repositories."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.publish.builds import Output, output, pages
from tests.publish.test_local import files_in
from wijk_ext.publish.errors import PublishError
from wijk_ext.publish.plan import Wishes
from wijk_ext.publish.targets import publish, rollback

if TYPE_CHECKING:
    from pathlib import Path

EVERYONE = ("projectteam", "gemeente", "gemeente/financien", "openbaar")


def git(folder: Path, *arguments: str) -> bytes:
    done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, check=True)
    return done.stdout


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """Return a repository to push to."""
    git(tmp_path, "init", "-q", "--bare", "gedeeld.git")
    return tmp_path / "gedeeld.git"


def standing(repository: Path, branch: str = "pages") -> dict[str, bytes]:
    names = git(repository, "ls-tree", "-r", "-z", "--name-only", branch).decode().split("\0")
    return {name: git(repository, "show", f"{branch}:{name}") for name in names if name}


def published(out: Path, *readers: str) -> dict[str, bytes]:
    return {path: one for path, one in files_in(out).items() if path.split("/")[0] in readers}


def test_one_commit_per_release_without_a_working_tree(tmp_path: Path, shared: Path) -> None:
    mine = tmp_path / "mijn"
    git(tmp_path, "init", "-q", str(mine))
    git(mine, "remote", "add", "origin", str(shared))
    (mine / "half.md").write_text("nog niet klaar", "utf-8")
    first = output(tmp_path / "een")
    publish(first, "git:origin#pages", folder=mine)
    assert git(mine, "status", "--porcelain") == b"?? half.md\n"
    assert git(mine, "for-each-ref") == b""
    found = standing(shared)
    assert found.pop(".nojekyll") == b""
    found.pop("manifest.json")
    assert found == published(first, "openbaar")
    assert not publish(first, "git:origin#pages", folder=mine).is_new
    publish(output(tmp_path / "twee", "twee"), f"git:{shared}#pages")
    assert git(shared, "rev-list", "--count", "pages") == b"2\n"


def test_no_one_but_the_public_unless_named(tmp_path: Path, shared: Path) -> None:
    out = output(tmp_path / "een", readers=("gemeente",))
    with pytest.raises(PublishError, match="--reader"):
        publish(out, f"git:{shared}")
    publish(out, f"git:{shared}", readers=["gemeente"])
    assert "gemeente/1.0/index.html" in standing(shared)


def test_the_same_rules_and_the_way_back(tmp_path: Path, shared: Path) -> None:
    target = f"git:{shared}#site"
    publish(output(tmp_path / "een"), target, readers=EVERYONE)
    first = standing(shared, "site")
    with pytest.raises(PublishError):
        rollback(target)
    made = Output(tmp_path / "twee")
    made.site("gemeente", "1.0", pages("iets anders"))
    other = made.finish()
    with pytest.raises(PublishError, match=r"1\.0"):
        publish(other, target, readers=["gemeente"])
    assert standing(shared, "site") == first
    publish(other, target, Wishes(replace=True), readers=["gemeente"])
    now = standing(shared, "site")
    assert b"iets anders" in now["gemeente/1.0/index.html"]
    assert now["projectteam/1.0/index.html"] == first["projectteam/1.0/index.html"]
    assert "gemeente/werkversie/index.html" not in now
    newest = output(tmp_path / "drie", editions=("1.1",), readers=("gemeente",))
    publish(newest, target, readers=["gemeente"])
    assert "gemeente/1.0/index.html" in standing(shared, "site")
    rollback(target)
    assert standing(shared, "site") == now
    rollback(target)
    assert standing(shared, "site") == first


def test_a_branch_of_someone_else_is_left_alone(tmp_path: Path, shared: Path) -> None:
    mine = tmp_path / "mijn"
    git(tmp_path, "clone", "-q", str(shared), str(mine))
    who = ("-c", "user.name=team", "-c", "user.email=team@proef.example")
    git(mine, *who, "commit", "-q", "--allow-empty", "-m", "bron")
    git(mine, "push", "-q", "origin", "HEAD:main")
    out = output(tmp_path / "een")
    with pytest.raises(PublishError, match="main"):
        publish(out, f"git:{shared}#main")
    assert git(shared, "rev-list", "--count", "main") == b"1\n"


def test_who_pushed_meanwhile_is_not_overwritten(
    tmp_path: Path, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from wijk_ext.publish import git_branch

    target = f"git:{shared}#pages"
    publish(output(tmp_path / "een"), target)
    real = git_branch.plan
    other = output(tmp_path / "ander", "ander")

    def meanwhile(*arguments: object) -> object:
        monkeypatch.setattr(git_branch, "plan", real)
        publish(other, target)
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(git_branch, "plan", meanwhile)
    with pytest.raises(PublishError, match="pages"):
        publish(output(tmp_path / "twee", "twee"), target)
    page = standing(shared)["openbaar/werkversie/index.html"]
    assert b"ander" in page


def test_clear_words(tmp_path: Path) -> None:
    out = output(tmp_path / "een")
    for target in ("git:", "git:--upload-pack=x#pages", f"git:{tmp_path}/nergens#pages", "git:weg"):
        with pytest.raises(PublishError):
            publish(out, target)
