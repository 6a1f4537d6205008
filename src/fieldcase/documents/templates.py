"""Templates: plain text with block markers, filled in by Jinja in a sandbox that knows next to nothing.

A template may print facts, ask whether one is there, and walk through a list of them. It cannot call, compute,
filter, assign, include or reach an attribute: every other construct is refused when the template is read, before
anything runs. Facts go in as data that remembers where it came from, so that each value printed stays linked; a text
with signs goes in as it is. The file format is described in docs/templates.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

import msgspec
from jinja2 import StrictUndefined, Template, TemplateError, Undefined, nodes
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from fieldcase.documents.markup import escape, linked, one_line
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_

_MARKER = re.compile(r"## (?P<block>[a-z_]{1,40})\s*")
_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.For,
    nodes.If,
    nodes.Const,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
)
_LOOP = frozenset({"first", "last", "index"})
_MAX_STEPS = 5_000
_MAX_CHARACTERS = 200_000


class TemplateRefused(Refusal):
    """A template uses something that it may not, or asks for a fact that letters of this kind do not have."""

    code = "FC-352"
    message = N_("The template cannot be used, block “{block}”: {problem}.")
    remedy = N_("Correct the template; docs/templates.md lists what it may hold.")


class Fact(str):
    """Words of a record; printed, they become a value linked to `ref`."""

    __slots__ = ("ref",)
    ref: str

    def __new__(cls, words: str, ref: str) -> Fact:
        made = super().__new__(cls, words)
        made.ref = ref
        return made


class Signs(str):
    """A text that already holds signs; printed as it is, on one line."""

    __slots__ = ()


class _Steps:
    """Counts what loops walk through in one filling."""

    def __init__(self) -> None:
        self.left = _MAX_STEPS

    def take(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise TemplateError("it walks through too much")


class _Listing:
    """A list that a template may walk through, and ask whether it is empty; nothing else."""

    __slots__ = ("_items", "_steps")

    def __init__(self, items: tuple[Any, ...], steps: _Steps) -> None:
        self._items = items
        self._steps = steps

    def __bool__(self) -> bool:
        return bool(self._items)

    def __iter__(self) -> Iterator[Any]:
        for item in self._items:
            self._steps.take()
            yield item


class _Sandbox(ImmutableSandboxedEnvironment):
    """Dots mean keys of plain data, and three words about a loop; nothing else is reachable."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, dict):
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        if isinstance(obj, LoopContext) and attribute in _LOOP:
            return super().getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: str | Any) -> Any:
        return self.getattr(obj, argument) if isinstance(argument, str) else self.undefined(obj=obj, name=str(argument))


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
                raise TemplateRefused(block=found["block"], problem="it stands there twice")
            current = blocks[found["block"]] = []
        elif current is not None:
            current.append(line)
        elif line.strip():
            raise TemplateRefused(block="–", problem="text stands before the first block")
    if not blocks:
        raise TemplateRefused(block="–", problem="it has no block")
    return tuple(BlockTemplate(block=block, text="\n".join(lines) + "\n") for block, lines in blocks.items())


def fill(template: BlockTemplate, facts: Mapping[str, Any]) -> str:
    """The text of one block with its signs. `facts` is plain data: dicts, tuples, bools, ints, `Fact`, `Signs`.

    Raises `TemplateRefused` when the template does what it may not or asks for what is not there.
    """
    steps = _Steps()
    try:
        compiled = _compiled(template.text)
        parts: list[str] = []
        length = 0
        for part in compiled.generate({key: _wrapped(value, steps) for key, value in facts.items()}):
            length += len(part)
            if length > _MAX_CHARACTERS:
                raise TemplateError("it writes too much")
            parts.append(part)
    except (TemplateError, TypeError, RecursionError) as error:
        raise TemplateRefused(block=template.block, problem=str(error) or type(error).__name__) from error
    return "".join(parts).strip()


def _wrapped(value: Any, steps: _Steps) -> Any:
    if isinstance(value, tuple):
        return _Listing(tuple(_wrapped(item, steps) for item in value), steps)
    if isinstance(value, dict):
        return {key: _wrapped(item, steps) for key, item in value.items()}
    return value


def _printed(value: Any) -> str:
    if isinstance(value, Signs):
        return one_line(value)
    if isinstance(value, Fact):
        return linked(value.ref, value) if value else ""
    if isinstance(value, Undefined):
        str(value)  # StrictUndefined says what is missing
    if isinstance(value, str):
        return escape(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise TemplateError("only words and numbers can be printed")


@lru_cache(maxsize=512)
def _compiled(text: str) -> Template:
    """A compiled block; holds words of the template only, never a fact."""
    sandbox = _Sandbox(
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_printed,
        autoescape=False,  # noqa: S701 - this is no HTML; `_printed` escapes our own signs
        cache_size=0,
        optimized=False,
    )
    for known in (sandbox.globals, sandbox.filters, sandbox.tests):
        known.clear()
    tree = sandbox.parse(text)
    for node in _walk(tree):
        if not isinstance(node, _ALLOWED):
            raise TemplateError(f"line {node.lineno} uses {type(node).__name__}, which templates may not")
    return sandbox.from_string(tree)


def _walk(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from _walk(child)
