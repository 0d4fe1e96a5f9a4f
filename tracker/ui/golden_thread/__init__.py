"""The golden thread of one recommendation."""
