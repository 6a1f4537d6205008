"""`fieldcase record`: any kind of record, from its declaration: what it has, list, show, add, change, what was before.

Kinds whose steps have rules of their own are written by their own commands, never here. What stands in closed
compartments is shown with a reason only, and the look is logged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import msgspec
import typer

from fieldcase.cli.labels import number
from fieldcase.cli.lines import fields as field_lines
from fieldcase.cli.lines import table
from fieldcase.cli.run import Group, Run
from fieldcase.model.declare import Type
from fieldcase.model.refusal import BadValue, Refusal
from fieldcase.model.words import N_, _

if TYPE_CHECKING:
    from fieldcase.model.declare import Column, Kind, Record
    from fieldcase.office.session import Session

GROUP = Group("record", N_("Any kind of record: list, show, add, change, history."))
KindName = Annotated[str, typer.Argument(metavar="KIND", help=N_("Kind of record, such as act or cooperation_link."))]
Name = Annotated[str, typer.Argument(metavar="RECORD", help=N_("Its number or code, CASE/NUMBER, or its id."))]
Values = Annotated[list[str], typer.Argument(metavar="FIELD=VALUE", help=N_("What it says."))]
InCase = Annotated[str, typer.Option("--case", help=N_("The case it belongs to."))]

OWN_WAYS: dict[str, str] = {
    "case": "case new, case set",
    "sealed_case": "import --seal",
    "consent": "consent set",
    "identifiability_answer": "letter recognise",
    "recognition": "letter recognise",
    "risk_assessment": "risk assess",
    "source": "source add",
    "evidence": "evidence add",
    "evidence_origin": "evidence add",
    "custody_event": "evidence add",
    "assessment": "verify-case assess",
    "decision": "decision propose",
    "allegation": "allegation write",
    "letter": "letter draft",
    "letter_step": "letter approve",
    "state_reply": "reply record",
    "matrix_row": "reply row",
    "office": "init",
    "office_settings": "profile office",
    "state_profile": "profile state",
    "seat": "peer enrol",
    "roster": "peer sign",
    "peer": "peer enrol",
    "policy": "peer enrol",
    "log_entry": "check",
    "import_batch": "import",
    "row_seen": "import",
    "import_key": "import",
}
"""Kinds that are written by commands of their own, whose rules would be passed by here."""


class OwnCommand(Refusal):
    """This kind is written by its own command."""

    code = "FC-556"
    message = N_("“{kind}” is written by a command of its own.")
    remedy = N_("Use: fieldcase {command}.")


@GROUP.command("kinds", N_("List the kinds of record that there are."), "record kinds")
def kinds(run: Run) -> None:
    """Every kind with what it is."""
    from fieldcase.model.kinds import KINDS

    rows = [(kind.name, _(kind.plural), ", ".join(kind.rooms)) for kind in KINDS.values()]
    said = [{"kind": name, "label": label, "rooms": rooms} for name, label, rooms in rows]
    run.says.document("kinds", {"kinds": said}, *table((_("Kind"), _("What it is"), _("Compartments")), rows))


@GROUP.command("fields", N_("List the fields of a kind, with what may stand in them."), "record fields act")
def fields(run: Run, kind: KindName) -> None:
    """Every field of a kind."""
    from fieldcase.model.kinds import kind_named

    declared = kind_named(kind)
    rows = [
        (
            part.name,
            part.shape.value,
            part.field.vocabulary or ", ".join(part.field.choices) or part.field.refers or part.field.type.value,
            part.field.room.value,
            _(part.field.label),
        )
        for part in declared.parts
    ]
    heads = (_("Field"), _("Shape"), _("What it is"), _("Compartment"), _("Label"))
    said = [dict(zip(("field", "shape", "type", "room", "label"), row, strict=True)) for row in rows]
    run.says.document("fields", {"kind": declared.name, "fields": said}, *table(heads, rows))


@GROUP.command("terms", N_("List the codes of a vocabulary, with what they mean."), "record terms consent_method")
def terms(
    run: Run, vocabulary: Annotated[str, typer.Argument(metavar="LIST", help=N_("Name of the list, as fields tell."))]
) -> None:
    """Every code of a list."""
    from fieldcase.office.opening import chosen_language, vocabularies

    known = vocabularies()
    if vocabulary not in known.names:
        raise BadValue(field="LIST", value=vocabulary[:40], why=_("no such list"), expected=", ".join(known.names))
    language = chosen_language(run.lang)
    rows = [(code, known.label(vocabulary, code, language)) for code in known.codes(vocabulary)]
    said = [{"code": code, "label": label} for code, label in rows]
    run.says.document("terms", {"list": vocabulary, "terms": said}, *table((_("Code"), _("What it means")), rows))


@GROUP.command("list", N_("List the records of a kind, in codes."), "record list act --case XKAL-03-2026-00001")
def list_(run: Run, kind: KindName, case: InCase = "") -> None:
    """The records of a kind that this seat may see."""
    from fieldcase.model.kinds import kind_named
    from fieldcase.office.cases.records import records_of

    declared = kind_named(kind)
    with run.session() as session:
        found = records_of(session, declared.name, _case(session, case))
        columns = [column for column in declared.columns if column.name != "case"][:6]
        rows = [(one.id[:8], *(_shown(session, one, column) for column in columns)) for one in found]
    heads = (_("Id"), *(column.name for column in columns))
    run.says.document("records", {"kind": declared.name, "records": found}, *table(heads, rows))


@GROUP.command(
    "show",
    N_("Show one record. Without a reason in codes; with one also who people are, and the look is logged."),
    "record show act XKAL-03-2026-00001/A1",
    'record show party P-7K3D9X --reason "To telephone her about the hearing."',
)
def show(
    run: Run,
    kind: KindName,
    record: Name,
    reason: Annotated[str, typer.Option(help=N_("Why you need to see what is closed; it is logged."))] = "",
) -> None:
    """One record, as this seat may see it."""
    from fieldcase.model.kinds import kind_named
    from fieldcase.office.called import called
    from fieldcase.office.cases.records import record_of
    from fieldcase.office.parties.identity import see_closed

    declared = kind_named(kind)
    with run.session() as session:
        found = called(session, declared.name, record)
        one = see_closed(session, declared.name, found, reason) if reason else record_of(session, declared.name, found)
    run.says.document("record", {"kind": declared.name, "record": one}, *field_lines(declared, one))


@GROUP.command(
    "add",
    N_("Record something new. Texts need their language, lists a code or JSON."),
    "record add act --case XKAL-03-2026-00001 type=arbitrary_arrest date=2026-03-05 victims=P-7K3D9X",
    'record add party kind=person gender=woman names/1.full="Ilena Dovrak"',
)
def add(run: Run, kind: KindName, values: Values, case: InCase = "") -> None:
    """A new record of a kind."""
    from fieldcase.cli.typed import typed
    from fieldcase.model.declare import assemble
    from fieldcase.office.records import add as add_record

    declared = _writable(kind)
    with run.session() as session:
        inside = _unsealed(session, case)
        said = typed(declared, values, _refer(session, inside))
        if inside:
            said["case"] = inside
        _check(session, declared, said)
        made = add_record(session, assemble(declared, "", said))
    called = number(made) or made.id
    run.says.document("record-add", {"kind": declared.name, "id": made.id, "number": called}, called)


@GROUP.command(
    "set",
    N_("Change fields of a record; only what is named changes, and what was before stays in the history."),
    "record set act XKAL-03-2026-00001/A1 date=2026-03 perpetrator_types=state_agent,-unidentified",
)
def set_(run: Run, kind: KindName, record: Name, values: Values) -> None:
    """Fields of a record, changed."""
    from fieldcase.cli.typed import typed
    from fieldcase.office.called import called
    from fieldcase.office.records import change

    declared = _writable(kind)
    with run.session() as session:
        found = called(session, declared.name, record)
        held = session.vault.get(declared.record, found)
        inside = str(getattr(held, "case", ""))
        _require_unsealed(session, inside)
        said = typed(declared, values, _refer(session, inside), held)
        change(session, declared.name, found, said)
    saved = _("Saved: {fields}").format(fields=", ".join(sorted(said)))
    run.says.document("record-set", {"kind": declared.name, "id": found, "changed": sorted(said)}, saved)


@GROUP.command(
    "history",
    N_("Everything that was ever written of a record: who, when, what was there."),
    "record history case XKAL-03-2026-00001",
)
def history(run: Run, kind: KindName, record: Name) -> None:
    """The history of a record, without what stands in closed compartments."""
    from fieldcase.model.kinds import kind_named
    from fieldcase.office.called import called
    from fieldcase.office.cases.records import history_of

    declared = kind_named(kind)
    with run.session() as session:
        found = history_of(session, declared.name, called(session, declared.name, record))
    rows = [(one.at, one.by, one.path, "…" if one.closed else _plain(one.value)) for one in found]
    run.says.document("history", {"changes": found}, *table((_("When"), _("Who"), _("Field"), _("Value")), rows))


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()


def _shown(session: Session, record: Record, column: Column) -> object:
    """A list column of a record; a person by code, another record by the beginning of its id."""
    holder = getattr(record, column.part.name) if column.inner else record
    said = getattr(holder, column.name)
    if column.field.type is not Type.REF:
        return said
    return [_called(session, one) for one in ([said] if isinstance(said, str) else said)]


def _called(session: Session, record: str) -> str:
    from fieldcase.model.kinds.parties import Party

    party = session.vault.find(Party, record) if record else None
    return party.code if party else record[:8]


def _writable(name: str) -> Kind:
    from fieldcase.model.kinds import kind_named

    declared = kind_named(name)
    if declared.name in OWN_WAYS:
        raise OwnCommand(kind=declared.name, command=OWN_WAYS[declared.name])
    return declared


def _case(session: Session, said: str) -> str:
    from fieldcase.office.called import case_called

    return case_called(session, said) if said else ""


def _unsealed(session: Session, said: str) -> str:
    found = _case(session, said)
    _require_unsealed(session, found)
    return found


def _require_unsealed(session: Session, case: str) -> None:
    from fieldcase.office.cases.sight import require_unsealed

    if case:
        require_unsealed(session, case)


def _refer(session: Session, case: str):  # type: ignore[no-untyped-def]  # a Refer, whose name would be imported for nothing
    from fieldcase.office.called import called

    return lambda kinds, said: called(session, kinds, said, case=case)


def _check(session: Session, kind: Kind, values: dict[str, Any]) -> None:
    """Before a record is made of them: what does not fit its type would be left out in silence."""
    from fieldcase.model.checking import check_values

    check_values(kind, values, session.vocabularies)
