"""The three vectors of docs/formats/ledger.md, section 11, made without the program, read by it."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import msgspec
import pytest

from fieldcase.model.ledger.entries import Entry, read_entry, ref
from fieldcase.model.ledger.fold import Digests, Fold
from fieldcase.model.ledger.rules import FoldRules
from fieldcase.model.ledger.shelf import MemoryShelf

KEPT = Path(__file__).parents[3] / "keepsakes" / "ledger"
VECTORS = ["1-plain.json", "2-parts.json", "3-decision.json"]


def vector(name: str) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(KEPT.joinpath(name).read_text("utf-8"))
    return said


def entry_of(said: dict[str, Any]) -> Entry:
    label = None if said["label"] is None else bytes.fromhex(said["label"])
    values = [None if value is None else bytes.fromhex(value) for value in said["values"]]
    return read_entry(bytes.fromhex(said["link"]), label, values)


@pytest.mark.parametrize("name", VECTORS)
def test_every_vector_reads_to_the_state_and_digests_it_lists(name: str) -> None:
    said = vector(name)
    entries = [entry_of(entry) for entry in said["held"]]
    assert [entry.id.hex() for entry in entries] == [entry["id"] for entry in said["held"]]
    assert [[ref(entry.id, n).hex() for n in range(len(entry.values))] for entry in entries if entry.label] == [
        entry["refs"] for entry in said["held"] if entry["label"]
    ]
    random.Random(3).shuffle(entries)
    fold = Fold(MemoryShelf(), FoldRules())
    for entry in entries:
        fold.apply([entry])
    assert fold.digests() == Digests(said["entries"], said["state"])
    assert {(kind, bytes.fromhex(record)) for kind, record, _ in said["records"]} == set(fold.shelf.all_keys())
    for kind, record, content in said["records"]:
        state = fold.state(kind, bytes.fromhex(record))
        fields = {path: [[head.ref.hex(), head.why] for head in heads] for path, heads in state.fields.items()}
        assert (fields, state.status) == (dict(content[0]), content[5])


def test_fills_make_the_second_vector_the_first() -> None:
    said, plain = vector("2-parts.json"), vector("1-plain.json")
    fold = Fold(MemoryShelf(), FoldRules())
    fold.apply(entry_of(entry) for entry in said["held"])
    changes = fold.apply(entry_of(entry) for entry in said["fills"])
    assert (changes.new, changes.filled) == (0, 2)
    assert fold.digests() == msgspec.convert(said["filled"], Digests) == Digests(plain["entries"], plain["state"])
