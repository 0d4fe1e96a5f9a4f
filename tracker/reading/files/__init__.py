"""Files of every kind become documents of pages and lines."""
