"""The one way by which anything is written: rules by record kind, what follows, and what holds of the whole plan."""
