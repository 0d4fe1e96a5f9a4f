"""What marks a file as a plan, and the version of its layout."""

from __future__ import annotations

APPLICATION_ID = 0x54504C4E
"""In the header of every plan file: "TPLN"."""

SCHEMA = 1
"""The version of the tables that this program reads and writes; `migrations.STEPS` has as many steps."""
