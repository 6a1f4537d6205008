"""What was changed in a case, told in words: by day, who, at what time, which record, each field before and after.

A view model without widgets. What is closed, withheld, erased or not allowed is said as such, never shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any

from fieldcase.desktop.form.saying import Names, say_part
from fieldcase.desktop.wording import Wording
from fieldcase.model.declare import Kind, Shape, assemble
from fieldcase.model.kinds import KINDS
from fieldcase.model.words import N_, _
from fieldcase.office.cases.history import CLOSED, GONE, UNCOUNTED

if TYPE_CHECKING:
    from fieldcase.office.cases.history import Changed

WHYS = {
    CLOSED: N_("changed in a closed compartment"),
    GONE: N_("withheld or erased"),
    UNCOUNTED: N_("does not count: the seat was not allowed to write this"),
}


@dataclass(frozen=True)
class FieldChange:
    """One field: its label, what stood there before, what stands after; `why` where neither is shown."""

    label: str
    before: str
    after: str
    why: str = ""


@dataclass(frozen=True)
class Entry:
    """Everything that one person changed in one record in one go."""

    day: date
    time: str
    who: str
    kind: str
    record: str
    what: str
    recorded: bool
    fields: tuple[FieldChange, ...]


def entries(written: Iterable[Changed], wording: Wording, names: Names) -> list[Entry]:
    """The changes, newest first, those made together told together."""
    found = []
    for (at, by, kind, record), group in groupby(written, key=lambda one: (one.at, one.by, one.kind, one.record)):
        changes = list(group)
        fields = tuple(_field(one, wording, names) for one in changes)
        when = datetime.fromtimestamp(at / 1000, wording.zone)
        label = _(KINDS[kind].label)
        what = " ".join(part for part in (label, names.get(record, "")) if part)
        first = any(one.first for one in changes)
        found.append(Entry(when.date(), f"{when:%H:%M}", by, kind, record, what, first, fields))
    return found


def of_record(found: Sequence[Entry], record: str) -> list[Entry]:
    """Those of one record; all where none is named."""
    return [one for one in found if not record or one.record == record]


def records_in(found: Sequence[Entry]) -> dict[str, str]:
    """The records that were changed, by id, each as it is called."""
    return dict(sorted({one.record: one.what for one in found}.items(), key=lambda pair: pair[1]))


def _field(one: Changed, wording: Wording, names: Names) -> FieldChange:
    if one.path == "status":
        return FieldChange(_("Status"), "", wording.term("case_status", str(one.after)))
    if not one.path:
        return FieldChange(_("Something"), "", "", _(WHYS[GONE]))
    kind = KINDS[one.kind]
    label = _(kind.part_of(one.path).field.label)
    if one.why in (CLOSED, GONE):
        return FieldChange(label, "", "", _(WHYS[one.why]))
    before, after = (said_value(kind, one.path, value, wording, names) for value in (one.before, one.after))
    return FieldChange(label, before, after, _(WHYS[one.why]) if one.why else "")


def said_value(kind: Kind, path: str, value: Any, wording: Wording, names: Names) -> str:
    """A value of the ledger in words, read through the record's own declaration; empty where nothing stands."""
    if value is None:
        return ""
    part = kind.part_of(path)
    read = getattr(assemble(kind, "0" * 32, {path: value}), part.name)
    if part.shape is Shape.PLAIN and read == getattr(kind.record(), part.name):
        return str(value)
    return say_part(part, read, wording, names) or str(value)
