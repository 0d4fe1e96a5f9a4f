"""The change log: changes, the chain over them, and merging what two people made of one value."""
