"""Agreeing dates, extending them, and the dates that follow from an inspection."""
