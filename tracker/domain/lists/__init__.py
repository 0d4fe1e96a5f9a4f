"""Finding records: filters, facets and search."""
