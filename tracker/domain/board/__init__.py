"""What boards read: figures, rows and changes of a paper, and the golden thread of one recommendation."""
