"""Starts the command line, or the app when no verb is given."""

from __future__ import annotations

import sys


def main() -> None:
    """Runs the program and ends it with its exit status; a built program is also its own reading process."""
    if "--reading-worker" in sys.argv:
        from tracker.reading.sandbox import run_if_worker

        run_if_worker(sys.argv)
        return
    from tracker.cli import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
