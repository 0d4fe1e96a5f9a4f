"""Papers as they leave: one sheet with the pages beside it, the evidence pack, and what meetings were shown."""
