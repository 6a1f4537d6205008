"""Terms of an office's own, in the lists that are open: added, named in each language, retired, never deleted.

Records keep a term that was retired; it is offered no more. Its code begins with `x_` and is made from its label, so
that nobody types one. Figures for headquarters leave it out until it is mapped.
"""

from __future__ import annotations

import re
import unicodedata

import msgspec

from fieldcase.model.declare import Room
from fieldcase.model.kinds import kind_of
from fieldcase.model.kinds.office import OfficeTerm, OwnTerm
from fieldcase.model.refusal import BadValue, NotYourRole
from fieldcase.model.vocabulary import OFFICE_PREFIX
from fieldcase.model.words import _
from fieldcase.office.records import add, require_write, write_values
from fieldcase.office.session import Session
from fieldcase.office.texts import words

LONGEST = 40


def open_lists(session: Session) -> dict[str, str]:
    """The lists that an office may add to, by name, with their titles."""
    known = session.vocabularies
    return {name: known.title(name, session.language) for name in known.names if known.open(name)}


def own_terms(session: Session) -> tuple[OfficeTerm, ...]:
    """The terms that this office added, by list and code; the retired ones too."""
    own = (one for one in session.vault.all(OfficeTerm) if session.own("office_term", one.id))
    return tuple(sorted(own, key=lambda one: (one.term.list, one.term.code)))


def may_add(session: Session) -> bool:
    """Whether this seat may add and retire terms."""
    try:
        require_write(session, Room.OFFICE, kind_of(OfficeTerm), "term", {})
    except NotYourRole:
        return False
    return True


def add_term(session: Session, name: str, label: str) -> OfficeTerm:
    """Add a term to an open list, with its label in the session's language. Raises `NotYourRole`, `BadValue` for a
    closed list, a label without a letter, and one that is there.
    """
    label = label.strip()
    if not session.vocabularies.open(name):
        raise BadValue(field="list", value=name[:40], why=_("the list is closed"), expected=_("an open list"))
    code = _code(label)
    if code == OFFICE_PREFIX:
        why = _("it has no letter or digit")
        raise BadValue(field="label", value=label[:40], why=why, expected=_("a word or two"))
    same = {term.labels.get(session.language, "").casefold() for term in session.vocabularies.terms(name)}
    if label.casefold() in same or session.vocabularies.has(name, code):
        why = _("the list has it already")
        raise BadValue(field="label", value=label[:40], why=why, expected=_("another word"))
    term = OwnTerm(list=name, code=code, labels=words(label, session.language))
    made = add(session, OfficeTerm(term=term))
    session.forget()
    return made


def retire_term(session: Session, term: str, retired: bool = True) -> None:
    """Offer a term of the office's own no more, or again; records that have it keep it. Raises `NotYourRole`."""
    held = session.vault.get(OfficeTerm, term)
    changed = msgspec.to_builtins(msgspec.structs.replace(held.term, retired=retired))
    with session.vault.writing() as writing:
        write_values(session, writing, kind_of(OfficeTerm), term, {"term": changed})
        writing.commit()
    session.forget()


def _code(label: str) -> str:
    """`x_` and the label in small Latin letters; a label in another script gets the numbers of its letters."""
    plain = unicodedata.normalize("NFKD", label.casefold()).encode("ascii", "ignore").decode()
    if not re.search("[a-z0-9]", plain):
        plain = "_".join(f"{ord(letter):x}" for letter in label if letter.isalnum())
    return (OFFICE_PREFIX + re.sub("[^a-z0-9]+", "_", plain).strip("_"))[:LONGEST]
