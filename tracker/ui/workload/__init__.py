"""Who has how much to do, and when."""
