"""Imported texts on a finished site: words on a page, and nothing that does anything."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.sources.intake.support import HOSTILE, plan, table
from tests.tools import FOR_THE_TEAM, parsed, run_wijk, write
from wijk_ext.reading import read_folder
from wijk_ext.sources.intake.plain_text import cleaned, title_of
from wijk_ext.sources.intake.plan import write_import
from wijk_ext.sources.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TYPOGRAPHY = str.maketrans("“”‘’", "\"\"''")
LONG = 300


def even(text: str) -> str:
    """Return a text without white space, and as it is before Sphinx sets quotes and dashes.

    While it does so it takes a backslash for an escape, in any text; those are left aside.
    """
    for sign, written in (("—", "---"), ("–", "--"), ("…", "..."), ("\\", "")):
        text = text.replace(sign, written)
    return "".join(text.translate(TYPOGRAPHY).split())


def test_a_site_shows_them_as_words(copied: Callable[[str], Path], tmp_path: Path) -> None:
    folder = copied("klein")
    index = (folder / "index.md").read_text("utf-8").replace("afspraken\n", "afspraken\nvragen\n")
    write(folder, {"index.md": index})
    settings, _problems = read_settings(folder)
    assert settings is not None
    reading, _problems = read_folder(folder, settings)
    assert reading is not None
    texts = [text for text in HOSTILE if len(text) < LONG]
    rows = [{"ID": f"a{n}", "Vraag": text, "Toelichting": text} for n, text in enumerate(texts)]
    wanted = {"page": "vragen", "keep_personal": True}
    found = plan(reading.source, table(*rows), reading.project.dialect, **wanted)
    write_import(folder, found)

    built = run_wijk("build", folder, "-o", tmp_path / "uit", *FOR_THE_TEAM)
    assert built.code == 0, built.text
    odd = [line for line in built.text.splitlines() if "open_point_without_owner" not in line]
    assert not [line for line in odd if "vragen.md" in line]
    site = tmp_path / "uit" / "projectteam" / "werkversie"
    main = parsed(site / "vragen.html").select_one("article")
    assert main is not None
    assert not main.select("script, style, iframe, svg, img, form, input, object, base, meta, pre")
    assert not [tag for tag in main.find_all(True) if any(name[:2] == "on" for name in tag.attrs)]
    (needs,) = json.loads((site / "needs.json").read_text("utf-8"))["versions"].values()
    for one in found.items:
        text = cleaned(texts[one.row - 2])[0]
        card = main.find(id=one.id)
        assert card is not None
        title, body = card.select_one(".wijk-item-title"), card.select_one(".wijk-item-body")
        assert title is not None
        assert body is not None
        assert even(title.get_text().removesuffix("#")) == even(title_of(text)[0])
        assert even(body.get_text()) == even(text)
        assert not body.find_all(lambda tag: tag.name != "p")
        assert needs["needs"][one.id]["title"] == title_of(text)[0]
