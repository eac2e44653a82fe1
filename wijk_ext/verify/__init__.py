"""Search finished excerpts for what the sources withhold.

This room shares no code with the one that cuts: it reads the sources line by line in a way of its
own, so that a mistake in the one is not a mistake in the other.
"""
