"""What help shows as an example holds: every code in it stands in its list, every field and choice exists.

Which list an option takes its code from stands in its help: “Kind of letter (letter_kind).”; a closed choice is named
there whole: “low, medium, high or imminent.”
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from typing import Any

import pytest

from fieldcase.cli.app import command_tree
from fieldcase.cli.typed import typed
from fieldcase.documents.facts import LetterKind
from fieldcase.model.checking import check_values
from fieldcase.model.kinds import kind_named
from fieldcase.model.machines import MACHINES
from fieldcase.office.opening import vocabularies

LIST = re.compile(r"\((\w+_\w+|severity|harm|gender|decision|mechanism|right)\)")
CHOICES = re.compile(r"((?:[A-Za-z_0-9]+, )+)([A-Za-z_0-9]+(?: or [A-Za-z_0-9]+)?)(?: …)?\.")
KNOWN = vocabularies()
RECORD = "0123456789abcdef0123456789abcdef"


def commands(tree: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    for word, one in tree.commands.items():
        if getattr(one, "commands", None):
            yield from commands(one, f"{name}{word} ")
        else:
            yield f"{name}{word}", one


EVERY = dict(commands(command_tree("en")))
EXAMPLES = [
    (name, line.strip())
    for name, command in EVERY.items()
    for line in command.epilog.splitlines()
    if line.strip().startswith("fieldcase ")
]


def values(name: str, line: str) -> Iterator[tuple[Any, str]]:
    """Each parameter that an example gives a value, with that value."""
    words = shlex.split(line)[1 + len(name.split()) :]
    context = EVERY[name].make_context(name, words)
    for parameter in EVERY[name].params:
        said = context.params.get(parameter.name)
        for one in said if isinstance(said, list | tuple) else [said]:
            if isinstance(one, str) and one:
                yield parameter, one


def choices(help_text: str) -> set[str]:
    """The codes that a help text names as the only ones; nothing where it names none, or leaves some out."""
    found = CHOICES.fullmatch(help_text)
    if found is None or "…" in help_text:
        return set()
    words = {word.strip(",") for word in found.group(0).removesuffix(".").replace(" or ", ", ").split(", ")}
    return words if all(re.fullmatch(r"[a-z_0-9]+|[A-Z0-9]+", word) for word in words) else set()


@pytest.mark.parametrize(("name", "line"), EXAMPLES)
def test_every_code_of_an_example_stands_in_its_list(name: str, line: str) -> None:
    for parameter, said in values(name, line):
        if vocabulary := LIST.search(parameter.help):
            assert KNOWN.has(vocabulary.group(1), said), f"{said} is not in {vocabulary.group(1)}"
        if known := choices(parameter.help):
            assert set(said.rpartition("=")[2].split(",")) <= known, f"{parameter.name}: {said}"


def test_every_list_that_help_names_is_one() -> None:
    named = {
        found.group(1)
        for command in EVERY.values()
        for parameter in command.params
        if (found := LIST.search(parameter.help))
    }
    assert len(named) > 10
    assert named <= set(KNOWN.names)


@pytest.mark.parametrize("line", [line for name, line in EXAMPLES if name in ("record add", "record set", "case set")])
def test_every_field_of_an_example_takes_what_it_is_given(line: str) -> None:
    words = [word for word in shlex.split(line)[1:] if not word.startswith("--")]
    kind = kind_named("case" if words[0] == "case" else words[2])
    said = [word for word in words if "=" in word]
    read = typed(kind, said, lambda _kinds, _said: RECORD)
    check_values(kind, read, KNOWN)
    assert read


@pytest.mark.parametrize("line", [line for name, line in EXAMPLES if name == "letter block"])
def test_the_block_of_an_example_is_one_that_a_letter_may_have(line: str) -> None:
    assert shlex.split(line)[5] in LetterKind.NOTE_VERBALE.shape.names_of_blocks


@pytest.mark.parametrize(("name", "line"), EXAMPLES)
def test_every_status_of_an_example_is_one(name: str, line: str) -> None:
    machine = MACHINES[name.split()[0]] if name in ("case list", "letter list", "case step", "case propose") else None
    for parameter, said in values(name, line):
        if machine and parameter.name in ("status", "to"):
            assert machine.state(said) is not None
