"""One module for each family of documents."""
