"""Translations of a reply: entered later, official or not, checked by somebody else; the original is always kept.

Until one is entered, a reply that nobody here reads stops the clock of its letters, but its matrix waits. Whoever
enters it says what kind of reply it is after all, since an acknowledgement does not stop the clock (section 11).
"""

from __future__ import annotations

import msgspec

from fieldcase.model.declare import Words
from fieldcase.model.kinds import kind_of
from fieldcase.model.kinds.replies import StateReply, Translation
from fieldcase.model.refusal import BadValue, Refusal
from fieldcase.model.roles import Action
from fieldcase.model.words import N_, _
from fieldcase.office.cases.sight import require_unsealed
from fieldcase.office.codes import require_language
from fieldcase.office.records import write_values
from fieldcase.office.replies.matrix import PENDING
from fieldcase.office.replies.reading import read_reply
from fieldcase.office.replies.registering import keep_file, scan_type
from fieldcase.office.session import Session


class OwnTranslation(Refusal):
    """A translation is checked by somebody who did not enter it."""

    code = "FC-495"
    message = N_("Nobody checks a translation that they entered themselves.")
    remedy = N_("Ask somebody else who reads both languages.")


class Translated(msgspec.Struct, frozen=True, kw_only=True):
    """A translation: its language, who made it, whether it is an official one (the State's own, or a sworn one), and
    its text, empty where a file of text or DOCX holds it. `kinds` say what the reply is after all (`reply_kind`)."""

    lang: str
    by: str = ""
    official: bool = False
    text: str = ""
    kinds: tuple[str, ...] = ()


def add_translation(
    session: Session, reply_id: str, said: Translated, *, file: bytes = b"", file_name: str = ""
) -> StateReply:
    """Enter a translation; a reply that awaited it goes on, as the kind that it turns out to be.

    Raises `NotYourRole`, `BadValue`, `ReplyUnreadable`, `BlockedByRules` (G33).
    """
    session.require(Action.REGISTER_REPLY)
    reply = session.vault.get(StateReply, reply_id)
    require_unsealed(session, reply.case)
    require_language("language", said.lang)
    if said.lang == reply.language:
        why, expected = _("the reply itself is in that language"), _("another language")
        raise BadValue(field="language", value=said.lang, why=why, expected=expected)
    kinds = _kinds_after(reply, said.kinds)
    text = said.text or (read_reply(file, file_name) if file and not scan_type(file) else "")
    kept = (
        keep_file(session, reply.case, file, file_name, session.now(), title=_("Translation of a reply"))
        if file
        else ""
    )
    made = Translation(lang=said.lang, by=said.by, official=said.official, file=kept)
    values: dict[str, object] = {f"translations/{_key(said.lang, said.official)}": msgspec.to_builtins(made)}
    if text:
        values[f"text/{said.lang}"] = msgspec.to_builtins(Words(text=text, translator=said.by or session.seat.id))
    values |= {f"kind/{one}": None for one in reply.kind if one not in kinds}
    values |= {f"kind/{one}": one for one in kinds if one not in reply.kind}
    with session.vault.writing() as writing:
        write_values(session, writing, kind_of(StateReply), reply_id, values)
        writing.commit()
    return session.vault.get(StateReply, reply_id)


def check_translation(session: Session, reply_id: str, lang: str) -> StateReply:
    """Say that a translation was read against the original, by somebody who did not enter it.

    Raises `NotYourRole`, `BadValue` where there is none in that language, `OwnTranslation`.
    """
    session.require(Action.REGISTER_REPLY)
    reply = session.vault.get(StateReply, reply_id)
    require_unsealed(session, reply.case)
    held = next((key for key, one in reply.translations.items() if one.lang == lang), "")
    if not held:
        known = ", ".join(sorted({one.lang for one in reply.translations.values()})) or _("none")
        raise BadValue(field="language", value=lang[:12], why=_("there is no such translation"), expected=known)
    path = f"translations/{held}"
    wrote = session.vault.writers("state_reply", reply_id).get(path, frozenset())
    if any(session.roster.same_person(session.seat.id, seat) for seat in wrote):
        raise OwnTranslation
    checked = msgspec.structs.replace(reply.translations[held], checked_by=session.seat.id)
    with session.vault.writing() as writing:
        write_values(session, writing, kind_of(StateReply), reply_id, {path: msgspec.to_builtins(checked)})
        writing.commit()
    return session.vault.get(StateReply, reply_id)


def _kinds_after(reply: StateReply, said: tuple[str, ...]) -> tuple[str, ...]:
    """What the reply is once it can be read. Raises `BadValue` while nobody says so."""
    others = tuple(one for one in reply.kind if one != PENDING)
    kinds = said or others
    if not kinds or PENDING in kinds:
        why, expected = _("nobody said what it is, now that it can be read"), "substantive, acknowledgement, …"
        raise BadValue(field="kind", value=_("empty"), why=why, expected=expected)
    return kinds


def _key(lang: str, official: bool) -> str:
    """An official translation does not replace the one made before it."""
    return f"{lang}.official" if official else lang
