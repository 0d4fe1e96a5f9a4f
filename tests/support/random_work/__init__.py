"""Random work by several people on one plan."""
