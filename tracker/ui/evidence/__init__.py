"""Evidence: cards, attaching, reviewing."""
