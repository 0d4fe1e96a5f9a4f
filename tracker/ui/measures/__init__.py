"""Measures: readings and their chart."""
