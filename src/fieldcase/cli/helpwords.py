"""The words that the library of the command line puts into help by itself, in the language that is spoken.

It takes its own words from gettext's global domain, which is English here whatever `--lang` says; so they are replaced
where help is written, and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import typer

from fieldcase.model.words import N_, _

USAGE = N_("Usage: ")
HEADINGS = {"Arguments": N_("Arguments:"), "Options": N_("Options:"), "Commands": N_("Commands:")}
SHOWN = "Show this message and exit."
SHOW = N_("Show this help and stop.")
MARK = re.compile(r"\[(?=[^\[\]]*(?:env var: |default: |required))([^\[\]]+)\]$")
"""The remark in brackets that may end the help of an option or argument."""
MARKS = (("env var: ", N_("environment: ")), ("default: ", N_("unless said: ")), ("required", N_("needed")))

_Context: Any = typer.core.TyperCommand.context_class


class SpokenHelp(_Context.formatter_class):  # type: ignore[misc]  # the library's class is only known when it runs
    """Writes help with every word in the language spoken."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, _(USAGE) if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        self.write(f"{'':>{self.current_indent}}{_(HEADINGS[heading])}\n")

    def write_dl(self, rows: Sequence[tuple[str, str]], *widths: int, **more: int) -> None:
        super().write_dl([(name, spoken(about)) for name, about in rows], *widths, **more)


class SpokenContext(_Context):  # type: ignore[misc]  # as above
    """The context of a command whose help is written by `SpokenHelp`."""

    formatter_class = SpokenHelp


def spoken(about: str) -> str:
    """One line of help with the library's own words in the language spoken; what was written here stays as it is."""
    if about == SHOWN:
        return _(SHOW)
    return MARK.sub(lambda found: f"[{_marks(found.group(1))}]", about)


def _marks(said: str) -> str:
    for theirs, ours in MARKS:
        said = said.replace(theirs, _(ours))
    return said
