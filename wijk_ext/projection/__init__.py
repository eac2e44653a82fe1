"""Cut out what one reader may not see: from a source to a folder that never held the secret."""
