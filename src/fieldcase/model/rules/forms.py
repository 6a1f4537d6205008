"""In which form a letter is written (section 10.1): most kinds have their own; a reminder, a follow-up, an
acknowledgement and thanks take that of the letter they go back to, and are signed as it was."""

from __future__ import annotations

from fieldcase.model.kinds.letters import EarlierLetter, Letter
from fieldcase.model.lettershapes import shape_of
from fieldcase.model.rules.casefile import CaseFile, by_id
from fieldcase.model.shape import NOTE_ADDRESSEES, Form, Shape


def form_of(file: CaseFile, letter: Letter) -> Form:
    """The form of a letter: its kind's own, or that of the first letter it goes back to.

    Where there is none to go back to (a reply that no letter asked for), missions and foreign ministries get a note
    verbale and everybody else a letter.
    """
    shape = shape_of(letter.kind)
    if shape is None:
        return Form.LETTER
    if not shape.follows:
        return shape.form
    first = _first(file, letter)
    own = shape_of(first.kind) if first else None
    if own is not None and own.form in (Form.NOTE, Form.LETTER) and not own.follows:
        return own.form
    addressed = letter.addressee_kind in NOTE_ADDRESSEES or not letter.addressee_kind
    return Form.NOTE if addressed else Form.LETTER


def shape_for(file: CaseFile, letter: Letter) -> Shape | None:
    """The shape of a letter in its form; None where letters of its kind are not written here."""
    shape = shape_of(letter.kind)
    return shape.in_form(form_of(file, letter)) if shape else None


def signed_for(file: CaseFile, letter: Letter) -> str:
    """What a letter carries (G10, section 10.1): `signature`, `initials_stamp` or `none`."""
    shape = shape_for(file, letter)
    return shape.frame.signed if shape else "signature"


def _first(file: CaseFile, letter: Letter) -> Letter | EarlierLetter | None:
    """The letter with a form of its own that a letter goes back to, over those in between; the last one found where
    none of them has one."""
    found: Letter | EarlierLetter | None = None
    seen = {letter.id}
    waiting = list(letter.previous_letters)
    while waiting:
        record = waiting.pop(0)
        earlier = None if record in seen else file.letter(record) or by_id(file.earlier_letters, record)
        seen.add(record)
        if earlier is None:
            continue
        found = earlier
        shape = shape_of(earlier.kind)
        if isinstance(earlier, EarlierLetter) or shape is None or not shape.follows:
            return earlier
        waiting = [*earlier.previous_letters, *waiting]
    return found
