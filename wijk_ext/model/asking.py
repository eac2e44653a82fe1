"""What an address to ask about an item may hold: the placeholders of ``vragen_naar``."""

from __future__ import annotations

from typing import Final

ASK_PLACEHOLDERS: Final = ("id", "titel", "editie", "lezer", "onderwerp", "tekst")
"""Id and title of the item, name of the edition, id of the reader, a subject, and a short form."""
