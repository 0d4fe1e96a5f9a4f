"""People and agencies: their names, and handing over."""
