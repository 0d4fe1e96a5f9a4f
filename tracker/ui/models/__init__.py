"""Item models: ids and rows, never writing."""
