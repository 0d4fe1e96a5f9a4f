"""Step-by-step work: import and merge."""
