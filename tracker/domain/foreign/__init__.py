"""Somebody's own plan, brought in: the table as it looks, what its columns mean, and what stands in its cells."""
