"""Whether a State had answered a letter by a day, with the sentence that says so (G14, S17; trap 9)."""

from __future__ import annotations

from datetime import date

import msgspec

from fieldcase.documents.silence import silence_sentence
from fieldcase.model.kinds.letters import EarlierLetter, Letter
from fieldcase.model.roles import Action, Reach
from fieldcase.model.rules.replies import clock_facts
from fieldcase.model.rules.tracker import Silence, silence
from fieldcase.office.cases.sight import NotYourCase, require_unsealed
from fieldcase.office.documents import document_resources
from fieldcase.office.letters.facts import named_state, state_profile
from fieldcase.office.letters.listing import register_of
from fieldcase.office.session import Session


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """The fact, and its sentence in each language that was asked for; no sentences where a reply came."""

    fact: Silence
    sentences: dict[str, str]


def silence_of(session: Session, letter_id: str, as_of: date, languages: tuple[str, ...] = ()) -> Told:
    """What is known of the answer to a letter on a day, such as a cycle's cut-off; in the letter's languages by
    default. Raises `NoSuchRecord`, `NotYourRole`, `NotYourCase`, `BlockedByRules` (G33), `StateUnnamed`.
    """
    if session.require(Action.READ_CASE) is Reach.OWN_INTAKE:
        raise NotYourCase
    letter = session.vault.find(Letter, letter_id) or session.vault.get(EarlierLetter, letter_id)
    cases = letter.case_nos if isinstance(letter, Letter) else ()
    for case in (letter.case, *cases):
        require_unsealed(session, case)
    fact = silence(clock_facts(register_of(session, only=[letter_id]), letter), session.settings, as_of)
    wanted = languages or (letter.languages if isinstance(letter, Letter) else (session.language,))
    resources, profile = document_resources(), state_profile(session, letter.addressee_state)
    sentences = {
        one: sentence
        for one in wanted
        if (sentence := silence_sentence(fact, named_state(profile, one, resources.words(one)), one, resources))
    }
    return Told(fact=fact, sentences=sentences)
