"""Days: working days, deadlines, statutory duties, the steps to the statement, and what falls when."""
