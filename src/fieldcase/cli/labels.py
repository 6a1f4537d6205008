"""Codes in the words of whoever reads: statuses by their machine, terms by their vocabulary, choices by their table.

For people's eyes alone: documents (`--json`) keep the codes. A code that nothing knows is shown as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING, Any

from fieldcase.model import machines
from fieldcase.model.declare import Kind, Part, Record, Type
from fieldcase.model.kinds.choices import choice_label
from fieldcase.model.refusal import BadValue
from fieldcase.model.vocabulary import Vocabularies
from fieldcase.model.words import _

if TYPE_CHECKING:
    from fieldcase.office.session import Session

NUMBERS = ("case_no", "code", "act_no", "lom_no", "no", "ev_no", "reply_no", "alleg_no")


def status(machine: str, code: str) -> str:
    """The state of a machine in words."""
    found = machines.MACHINES[machine].state(code)
    return _(found.label) if found else code


def require_status(machine: str, code: str, field: str = "status") -> str:
    """The code, if the machine has that state (empty: any). Raises `BadValue`, which lists them."""
    found = machines.MACHINES[machine]
    if code and found.state(code) is None:
        known = ", ".join(one.code for one in found.states)
        raise BadValue(field=field, value=code[:40], why=_("there is no such status"), expected=known)
    return code


def require_choice(field: str, code: str, known: Iterable[str]) -> str:
    """The code, if it is one of these (empty: none said). Raises `BadValue`, which lists them."""
    codes = tuple(known)
    if code and code not in codes:
        expected = ", ".join(codes)
        raise BadValue(field=field, value=code[:40], why=_("it is not one of the choices"), expected=expected)
    return code


class Labels:
    """Terms of the vocabularies in one language."""

    def __init__(self, vocabularies: Vocabularies, language: str, zone: tzinfo = UTC) -> None:
        self._known, self._language, self._zone = vocabularies, language, zone

    @classmethod
    def of(cls, session: Session) -> Labels:
        """Those of an open vault, in the language of whoever works in it."""
        return cls(session.vocabularies, session.language, session.zone)

    def term(self, vocabulary: str, code: str) -> str:
        """A term's label; a code that the list does not have as it is, nothing for nothing."""
        return self._known.label(vocabulary, code, self._language) if self._known.has(vocabulary, code) else code

    def terms(self, vocabulary: str, codes: Iterable[str]) -> str:
        """Several terms, one behind the other."""
        return ", ".join(self.term(vocabulary, one) for one in codes)

    def day(self, said: str) -> str:
        """The office's local day of a stored day or instant; what is neither as it is."""
        try:
            return datetime.fromisoformat(said).astimezone(self._zone).date().isoformat() if "T" in said else said
        except ValueError:
            return said

    def about(self, kind: Kind, record: Record) -> str:
        """What a record is, in few words: its title, or what it says by the lists that its kind has."""
        if title := getattr(record, "title_neutral", ""):
            return str(title)
        for part in kind.parts:
            for inner, holder in ((part, record), *((one, getattr(record, part.name, None)) for one in part.parts)):
                said = getattr(holder, inner.name, None)
                if said and inner.field.type in (Type.CODE, Type.CHOICE):
                    return self._said(inner, said)
        return ""

    def _said(self, part: Part, said: Any) -> str:
        codes = [said] if isinstance(said, str) else [one for one in said if isinstance(one, str)]
        if part.field.vocabulary:
            return self.terms(part.field.vocabulary, codes)
        return ", ".join(choice_label(one) for one in codes)


def number(record: Record) -> str:
    """The number or code by which people call a record: A1, EV2, R1, P-7K3D9X; empty where it has none."""
    return str(next((getattr(record, name) for name in NUMBERS if getattr(record, name, "")), ""))


def choice(code: str) -> str:
    """A closed choice of the program in words."""
    return choice_label(code)
