"""Starts the command line, or the app when no verb is given."""

from __future__ import annotations

import sys


def main() -> None:
    """Runs the program and ends it with its exit status."""
    from tracker.cli import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
