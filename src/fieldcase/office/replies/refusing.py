"""The answer to a reply that asks who somebody is: nobody is confirmed, and no source is said to exist (G19, S20).

A draft like any other: an officer reads it, another person approves it, the head signs.
"""

from __future__ import annotations

from functools import lru_cache

import msgspec

from fieldcase.documents.resources import LanguageNotReady
from fieldcase.model.kinds.letters import Letter
from fieldcase.model.kinds.replies import StateReply
from fieldcase.model.refusal import Refusal
from fieldcase.model.roles import Action
from fieldcase.model.rules.replies import asks_identity
from fieldcase.model.words import N_
from fieldcase.office import resources
from fieldcase.office.letters.drafting import Wanted, draft_letter
from fieldcase.office.letters.editing import edit_block
from fieldcase.office.replies.registering import reply_file
from fieldcase.office.session import Session

KIND, BLOCK = "acknowledgement_state", "next_step"
FILE = "documents/refusal.json"


class AsksNobody(Refusal):
    """The reply asks for no identity, so there is nothing to refuse."""

    code = "FC-496"
    message = N_("This reply does not ask who anybody is, as far as it was screened and matched.")
    remedy = N_(
        "Say so first: fieldcase reply screen --flag asks_identity, or the position asks_identity in its matrix."
    )


def draft_refusal(session: Session, reply_id: str, languages: tuple[str, ...] = ()) -> Letter:
    """Draft the acknowledgement that refuses to say who gave information, in the languages of the letter answered.

    Raises `AsksNobody`, `LanguageNotReady`, and as `draft_letter` does.
    """
    session.require(Action.DRAFT_LETTER)
    reply = session.vault.get(StateReply, reply_id)
    if not asks_identity(reply_file(session, reply), reply):
        raise AsksNobody
    letter = draft_letter(session, reply.case, KIND, Wanted(languages=languages, replies_to=(reply_id,)))
    said = _texts()
    for language in letter.languages:
        if language not in said:
            raise LanguageNotReady(language=language, known=", ".join(said))
        letter = edit_block(session, letter.id, language, BLOCK, said[language])
    return letter


@lru_cache(maxsize=1)
def _texts() -> dict[str, str]:
    return msgspec.json.decode(resources.read(FILE), type=dict[str, str])
