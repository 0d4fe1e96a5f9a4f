"""Filters over a list: chips, menus and the line to type in."""
