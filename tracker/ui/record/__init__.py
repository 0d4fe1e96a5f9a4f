"""The record in hand: the panel and its parts."""
