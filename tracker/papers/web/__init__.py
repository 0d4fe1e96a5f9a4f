"""The papers as web pages."""
