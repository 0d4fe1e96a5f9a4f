"""A record's page as tests speak of it: its sections by their names, as if they were its own."""

from typing import Any

from tracker.ui.record.page import RecordPage

WITHIN = {
    "due": "state", "delivery": "state", "forecast": "state", "assurance": "state", "buttons": "state",
    "settled": "state", "waited": "state",
}  # fmt: skip


class Shown:
    """The page on show; whatever is no section of it is asked of the page itself."""

    def __init__(self, page: RecordPage) -> None:
        self.page = page

    def __getattr__(self, name: str) -> Any:
        if name == "title":
            return self.page.part("title").fields["title"]
        for section in (name, WITHIN.get(name, "")):
            found = self.page.part(section) if section else None
            if found is not None:
                return found if section == name else getattr(found, name)
        return getattr(self.page, name)
