"""Templates: plain text with block markers, filled in by Jinja in a sandbox that knows next to nothing.

A template may print facts, ask whether one is there, and walk through a list of them. It cannot call, compute,
filter, assign, include or reach an attribute: every other construct is refused when the template is read, before
anything runs (`sandbox.py`). Facts go in as data that remembers where it came from, so that each value printed stays
linked; a text with signs goes in as it is. The file format is described in docs/templates.md.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_, _

MARKER = re.compile(r"## (?P<block>[a-z_]{1,40})\s*")
COMMENT = "#:"


class TemplateRefused(Refusal):
    """A template uses something that it may not, or asks for a fact that letters of this kind do not have."""

    code = "FC-352"
    message = N_("The template cannot be used, block “{block}”: {problem}.")
    remedy = N_("Correct the template; docs/templates.md lists what it may hold.")


class BlockTemplate(msgspec.Struct, frozen=True, kw_only=True):
    """One block of a template: its code and its unfilled text.

    `begins` is the line of the file that its marker stands in, `lines` the lines that its text was taken from.
    """

    block: str
    text: str
    begins: int = 0
    lines: tuple[int, ...] = ()

    def line(self, within: int) -> int:
        """The line of the file that a line of this text (from 1) stands in; that of the marker where it has none."""
        return self.lines[within - 1] if 0 < within <= len(self.lines) else self.begins


class Filled(msgspec.Struct, frozen=True, kw_only=True):
    """A filled block: its text with signs, and the facts printed in it (ref → words or signs)."""

    text: str
    printed: dict[str, str]


def read_template(text: str) -> tuple[BlockTemplate, ...]:
    """Split a template at its `## block` markers.

    Raises `TemplateRefused` for text before the first, or a block twice.
    """
    blocks: dict[str, list[tuple[int, str]]] = {}
    begins: dict[str, int] = {}
    current: list[tuple[int, str]] | None = None
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith(COMMENT):
            continue
        if found := MARKER.fullmatch(line):
            if found["block"] in blocks:
                raise TemplateRefused(block=found["block"], problem=_("it stands there twice"))
            current = blocks[found["block"]] = []
            begins[found["block"]] = number
        elif current is not None:
            current.append((number, line))
        elif line.strip():
            raise TemplateRefused(block="–", problem=_("text stands before the first block"))
    if not blocks:
        raise TemplateRefused(block="–", problem=_("it has no block"))
    return tuple(
        BlockTemplate(
            block=block,
            text="\n".join(line for _number, line in lines) + "\n",
            begins=begins[block],
            lines=tuple(number for number, _line in lines),
        )
        for block, lines in blocks.items()
    )


def fill(template: BlockTemplate, facts: Mapping[str, Any]) -> str:
    """The text of one block with its signs. `facts` is plain data: dicts, tuples, bools, ints, `Fact`, `Signs`.

    Raises `TemplateRefused` when the template does what it may not or asks for what is not there.
    """
    return fill_noting(template, facts).text


def fill_noting(template: BlockTemplate, facts: Mapping[str, Any]) -> Filled:
    """The text of one block, and which facts it was made of. Raises as `fill` does."""
    from fieldcase.documents import sandbox  # Jinja: only when a letter is drafted

    try:
        text, printed = sandbox.run(template.text, facts)
    except sandbox.NotAllowed as error:
        raise TemplateRefused(
            block=template.block, problem=str(error), line=template.line(error.line), missing=error.missing
        ) from error
    return Filled(text=text.strip(), printed=printed)
