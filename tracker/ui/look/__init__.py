"""How everything looks: theme, icons and small widgets."""
