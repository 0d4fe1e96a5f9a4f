"""Identifiers in what would leave: shown in context, kept or left out."""
