"""Whether a seat was allowed what it wrote (domain reference, section 5), judged again on every reading.

What a seat was not allowed counts for nothing, whoever signed it; the ledger asks here. Only roles are judged: that
nobody reviews their own work is the fold's rule 12, that the rules of a step are met is the guards'.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from fieldcase.model.declare import Room
from fieldcase.model.kinds import KINDS
from fieldcase.model.machines import MACHINES
from fieldcase.model.roles import Action, Role, Roster, may

BY_ROOM: dict[Room, frozenset[Action]] = {
    Room.CASE: frozenset({Action.CREATE_CASE, Action.EDIT_CASE}),
    Room.IDENTITY: frozenset({Action.EDIT_IDENTITY}),
    Room.SOURCE: frozenset({Action.EDIT_SOURCE}),
    Room.SEALED: frozenset({Action.HANDLE_SEALED, Action.CREATE_CASE}),
    Room.OFFICE: frozenset({Action.EDIT_REFERENCE_DATA, Action.APPROVE_REFERENCE_DATA, Action.CHANGE_ROSTER}),
    Room.LOG: frozenset({Action.COMMENT, Action.SEE_FIGURES}),
}
"""What allows writing in a room where nothing more special is said. Officers may add to the sealed room."""

BY_KIND: dict[str, frozenset[Action]] = {
    "consent": frozenset({Action.RECORD_CONSENT, Action.WITHDRAW_CONSENT, Action.IMPORT_REGISTER}),
    "identifiability_answer": frozenset({Action.ANSWER_IDENTIFIABILITY}),
    "recognition": frozenset({Action.ANSWER_IDENTIFIABILITY}),
    "namesake": frozenset({Action.ANSWER_IDENTIFIABILITY}),
    "risk_assessment": frozenset({Action.ASSESS_RISK}),
    "source_risk": frozenset({Action.ASSESS_RISK, Action.EDIT_SOURCE}),
    "protection_action": frozenset({Action.START_PROTECTION}),
    "assessment": frozenset({Action.ASSESS_ELEMENT}),
    "decision": frozenset({Action.PROPOSE_TOOL}),
    "allegation": frozenset({Action.DRAFT_LETTER}),
    "letter": frozenset({Action.DRAFT_LETTER}),
    "letter_step": frozenset(
        {Action.APPROVE_LETTER, Action.SIGN_LETTER, Action.DISPATCH_LETTER, Action.DRAFT_LETTER, Action.ANSWER_PROPOSAL}
    ),
    "number_note": frozenset({Action.SIGN_LETTER, Action.DISPATCH_LETTER}),
    "oral_approach": frozenset({Action.DRAFT_LETTER, Action.SIGN_LETTER}),
    "state_reply": frozenset({Action.REGISTER_REPLY}),
    "matrix_row": frozenset({Action.REGISTER_REPLY}),
    "question_row": frozenset({Action.REGISTER_REPLY}),
    "state_measure": frozenset({Action.EDIT_CASE, Action.REGISTER_REPLY}),
    "custody_event": frozenset({Action.READ_CASE}),
    "task": frozenset({Action.COMMENT}),
    "comment": frozenset({Action.COMMENT}),
    "reporting_cycle": frozenset({Action.FINISH_ENTRY}),
    "report_entry": frozenset({Action.DRAFT_ENTRY, Action.FINISH_ENTRY}),
    "good_offices_note": frozenset({Action.DRAFT_NOTE, Action.RECORD_NOTE_OUTCOME}),
    "external_ref": frozenset({Action.ENTER_REFERENCE, Action.CONFIRM_REFERENCE}),
    "import_batch": frozenset({Action.IMPORT_REGISTER}),
    "row_seen": frozenset({Action.IMPORT_REGISTER}),
    "roster": frozenset({Action.CHANGE_ROSTER}),
    "peer": frozenset({Action.CHANGE_ROSTER}),
    "policy": frozenset({Action.CHANGE_ROSTER}),
    "letter_template": frozenset({Action.EDIT_REFERENCE_DATA, Action.APPROVE_REFERENCE_DATA}),
    "seat": frozenset({Action.CHANGE_ROSTER, Action.COMMENT}),
    "prevention_activity": frozenset({Action.EDIT_CASE, Action.SIGN_LETTER}),
    "good_practice": frozenset({Action.EDIT_CASE, Action.SIGN_LETTER}),
    "focal_point": frozenset({Action.EDIT_CASE, Action.SIGN_LETTER, Action.EDIT_IDENTITY, Action.EDIT_REFERENCE_DATA}),
}
"""Kinds that other people than those of their room write."""

BY_FIELD: dict[tuple[str, str], frozenset[Action]] = {
    ("case", "track"): frozenset({Action.CREATE_CASE, Action.EDIT_CASE, Action.SET_URGENT}),
    ("consent", "answer"): frozenset({Action.RECORD_CONSENT, Action.WITHDRAW_CONSENT}),
    ("consent", "proposal"): frozenset({Action.IMPORT_REGISTER}),
    ("external_ref", "confirmed_by"): frozenset({Action.CONFIRM_REFERENCE}),
    ("good_offices_note", "outcome"): frozenset({Action.RECORD_NOTE_OUTCOME}),
    ("good_offices_note", "public_mention"): frozenset({Action.RECORD_NOTE_OUTCOME}),
    ("good_offices_note", "state_consulted"): frozenset({Action.RECORD_NOTE_OUTCOME}),
}
"""Fields that other people than those of their kind write."""

BY_STEP: dict[str, frozenset[Action]] = {
    "approval": frozenset({Action.APPROVE_LETTER}),
    "signature": frozenset({Action.SIGN_LETTER, Action.DISPATCH_LETTER}),
    "dispatch": frozenset({Action.DISPATCH_LETTER}),
    "receipt": frozenset({Action.DISPATCH_LETTER}),
    "extension": frozenset({Action.SIGN_LETTER}),
    "copy": frozenset({Action.DISPATCH_LETTER}),
    "submission": frozenset({Action.SIGN_LETTER}),
    "hq_answer": frozenset({Action.ANSWER_PROPOSAL}),
    "clearance": frozenset({Action.ANSWER_PROPOSAL}),
    "objection": frozenset({Action.ANSWER_PROPOSAL}),
    "cancellation": frozenset({Action.SIGN_LETTER, Action.DRAFT_LETTER}),
}
"""Who writes which step of a letter. An officer signs letters to sources; the transition is judged by its own table."""

BY_LEDGER: dict[str, frozenset[Action]] = {
    "feed": frozenset(Action),
    "same": frozenset({Action.EDIT_CASE, Action.EDIT_IDENTITY}),
    "erasure": frozenset({Action.DESTROY_IDENTITY, Action.APPROVE_DESTRUCTION}),
    "confirm": frozenset(
        {Action.DESTROY_IDENTITY, Action.APPROVE_DESTRUCTION, Action.CHANGE_ROSTER, Action.CONFIRM_REFERENCE}
    ),
    "revocation": frozenset({Action.CHANGE_ROSTER}),
    "adoption": frozenset({Action.CHANGE_ROSTER}),
}
"""The ledger's own kinds. A deletion needs what writing in that room needs where nothing more special is said."""


