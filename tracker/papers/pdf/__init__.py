"""How a paper is set as tagged PDF: the structure, the blocks of a page, its tables, and the paper in the making."""
