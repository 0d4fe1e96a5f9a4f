"""`override` for what is read before the window is painted, where reading typing_extensions would hold the paint up."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing_extensions import override
else:

    def override(method):
        """The method as it is; what checks types sees typing_extensions' own."""
        return method


__all__ = ["override"]
