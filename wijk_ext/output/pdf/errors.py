"""Why a handbook could not be made."""

from __future__ import annotations


class RenderError(Exception):
    """A handbook that can't be made; its text is a sentence for whoever asked for it."""
