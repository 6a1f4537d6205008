"""What is said to whoever typed a name where codes belong: record, field and the code to write, never the name.

Saving succeeds always: an edit that is refused is an edit that is lost. Only the reason of a step is refused, for it
leaves with the step, and neither can be taken out of it again.
"""

from __future__ import annotations

from collections.abc import Iterator

from fieldcase.model.declare import Shape
from fieldcase.model.freetext import FreeText, is_number
from fieldcase.model.kinds import KINDS
from fieldcase.model.refusal import Finding, require
from fieldcase.model.rules.saying import found
from fieldcase.model.words import _
from fieldcase.office.names import can_check, reader
from fieldcase.office.session import Session

RULE = "N16"
"""The rule that the case room holds codes and no names."""
NUMBERS = ("case_no", "code", "act_no", "lom_no", "no", "ev_no", "reply_no")


def told(session: Session) -> tuple[Finding, ...]:
    """Whom the texts name that were written in this session since this was last asked, as they stand: with the code to
    write instead. Empty where identities are closed."""
    written = tuple(session.written)
    session.written.clear()
    if not written or not can_check(session):
        return ()
    return tuple(dict.fromkeys(one for kind, record, path in written for one in _told(session, kind, record, path)))


def _told(session: Session, kind: str, record: str, path: str) -> Iterator[Finding]:
    shown = session.vault.shown(kind, record)
    value = shown.values.get(path) if shown else None
    if value is None:
        return
    for party in dict.fromkeys(one.code for one in reader(session).named_by(kind, path, value)):
        sentence = _("{record}, {field}: what was written there names {party}.")
        remedy = _("It is saved. Write {party} instead, for this room is codes only.")
        where = {"record": spoken(session, kind, record), "field": spoken_field(kind, path), "party": party}
        yield found(
            RULE, sentence.format(**where), remedy.format(party=party), records=(record,), field=path, party=party
        )


def require_codes(session: Session, reason: str, record: str) -> None:
    """Refuse a reason of a step that names somebody: it goes out with the step for ever. Raises `BlockedByRules`."""
    if not reason or not can_check(session):
        return
    codes = dict.fromkeys(one.code for one in reader(session).named_in((FreeText("reason", reason),)))
    sentence = _("The reason names {party}; it leaves with the step and can never be taken out.")
    remedy = _("Write {party} instead.")
    require(
        tuple(
            found(
                RULE, sentence.format(party=one), remedy.format(party=one), records=(record,), field="reason", party=one
            )
            for one in codes
        )
    )


def require_nameless(session: Session, recipient: str, record: str) -> None:
    """Refuse a recipient of a consent that names somebody: the record's id is made of it, so that whoever gets the id
    alone could try names until one fits. Raises `BlockedByRules`.
    """
    if not recipient or not can_check(session):
        return
    codes = dict.fromkeys(one.code for one in reader(session).named_in((FreeText("recipient", recipient),)))
    sentence = _("“Only for” names {party}; the number of this consent is made of it, and could be guessed back.")
    remedy = _("Write {party} instead.")
    require(
        tuple(
            found(
                RULE,
                sentence.format(party=one),
                remedy.format(party=one),
                records=(record,),
                field="recipient",
                party=one,
            )
            for one in codes
        )
    )


def spoken(session: Session, kind: str, record: str) -> str:
    """How a record is called in a sentence: its kind, and its number or the beginning of its id."""
    declared = KINDS.get(kind)
    if declared is None:
        return _("Step of a record")
    shown = session.vault.shown(kind, record)
    numbers = (shown.values.get(name) for name in NUMBERS) if shown else ()
    number = next((one for one in numbers if isinstance(one, str) and is_number(one)), record[:8])
    return f"{_(declared.label)} {number}"


def spoken_field(kind: str, path: str) -> str:
    """How a field is called: its label, with the language where it has one in each."""
    declared = KINDS.get(kind)
    name, _slash, element = path.partition("/")
    part = next((one for one in declared.parts if one.name == name), None) if declared else None
    if part is None:
        return _("Reason") if path == "status" else _("Field of a newer program")
    return (
        f"{_(part.field.label)} ({element})" if part.shape is Shape.TEXTS and len(element) <= 3 else _(part.field.label)
    )
