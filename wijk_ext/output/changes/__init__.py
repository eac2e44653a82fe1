"""What changed between two editions: as HTML, as Markdown, in the terminal and as a feed."""
