"""Register a State's reply: when it came, what it answers, what it says in its own words, and the dangers in it.

Until somebody has screened it for names and threats its words and its file lie in the identity room, and nobody else
works on it. The clock goes by when it was received (domain reference, sections 3.15, 7.6, 11).
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Collection, Iterable

import msgspec

from fieldcase.model.checking import check_values
from fieldcase.model.declare import flatten
from fieldcase.model.kinds import kind_of
from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.directory import ExternalRef
from fieldcase.model.kinds.evidence import Evidence
from fieldcase.model.kinds.letters import EarlierLetter, Letter, OralApproach
from fieldcase.model.kinds.replies import StateReply
from fieldcase.model.machines import transition
from fieldcase.model.refusal import BadValue, Refusal, require
from fieldcase.model.roles import Action
from fieldcase.model.rules.casefile import CaseFile
from fieldcase.model.rules.chronology import reply_days, reply_order
from fieldcase.model.rules.replies import clock_facts
from fieldcase.model.words import N_, _
from fieldcase.office.casefile import state_of
from fieldcase.office.cases.sight import require_unsealed
from fieldcase.office.codes import require_language, require_state
from fieldcase.office.letters.gathering import file_of_cases
from fieldcase.office.records import write_new, write_values
from fieldcase.office.replies.alerts import raise_alerts, tell_headquarters
from fieldcase.office.replies.reading import read_reply
from fieldcase.office.replies.reminded import answered_by
from fieldcase.office.session import Session
from fieldcase.office.sources.evidence import Received, register_evidence
from fieldcase.office.texts import words

SPONTANEOUS = "spontaneous_op8"
ANSWERABLE: tuple[type[Letter | EarlierLetter | OralApproach | ExternalRef], ...] = (
    Letter,
    EarlierLetter,
    OralApproach,
    ExternalRef,
)
SCANS = {
    b"%PDF-": "application/pdf",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"II*\x00": "image/tiff",
    b"MM\x00*": "image/tiff",
}
"""How scans begin, and what they are."""


class AnswersNothing(Refusal):
    """A reply names what it answers, or comes of the State's own accord."""

    code = "FC-480"
    message = N_("The reply does not say which letter it answers.")
    remedy = N_("Name the letters, or give “spontaneous_op8” as its kind where the State wrote of its own accord.")


class OtherState(Refusal):
    """A State replied to which none of these letters went."""

    code = "FC-454"
    message = N_("{state} was not written to: the letters that the reply answers went to {written}.")
    remedy = N_("Correct the State or the letter. Where one State does answer for another, say so (--other-state).")


class OtherCase(Refusal):
    """A reply is filed in a case that none of the letters is about."""

    code = "FC-400"
    message = N_("None of the letters that the reply answers is about {case}.")
    remedy = N_("File it in a case that a letter is about ({cases}), or correct the letters.")


class Came(msgspec.Struct, frozen=True, kw_only=True):
    """A reply as it came in. `from_state` is empty where it is the one State that was written to; `kinds` of vocabulary
    `reply_kind`; `dated` in EDTF; `received_at` an instant, empty for
    now; `text` its words in `language`; `flags` the dangers found by whoever screened it (`names_source`,
    `names_person`, `asks_identity`, `threatens`); `screened` once somebody has read it for names and threats.
    `other_state` says on purpose that it comes from another State than the one written to.
    """

    from_state: str = ""
    kinds: tuple[str, ...]
    dated: str
    language: str
    to_letters: tuple[str, ...] = ()
    received_at: str = ""
    channel: str = "direct"
    authority: str = ""
    text: str = ""
    confidentiality: str = ""
    extended_to: str = ""
    flags: tuple[str, ...] = ()
    screened: bool = False
    other_state: bool = False


