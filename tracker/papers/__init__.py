"""Board papers: the same figures as the screen, drawn for reading on paper."""
