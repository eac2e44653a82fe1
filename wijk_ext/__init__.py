"""One shared, versioned document for a neighbourhood project team.

``wijk_ext`` is a Sphinx extension; the ``wijk`` command is built on it.
Importing this package costs nothing: Sphinx is loaded by :func:`setup`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__version__ = "0.1.0"


def setup(app: Sphinx) -> dict[str, Any]:
    """Set up the extension (see :mod:`wijk_ext.extension`)."""
    from wijk_ext.extension import setup as setup_extension  # noqa: PLC0415

    return setup_extension(app)
