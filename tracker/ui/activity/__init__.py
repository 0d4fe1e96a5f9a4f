"""Activity: every change of the plan, and what lies between two days."""
