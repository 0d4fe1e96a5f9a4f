"""Workbooks that go out, are filled in elsewhere, and come home."""
