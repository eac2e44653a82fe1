"""Why a new document can't be made."""

from __future__ import annotations


class StartError(Exception):
    """A reason not to make a document; the message says what to do."""
