"""Use cases: plain functions over a unit of work, a clock and who is acting."""
