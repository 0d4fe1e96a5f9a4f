"""Reading the change log, walking back and forward through it, and erasing from it."""
