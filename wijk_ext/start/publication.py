"""Publish the template of a release, so that documents made from it can be updated.

Run ``python -m wijk_ext.start.publication REMOTE`` in a checkout that has the tag of the release;
``nox -s template`` does so.

``copier update`` reads its template from the root of a git repository, at the newest tag that is a
version. In this repository the template stands in a folder, and the tags are those of the software.
So the folder is published as a branch of its own, whose tags have an epoch: to whoever sorts
versions, every template is newer than any software.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from wijk_ext import __version__
from wijk_ext.sources.git_call import GitError, answer
from wijk_ext.start.errors import StartError

BRANCH: Final = "sjabloon"
_EPOCH: Final = "1!"
_FOLDER: Final = "templates/nieuw"
"""The template, from the root of a checkout."""


def template_tag(version: str) -> str:
    """Return the tag of the template that came with a version of the software."""
    return f"{_EPOCH}{version}"


def publish_template(checkout: Path, remote: str, version: str = __version__) -> str:
    """Push the template of a release to a branch of a remote, with a tag; return what was done.

    What is pushed is what the tag of the release holds, whatever the working tree looks like.
    Publishing again what was published does nothing. Raises StartError when the release has no tag,
    or the tag of the template is there with something else; and GitError with git's own words.
    """
    release = f"refs/tags/v{version}"
    try:
        tree = _ask(checkout, "rev-parse", "--verify", "--quiet", f"{release}:{_FOLDER}")
    except GitError as error:
        raise StartError(f"there is no tag v{version} with a template; tag the release") from error
    tag = f"refs/tags/{template_tag(version)}"
    known = _known(checkout, remote, tag, f"refs/heads/{BRANCH}")
    if tag in known:
        if _fetched_tree(checkout, remote, tag) != tree:
            raise StartError(f"{template_tag(version)} holds another template: raise the version")
        return f"The template {template_tag(version)} was published already."
    branch = f"refs/heads/{BRANCH}"
    parents: list[str] = []
    if branch in known:
        _fetched_tree(checkout, remote, branch)
        parents = ["-p", known[branch]]
    message = f"Template of wijk_ext {version}"
    commit = _ask(checkout, "commit-tree", tree, *parents, "-m", message)
    _ask(checkout, "push", "--atomic", "--quiet", remote, f"{commit}:{branch}", f"{commit}:{tag}")
    return f"Published the template {template_tag(version)} on the branch {BRANCH}."


def _ask(checkout: Path, *arguments: str) -> str:
    return answer(checkout, *arguments).decode().strip()


def _known(checkout: Path, remote: str, *refs: str) -> dict[str, str]:
    """Return the commits at these refs of a remote, of those that are there."""
    lines = _ask(checkout, "ls-remote", "--refs", remote, *refs).splitlines()
    return {name: commit for commit, name in (line.split("\t") for line in lines)}


def _fetched_tree(checkout: Path, remote: str, ref: str) -> str:
    _ask(checkout, "fetch", "--quiet", "--no-tags", remote, ref)
    return _ask(checkout, "rev-parse", "FETCH_HEAD^{tree}")


def main() -> None:
    """Publish the template of this version to the remote that was named."""
    remote = sys.argv[1] if len(sys.argv) > 1 else "origin"
    try:
        sys.stdout.write(f"{publish_template(Path.cwd(), remote)}\n")
    except (StartError, GitError) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
