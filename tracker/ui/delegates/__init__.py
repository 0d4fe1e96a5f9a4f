"""How a cell is drawn and edited."""
