"""The check of a block while somebody types it: the same rules of the text and of names, on words that are not saved.

Nothing is written; what is typed stays where it is until it is saved (sections 10.3 to 10.5, N1–N15).
"""

from __future__ import annotations

import msgspec

from fieldcase.model.kinds.letters import Letter
from fieldcase.model.refusal import Finding, Severity
from fieldcase.model.roles import Action
from fieldcase.office.letters.checking import check_text
from fieldcase.office.letters.gathering import open_letter
from fieldcase.office.session import Session


def check_typed(session: Session, letter_id: str, language: str, block: str, text: str) -> tuple[Finding, ...] | None:
    """What the check of the text finds in one block as it is typed; None where identities are closed here and names
    cannot be looked for. Raises `NoSuchRecord`, `NotYourRole`, and what keeps a letter from being composed."""
    session.require(Action.DRAFT_LETTER)
    opened = open_letter(session, letter_id)
    typed = msgspec.structs.replace(opened, letter=_with(opened.letter, language, block, text))
    found = check_text(session, typed).findings
    if found is None:
        return None
    return tuple(one for one in found if one.field == block and one.severity is not Severity.NOTE)


def _with(letter: Letter, language: str, block: str, text: str) -> Letter:
    blocks = {
        key: msgspec.structs.replace(one, text=text, edited=True) if (one.lang, one.block) == (language, block) else one
        for key, one in letter.blocks.items()
    }
    return msgspec.structs.replace(letter, blocks=blocks)
