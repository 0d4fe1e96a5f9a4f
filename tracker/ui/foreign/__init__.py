"""Bringing in the plan that somebody has already, looked over before any of it is in the plan."""
