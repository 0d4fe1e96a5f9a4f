"""Plans as other people lay them out."""
