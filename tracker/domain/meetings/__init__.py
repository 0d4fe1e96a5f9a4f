"""What meetings ask: update rounds and the board's questions."""
