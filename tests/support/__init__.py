"""Builders and fakes that tests of several parts share."""
