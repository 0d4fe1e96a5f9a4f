"""Meetings, update rounds, updates and the board's questions."""
