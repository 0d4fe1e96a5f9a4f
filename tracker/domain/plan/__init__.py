"""The plan as it stands: its records, their fields, and the snapshot that everything is read from."""
