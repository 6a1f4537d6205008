"""Everything a person reads exists in French, with the same named fields."""

from __future__ import annotations

import json
import re
import string
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
FRENCH = ROOT / "resources" / "translations" / "fr" / "LC_MESSAGES" / "fieldcase.po"
UNBOUND = re.compile(
    r"(?<!\u00a0)(?<![0-9#]):(?=\s|$)|(?<!\u202f)[;!?](?=\s|$)|«(?!\u00a0)|(?<!\u00a0)»",
)
"""French marks whose space may break: before a colon and inside guillemets it is whole, before others narrow. A colon
after a figure or a hash is a notation."""
RESOURCES = ("vocabularies/vocab.json", "documents/proposals.json", "documents/words.fr.json", "training/letters.json")
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}


@pytest.fixture(scope="module")
def french() -> Catalog:
    return read_po(BytesIO(FRENCH.read_bytes()), locale="fr", abort_invalid=True)


@pytest.fixture(scope="module")
def used() -> dict[str | tuple[str, ...], str]:
    """Every msgid in the source (a pair where it has a plural) and the first place where it stands."""
    found: dict[str | tuple[str, ...], str] = {}
    source = ROOT / "src" / "fieldcase"
    for name, line, message, _comments, _context in extract_from_dir(
        source, method_map=[("**.py", "python")], keywords=KEYWORDS
    ):
        found.setdefault(message, f"src/fieldcase/{name}:{line}")
    return found


def fields(text: str) -> set[str]:
    return {name.split(".")[0].split("[")[0] for _t, name, _f, _c in string.Formatter().parse(text) if name is not None}


def test_every_sentence_has_a_french_one(used: dict, french: Catalog) -> None:
    missing = []
    for message, place in sorted(used.items(), key=lambda pair: pair[1]):
        if message == "" or (isinstance(message, tuple) and not message[0]):
            continue
        entry = french.get(message[0] if isinstance(message, tuple) else message)
        said = entry and (all(entry.string) if isinstance(entry.string, tuple) else entry.string)
        if not said or entry.fuzzy:
            missing.append(f'{place}  msgid "{message}"')
    assert not missing, f"{len(missing)} without French:\n" + "\n".join(missing)


def test_a_french_sentence_fills_in_the_same_fields(french: Catalog) -> None:
    different = []
    for entry in french:
        if not entry.id:
            continue
        ids = entry.id if isinstance(entry.id, tuple) else (entry.id,)
        strings = entry.string if isinstance(entry.string, tuple) else (entry.string,)
        expected = set().union(*map(fields, ids))
        if any(fields(text) - expected or (len(ids) == 1 and expected - fields(text)) for text in strings if text):
            different.append(f"{ids[0]} → {strings}")
    assert different == []


def test_fields_are_named_and_never_numbered(used: dict) -> None:
    unnamed = [
        f"{place}  {message}"
        for message, place in used.items()
        for text in (message if isinstance(message, tuple) else (message,))
        if any(not name or name[0].isdigit() for name in fields(text))
    ]
    assert unnamed == []


def test_the_french_catalogue_says_nothing_that_nobody_asks(used: dict, french: Catalog) -> None:
    asked = {message[0] if isinstance(message, tuple) else message for message in used}
    said = {entry.id[0] if isinstance(entry.id, tuple) else entry.id for entry in french if entry.id}
    assert sorted(said - asked) == []


def test_no_french_line_begins_with_a_mark(french: Catalog) -> None:
    strings = [entry.string if isinstance(entry.string, tuple) else (entry.string,) for entry in french if entry.id]
    assert [text for said in strings for text in said if UNBOUND.search(text)] == []


@pytest.mark.parametrize("name", RESOURCES)
def test_no_french_line_of_a_resource_begins_with_a_mark(name: str) -> None:
    told = json.loads((ROOT / "resources" / name).read_text(encoding="utf-8"))
    french = {text for keys, text in texts(told, tuple(re.split("[/.]", name))) if "fr" in keys}
    assert french
    assert [text for text in french if UNBOUND.search(text)] == []


def texts(told: Any, keys: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every text of a JSON value, with the keys that lead to it."""
    if isinstance(told, dict):
        for key, one in told.items():
            yield from texts(one, (*keys, key))
    elif isinstance(told, list):
        for one in told:
            yield from texts(one, keys)
    elif isinstance(told, str):
        yield keys, told