def register_reply(
    session: Session, case_id: str, came: Came, *, file: bytes = b"", file_name: str = "", summary: str = ""
) -> StateReply:
    """Register a reply in a case: its number, its words, its file as evidence, its clock; alerts where it is dangerous.

    A file of text or DOCX is read in a process of its own where `text` is empty; a scan is kept as it came, and whoever
    reads it types its words. A reply to a reminder answers the letter that it reminds of. Raises `NotYourRole`,
    `BadValue`, `AnswersNothing`, `OtherCase`, `OtherState`, `WhichOfThem`, `BlockedByRules` (G25, G33), the refusals
    of reading.
    """
    session.require(Action.REGISTER_REPLY)
    require_unsealed(session, case_id)
    if not came.to_letters and SPONTANEOUS not in came.kinds:
        raise AnswersNothing
    came = msgspec.structs.replace(came, to_letters=answered_by(session, came.to_letters))
    require_language("language", came.language)
    about = _cases(session, came.to_letters)
    if about and case_id not in about:
        numbers = [session.vault.get(Case, one).case_no for one in dict.fromkeys((case_id, *about))]
        raise OtherCase(case=numbers[0], cases=", ".join(numbers[1:]))
    cases = file_of_cases(session, (case_id, *about))
    came = msgspec.structs.replace(came, from_state=came.from_state or _only_state(cases, came.to_letters))
    require_state("from_state", came.from_state)
    _require_addressee(cases, came)
    text = came.text or (read_reply(file, file_name) if file and not scan_type(file) else "")
    received = came.received_at or session.now()
    _require_order(session, cases, came, received)
    _require_first(session, case_id, came, file)
    record = StateReply(
        case=case_id,
        from_state=came.from_state,
        to_letters=came.to_letters,
        channel=came.channel,
        kind=came.kinds,
        dated=came.dated,
        received_at=received,
        authority=came.authority,
        language=came.language,
        text=words(text, came.language),
        summary=words(summary, session.language),
        confidentiality=words(came.confidentiality, came.language),
        protection_flags=came.flags,
        screened=came.screened,
        extended_to=came.extended_to,
    )
    check_values(kind_of(StateReply), flatten(kind_of(StateReply), record), session.vocabularies)
    if file:
        kept = keep_file(session, case_id, file, file_name, received)
        record = msgspec.structs.replace(record, original_file=kept)
    with session.vault.writing() as writing:
        made = write_new(session, writing, record)
        if came.screened:
            writing.transition("reply", made.id, "registered")
        raise_alerts(session, writing, _with(cases, made), made)
        tell_headquarters(session, writing, _with(cases, made), made)
        writing.commit()
    return session.vault.get(StateReply, made.id)


def screen_reply(session: Session, reply_id: str, flags: Iterable[str], *, summary: str = "") -> StateReply:
    """Say what somebody found who read a reply for names and threats; only then is it registered (section 7.6).

    Read again later, as when its translation came, it raises what is found besides at once (G19); what was found before
    stays. Raises `NotYourRole`.
    """
    session.require(Action.REGISTER_REPLY)
    held = session.vault.get(StateReply, reply_id)
    require_unsealed(session, held.case)
    again = state_of(session, "reply", reply_id) != "received"
    if not again:
        transition("reply", "received", "registered", roles=session.roles)
    wanted = tuple(dict.fromkeys((*held.protection_flags, *flags))) if again else tuple(flags)
    values: dict[str, object] = {} if again else {"screened": True}
    values |= {f"protection_flags/{flag}": None for flag in held.protection_flags if flag not in wanted}
    values |= {f"protection_flags/{flag}": flag for flag in wanted if flag not in held.protection_flags}
    values |= {f"summary/{lang}": msgspec.to_builtins(one) for lang, one in words(summary, session.language).items()}
    screened = msgspec.structs.replace(held, screened=True, protection_flags=wanted)
    cases = file_of_cases(session, (held.case, *_cases(session, held.to_letters)))
    with session.vault.writing() as writing:
        write_values(session, writing, kind_of(StateReply), reply_id, values)
        if not again:
            writing.transition("reply", reply_id, "registered")
        raise_alerts(session, writing, _with(cases, screened), screened)
        writing.commit()
    return session.vault.get(StateReply, reply_id)


def reply_file(session: Session, reply: StateReply) -> CaseFile:
    """The file of the reply's case and of every case whose letters it answers."""
    return file_of_cases(session, (reply.case, *_cases(session, reply.to_letters)))


def scan_type(data: bytes) -> str:
    """The media type of a scan or printed page, from which no words are read here; empty for anything else."""
    return next((kind for begins, kind in SCANS.items() if data.startswith(begins)), "")


