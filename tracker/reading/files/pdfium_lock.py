"""The one lock round every call into PDFium in this process: PDFium is not thread-safe, even across documents."""

from __future__ import annotations

import threading

PDFIUM = threading.RLock()
