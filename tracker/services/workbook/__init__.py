"""Workbooks that come home: what each row asks for, and taking it over."""
