"""Numbers as a cell shows them."""

import pytest

from tracker.workbook.numbers import as_shown


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (0.75, "0%", "75%"), (0.755, "0.0%", "75.5%"), (3.5, '"£"#,##0.00', "£3.50"),
        (1234.5, "[$£-809]#,##0.00", "£1,234.50"),
        (-3.5, '"£"#,##0.00;[Red]-"£"#,##0.00', "-£3.50"), (12, "0.00", "12.00"), (1234567, "#,##0", "1,234,567"),
        (3.5, '0.0" days"', "3.5 days"), (12000, "0.00E+00", "12000"), (5, "mmm", "5"), (7, r"_-* #,##0\ _-", "7"),
    ],
)  # fmt: skip
def test_a_number_in_its_format(value: float, number_format: str, shown: str) -> None:
    assert as_shown(value, number_format) == shown
