"""The window: views that ask services and show what they answer."""

from tracker.ui.core.imports import use_own_import

use_own_import()
