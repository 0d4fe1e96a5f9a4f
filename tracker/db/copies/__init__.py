"""Automatic copies of a plan: made, checked, thinned, looked into, and brought back."""
