"""What must not leave a plan unseen: words by which one child or adult could be known."""
