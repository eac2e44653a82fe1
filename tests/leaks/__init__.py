"""Does anything leak? Generated documents full of canaries, read by everyone they are not for."""
