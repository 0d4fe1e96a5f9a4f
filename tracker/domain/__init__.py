"""The rules of the plan, pure: standard library and typing_extensions only."""
