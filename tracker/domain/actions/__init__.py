"""How an action stands: its states, what shows it, the checks of it, and who has how much to do."""
