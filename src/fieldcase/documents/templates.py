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

_MARKER = re.compile(r"## (?P<block>[a-z_]{1,40})\s*")


class TemplateRefused(Refusal):
    """A template uses something that it may not, or asks for a fact that letters of this kind do not have."""

    code = "FC-352"
    message = N_("The template cannot be used, block “{block}”: {problem}.")
    remedy = N_("Correct the template; docs/templates.md lists what it may hold.")


class BlockTemplate(msgspec.Struct, frozen=True, kw_only=True):
    """One block of a template: its code and its unfilled text."""

    block: str
    text: str


def read_template(text: str) -> tuple[BlockTemplate, ...]:
    """Split a template at its `## block` markers.

    Raises `TemplateRefused` for text before the first, or a block twice.
    """
    blocks: dict[str, list[str]] = {}
    current: list[str] | None = None
    for line in text.splitlines():
        if line.startswith("#:"):
            continue
        if found := _MARKER.fullmatch(line):
            if found["block"] in blocks:
                raise TemplateRefused(block=found["block"], problem=_("it stands there twice"))
            current = blocks[found["block"]] = []
        elif current is not None:
            current.append(line)
        elif line.strip():
            raise TemplateRefused(block="–", problem=_("text stands before the first block"))
    if not blocks:
        raise TemplateRefused(block="–", problem=_("it has no block"))
    return tuple(BlockTemplate(block=block, text="\n".join(lines) + "\n") for block, lines in blocks.items())


def fill(template: BlockTemplate, facts: Mapping[str, Any]) -> str:
    """The text of one block with its signs. `facts` is plain data: dicts, tuples, bools, ints, `Fact`, `Signs`.

    Raises `TemplateRefused` when the template does what it may not or asks for what is not there.
    """
    from fieldcase.documents import sandbox  # Jinja: only when a letter is drafted

    try:
        return sandbox.run(template.text, facts).strip()
    except sandbox.NotAllowed as error:
        raise TemplateRefused(block=template.block, problem=str(error)) from error
