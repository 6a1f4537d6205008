"""Who a letter mentions, at which level, and for which consent (G4): the naming table, read strictly.

A party counts as mentioned when the naming table or a text names it, when it is a victim of an act that the letter
puts to the addressee, or when it is the one whose cooperation the act is linked to: nobody is left out by leaving a
row out.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable

import msgspec

from fieldcase.model.kinds.decisions import Allegation
from fieldcase.model.kinds.letters import Letter
from fieldcase.model.lettershapes import rechecks
from fieldcase.model.machines.letter import PROPOSALS, TO_SOURCES
from fieldcase.model.rules.casefile import CaseFile
from fieldcase.model.rules.consent import STATE
from fieldcase.model.rules.scales import ANON, CONSENT, NAMED, NONE, consent_rank

PLACEHOLDER = re.compile(r"\{\s*([PGO]-[A-Z0-9]+)\s*\}")

FIXED_SCOPES: dict[str, tuple[str, ...]] = {
    "source_acknowledgement": ("recontact",),
    "source_feedback": ("recontact",),
    "sp_allegation_draft": ("special_procedures", "share_hq"),
    "sp_urgent_draft": ("special_procedures", "share_hq"),
    "sp_other_draft": ("special_procedures", "share_hq"),
    "treaty_body_brief": ("treaty_bodies", "share_hq"),
    "hrc_president_brief": ("hrc_president", "share_hq"),
    "asg_brief": ("share_un_system", "share_hq"),
    "non_state_letter": ("third_state",),
    "de_facto_letter": ("third_state",),
}
"""Section 10.1: kinds whose consent does not depend on who is responsible. Every other kind goes to a State. A proposal
goes through headquarters, so it says no more than a person agreed to for headquarters either."""

STATE_KINDS = frozenset(
    {
        "note_verbale",
        "letter_concern",
        "aide_memoire",
        "info_request_op8",
        "acknowledgement_state",
        "reminder",
        "follow_up",
        "thanks_reply",
        "law_comment",
    }
)


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """One party as one letter mentions it. `tabled` is false when only a text or an act brings it in; `cited` is true
    when only an earlier letter does, which this one cites."""

    party: str
    level: str
    tabled: bool = True
    cited: bool = False


def allegations_of(file: CaseFile, letter: Letter) -> tuple[Allegation, ...]:
    """The allegations that a letter transmits, in the order of their numbers in the letter."""
    numbered = sorted(letter.allegations.values(), key=lambda row: (row.number, row.allegation))
    return tuple(allegation for row in numbered if (allegation := file.allegation(row.allegation)))


def told_of(file: CaseFile, letter: Letter) -> tuple[str, ...]:
    """The parties on whose behalf a letter speaks: whom it mentions, without officials and those held responsible."""
    return tuple(one.party for one in mentions(file, letter) if file.protected(one.party))


def responsible_for(file: CaseFile, letter: Letter) -> frozenset[str]:
    """The States responsible for everything that a letter puts to its addressee.

    A State that is responsible for some of the acts only is a third State for the others: it is not in this set.
    """
    allegations = allegations_of(file, letter)
    acts = {act for allegation in allegations for act in allegation.acts}
    laws = {law for allegation in allegations for law in allegation.laws} | set(letter.laws)
    states = [frozenset(act.responsible_state) for act in file.acts if act.id in acts]
    states += [frozenset({law.enacting_state}) for law in file.laws if law.id in laws]
    if not states:
        return frozenset(file.responsible_states)
    return frozenset.intersection(*states)


def scopes_of(file: CaseFile, letter: Letter) -> tuple[str, ...]:
    """G4: the consent scopes under which a letter falls; every one of them must allow what it says.

    `state_letter` for the responsible State, `third_state` for any other; an aide-memoire falls under `state_oral`,
    and under `third_state` as well when it is handed to another State.
    """
    if letter.kind in FIXED_SCOPES:
        return FIXED_SCOPES[letter.kind]
    responsible = letter.addressee_state in responsible_for(file, letter)
    if letter.kind == "aide_memoire":
        return ("state_oral",) if responsible else ("state_oral", "third_state")
    return ("state_letter",) if responsible else ("third_state",)


def recipient_of(letter: Letter) -> str:
    """Who receives what the letter says: the State addressed; without a State, the addressee by the name under which
    people were asked. One that is called like the code of a State is no State, so no such code either."""
    if letter.addressee_state and letter.kind not in PROPOSALS | TO_SOURCES:
        return letter.addressee_state
    if letter.kind in ("non_state_letter", "de_facto_letter"):
        said = letter.recipient or next((words.text for _lang, words in sorted(letter.addressee_role.items())), "")
        return said.casefold() if STATE.fullmatch(said.strip()) else said
    return ""


def mentions(file: CaseFile, letter: Letter) -> tuple[Mention, ...]:
    """Everybody a letter mentions with the highest level at which it does. Unprotected roles are in it too (G4 skips
    them).

    A placeholder in a text counts as NAMED unless the table gives the party a level. A reminder or a follow-up mentions
    whom the letters that it cites mentioned, too (section 10.1: re-check of the first letter).
    """
    table = {row.party for row in letter.naming.values()}
    own = _own(file, letter)
    cited = _cited(file, letter) if rechecks(letter.kind) else {}
    return tuple(
        Mention(party=party, level=level, tabled=party in table or party not in own, cited=party not in own)
        for party, level in sorted((cited | own).items(), key=lambda pair: (file.code(pair[0]), pair[0]))
        if level != NONE
    )


def _own(file: CaseFile, letter: Letter) -> dict[str, str]:
    """Whom a letter itself mentions, by its table, its texts, or an act that it puts."""
    allegations = allegations_of(file, letter)
    table = {row.party: row.level for row in letter.naming.values()}
    found = dict(table)
    for allegation in allegations:
        for row in allegation.persons.values():
            found.setdefault(row.party, row.level)
    for party in _placed(file, letter, allegations):
        found.setdefault(party, NAMED)
    if letter.to_party and letter.kind in TO_SOURCES:
        found.setdefault(letter.to_party, ANON)
    for party in _implied(file, allegations) | _placed(file, letter, allegations):
        level = found.get(party, NONE)
        if level in CONSENT and consent_rank(level) < consent_rank(ANON):
            found[party] = ANON
    return found


def earlier_letters(file: CaseFile, records: Iterable[str]) -> tuple[Letter, ...]:
    """The letters of the case among these records, and those that they cite in turn, each once."""
    found: dict[str, Letter] = {}
    waiting = list(records)
    while waiting:
        letter = file.letter(waiting.pop(0))
        if letter is not None and letter.id not in found:
            found[letter.id] = letter
            waiting += letter.previous_letters
    return tuple(found.values())


def letters_missing(file: CaseFile, letter: Letter) -> tuple[str, ...]:
    """The letters that this one goes back to, at once or through another, which the file of its cases does not have:
    whom they mentioned is not known then."""
    found = earlier_letters(file, letter.previous_letters)
    known = {one.id for one in (*found, *file.earlier_letters)}
    wanted = (*letter.previous_letters, *(record for one in found for record in one.previous_letters))
    return tuple(dict.fromkeys(record for record in wanted if record not in known))


def _cited(file: CaseFile, letter: Letter) -> dict[str, str]:
    """Whom the letters that this one goes back to mentioned, at the highest level at which one of them did."""
    found: dict[str, str] = {}
    for first in earlier_letters(file, letter.previous_letters):
        for party, level in _own(file, first).items():
            if consent_rank(level) >= consent_rank(found.get(party, NONE)):
                found[party] = level
    return found


def _placed(file: CaseFile, letter: Letter, allegations: Iterable[Allegation]) -> set[str]:
    texts = [block.text for block in letter.blocks.values()]
    texts += [words.text for allegation in allegations for words in allegation.text.values()]
    codes = {code for text in texts for code in PLACEHOLDER.findall(text)}
    return {party.id for party in file.parties.values() if party.code in codes}


def _implied(file: CaseFile, allegations: Iterable[Allegation]) -> set[str]:
    acts = {act for allegation in allegations for act in allegation.acts}
    victims = {victim for act in file.acts if act.id in acts for victim in act.victims}
    return victims | {link.cooperator for link in file.links if link.cooperator and set(link.victim) & victims}


def unknown_placeholders(file: CaseFile, letter: Letter) -> tuple[str, ...]:
    """Codes in the texts that stand for nobody the case knows."""
    allegations = allegations_of(file, letter)
    texts = [block.text for block in letter.blocks.values()]
    texts += [words.text for allegation in allegations for words in allegation.text.values()]
    codes = {code for text in texts for code in PLACEHOLDER.findall(text)}
    return tuple(sorted(code for code in codes if file.with_code(code) is None))


def text_hash(file: CaseFile, letter: Letter) -> str:
    """SHA-256 (hex) of everything in a letter that a reader sees or that decides who is seen: blocks, allegations and
    the places of their acts, which the text takes from the records by itself, naming.

    An answer on identifiability (G5) is bound to it: another text needs another answer.
    """
    blocks = sorted((b.lang, b.order, b.block, b.text) for b in letter.blocks.values())
    allegations = [
        (a.alleg_no, a.version, sorted((lang, words.text) for lang, words in a.text.items()))
        for a in allegations_of(file, letter)
    ]
    naming = [(mention.party, mention.level) for mention in mentions(file, letter)]
    addressee = [letter.kind, letter.addressee_state, sorted((k, w.text) for k, w in letter.addressee_role.items())]
    addressee += [letter.recipient] if letter.recipient else []
    acts = {act for allegation in allegations_of(file, letter) for act in allegation.acts}
    places = sorted((act.id, act.place_text) for act in file.acts if act.id in acts and act.place_text)
    naming += places
    text = json.dumps([addressee, blocks, allegations, naming], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
