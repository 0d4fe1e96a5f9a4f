"""The window: views that ask services and show what they answer."""

from tracker.ui.core.garbage import hold_singletons
from tracker.ui.core.imports import use_own_import

hold_singletons()
use_own_import()
