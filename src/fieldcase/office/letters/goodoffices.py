"""The good offices note behind a brief for the President of the Council (OP13, G15; domain reference, section 3.19).

It is written when the brief goes into review, from what the brief holds: links with the Council alone, and who may be
recognised. What came of it is recorded by headquarters, from what Geneva tells.
"""

from __future__ import annotations

from typing import Any

import msgspec

from fieldcase.model.declare import Words, flatten
from fieldcase.model.kinds import kind_of
from fieldcase.model.kinds.letters import Letter
from fieldcase.model.kinds.reporting import Consulted, GoodOfficesNote
from fieldcase.model.refusal import require
from fieldcase.model.roles import Action
from fieldcase.model.rules.goodoffices import links_for_brief, note_findings
from fieldcase.model.rules.naming import allegations_of
from fieldcase.office.letters.editing import change_letter
from fieldcase.office.letters.gathering import Opened, open_letter
from fieldcase.office.letters.proposals import session_of
from fieldcase.office.letters.refusals import NoNote
from fieldcase.office.records import write_new, write_values
from fieldcase.office.session import Session
from fieldcase.office.texts import words
from fieldcase.vault.writing import Writing

BRIEF = "hrc_president_brief"
OURS = frozenset({"hrc_session", "links", "facts", "naming"})
"""Fields that follow the brief; the others are headquarters'."""


def note_of(session: Session, letter_id: str) -> GoodOfficesNote:
    """The note of a brief. Raises `NoNote`."""
    found = session.vault.where(GoodOfficesNote, "letter", [letter_id])
    if not found:
        raise NoNote
    return found[0]


def say_session(session: Session, letter_id: str, council_session: str) -> Letter:
    """Say for which session of the Council a brief for its President is, as the Council counts it (“62nd session”): the
    note says it, where no record of cooperation does. Empty takes it out.

    Raises `NotYourRole`, `NoNote` for another kind of letter, `LetterPast`, `BadValue`.
    """
    if open_letter(session, letter_id).letter.kind != BRIEF:
        raise NoNote
    return change_letter(session, letter_id, {"council_session": council_session.strip()})


def keep_note(session: Session, writing: Writing, opened: Opened) -> None:
    """Write the note of a brief, or write it again as the brief is now; nothing for any other letter. Raises
    `BlockedByRules` (G15)."""
    file, letter = opened.file, opened.letter
    if letter.kind != BRIEF:
        return
    put = {act for one in allegations_of(file, letter) for act in one.acts}
    victims = {victim for act in file.acts if act.id in put for victim in act.victims}
    links = tuple(link.id for link in links_for_brief(file) if victims & set(link.victim))
    require(note_findings(file, links, letter.naming.values(), session.today()))
    told = {}
    for language in letter.languages:
        said = [one.text[language].text for one in allegations_of(file, letter) if language in one.text]
        told[language] = Words(text="\n".join(said), original=True)
    note = GoodOfficesNote(
        case=letter.case,
        letter=letter.id,
        hrc_session=session_of(file, letter) or "–",
        links=links,
        facts=told,
        naming=dict(letter.naming),
    )
    held = session.vault.where(GoodOfficesNote, "letter", [letter.id])
    if not held:
        write_new(session, writing, note)
        return
    kind = kind_of(GoodOfficesNote)
    before, after = flatten(kind, held[0]), flatten(kind, note)
    gone = {path: None for path in before if path.partition("/")[0] in OURS and path not in after}
    write_values(session, writing, kind, held[0].id, gone | after)


def record_outcome(
    session: Session, letter_id: str, *, outcome: str = "", public: str = "", consulted: Consulted | None = None
) -> GoodOfficesNote:
    """Record, at headquarters, what came of a brief: the outcome in words, whether it was mentioned in public (`yes`,
    `no`, `unknown`), when and how the State was consulted. Raises `NotYourRole`, `NoNote`, `BadValue`.
    """
    session.require(Action.RECORD_NOTE_OUTCOME)
    open_letter(session, letter_id)
    note = note_of(session, letter_id)
    values: dict[str, Any] = {}
    if outcome.strip():
        values |= {
            f"outcome/{lang}": msgspec.to_builtins(said) for lang, said in words(outcome, session.language).items()
        }
    if public:
        values["public_mention"] = public
    if consulted is not None:
        values["state_consulted"] = msgspec.to_builtins(consulted)
    with session.vault.writing() as writing:
        write_values(session, writing, kind_of(GoodOfficesNote), note.id, values)
        writing.commit()
    return session.vault.get(GoodOfficesNote, note.id)
