"""The tables of documents as plain grids: Word files, web pages, PDFs."""
