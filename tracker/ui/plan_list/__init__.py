"""The plan list: recommendations with their actions."""
