"""Letters and papers for talks: for the project team, councils, boards, colleagues, residents."""
