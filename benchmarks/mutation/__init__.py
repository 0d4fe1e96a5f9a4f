"""Wrong code made on purpose, and the tests that ought to notice."""
