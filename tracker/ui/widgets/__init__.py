"""Small editors that several screens share."""
