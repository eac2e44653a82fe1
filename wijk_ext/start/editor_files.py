"""Write what editors get in the template: the schema of ``wijk.toml``, and snippets.

Run ``python -m wijk_ext.start.editor_files`` in a checkout after a change of the settings, the
vocabulary or the explanations in the manual; a test holds that the files are up to date.
"""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any, Final

from wijk_ext.resources import templates_folder
from wijk_ext.sources.toml_schema import editor_schema
from wijk_ext.start.project import TEMPLATE
from wijk_ext.start.snippets import snippets

EXPLANATIONS: Final = Path("docs", "handleiding", "_ext", "uitleg.toml")
"""The sentences of the manual's reference, from the root of a checkout."""
_FOLDER: Final = Path(TEMPLATE, "document", ".vscode")


def editor_files(explanations: Path) -> dict[Path, str]:
    """Return what each file for editors holds, by its path among the templates.

    Raises OSError when the explanations can't be read.
    """
    texts = tomllib.loads(explanations.read_text(encoding="utf-8"))
    return {
        _FOLDER / "wijk.schema.json": _as_json(editor_schema(_plain(texts["wijk-toml"]))),
        _FOLDER / "wijk.code-snippets": _as_json(snippets(_plain(texts["soorten"]))),
    }


def _plain(texts: dict[str, str]) -> dict[str, str]:
    """Return the sentences without the marks of code: a hover shows them as they are."""
    return {key: text.replace("`", "") for key, text in texts.items()}


def _as_json(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def main() -> None:
    """Write the files of this checkout."""
    templates = templates_folder()
    for path, text in editor_files(templates.parent / EXPLANATIONS).items():
        (templates / path).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
