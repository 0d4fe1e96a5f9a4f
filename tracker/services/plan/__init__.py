"""Beginning a plan, seeding it from a report, its key and its rules."""
