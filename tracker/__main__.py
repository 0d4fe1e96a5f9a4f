"""Starts the command line, or the app when no verb is given."""

from __future__ import annotations

import sys


def main() -> None:
    """Runs the program and ends it with its exit status; a built program is also its own reading process."""
    try:
        sys.exit(_run(sys.argv))
    except KeyboardInterrupt:
        sys.exit(130)


def _run(words: list[str]) -> int:
    from tracker import built

    built.settle()
    if "--reading-worker" in words:
        from tracker.foreign_file import foreign_file
        from tracker.reading.sandbox import serve

        serve(foreign_file)
    if words[1:2] == ["--demo"]:
        from tracker.demo import main as demo

        return demo(words[2:])
    from tracker.cli import run

    return run(words[1:])


if __name__ == "__main__":
    main()
