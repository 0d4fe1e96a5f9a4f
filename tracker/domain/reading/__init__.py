"""What a document says, before anyone has accepted any of it."""
