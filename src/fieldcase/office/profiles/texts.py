"""Mandates that letters cite, and formulae that they open and close with.

Shipped formulae are starter text that nobody verified; an office enters the right ones, with who verified them (10.6).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from fieldcase.documents.draft import FORMULA_FIELDS, FORMULA_VERBS
from fieldcase.model.kinds.directory import Formula, MandateText, Wording
from fieldcase.model.refusal import BadValue
from fieldcase.model.rules.saying import day_of
from fieldcase.model.words import _
from fieldcase.office.documents import document_resources
from fieldcase.office.records import add, change
from fieldcase.office.session import Session
from fieldcase.office.texts import words

FIELD = re.compile(r"\{([^{}]*)\}")


def add_mandate(session: Session, symbol: str, title: str | Mapping[str, str], adopted: str) -> MandateText:
    """Record a resolution in force that letters may cite, with its date (G32). Raises `NotYourRole`, `BadValue`."""
    title_words = words(title, session.language)
    day = day_of(adopted)
    if day and day > session.today():
        why, expected = _("it is still to come"), _("the day on which it was adopted")
        raise BadValue(field="date", value=adopted, why=why, expected=expected)
    return add(session, MandateText(symbol=symbol, title=title_words, date=adopted, status="in_force"))


def supersede_mandate(session: Session, mandate: str, on: str, by: str = "") -> MandateText:
    """Record that a resolution was superseded on a day, and by which; letters that cite it are warned (N14)."""
    values = {"status": "superseded", "superseded_on": on} | ({"superseded_by": by} if by else {})
    change(session, "mandate_text", mandate, values)
    return session.vault.get(MandateText, mandate)


def add_formula(
    session: Session,
    kind: str,
    addressee_kind: str,
    language: str,
    text: str,
    *,
    verified_by: str = "",
    verified_on: str = "",
    note: str = "",
) -> Formula:
    """Record how letters to a kind of addressee open (`opening`) or close (`closing`) in a language.

    Fields: docs/templates.md. Used before the shipped one; a verified one before any other.
    """
    wording = Wording(text=text, verified_by=verified_by, verified_on=verified_on, note=note)
    return add(session, Formula(kind=kind, addressee_kind=addressee_kind, lang=language, wording=wording))


def confirm_formula(
    session: Session,
    kind: str,
    addressee_kind: str,
    language: str,
    text: str = "",
    *,
    verified_by: str = "",
    verified_on: str = "",
) -> Formula:
    """Record a formula of the office's own; without a text the shipped one, as it stands, with who confirmed it.

    Raises `BadValue` where none ships to confirm, where a confirmation lacks who or when or is dated in days to come,
    and for a field that formulae do not have.
    """
    if not text.strip():
        shipped = (one for one in document_resources().formulae if one.lang == language and one.kind == kind)
        text = next((one.text for one in shipped if one.addressee_kind == addressee_kind), "")
        if not text:
            why, expected = _("none ships for this addressee in this language"), _("the words of the formula")
            raise BadValue(field="text", value=f"{kind}, {addressee_kind}, {language}", why=why, expected=expected)
        if not (verified_by and verified_on):
            why, expected = _("nothing is said about it"), _("who confirmed it, and on which day")
            raise BadValue(field="verified_by", value=verified_by or "–", why=why, expected=expected)
    require_known(text, verified_on, session.today())
    return add_formula(
        session, kind, addressee_kind, language, text.strip(), verified_by=verified_by, verified_on=verified_on
    )


def require_known(text: str, verified_on: str, today: date) -> None:
    """Refuse a formula with a field that would be printed as it stands, and a confirmation still to come. Raises
    `BadValue`."""
    for field in FIELD.findall(text):
        name = field.partition(":")[0]
        if name not in FORMULA_FIELDS and name not in FORMULA_VERBS:
            known = ", ".join((*FORMULA_FIELDS, *FORMULA_VERBS))
            raise BadValue(
                field="text", value=f"{{{field[:30]}}}", why=_("formulae have no such field"), expected=known
            )
    day = day_of(verified_on)
    if day and day > today:
        why, expected = _("it is still to come"), _("the day on which it was confirmed")
        raise BadValue(field="verified_on", value=verified_on, why=why, expected=expected)
