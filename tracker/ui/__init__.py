"""The window: views that ask services and show what they answer."""
