"""Questions from a table into the sources: read, made into plain text, planned and written."""
