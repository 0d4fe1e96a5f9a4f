"""Workbooks for reading: the figures of the board paper, flat tables behind them, and papers sheet by sheet."""
