"""Actions along time."""
