"""Build hook of hatchling: compile the catalogues when the package is built or installed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """The hook that hatchling calls, for wheels and for editable installs alike."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile before the files of the package are collected."""
        sys.path.insert(0, self.root)  # the package is not installed yet
        from wijk_ext.locale.catalogues import compile_catalogues  # noqa: PLC0415

        compile_catalogues(Path(self.root) / "wijk_ext" / "locale")
