"""The window: views that ask services and show what they answer."""

from tracker.ui.core.singletons import hold_singletons

hold_singletons()
