"""Where the files that people adapt are: ``templates`` beside the package or inside it."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def templates_folder() -> Path:
    """Return the folder of templates: in a wheel it is in the package, in a checkout beside it."""
    installed = _PACKAGE / "templates"
    return installed if installed.is_dir() else _PACKAGE.parent / "templates"
