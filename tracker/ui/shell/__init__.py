"""The window round the places: bars, menus, palette, start and faults."""
