"""Names that stand for themselves, in a module that takes no time to load.

``wijk --help`` needs them and nothing else of the model.
"""

from __future__ import annotations

from typing import Final

PROJECT_TEAM: Final = "projectteam"
"""The reader who sees all."""
PUBLIC: Final = "openbaar"
"""The reader who is anyone."""
WORKING_EDITION: Final = "werkversie"
"""The edition that is being worked on."""
EDITION_STATUSES: Final = ("concept", "voorgelegd", "vastgesteld")
"""The statuses of an edition, in the order of its life."""
ADOPTED: Final = "vastgesteld"
"""The status of an edition that all agreed to."""
