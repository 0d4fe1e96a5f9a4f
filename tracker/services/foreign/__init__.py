"""Bringing in the plan that somebody has already."""
