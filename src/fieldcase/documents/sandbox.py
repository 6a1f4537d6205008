"""The sandbox that templates run in: Jinja with everything taken away but printing, asking and walking through lists.

A template is read into its syntax tree first, and refused when it holds any other construct. Facts are wrapped so
that a dot means a key of plain data and a list alone can be walked through, with an end. What is printed is noted, so
that a draft knows which facts each block was made of. Loaded when the first template is filled.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import TracebackType
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError, Undefined, nodes
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from fieldcase.documents.markup import Fact, Signs, escape, linked, one_line
from fieldcase.model.words import _

ALLOWED = (
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
"""The constructs that a template may use."""
_LOOP = frozenset({"first", "last", "index"})
_MAX_STEPS = 5_000
_MAX_CHARACTERS = 200_000


class NotAllowed(Exception):
    """A template did what it may not, or asked for what is not there; says what, without any fact.

    `line` counts from 1 within the block; 0 where no line is known. `missing`: a fact that may be missing was printed.
    """

    def __init__(self, problem: str, line: int = 0, *, missing: bool = False) -> None:
        self.line, self.missing = line, missing
        super().__init__(problem)


class _Missing(TemplateError):
    """A fact was printed that this letter does not have."""


def run(text: str, facts: Mapping[str, Any]) -> tuple[str, dict[str, str]]:
    """Fill one block: its text, and each fact printed (ref → words or signs). Raises `NotAllowed`."""
    steps = _Steps()
    parts: list[str] = []
    length = 0
    try:
        known = {key: _wrapped(value, steps) for key, value in facts.items() if key in text}  # only what is spoken of
        for part in _compiled(text).generate(known):
            length += len(part)
            if length > _MAX_CHARACTERS:
                raise TemplateError(_("it writes too much"))
            parts.append(part)
    except UNREADABLE as error:
        line = getattr(error, "lineno", None) or _line_of(error.__traceback__)
        problem = str(error) if isinstance(error, TemplateError | TypeError) else type(error).__name__
        raise NotAllowed(problem or type(error).__name__, line, missing=isinstance(error, _Missing)) from error
    return "".join(parts), steps.printed


UNREADABLE = (
    *(TemplateError, TypeError, ValueError, ArithmeticError, SyntaxError, RecursionError, MemoryError),
    *(NameError, LookupError),
)
"""What Jinja and Python say of a text that cannot be a template: a number of 5,000 digits, or of no end; loops too
deep …
"""


def _line_of(traceback: TracebackType | None) -> int:
    """The line of the block that failed, from the innermost frame that runs the template itself."""
    line = 0
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename in ("<template>", "<unknown>"):
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line


class _Steps:
    """Counts what loops walk through in one filling, and notes what is printed."""

    def __init__(self) -> None:
        self.left = _MAX_STEPS
        self.printed: dict[str, str] = {}

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


class _Word(str):
    """A word among the facts: it is printed and compared; nobody walks through its letters."""

    __slots__ = ()

    def __iter__(self) -> Iterator[str]:
        raise TemplateError(_("only lists can be walked through"))


class _Parts(dict[str, Any]):
    """A fact with parts: each is reached by its name; nobody walks through them."""

    __slots__ = ()

    def __iter__(self) -> Iterator[str]:
        raise TemplateError(_("only lists can be walked through"))


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


class _Seen:
    """A fact or a text with signs on its way through a template: known as what it is once it is printed."""

    __slots__ = ("steps", "words")

    def __init__(self, words: Fact | Signs, steps: _Steps) -> None:
        self.words, self.steps = words, steps

    def __bool__(self) -> bool:
        return bool(self.words)

    def __eq__(self, other: object) -> bool:
        return self.words == (other.words if isinstance(other, _Seen) else other)

    def __hash__(self) -> int:
        return hash(self.words)

    def printed(self) -> str:
        said = one_line(self.words) if isinstance(self.words, Signs) else _fact(self.words)
        if said and self.words.ref:
            self.steps.printed[self.words.ref] = one_line(self.words)
        return said


def _fact(words: Fact) -> str:
    return linked(words.ref, words) if words else ""


def _wrapped(value: Any, steps: _Steps) -> Any:
    if isinstance(value, Fact | Signs):
        return _Seen(value, steps)
    if isinstance(value, tuple):
        return _Listing(tuple(_wrapped(item, steps) for item in value), steps)
    if isinstance(value, dict):
        return _Parts({key: _wrapped(item, steps) for key, item in value.items()})
    return _Word(value) if isinstance(value, str) else value


def _printed(value: Any) -> str:
    if isinstance(value, _Seen):
        return value.printed()
    if isinstance(value, Undefined):
        str(value)  # StrictUndefined says what is missing
    if isinstance(value, str):
        return escape(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if value is False:
        raise _Missing(_("it prints a fact that this letter does not have"))
    raise TemplateError(_("only words and numbers can be printed"))


@lru_cache(maxsize=512)
def _compiled(text: str) -> Template:
    """A compiled block; holds words of the template only, never a fact."""
    sandbox = new_sandbox()
    tree = sandbox.parse(text)
    for node in _walk(tree):
        if not isinstance(node, ALLOWED):
            problem = _("line {line} uses “{construct}”, which templates may not")
            raise TemplateError(problem.format(line=node.lineno, construct=type(node).__name__))
        if isinstance(node, nodes.For) and not isinstance(node.iter, nodes.Name | nodes.Getattr):
            raise TemplateError(_("only lists can be walked through"))
    return sandbox.from_string(tree)


def new_sandbox() -> _Sandbox:
    """The sandbox itself, with nothing in it."""
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
    return sandbox


def _walk(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from _walk(child)
