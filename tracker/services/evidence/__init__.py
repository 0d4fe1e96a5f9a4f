"""Attaching evidence, having it reviewed, and recording checks."""
