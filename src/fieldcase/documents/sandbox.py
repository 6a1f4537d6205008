"""The sandbox that templates run in: Jinja with everything taken away but printing, asking and walking through lists.

A template is read into its syntax tree first, and refused when it holds any other construct. Facts are wrapped so
that a dot means a key of plain data and a list can only be walked through, with an end. Loaded when the first
template is filled.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError, Undefined, nodes
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from fieldcase.documents.markup import Fact, Signs, escape, linked, one_line
from fieldcase.model.words import _

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


class NotAllowed(Exception):
    """A template did what it may not, or asked for what is not there; says what, without any fact."""


def run(text: str, facts: Mapping[str, Any]) -> str:
    """Fill one block. Raises `NotAllowed`."""
    steps = _Steps()
    parts: list[str] = []
    length = 0
    try:
        for part in _compiled(text).generate({key: _wrapped(value, steps) for key, value in facts.items()}):
            length += len(part)
            if length > _MAX_CHARACTERS:
                raise TemplateError(_("it writes too much"))
            parts.append(part)
    except (TemplateError, TypeError, RecursionError) as error:
        raise NotAllowed(str(error) or type(error).__name__) from error
    return "".join(parts)


class _Steps:
    """Counts what loops walk through in one filling."""

    def __init__(self) -> None:
        self.left = _MAX_STEPS

    def take(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise TemplateError(_("it walks through too much"))


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
    raise TemplateError(_("only words and numbers can be printed"))


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
            problem = _("line {line} uses “{construct}”, which templates may not")
            raise TemplateError(problem.format(line=node.lineno, construct=type(node).__name__))
    return sandbox.from_string(tree)


def _walk(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from _walk(child)
