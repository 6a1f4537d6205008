"""A block of a template read without being run: which constructs it uses, and whether the facts in it exist.

Every fault is found at once, each with its line; what only running can tell (a fact that some letters lack) is left to
`templatecheck.py`. Loaded when a template is checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from jinja2 import TemplateSyntaxError, nodes

from fieldcase.documents.sandbox import ALLOWED, UNREADABLE, new_sandbox
from fieldcase.model.words import N_, _

_LOOP = ("first", "last", "index")
_ANY = object()
"""What stands for a fact of which nothing is known here: the elements of a list that is empty."""

_CONSTRUCTS = {
    "Filter": N_("a filter, with “|”"),
    "FilterBlock": N_("a filter"),
    "Call": N_("a call, with round brackets"),
    "CallBlock": N_("a call"),
    "Test": N_("a test, with “is”"),
    "Getitem": N_("square brackets"),
    "Slice": N_("square brackets"),
    "List": N_("square brackets"),
    "Tuple": N_("several names with commas"),
    "Dict": N_("a list in braces"),
    "Concat": N_("joining, with “~”"),
    "CondExpr": N_("“if” inside {{ }}"),
    "Assign": N_("“set”"),
    "AssignBlock": N_("“set”"),
    "Include": N_("“include”"),
    "Import": N_("“import”"),
    "FromImport": N_("“import”"),
    "Macro": N_("“macro”"),
    "Extends": N_("“extends”"),
    "Block": N_("“block”"),
}


class Trouble(Exception):  # noqa: N818 - collected, never raised through
    """One thing wrong in a block: the line within it (from 1), what is wrong and what to do."""

    def __init__(self, line: int, sentence: str, remedy: str) -> None:
        self.line, self.sentence, self.remedy = line, sentence, remedy
        super().__init__(sentence)


def examine(text: str, facts: Mapping[str, Any]) -> tuple[list[Trouble], str]:
    """The troubles of a block, and its own words: what stands between the signs. `facts` as `draft.template_data`."""
    try:
        tree = new_sandbox().parse(text)
    except TemplateSyntaxError as error:
        return [_syntax(error, text)], ""
    except UNREADABLE:
        why = _("Something here is too long or too deep to be read.")
        return [Trouble(1, why, _("Write it shorter: print facts, ask for them, walk through lists."))], ""
    troubles: list[Trouble] = []
    for node in _nodes(tree):
        if not isinstance(node, ALLOWED):
            name = type(node).__name__
            construct = _(_CONSTRUCTS[name]) if name in _CONSTRUCTS else _("arithmetic")
            sentence = _("This uses {construct}, which a template may not.").format(construct=construct)
            troubles.append(Trouble(node.lineno, sentence, _("Use {{ fact }}, {% if fact %} and {% for x in list %}.")))
    if not troubles:
        troubles = list(_Reader(facts).read(tree.body, dict(facts)))
    words = "".join(data.data for data in tree.find_all(nodes.TemplateData))
    return list({(one.line, one.sentence): one for one in troubles}.values()), words


def _nodes(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from _nodes(child)


def _syntax(error: TemplateSyntaxError, text: str) -> Trouble:
    """What Jinja says of a sign that it cannot read, in words for somebody who never heard of Jinja."""
    said = error.message or ""
    if found := re.search(r"unknown tag '(\w+)'", said):
        if found[1].startswith("end") or found[1] in ("else", "elif"):
            sentence = _("“{tag}” stands here, but nothing that it ends or divides is open in this block.")
            remedy = _("Take it out, or write its {% if … %} or {% for … %} before it, in the same block.")
        else:
            sentence = _("“{tag}” is no word that a template knows.")
            remedy = _("What stands in {% … %} begins with for, if, elif, else, endif or endfor.")
        return Trouble(error.lineno, sentence.format(tag=found[1]), remedy)
    if found := re.search(r"needs to be closed is '(\w+)'", said):
        sentence = _("{{% {tag} … %}} is opened in this block and never closed in it.").format(tag=found[1])
        remedy = _("Write {{% end{tag} %}} where it ends, before the next block.").format(tag=found[1])
        return Trouble(error.lineno, sentence, remedy)
    lines = text.splitlines()
    words = lines[error.lineno - 1].strip() if 0 < error.lineno <= len(lines) else ""
    return Trouble(
        error.lineno,
        _("What stands in braces here cannot be read: {words}").format(words=words[:60] or "–"),
        _("Write {{ fact }}, {% if fact %} … {% endif %} or {% for x in list %} … {% endfor %}."),
    )


class _Reader:
    """Looks up every fact that a block names, in the lists that it walks through."""

    def __init__(self, facts: Mapping[str, Any]) -> None:
        self._facts = facts

    def read(self, body: list[nodes.Node], scope: dict[str, Any]) -> Iterator[Trouble]:
        for node in body:
            match node:
                case nodes.Output():
                    yield from self._output(node, scope)
                case nodes.If():
                    yield from self._asked(node.test, scope)
                    for part in (node.body, node.elif_, node.else_):
                        yield from self.read(list(part), scope)
                case nodes.For():
                    yield from self._walk(node, scope)

    def _output(self, node: nodes.Output, scope: dict[str, Any]) -> Iterator[Trouble]:
        for one in node.nodes:
            if isinstance(one, nodes.TemplateData):
                continue
            try:
                value = self._value(one, scope)
            except Trouble as trouble:
                yield trouble
                continue
            if isinstance(value, tuple):
                sentence = _("“{fact}” is a list and cannot be printed as it is.").format(fact=_spelt(one))
                remedy = _("Walk through it: {{% for x in {fact} %}} {{{{ x }}}} {{% endfor %}}.")
                yield Trouble(one.lineno, sentence, remedy.format(fact=_spelt(one)))
            elif isinstance(value, Mapping):
                sentence = _("“{fact}” has several parts and cannot be printed as it is.").format(fact=_spelt(one))
                yield Trouble(one.lineno, sentence, _parts(_spelt(one), value))
            elif isinstance(value, bool):
                sentence = _("“{fact}” is only yes or no and cannot be printed.").format(fact=_spelt(one))
                remedy = _("Ask for it: {{% if {fact} %}} … {{% endif %}}.").format(fact=_spelt(one))
                yield Trouble(one.lineno, sentence, remedy)

    def _asked(self, node: nodes.Node, scope: dict[str, Any]) -> Iterator[Trouble]:
        if isinstance(node, nodes.Name | nodes.Getattr | nodes.Const):
            try:
                self._value(node, scope)
            except Trouble as trouble:
                yield trouble
            return
        for child in node.iter_child_nodes():
            yield from self._asked(child, scope)

    def _walk(self, node: nodes.For, scope: dict[str, Any]) -> Iterator[Trouble]:
        element: Any = _ANY
        try:
            items = self._value(node.iter, scope)
            if isinstance(items, tuple):
                element = items[0] if items else _ANY
            elif items is not _ANY:
                lists = sorted(name for name, value in scope.items() if isinstance(value, tuple))
                sentence = _("“{fact}” is no list to walk through.").format(fact=_spelt(node.iter))
                yield Trouble(node.lineno, sentence, _("Lists are: {known}.").format(known=", ".join(lists)))
        except Trouble as trouble:
            yield trouble
        name = node.target.name if isinstance(node.target, nodes.Name) else ""
        inner = {**scope, name: element, "loop": dict.fromkeys(_LOOP, 1)}
        if node.test is not None:
            yield from self._asked(node.test, inner)
        yield from self.read(node.body, inner)
        yield from self.read(node.else_, scope)

    def _value(self, node: nodes.Node, scope: dict[str, Any]) -> Any:
        if isinstance(node, nodes.Name):
            if node.name not in scope:
                raise _unknown(node.lineno, node.name, scope)
            return scope[node.name]
        if isinstance(node, nodes.Getattr):
            whole = self._value(node.node, scope)
            if whole is _ANY:
                return _ANY
            if not isinstance(whole, Mapping):
                sentence = _("“{fact}” has no part “{part}”.").format(fact=_spelt(node.node), part=node.attr)
                raise Trouble(
                    node.lineno, sentence, _("Print or ask for “{fact}” itself.").format(fact=_spelt(node.node))
                )
            if node.attr not in whole:
                raise _unknown(node.lineno, _spelt(node), whole, _spelt(node.node))
            return whole[node.attr]
        return node.value if isinstance(node, nodes.Const) else _ANY


def _spelt(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{_spelt(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else "…"


def _unknown(line: int, fact: str, known: Mapping[str, Any], of: str = "") -> Trouble:
    sentence = _("Letters of this kind have no fact “{fact}”.").format(fact=fact[:60])
    near = get_close_matches(fact.rpartition(".")[2], list(known), 1, 0.6)
    if near:
        return Trouble(
            line, sentence, _("Perhaps “{fact}” is meant.").format(fact=f"{of}.{near[0]}" if of else near[0])
        )
    return Trouble(line, sentence, _parts(of, known))


def _parts(of: str, known: Mapping[str, Any]) -> str:
    names = ", ".join(f"{of}.{name}" if of else name for name in known if name)
    return _("Use one of: {known}.").format(known=names)
