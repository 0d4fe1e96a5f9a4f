"""Reading documents: files become readings of what the inspectors wrote."""
