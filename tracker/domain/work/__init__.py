"""What waits for one person, and what stands in the way of a plan's next meeting."""
