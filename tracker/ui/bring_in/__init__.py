"""Bringing documents in: what was read, looked over beside its pages."""
