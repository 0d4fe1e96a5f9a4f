"""Workbooks that go out to many people, and come home from them."""
