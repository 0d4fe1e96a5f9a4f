"""The values of a workbook's cells, going out and coming home."""
