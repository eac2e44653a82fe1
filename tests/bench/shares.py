"""Print the CPU seconds of projecting and verifying for all readers of a source folder, as JSON."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from wijk_ext.model.access import readers_of
from wijk_ext.model.wijk import PROJECT_TEAM, WORKING_EDITION
from wijk_ext.projection.excerpt import Projector
from wijk_ext.projection.folder import write_folder
from wijk_ext.projection.start_page import StartPage, first_pages, render
from wijk_ext.reading import read_folder
from wijk_ext.sources.settings import read_settings
from wijk_ext.verify.check import Verifier

if TYPE_CHECKING:
    from wijk_ext.reading import Reading


def main() -> None:
    """Measure both, in this process."""
    folder, out = (Path(argument) for argument in sys.argv[1:])
    wijk, _problems = read_settings(folder)
    assert wijk is not None
    reading, _problems = read_folder(folder, wijk)
    assert reading is not None
    start = time.process_time()
    project(reading)
    projected = time.process_time()
    verifier = Verifier.of(folder, wijk)
    for reader in readers_of(wijk).values():
        if reader.id != PROJECT_TEAM:
            verifier.verify(out / reader.folder / WORKING_EDITION, reader, WORKING_EDITION)
    verified = time.process_time()
    print(json.dumps({"projection": projected - start, "verification": verified - projected}))


def project(reading: Reading) -> None:
    """Write the folder of every reader, as ``wijk build`` does."""
    source, today = reading.source, date(2026, 11, 23)
    projector = Projector(source, reading.project.dialect)
    with tempfile.TemporaryDirectory() as scratch:
        for reader in readers_of(source.wijk).values():
            excerpt = projector.excerpt(reader)
            titles = first_pages(source, excerpt)
            start = StartPage(source.wijk, reader, excerpt, WORKING_EDITION, today, titles)
            text = render(start, excerpt.introduction, source.folder)
            place = Path(scratch, reader.folder)
            write_folder(excerpt, text, source.folder, reading.project.static, place)


if __name__ == "__main__":
    main()
