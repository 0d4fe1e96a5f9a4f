"""The pages of a document, with the passage in hand highlighted."""
