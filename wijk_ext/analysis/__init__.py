"""From model to model: pure functions that say something about a document."""
