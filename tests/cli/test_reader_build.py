"""A site that holds what its reader may not see never stands in the output."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.leaks.documents import SETTINGS
from wijk_ext.cli import reader_build
from wijk_ext.cli.main import main
from wijk_ext.output.html.build import Outcome

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    import pytest

SECRET = "De onderhandelingen lopen vast op de prijs van de tweede warmtebuis."
PAGE = f"# Start\n\nDit mag iedereen lezen.\n\n:::{{alleen-voor}} alfa\n{SECRET}\n:::\n"


def test_a_site_with_a_secret_is_not_put_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    source, out = tmp_path / "bron", tmp_path / "uit"
    source.mkdir()
    (source / "conf.py").write_text('extensions = ["wijk_ext"]\n', "utf-8")
    (source / "wijk.toml").write_text(SETTINGS, "utf-8")
    (source / "index.md").write_text(PAGE, "utf-8")

    def forgetful(_job: Any, site: Path, _progress: Any, _processes: int) -> Outcome:
        """Build a site as if the mark had been forgotten."""
        site.mkdir()
        (site / "index.html").write_text(f"<p>{SECRET}</p>", "utf-8")
        return Outcome()

    monkeypatch.setattr(reader_build, "build", forgetful)
    asked = ["--reader", "alfa", "--reader", "beta"]
    assert main(["build", str(source), "-o", str(out), *asked]) == 1
    assert "index.md" in capsys.readouterr().err
    assert (out / "alfa" / "werkversie" / "index.html").is_file(), "alfa may see it"
    assert not (out / "beta").exists()
    report = json.loads((out / "verificatie" / "beta.werkversie.json").read_text("utf-8"))
    assert report["findings"]
