"""A board's questions."""
