"""Joining another copy of a plan: where the two parted, and what the other brings."""
