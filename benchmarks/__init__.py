"""Speed and memory, measured in whole processes with peers in the same run."""
