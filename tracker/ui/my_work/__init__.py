"""My work: what waits for whoever sits at the window, done where it stands."""
