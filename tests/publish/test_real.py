"""What ``wijk build`` really leaves behind is what may be published: editions, roots and feeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.repository import agreement, begun
from wijk_ext.publish.errors import PublishError
from wijk_ext.publish.targets import publish
from wijk_ext.publish.verified import verified

if TYPE_CHECKING:
    from pathlib import Path

READERS = {"projectteam", "alfa", "beta", "beta.bestuur"}


def test_a_real_build_is_accounted_for_and_served(tmp_path: Path) -> None:
    repository = begun(tmp_path / "bron", agreement(1, "Samen", "Wij doen het samen."))
    repository.release("1.0", {})
    out, target = tmp_path / "uit", tmp_path / "web"
    built = repository.wijk("build", "--edition", "all", "-o", out, "-j", "2")
    assert built.code == 0, built.text
    build = verified(out)
    assert set(build.manifest.editions) == READERS
    assert build.listed["alfa"] == ("werkversie", "1.0")
    assert "alfa/wijzigingen.atom" in build.manifest.files
    publish(out, str(target))
    page = "index.html"
    assert (target / "current/alfa/1.0" / page).is_file()
    assert (target / "current/alfa" / page).is_file()
    assert not (target / "current" / "verificatie").exists()
    for path in ("alfa/wijzigingen.atom", "alfa/index.html", "alfa/1.0/index.html"):
        content = (out / path).read_bytes()
        (out / path).write_bytes(content + b" ")
        with pytest.raises(PublishError, match=path):
            verified(out)
        (out / path).write_bytes(content)
    assert not publish(out, str(target)).is_new
