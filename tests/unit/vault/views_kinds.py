"""Small kinds for the tests of views, and states as the fold would give them."""

from __future__ import annotations

from typing import Annotated, Any

from fieldcase.model.declare import Field, Group, LText, Record, Room, Type, describe
from fieldcase.model.ledger.rules import FoldRules
from fieldcase.model.ledger.state import Head, RecordState

LEVELS = ("none", "coded", "named")


class Alias(Group, frozen=True, kw_only=True):
    full: Annotated[str, Field("Full name", search=10, names=True)] = ""
    lang: Annotated[str, Field("Language")] = ""


class Given(Group, frozen=True, kw_only=True):
    party: Annotated[str, Field("Party", Type.REF, listed=True)] = ""
    level: Annotated[str, Field("Level", Type.CHOICE, choices=LEVELS, listed=True)] = ""
    case: Annotated[str, Field("Case", Type.REF)] = ""


class Matter(Record, frozen=True, kw_only=True):
    number: Annotated[str, Field("Number", listed=True, search=12, names=True)] = ""
    title: Annotated[LText, Field("Title", listed=True, search=8)] = {}
    received: Annotated[str, Field("Received", Type.INSTANT, listed=True)] = ""
    happened: Annotated[str, Field("Happened", Type.EDTF, listed=True)] = ""
    country: Annotated[str, Field("State", Type.STATE, listed=True)] = ""
    people: Annotated[int | None, Field("People", Type.NUMBER, listed=True)] = None
    profiles: Annotated[tuple[str, ...], Field("Profiles", Type.CODE, listed=True)] = ()
    summary: Annotated[LText, Field("Summary", Type.LONG_TEXT, search=4)] = {}
    due: Annotated[str, Field("Due", Type.DAY, computed=True)] = ""
    names: Annotated[dict[str, Alias], Field("Names", Type.GROUP, room=Room.IDENTITY, listed=True, search=10)] = {}
    place: Annotated[str, Field("Place", room=Room.IDENTITY, listed=True, search=6, names=True)] = ""


class Accord(Record, frozen=True, kw_only=True):
    given: Annotated[Given, Field("Given", Type.GROUP)] = Given()
    limits: Annotated[str, Field("Limits", Type.LONG_TEXT)] = ""


class Note(Record, frozen=True, kw_only=True):
    case: Annotated[str, Field("Case", Type.REF, listed=True)] = ""
    text: Annotated[str, Field("Text", Type.LONG_TEXT, search=2)] = ""


MATTER = describe(Matter, "matter", "Matter", "Matters", "A case, small enough to test.")
ACCORD = describe(
    Accord, "accord", "Accord", "Accords", "A consent.", key=("party",), restrictive="levels", strictest=LEVELS
)
NOTE = describe(Note, "note", "Note", "Notes", "A remark on a matter.")
KINDS = (MATTER, ACCORD, NOTE)
RULES = FoldRules.of(KINDS)
HERE = (Room.CASE, Room.OFFICE)


def an_id(number: int) -> str:
    return f"{number:032x}"


def a_state(kind: str, number: int, values: dict[str, Any], **more: Any) -> RecordState:
    """A state with one head a path; a list of heads, where given as `[Head, …]`, as it is."""
    fields = {
        path: value if isinstance(value, list) and value and isinstance(value[0], Head) else [Head(bytes(34), value)]
        for path, value in values.items()
    }
    return RecordState(
        kind=kind, record=bytes.fromhex(an_id(number)), fields=fields, ghosts=more.pop("ghosts", []),
        missing=more.pop("missing", []), **more,
    )  # fmt: skip


def a_matter(number: int, **values: Any) -> RecordState:
    said = {"number": f"KAL/03-{number:04}", "received": f"2025-03-{number % 28 + 1:02}T09:00:00Z"} | values
    return a_state("matter", number, {path.replace("__", "/"): value for path, value in said.items()})


def words(text: str, *, original: bool = False) -> dict[str, Any]:
    return {"text": text, "original": original}


def heads(*values: object, why: str = "") -> list[Head]:
    """Heads of one field, the highest first."""
    return [Head(bytes([at]) * 34, value, why) for at, value in enumerate(values)]
