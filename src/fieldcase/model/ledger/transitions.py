"""The status of a record: which transition counts, and whether a decision still holds (rule 12).

Computed from the entries held, never stored: a decision whose ground changed is void, and what it replaced does not
come back.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from fieldcase.model.ledger.entries import NEVER_WITHHELD, Key, Ref, Transition, special
from fieldcase.model.ledger.looking import Look
from fieldcase.model.ledger.shelf import Held
from fieldcase.model.ledger.state import UNKNOWN, RecordState, Void, Why

OPEN = "open"


def read(look: Look, keys: Iterable[Key]) -> Iterable[RecordState]:
    """The states of these records, transitions with their status. Reads everything they need in a few batches."""
    wanted = list(keys)
    look.fetch(record for _kind, record in wanted)
    _fetch_grounds(look, [record for kind, record in wanted if kind == "transition"])
    for kind, record in wanted:
        state = look.drawn(kind, record)
        if kind == "transition":
            _set_status(look, state)
        yield state


def _fetch_grounds(look: Look, transitions: Iterable[bytes]) -> None:
    """Read ahead what these transitions rest on, transitions among it in turn, and the records they are about."""
    todo, seen = set(transitions), set()
    while todo:
        look.fetch(todo)
        seen |= todo
        held = [one for record in todo for one in look.kinds(record).get("transition", ())]
        named = {ref[:32] for one in held if one.label for ref in one.label.rests_on}
        look.find(named)
        grounds = [found.label for one in named if (found := look.find(()).get(one)) and found.label]
        look.fetch({label.record for label in grounds} | {bytes.fromhex(_said(one).record) for one in held})
        todo = {label.record for label in grounds if label.kind == "transition"} - seen


def _said(held: Held) -> Transition:
    return cast(Transition, special("transition", held.values))


def _set_status(look: Look, state: RecordState) -> None:
    heads = [head for head in state.heads() if not head.why]
    facts = [head for head in heads if (head.value["machine"], head.value["to"]) in look.court.rules.facts]
    if facts:
        state.status, state.at = facts[0].value["to"], facts[0].ref
        return
    state.status = OPEN
    if len(heads) > 1:
        state.void = tuple(Void(Why.APART, head.ref) for head in heads)
    elif heads:
        state.at, state.void = heads[0].ref, decide(look, heads[0].ref)
        if not state.void:
            state.status = heads[0].value["to"]


def decide(look: Look, at: Ref) -> tuple[Void, ...]:
    """Why the decision named does not hold; empty when it does. Decisions it rests on are decided first."""
    todo = [at]
    while todo:
        ref = todo[-1]
        if ref in look.voids:
            todo.pop()
            continue
        held = look.find((ref[:32],))[ref[:32]]
        assert held is not None
        below = [ground for ground in _grounds(look, held) if ground not in look.voids]
        if below:
            todo += below
        else:
            look.voids[ref] = tuple(_voids(look, held))
    return look.voids[at]


def _grounds(look: Look, held: Held) -> list[Ref]:
    """The transitions that a transition rests on."""
    assert held.label is not None
    found = look.find([named[:32] for named in held.label.rests_on])
    return [
        named
        for named in held.label.rests_on
        if (base := found[named[:32]]) and base.label and base.label.kind == "transition"
    ]


def _voids(look: Look, held: Held) -> Iterable[Void]:
    assert held.label is not None
    named = set(held.label.rests_on)
    found = look.find([ref[:32] for ref in named])
    for ref in sorted(named):
        base = found[ref[:32]]
        if base is None or base.label is None:
            yield Void(Why.LACKING, ref)
        else:
            yield from _ground_voids(look, look.seat(held), ref, (base.label.kind, base.label.record))
    subject = bytes.fromhex(_said(held).record)
    states = [look.drawn(kind, subject) for kind in look.kinds(subject) if kind not in NEVER_WITHHELD]
    heads = {head.ref for state in states for head in state.heads()}
    if not heads:
        yield Void(Why.NOTHING)
    for ref in sorted(heads - named):
        yield Void(Why.ADDED, ref)
    for state in states:
        yield from (Void(Why.INCOMPLETE, ref) for ref in state.missing)


def _ground_voids(look: Look, seat: bytes, ref: Ref, key: Key) -> Iterable[Void]:
    """What is wrong with one value that a decision of this seat rests on."""
    state = look.drawn(*key)
    if state.hidden:
        yield Void(Why.HIDDEN, ref)
    if not any([head.ref for head in heads] == [ref] for heads in state.fields.values()):
        yield Void(Why.CHANGED, ref)
    if look.court.rules.restrictive(key[0]) and (state.ghosts or state.missing or UNKNOWN in state.fields):
        yield Void(Why.RESTRICTED, ref)
    if key[0] == "transition" and look.voids.get(ref):
        yield Void(Why.GROUND, ref)
    if seat in look.authors(*key, ref):
        yield Void(Why.OWN, ref)
