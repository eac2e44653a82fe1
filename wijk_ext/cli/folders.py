"""Which folder is read and which is written, and how a result appears whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from wijk_ext.locale import gettext as _
from wijk_ext.model.wijk import WORKING_EDITION

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

MARKER: Final = ".wijk-uit"
"""Says that a folder was made by ``wijk build``, which may therefore replace what is in it."""
DEFAULT_SOURCE: Final = Path("docs", "wijk")
DEFAULT_OUT: Final = "uit"
_TRACES: Final = ("", ".json")
"""What follows the name of a reader and an edition in the name of something about both."""
_NOTES: Final = (".json", ".atom")
"""What follows the name of a reader in the name of something about all editions."""


def find_source(given: Path | None) -> tuple[Path, str]:
    """Return the source folder and what is wrong with it, or an empty text."""
    folder = given
    if folder is None:
        here = Path()
        folder = here if (here / "wijk.toml").is_file() else DEFAULT_SOURCE
    if not folder.is_dir():
        return folder, _("{folder}: there is no such folder.").format(folder=folder)
    missing = [name for name in ("conf.py", "index.md") if not (folder / name).is_file()]
    if not (folder / "wijk.toml").is_file() and missing:
        message = _("{folder}: this is no source folder; it holds no wijk.toml and no {missing}.")
        return folder, message.format(folder=folder, missing=" / ".join(missing))
    if missing:
        message = _("{folder}: {missing} is missing.")
        return folder, message.format(folder=folder, missing=" / ".join(missing))
    return folder, ""


def check_output(given: Path | None, source: Path) -> tuple[Path, str]:
    """Return the output folder and why it can't be used, or an empty text."""
    out = (given or Path(DEFAULT_OUT)).absolute()
    here = source.resolve()
    if given is None and out.resolve().is_relative_to(here):
        out = here.parent / f"{here.name}-{DEFAULT_OUT}"
    if out.resolve().is_relative_to(here) or here.is_relative_to(out.resolve()):
        message = _(
            "{out}: choose an output folder that is not inside the source folder, nor around it."
        )
        return out, message.format(out=out)
    if out.exists() and not out.is_dir():
        return out, _("{out}: this is a file, not a folder.").format(out=out)
    if out.is_dir() and any(out.iterdir()) and not (out / MARKER).exists():
        message = _("{out}: this folder holds something else; choose an empty or a new one.")
        return out, message.format(out=out)
    return out, ""


@contextmanager
def put_in_place(out: Path, reader: str, edition: str) -> Iterator[Path]:
    """Give a folder to build in; swap it in when a site is in it, and throw it away otherwise.

    Raises OSError when the output folder can't be written.
    """
    place = out / reader / edition
    with tempfile.TemporaryDirectory(prefix=".wijk-", dir=out) as scratch:
        staging = Path(scratch, "site")
        yield staging
        if not (staging / "index.html").is_file():
            return
        place.parent.mkdir(parents=True, exist_ok=True)
        if place.exists():
            place.rename(Path(scratch, "old"))
        staging.rename(place)


def prepare_output(out: Path) -> None:
    """Make the output folder and mark it as ours. Raises OSError when it can't be written."""
    out.mkdir(parents=True, exist_ok=True)
    (out / MARKER).touch()


def remove_others(out: Path, readers: Iterable[str], beside: Sequence[str]) -> list[Path]:
    """Remove the working version of readers that are no more; return the folders that are gone.

    ``readers`` holds the names of the folders that belong to a reader; ``beside`` those of the
    folders with something about every reader. Editions that such a reader had stay, and so does a
    folder that is named in none of these: it was not made by us. Raises OSError when a folder
    can't be removed.
    """
    kept = {*readers, *beside}
    gone = []
    for path in sorted(out.iterdir()):
        if path.name in kept or not path.is_dir():
            continue
        traces = _traces(path, WORKING_EDITION, beside)
        if not traces:
            continue
        others = (one.name for one in path.glob("*/") if one.name != WORKING_EDITION)
        has_editions = any(_traces(path, name, beside) for name in others)
        notes = [out / name / f"{path.name}{end}" for name in beside for end in _NOTES]
        gone.append(path / WORKING_EDITION if has_editions else path)
        for trace in (gone[-1], *traces, *(() if has_editions else notes)):
            _remove(trace)
    return gone


def _traces(reader: Path, edition: str, beside: Sequence[str]) -> list[Path]:
    name = f"{reader.name}.{edition}"
    found = (reader.parent / folder / f"{name}{suffix}" for folder in beside for suffix in _TRACES)
    return [path for path in found if path.exists()]


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
