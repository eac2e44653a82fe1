"""What differs between computers but means the same is accepted, and gives the same pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.tools import FOR_THE_TEAM, Site, run_sphinx, run_wijk, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_windows_line_ends_give_the_same_page(copied: Callable[[str], Path]) -> None:
    folder = copied("klein")
    assert run_sphinx(folder, folder.with_name("unix"), "-q").code == 0
    for path in folder.iterdir():
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    windows = run_sphinx(folder, folder.with_name("windows"), "-q")
    assert (windows.code, windows.text) == (0, "")
    for page in ("index.html", "afspraken.html"):
        expected = (folder.with_name("unix") / page).read_bytes()
        assert (folder.with_name("windows") / page).read_bytes() == expected


def test_windows_line_ends_keep_their_lines_in_messages(copied: Callable[[str], Path]) -> None:
    folder = copied("klein")
    path = folder / "afspraken.md"
    path.write_bytes(path.read_bytes().replace(b"verleend", b"verleent").replace(b"\n", b"\r\n"))
    assert "afspraken.md:16: status: “verleent”" in run_wijk("check", folder).err


def test_names_with_spaces_and_accents(copied: Callable[[str], Path]) -> None:
    folder = copied("klein")
    folder = folder.rename(folder.with_name("De wijk van Zoë"))
    write(
        folder,
        {
            "verhaal van de buurt/één & ander.md": "# Eén en ander\n\nZie [het begin](#AF-001).\n",
            "index.md": "# Wijk\n\n```{toctree}\n:glob:\nafspraken\nverhaal*/*\n```\n",
        },
    )
    result = run_wijk("build", folder, "-o", folder.with_name("uit voor u"), *FOR_THE_TEAM)
    assert (result.code, result.err) == (0, "")
    site = Site(folder.with_name("uit voor u") / "projectteam" / "werkversie", result)
    link = site.article("verhaal van de buurt/één & ander").find("a", string="het begin")
    assert link["href"] == "../afspraken.html#AF-001"
    address = "verhaal%20van%20de%20buurt/%C3%A9%C3%A9n%20%26%20ander.html"
    assert site.soup("index").find("a", href=address)
