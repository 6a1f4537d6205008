"""Chooses the window or the commands. Nothing else starts here, and only what is chosen is imported.

`fieldcase` alone opens the window, or shows the help where there is no display; `fieldcase WORDS…` is a command.
"""

from __future__ import annotations

import os
import sys


def main() -> int:
    """Entry point `fieldcase`: returns the exit status (0 done, 1 refused or failed, 2 wrong usage)."""
    _leave_no_dumps()
    arguments = sys.argv[1:]
    if not arguments and _has_display():
        return desktop()
    from fieldcase.cli.app import run

    return run(arguments or ["--help"])


def desktop() -> int:
    """Entry point `fieldcase-desktop`: opens the window and returns its exit status."""
    _leave_no_dumps()
    from fieldcase.desktop.app import run

    return run(sys.argv[1:])


def _leave_no_dumps() -> None:
    """A program that dies writes no picture of its memory, with keys and names in it, to a disk."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _has_display() -> bool:
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


if __name__ == "__main__":
    sys.exit(main())
