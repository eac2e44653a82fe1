"""Print the CPU seconds of projecting and verifying for all readers of a source folder, as JSON."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

from wijk_ext.cli.build import Order, project_all
from wijk_ext.model.access import readers_of
from wijk_ext.model.wijk import PROJECT_TEAM
from wijk_ext.project import opened, page_paths, site_project
from wijk_ext.sources.settings import read_settings
from wijk_ext.sources.source import read_source
from wijk_ext.verify.check import Verifier


def main() -> None:
    """Measure both, in this process."""
    folder, out = (Path(argument) for argument in sys.argv[1:])
    wijk, _problems = read_settings(folder)
    assert wijk is not None
    with opened(folder) as app:
        names, project = page_paths(app), site_project(app)
    source, _problems = read_source(folder, wijk, names, project.dialect, inline=True)
    readers = tuple(readers_of(wijk).values())
    order = Order(source, names, project, readers, out)
    with tempfile.TemporaryDirectory() as scratch:
        start = time.process_time()
        project_all(order, Path(scratch))
        projected = time.process_time()
        verifier = Verifier.of(folder, wijk)
        for reader in readers:
            if reader.id != PROJECT_TEAM:
                verifier.verify(out / reader.folder / "werkversie", reader, "werkversie")
        verified = time.process_time()
    print(json.dumps({"projection": projected - start, "verification": verified - projected}))


main()
