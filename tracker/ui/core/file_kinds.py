"""What a file may be to the window, by its ending."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

RETURN_ENDINGS = (".xlsx", ".xlsm", ".eml", ".csv", ".ods", ".xls")
REPORT_ENDINGS = (".pdf", ".docx", ".odt", ".rtf", ".html", ".htm", ".txt", ".md")
REPORT_FILTER = f"Reports ({' '.join(f'*{ending}' for ending in REPORT_ENDINGS)});;All files (*)"
TABLE_ENDINGS = (".xlsx", ".xlsm", ".csv")


def is_table(path: Path) -> bool:
    """Whether a file may be a workbook that came home, or somebody's own plan: only its inside tells."""
    return path.suffix.lower() in TABLE_ENDINGS and not path.is_dir()


def is_return(path: Path) -> bool:
    """Whether a file is a workbook or message by its ending, or a folder holds one at its top."""
    if path.is_dir():
        return any(found.suffix.lower() in (".xlsx", ".eml") and found.is_file() for found in path.iterdir())
    return path.suffix.lower() in RETURN_ENDINGS


def reports_in(path: Path) -> Sequence[Path]:
    """The path where it is a report by its ending; where it is a folder, those in it at any depth, by name."""
    if path.is_dir():
        return sorted(found for found in path.rglob("*") if found.suffix.lower() in REPORT_ENDINGS and found.is_file())
    return [path] if path.suffix.lower() in REPORT_ENDINGS else []
