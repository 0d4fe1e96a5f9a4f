"""Update rounds."""
