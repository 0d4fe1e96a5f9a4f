"""Adding, editing, ordering and listing records."""
