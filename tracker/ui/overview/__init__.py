"""The board's first page on screen."""
