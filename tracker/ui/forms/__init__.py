"""Forms: the fields of a record edited in place, and the sheets that ask."""
