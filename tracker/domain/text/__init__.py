"""Words: as they are kept, what they say, what is worth a look about them, and the colours they are drawn in."""
