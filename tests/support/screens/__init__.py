"""The window for tests that look at all of it: the sample plan in it, and a walk round it."""
