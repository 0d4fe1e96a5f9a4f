"""Checking a plan: its chain, its tables against its log, its files and its pages, a little at a time."""
