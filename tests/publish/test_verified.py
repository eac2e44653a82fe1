"""Only what was built whole, verified and left alone is published."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from tests.publish.builds import READERS, Output, output, pages
from wijk_ext.publish.errors import PublishError
from wijk_ext.publish.verified import verified

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_a_build_as_it_was_made_is_accounted_for(tmp_path: Path) -> None:
    out = output(tmp_path / "uit")
    build = verified(out)
    assert set(build.manifest.editions) == set(READERS)
    assert build.manifest.editions["gemeente"] == ("1.0", "werkversie")
    standing = {
        path.relative_to(out).as_posix()
        for reader in READERS
        for path in (out / reader).rglob("*")
        if path.is_file()
    }
    assert set(build.manifest.files) == standing
    assert b"/tmp" not in build.manifest.as_json()
    again = verified(output(tmp_path / "elders"))
    assert again.manifest.as_json() == build.manifest.as_json()


def test_chosen_readers_only(tmp_path: Path) -> None:
    out = output(tmp_path / "uit")
    (out / "gemeente" / "werkversie" / "index.html").write_text("met de hand", "utf-8")
    assert set(verified(out, ["openbaar"]).manifest.editions) == {"openbaar"}
    with pytest.raises(PublishError, match="gemeentje"):
        verified(out, ["gemeentje"])


def test_without_an_adopted_edition_the_root_leads_on(tmp_path: Path) -> None:
    assert "gemeente/index.html" in verified(output(tmp_path / "uit", editions=())).manifest.files


def _altered(path: str) -> Callable[[Path], None]:
    return lambda out: (out / path).write_text("met de hand", "utf-8")


def _removed(path: str) -> Callable[[Path], None]:
    return lambda out: (out / path).unlink()


def _found(out: Path) -> None:
    path = out / "verificatie" / "gemeente.1.0.json"
    report = json.loads(path.read_text("utf-8"))
    report["findings"] = [{"file": "index.html", "source": "index.md:3", "how": "word"}]
    path.write_text(json.dumps(report), "utf-8")


def _of_another(out: Path) -> None:
    path = out / "verificatie" / "gemeente.1.0.json"
    path.write_bytes((out / "verificatie" / "gemeente.werkversie.json").read_bytes())


def _link(out: Path) -> None:
    (out / "gemeente" / "1.0" / "geheim.html").symlink_to("/etc/hostname")


def _pipe(out: Path) -> None:
    os.mkfifo(out / "gemeente" / "pijp")


def _newline(out: Path) -> None:
    (out / "gemeente" / "een\ntwee").touch()


CASES: dict[str, tuple[Callable[[Path], None], str]] = {
    "a page altered": (_altered("gemeente/1.0/index.html"), "gemeente/1.0/index.html"),
    "a page missing": (_removed("gemeente/1.0/index.html"), "gemeente/1.0/index.html"),
    "a stray file in a site": (_altered("gemeente/werkversie/los.html"), "werkversie/los.html"),
    "a stray file at a root": (_altered("gemeente/los.html"), "gemeente/los.html"),
    "a stray file beside readers": (_altered("los.html"), "los.html"),
    "a copy at the root altered": (_altered("gemeente/index.html"), "gemeente/index.html"),
    "a copy at the root missing": (_removed("gemeente/_static/logo.svg"), "_static/logo.svg"),
    "the list altered": (_altered("gemeente/edities.js"), "gemeente/edities.js"),
    "the page of editions altered": (_altered("gemeente/edities.html"), "edities.html"),
    "the feed altered": (_altered("gemeente/wijzigingen.atom"), "wijzigingen.atom"),
    "a report missing": (_removed("verificatie/gemeente.1.0.json"), "gemeente.1.0.json"),
    "a report with findings": (_found, "gemeente/1.0"),
    "a report that can't be read": (_altered("verificatie/gemeente.1.0.json"), "gemeente.1.0.json"),
    "a report on another edition": (_of_another, "gemeente.1.0.json"),
    "a half build": (_removed(".werkplaats/gemeente.werkversie/werk.json"), "gemeente/werkversie"),
    "no record of the root": (_removed(".werkplaats/gemeente.json"), "gemeente/edities.js"),
    "a symbolic link": (_link, "geheim.html"),
    "a pipe": (_pipe, "gemeente/pijp"),
    "a name with a line end": (_newline, "gemeente/een"),
}


@pytest.mark.parametrize("case", CASES)
def test_anything_else_refuses_everything(tmp_path: Path, case: str) -> None:
    alter, named = CASES[case]
    out = output(tmp_path / "uit", readers=("gemeente", "openbaar"))
    verified(out)
    alter(out)
    with pytest.raises(PublishError) as error:
        verified(out)
    assert named in str(error.value)


def test_a_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PublishError, match="wijk build"):
        verified(tmp_path)


def test_left_overs_of_a_killed_build_are_not_published(tmp_path: Path) -> None:
    out = output(tmp_path / "uit")
    (out / ".wijk-x1").mkdir()
    (out / ".wijk-x1" / "index.html").touch()
    assert not any(".wijk" in path for path in verified(out).manifest.files)


def test_a_reader_without_an_edition_is_refused(tmp_path: Path) -> None:
    out = output(tmp_path / "uit")
    (out / "netbeheerder").mkdir()
    with pytest.raises(PublishError, match="netbeheerder"):
        verified(out)


def test_a_list_that_lost_an_edition_says_so(tmp_path: Path) -> None:
    made = Output(tmp_path / "uit")
    made.site("openbaar", "1.0", pages("een"))
    made.site("openbaar", "1.1", pages("twee"))
    build = verified(made.finish())
    assert build.listed["openbaar"] == ("1.1", "1.0")
