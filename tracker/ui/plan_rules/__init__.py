"""The plan's own key, rules and periods."""
