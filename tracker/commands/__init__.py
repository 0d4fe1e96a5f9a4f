"""The verbs of the command line, each a function of its parsed words and the context it runs in."""
