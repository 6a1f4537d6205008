"""Bars for anything long: on standard error, and only where somebody looks on (a terminal, no `--json`)."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Tell = Callable[[str, float], None]
"""Told what is being done (a whole sentence) and how much of it is done, 0 to 1."""


@contextmanager
def progress(*, shown: bool) -> Iterator[Tell]:
    """A bar while the block runs; without a terminal it tells nobody."""
    if not shown or not sys.stderr.isatty():
        yield _silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task("", total=1.0)

    def tell(sentence: str, part: float) -> None:
        bar.start()  # with the first word only: questions may come before it
        bar.update(task, description=sentence, completed=part)

    try:
        yield tell
    finally:
        bar.stop()


def _silent(_sentence: str, _part: float) -> None:
    return