def words_in(data: bytes, name: str = "") -> str:
    """The words of a text or DOCX that somebody typed. Raises `ReplyUnreadable`."""
    return read_reply(data, name)


def text_of(reply: StateReply) -> str:
    """The State's own words, as far as they are held and open here; a translation is not among them."""
    other = (one for one in reply.text.values() if one.original)
    found = reply.text.get(reply.language) or next(other, None)
    return found.text if found else ""


def _with(file: CaseFile, reply: StateReply) -> CaseFile:
    others = tuple(one for one in file.replies if one.id != reply.id)
    return msgspec.structs.replace(file, replies=(*others, reply))


def _cases(session: Session, letters: Iterable[str]) -> list[str]:
    """The cases of what a reply answers. Raises `BadValue` for something that is no letter or talk held here."""
    found = []
    for record in letters:
        one = next((held for kind in ANSWERABLE if (held := session.vault.find(kind, record))), None)
        if one is None:
            expected = _("a letter, an earlier letter, an oral approach or a reference from outside")
            raise BadValue(field="to_letters", value=record[:8], why=_("it is not held here"), expected=expected)
        found += [one.case, *(one.case_nos if isinstance(one, Letter) else ())]
    return [case for case in found if case]


def _written_to(file: CaseFile, answered: Collection[str]) -> frozenset[str]:
    """The States to which these letters went, or with which these talks were."""
    written = {one.addressee_state for one in file.letters if one.id in answered}
    written |= {one.addressee_state for one in file.earlier_letters if one.id in answered}
    return frozenset((written | {one.state for one in file.oral if one.id in answered}) - {""})


def _only_state(file: CaseFile, answered: Collection[str]) -> str:
    states = _written_to(file, answered)
    return next(iter(states)) if len(states) == 1 else ""


def _require_addressee(file: CaseFile, came: Came) -> None:
    """A reply comes from the State that was written to or talked with, unless somebody says otherwise on purpose."""
    states = _written_to(file, came.to_letters)
    if states and came.from_state not in states and not came.other_state:
        raise OtherState(state=came.from_state, written=", ".join(sorted(states)))


def _require_first(session: Session, case_id: str, came: Came, file: bytes) -> None:
    """The same file is one reply: registered twice, in a case or to a letter, it would be counted and matched twice."""
    if not file:
        return
    same = {one.id for one in session.vault.where(Evidence, "sha256", [hashlib.sha256(file).hexdigest()])}
    held = session.vault.all(StateReply, case=case_id) if same else ()
    held += session.vault.where(StateReply, "to_letters", came.to_letters) if same and came.to_letters else ()
    for one in held:
        if one.original_file in same:
            why = _("this very file is registered as reply {number} already").format(number=one.reply_no or "?")
            expected = _("another file; what that reply still answers is said with it")
            raise BadValue(field="file", value=_("the same file"), why=why, expected=expected)


def _require_order(session: Session, file: CaseFile, came: Came, received: str) -> None:
    """G25: a reply is received on or after the dispatch of a letter that it answers, dated on or after it too, and
    neither lies in days to come."""
    day = session.settings.local_day(received)
    letters: list[Letter | EarlierLetter] = [one for one in file.letters if one.id in came.to_letters]
    letters += [one for one in file.earlier_letters if one.id in came.to_letters]
    sent = [facts.dispatched for one in letters if (facts := clock_facts(file, one)).dispatched]
    days = [one for one in sent if one is not None]
    if day is not None:
        spontaneous = SPONTANEOUS in came.kinds
        require(reply_order("", day, days, spontaneous=spontaneous))
        require(reply_days(came.dated, day, session.today(), () if spontaneous else days))


def keep_file(session: Session, case_id: str, data: bytes, name: str, received: str, *, title: str = "") -> str:
    """The file of a reply, or of a translation of it, as evidence; it lies in the identity room."""
    kept: Evidence = register_evidence(
        session,
        case_id,
        io.BytesIO(data),
        len(data),
        Received(
            kind="official_letter",
            title=title or _("State reply as received"),
            media_type=scan_type(data) or "application/octet-stream",
            file_name=name,
            received_at=received,
            reveals_source=False,
            reveals_identity=True,
        ),
    )
    return kept.id
