"""The calendar: a month of days and what falls on each."""
