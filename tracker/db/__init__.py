"""The plan file: tables, change log, files and backups."""
