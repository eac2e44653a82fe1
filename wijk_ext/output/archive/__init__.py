"""An edition for the records department: what readers had, the sources, and their metadata."""
