"""The vocabulary for sphinx-needs, and how an item looks on a page."""
