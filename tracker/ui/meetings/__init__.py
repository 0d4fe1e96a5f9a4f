"""What a meeting was shown."""
