"""What must hold of a record when it is written, and what follows from a change of it."""
