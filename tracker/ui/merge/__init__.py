"""A workbook that came home: what it changes, side by side."""
