"""Lists: their rows, columns, cells and editors."""
