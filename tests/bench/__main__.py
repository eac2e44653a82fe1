"""``nox -s bench [-- SIZE]``: print the ratios of the design, all measured in this one run."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pypdf import PdfReader

from tests.bench.editions import EDITIONS
from tests.bench.editions import measured as measured_editions
from tests.bench.generate import SIZES, Size, write_document
from tests.bench.measure import Cost, cost, sphinx_build, wijk
from tests.bench.preview import measured as measured_preview
from wijk_ext import defaults
from wijk_ext.cli.arguments.shared import FORMATS
from wijk_ext.items import needs_config
from wijk_ext.sources.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Callable

BOOK_PAGES = 47
"""Pages of a document that make a handbook of about 150 sheets."""
ROW = "{name:<58} {cpu:>8.2f} s {peak:>6.0f} MiB"


def main() -> None:
    """Run the benchmarks that are asked for."""
    arguments = argparse.ArgumentParser(prog="bench", description=__doc__)
    arguments.add_argument("size", nargs="?", default="M", choices=SIZES)
    arguments.add_argument("--only", choices=BENCHMARKS, action="append")
    options = arguments.parse_args()
    size = SIZES[options.size]
    print(f"Size {options.size}: {size}\n")
    with tempfile.TemporaryDirectory(prefix="wijk-bench-") as folder:
        for name in options.only or BENCHMARKS:
            print(f"== {name}")
            BENCHMARKS[name](Path(folder), size)
            print(flush=True)


def extension(folder: Path, size: Size) -> None:
    """Compare a plain Sphinx build with the extension to one without it, on the same content."""
    source = folder / "extension"
    write_document(source, size, marks=False)
    own = cost(sphinx_build(source, folder / "with"))
    _show("sphinx-build with wijk_ext", own)
    (source / "conf.py").write_text(_plain_configuration(source), encoding="utf-8")
    plain = cost(sphinx_build(source, folder / "without"))
    _show("sphinx-build without it (sphinx-needs on both sides)", plain)
    _ratio("with / without (first ≤ 1.05, then ≤ 1.0)", own.cpu / plain.cpu)


def start(_folder: Path, _size: Size) -> None:
    """Compare ``wijk --help`` with a Python that does nothing."""
    runs = 10
    ours = sum(cost(wijk("--help")).cpu for _run in range(runs))
    nothing = sum(cost([sys.executable, "-c", "pass"]).cpu for _run in range(runs))
    _ratio("wijk --help / python -c pass (first ≤ 8, then ≤ 5)", ours / nothing)


def all_readers(folder: Path, size: Size) -> None:
    """Compare ``wijk build`` for everyone with plain Sphinx builds of the same folders."""
    source, out = folder / "readers", folder / "out"
    write_document(source, size)
    ours = cost(wijk("build", str(source), "-o", str(out)))
    _show("wijk build, all readers, verified", ours)
    pages = sum(1 for _page in out.glob("*/werkversie/**/*.html"))
    _ratio("CPU seconds per page written, for M against L (≤ 1.3 ×)", ours.cpu / pages)
    shares = json.loads(
        _output([sys.executable, "-m", "tests.bench.shares", str(source), str(out)])
    )
    for name, seconds in shares.items():
        _ratio(f"share of {name}", seconds / ours.cpu)
    _ratio("projection + verification (first ≤ 0.05, then ≤ 0.02)", sum(shares.values()) / ours.cpu)
    _rebuild(source, out, ours)
    _plain_builds(folder, source, out, ours)


def _rebuild(source: Path, out: Path, whole: Cost) -> None:
    """Change one page and build again; then build with no change at all."""
    pages = {
        "a page that organisations have, changed": "pagina-0003.md",
        "a page that every unit has too, changed": "pagina-0005.md",
        "nothing changed": "",
    }
    for name, page in pages.items():
        for path in source.rglob(page) if page else ():
            text = path.read_text(encoding="utf-8")
            old = text.split("\n\n")[3]
            changed = text.replace(old, f"{old} Er komt een zin bij.")
            path.write_text(changed, encoding="utf-8")
        again = cost(wijk("build", str(source), "-o", str(out)))
        _show(f"wijk build again, {name}", again)
        _ratio("rebuild / whole build (first ≤ 0.10, then ≤ 0.03)", again.cpu / whole.cpu)


def _plain_builds(folder: Path, source: Path, out: Path, ours: Cost) -> None:
    """Build the folders that were cut for the readers with Sphinx alone."""
    plain = cost(sphinx_build(source, folder / "plain-projectteam"))
    total, peak = plain.cpu, plain.peak
    excerpts = sorted(out.glob(".werkplaats/*/bron"))
    for excerpt in excerpts:
        reader = excerpt.parent.name.removesuffix(".werkversie")
        options = ("-c", str(source), "-D", f"wijk_reader={reader.replace('.', '/')}")
        one = cost(sphinx_build(excerpt, folder / f"plain-{reader}", *options))
        total, peak = total + one.cpu, max(peak, one.peak)
    _show(f"{1 + len(excerpts)} plain sphinx-build runs", Cost(total, peak))
    _ratio("wijk build / plain builds (first ≤ 0.75, then ≤ 0.25)", ours.cpu / total)


def handbooks(folder: Path, size: Size) -> None:
    """Measure a PDF and a Word document of about 150 pages, each in a process of its own."""
    source = folder / "handbooks"
    write_document(source, replace(size, pages=BOOK_PAGES, items=4 * BOOK_PAGES))
    command = [sys.executable, "-m", "tests.bench.print_book", str(source), str(folder / "books")]
    cost([*command, "store"])
    start = cost([*command, "nothing"])
    pages = 0
    for suffix in FORMATS:
        printed = cost([*command, suffix])
        if suffix == "pdf":
            pages = len(PdfReader(folder / "books" / "book.pdf").pages)
        _show(f"{suffix} of {pages} pages, reading the bodies included", printed)
        own = printed.cpu - start.cpu
        _ratio("CPU seconds without loading Python (pdf ≤ 3, docx ≤ 6)", own)


def editions(folder: Path, _size: Size) -> None:
    """Compare building all editions, when one is new, with building that one alone."""
    found = measured_editions(folder)
    _show(f"{EDITIONS - 1} editions of docs/wijk, all readers, from nothing", found.first)
    _show("the newest alone, the texts of the others known", found.alone)
    _show(f"all {EDITIONS}, when nothing but the newest is new", found.newest)
    _show(f"all {EDITIONS}, when nothing is new", found.nothing)
    _ratio("all / the newest alone (≤ 1.2)", found.newest.cpu / found.alone.cpu)


def profile(folder: Path, size: Size) -> None:
    """Tell where the time of a build with the extension goes, by the room that spends it."""
    source = folder / "profile"
    write_document(source, size)
    stats = folder / "profile.stats"
    command = sphinx_build(source, folder / "profiled")
    cost([command[0], "-m", "cProfile", "-o", str(stats), *command[1:]])
    report = cost_by_room(stats)
    total = sum(report.values())
    for room, seconds in sorted(report.items(), key=lambda pair: -pair[1])[:12]:
        print(f"  {room:<40} {seconds:>7.2f} s {seconds / total:>5.0%}")


def cost_by_room(stats: Path) -> dict[str, float]:
    """Return the own time of all functions, added up per package."""
    import pstats

    found: dict[str, float] = {}
    for (path, _line, _name), row in pstats.Stats(str(stats)).stats.items():  # type: ignore[attr-defined]
        parts = Path(path).parts
        package = parts[parts.index("site-packages") + 1] if "site-packages" in parts else "python"
        if "wijk_ext" in parts:
            package = "wijk_ext"
        found[package] = found.get(package, 0.0) + row[2]
    return found


def _plain_configuration(source: Path) -> str:
    """Return a conf.py that sets by hand what the extension would set for these items."""
    settings, _problems = read_settings(source)
    assert settings is not None
    values = {
        **defaults.early_defaults(),
        "language": "nl",
        "project": settings.name,
        "needs_types": needs_config.needs_types(settings, []),
        "needs_fields": needs_config.needs_fields(settings, {}),
        "needs_links": needs_config.needs_links(settings, {}),
        "needs_id_regex": needs_config.id_pattern(settings, has_other_types=False),
        "needs_id_required": True,
    }
    lines = ['extensions = ["myst_parser", "sphinx_design", "sphinx_needs"]', "import json"]
    for name, value in values.items():
        lines.append(f"{name} = json.loads({json.dumps(value)!r})")
    return "\n".join(lines) + "\n"


def preview(folder: Path, _size: Size) -> None:
    """Tell how long after an edit in docs/wijk the preview shows it."""
    for name, seconds in measured_preview(folder):
        _ratio(f"{name}, seconds by the clock (≤ 2)", seconds)


def _output(command: list[str]) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _show(name: str, measured: Cost) -> None:
    print(ROW.format(name=name, cpu=measured.cpu, peak=measured.peak), flush=True)


def _ratio(name: str, value: float) -> None:
    print(f"{name:<58} {value:>8.3f}", flush=True)


BENCHMARKS: dict[str, Callable[[Path, Size], None]] = {
    "extension": extension,
    "start": start,
    "preview": preview,
    "readers": all_readers,
    "handbooks": handbooks,
    "editions": editions,
    "profile": profile,
}

if __name__ == "__main__":
    main()
