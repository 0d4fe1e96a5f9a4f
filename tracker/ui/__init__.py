"""The window: views that ask services and show what they answer."""

from tracker.ui.core.garbage import hold_singletons

hold_singletons()
