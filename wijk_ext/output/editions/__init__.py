"""What readers see of editions around the pages: their list, and the latest adopted at the root."""
