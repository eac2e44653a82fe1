"""The benchmark: documents of a given size, and ratios of CPU time measured in one run."""