BY_VALUE = frozenset({("consent", "answer"), ("case", "track"), ("letter_step", "taken")})
"""Values whose content, too, decides who may write them; of all others the field alone does."""


def lawful(
    roster: Roster,
    seat: str,
    room: Room,
    kind: str,
    *,
    path: str = "",
    value: Any = None,
    machine: str = "",
    to: str = "",
    on: str = "",
) -> bool:
    """Whether the seat (public key or record id, hex) was allowed this by the roster.

    Without `path` the question is whether it may write the kind in that room at all. For kind `transition` name machine
    and target state. `on` is the local day for a delegate's term; without it a delegation does not count. A seat that
    the roster does not know was allowed nothing; an office without any roster is being founded, and everything counts.
    """
    if roster.number == 0 and not roster.seats:
        return True
    known = roster.seat(seat)
    if known is None:
        return False
    roles = known.roles_on(on) if on else frozenset(known.roles)
    if kind == "transition":
        return lawful_step(roles, machine, to)
    return may_write(roles, room, kind, path=path, value=value)


def lawful_value(
    roster: Roster, seat: str, room: Room, kind: str, path: str, value: Any = None, *, on: str = ""
) -> bool:
    """Whether the seat was allowed one value of an entry: this content under this path. See `lawful`."""
    return lawful(roster, seat, room, kind, path=path, value=value, on=on)


def lawful_step(roles: Iterable[Role], machine: str, to: str) -> bool:
    """Whether somebody with these roles may bring a record of this machine to that state, from wherever."""
    table = MACHINES.get(machine)
    held = frozenset(roles)
    return table is not None and any(step.to == to and not held.isdisjoint(step.roles) for step in table.transitions)


def may_write(roles: Iterable[Role], room: Room, kind: str, *, path: str = "", value: Any = None) -> bool:
    """Whether the roles may write the kind (or the field of that path) in the room; some rights hang on the value."""
    held = frozenset(roles)
    actions = _actions(room, kind, path.partition("/")[0])
    if not any(may(held, action) for action in actions):
        return False
    return not path or _value_allowed(held, kind, path, value)


def _actions(room: Room, kind: str, field: str) -> frozenset[Action]:
    if kind in BY_LEDGER:
        return BY_LEDGER[kind]
    if (kind, field) in BY_FIELD:
        return BY_FIELD[kind, field]
    if not field:
        return _of_kind(room, kind) | _of_fields(room, kind)
    return _of_kind(room, kind)


def _of_fields(room: Room, kind: str) -> frozenset[Action]:
    """Who may write a single field there may write the kind there: the urgent track is set by more than edit a case."""
    rights = (may for (of, field), may in BY_FIELD.items() if of == kind and KINDS[kind].part(field).field.room is room)
    return frozenset().union(*rights)


def _of_kind(room: Room, kind: str) -> frozenset[Action]:
    if room is Room.IDENTITY and kind in KINDS and Room.CASE in KINDS[kind].rooms:
        return BY_ROOM[room] | BY_KIND.get(kind, frozenset())
    return BY_KIND.get(kind, BY_ROOM[room])


def _value_allowed(roles: frozenset[Role], kind: str, path: str, value: Any) -> bool:
    """Rights that hang on what is written: anybody may restrict, few may loosen."""
    if (kind, path) not in BY_VALUE:
        return True
    said: Mapping[str, Any] = value if isinstance(value, dict) else {}
    if (kind, path) == ("consent", "answer") and not may(roles, Action.RECORD_CONSENT):
        return bool(said.get("withdrawn_at")) or said.get("level") == "NONE"
    if (kind, path) == ("case", "track") and not may(roles, Action.EDIT_CASE):
        return bool(value == "urgent")
    if (kind, path) == ("letter_step", "taken"):
        return any(may(roles, action) for action in BY_STEP.get(str(said.get("step")), frozenset()))
    return True
