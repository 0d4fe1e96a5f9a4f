"""The written statement and its steps."""
