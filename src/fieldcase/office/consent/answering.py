"""Record what a person answered: per use and recipient, with who consented, how, when, and the risks explained (7.3).

Nobody's answer covers anybody else and no answer is ever guessed. What an import found is only proposed; a person
confirms it one by one, with everything that an answer needs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from fieldcase.model.declare import LText
from fieldcase.model.kinds.consents import CONSENT, Consent, ConsentAnswer
from fieldcase.model.kinds.parties import Party
from fieldcase.model.refusal import Finding, Refusal, require
from fieldcase.model.roles import Action
from fieldcase.model.rules.saying import day_of, found, instant
from fieldcase.model.rules.scales import CONSENT as LEVELS
from fieldcase.model.rules.scales import NONE
from fieldcase.model.words import N_, _
from fieldcase.office.codes import require_language, require_state
from fieldcase.office.records import write_values
from fieldcase.office.session import Session
from fieldcase.office.telling import require_nameless
from fieldcase.office.texts import words
from fieldcase.vault.writing import Writing

Text = str | Mapping[str, str]
STATE_SCOPES = frozenset({"state_letter", "state_oral"})
"""Uses whose recipients are States, and named by their code."""


class NothingProposed(Refusal):
    """There is no proposal, or a person answered already."""

    code = "FC-435"
    message = N_("No answer of an old register waits to be confirmed here.")
    remedy = N_("Record the answer itself.")


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """How a person was asked: the facts of one conversation, the same for every use that was answered in it.

    `basis` says who consented (vocabulary `consent_basis`), `given_by` which party where it was not the person; `on` is
    the instant, empty for now; `expires_on` a day, empty for the office's life of a consent.
    """

    basis: str = "self"
    method: str = ""
    language: str = ""
    risks_explained: bool = False
    interpreter: bool = False
    on: str = ""
    valid_from: str = ""
    expires_on: str = ""
    given_by: str = ""
    evidence: str = ""
    child_view: Text = ""
    child_level: str = ""

    @classmethod
    def told_by(cls, said: msgspec.Struct, *, given_by: str = "", evidence: str = "") -> Asked:
        """What an answer, or a sheet with fields of the same names, says of the conversation; what it leaves out is as
        if nobody had said it."""
        heard = msgspec.convert(said, ConsentAnswer, from_attributes=True)
        return cls(
            basis=heard.basis,
            method=heard.method,
            language=heard.explained_in_lang,
            risks_explained=heard.risks_explained,
            interpreter=heard.interpreter,
            on=heard.obtained_at,
            valid_from=heard.valid_from,
            expires_on=heard.expires_on,
            given_by=given_by,
            evidence=evidence,
            child_view={language: one.text for language, one in heard.child_view.items()},
            child_level=heard.child_level,
        )


def record_consent(
    session: Session, party: str, scope: str, level: str, asked: Asked, *, recipient: str = "", limits: Text = ""
) -> Consent:
    """Record what a party answered for one use and one recipient (empty: anyone of that use). It counts at once, as
    far as `consent.counting.counts_today` says.

    Raises `NotYourRole`, `BadValue` (also for a language or a State that there is not), `BlockedByRules` where basis,
    method, language or the explanation of risks is missing for a level above NONE, or the giver where it was not the
    person; and where its days cannot be (`time_findings`).
    """
    answers = record_consents(session, party, {scope: level}, asked, recipient=recipient, limits=limits)
    return answers[0]


def record_consents(
    session: Session,
    party: str,
    levels: Mapping[str, str],
    asked: Asked,
    *,
    recipient: str = "",
    limits: Text = "",
) -> tuple[Consent, ...]:
    """Record the answers of one conversation, use by use: each is an answer of its own (there is no “all uses”)."""
    session.require(Action.RECORD_CONSENT)
    session.vault.get(Party, party)
    with session.vault.writing() as writing:
        ids = [
            put_answer(session, writing, _answer(session, party, scope, level, asked, recipient, limits), asked)
            for scope, level in levels.items()
        ]
        writing.commit()
    return tuple(session.vault.get(Consent, one) for one in ids)


def confirm_proposal(session: Session, consent: str, asked: Asked, *, level: str = "", limits: Text = "") -> Consent:
    """Confirm what an import proposed, one consent at a time: a person says level, basis, method and date (G34).

    `level` empty takes the proposed one; a higher one than proposed is recorded as an answer, not confirmed. `asked.on`
    must be said: a proposal rests on a day in the past. Raises `NothingProposed`, `BlockedByRules`.
    """
    session.require(Action.RECORD_CONSENT)
    held = session.vault.get(Consent, consent)
    proposed = held.proposal
    key = {"party": proposed.party, "scope": proposed.scope, "recipient": proposed.recipient}
    if not proposed.proposed or held.answer.level or CONSENT.natural_id(key) != consent:
        raise NothingProposed
    chosen = level or proposed.proposed
    findings = []
    if not asked.on and not asked.valid_from:
        sentence = _("It is not said when the person was asked.")
        findings.append(
            found("7.3", sentence, _("Give the day, or ask again."), records=(consent,), field="obtained_at")
        )
    if LEVELS.get(chosen, 0) > LEVELS.get(proposed.proposed, 0):
        sentence = _("The old register proposes less than this.")
        findings.append(
            found("7.3", sentence, _("Ask again, and record the answer."), records=(consent,), field="level")
        )
    require(findings)
    answer = _answer(session, proposed.party, proposed.scope, chosen, asked, proposed.recipient, limits)
    with session.vault.writing() as writing:
        put_answer(session, writing, answer, asked)
        writing.commit()
    return session.vault.get(Consent, consent)


def put_answer(session: Session, writing: Writing, answer: ConsentAnswer, asked: Asked) -> str:
    """Put one whole answer into the transaction, once it has everything that it needs; returns the record's id."""
    require(
        (
            *answer_findings(answer, asked.given_by),
            *time_findings(answer, session.today(), local_day(session, answer.obtained_at)),
        )
    )
    require_language("explained_in_lang", answer.explained_in_lang)
    _require_recipient(answer)
    said = msgspec.to_builtins(answer)
    record = CONSENT.natural_id(said)
    if not session.vault.rooms_holding("consent", record):  # an answer that stands may always be changed
        require_nameless(session, answer.recipient, record)
    values = {"answer": said}
    values |= {"given_by": asked.given_by} if asked.given_by else {}
    values |= {"evidence": asked.evidence} if asked.evidence else {}
    write_values(session, writing, CONSENT, record, values)
    return record


def answer_findings(answer: ConsentAnswer, given_by: str = "") -> tuple[Finding, ...]:
    """Section 7.3: an answer needs who consented, how and in which language; above NONE also that the risks were
    explained (a vital interest cannot be explained to anybody). G29: a child's own view is asked beside the guardian's.
    """
    lacking: list[tuple[bool, str, str, str]] = [
        (not answer.party, _("It is not said whose consent this is."), _("Choose the person."), "party"),
        (not answer.scope, _("It is not said for which use."), _("Choose the use."), "scope"),
        (not answer.level, _("The level is not said."), _("Choose it; “none” is an answer."), "level"),
        (not answer.basis, _("It is not said who consented."), _("Choose it."), "basis"),
        (not answer.method, _("It is not said how the person was asked."), _("Choose it."), "method"),
        (
            not answer.explained_in_lang and answer.basis != "vital_interest",
            _("It is not said in which language it was explained."),
            _("Say it."),
            "explained_in_lang",
        ),
        (
            answer.level != NONE and not answer.risks_explained and answer.basis != "vital_interest",
            _("The risks were not explained; no level above “none” may rest on that."),
            _("Explain them, and ask again."),
            "risks_explained",
        ),
        (
            answer.basis not in ("self", "vital_interest", "organisation_organ", "") and not given_by,
            _("It is not said who answered for the person."),
            _("Choose the party who did."),
            "given_by",
        ),
        (
            answer.basis not in ("self", "organisation_organ") and bool(given_by) and given_by == answer.party,
            _("Nobody answers for themselves on behalf of somebody."),
            _("Choose the party who did, or record that the person consented."),
            "given_by",
        ),
    ]
    return tuple(found("7.3", sentence, remedy, field=field) for lacks, sentence, remedy, field in lacking if lacks)


def time_findings(answer: ConsentAnswer, today: date, obtained: str) -> tuple[Finding, ...]:
    """Section 7.3: nobody has answered on a day to come (`obtained`, local), and no consent is recorded that ended
    before it began or before today: it would count for nothing, and stand in the way of one that does."""
    asked, begins, ends = (day_of(one) for one in (obtained, answer.valid_from, answer.expires_on))
    findings = []
    if asked and asked > today:
        sentence = _("The day of the answer, {day}, is still to come.").format(day=asked)
        remedy = _("Give the day on which the person was asked.")
        findings.append(found("7.3", sentence, remedy, field="obtained_at"))
    if ends and (ends < today or (begins and ends < begins)):
        sentence = _("This consent would have ended on {day}, before it counts.").format(day=ends)
        remedy = _("Check the last day on which it counts; a consent that ended is asked for again.")
        findings.append(found("7.3", sentence, remedy, field="expires_on"))
    return tuple(findings)


def _require_recipient(answer: ConsentAnswer) -> None:
    """A letter or a talk goes to a State, by its code; anything that looks like a State's code is one."""
    to_state = answer.scope in STATE_SCOPES or (len(answer.recipient) == 3 and answer.recipient.isalpha())
    if to_state:
        require_state("recipient", answer.recipient)


def _answer(
    session: Session, party: str, scope: str, level: str, asked: Asked, recipient: str, limits: Text
) -> ConsentAnswer:
    at = asked.on or session.now()
    explained = asked.language or session.language
    return ConsentAnswer(
        party=party,
        scope=scope,
        recipient=recipient,
        level=level,
        limits=_texts(limits, explained),
        basis=asked.basis,
        method=asked.method,
        interpreter=asked.interpreter,
        explained_in_lang=asked.language,
        risks_explained=asked.risks_explained,
        obtained_by=session.seat.id,
        obtained_at=at if "T" in at else f"{at}T12:00:00Z",
        valid_from=asked.valid_from or local_day(session, at),
        expires_on=asked.expires_on,
        child_view=_texts(asked.child_view, explained),
        child_level=asked.child_level,
    )


def local_day(session: Session, at: str) -> str:
    """The office's local day of a day or an instant: an answer given tonight counts tonight, wherever midnight is."""
    moment = instant(at) if "T" in at else None
    return moment.astimezone(session.zone).date().isoformat() if moment else at[:10]


def _texts(text: Text, language: str) -> LText:
    return words(text, language)


def proposals(session: Session, party: str, recipients: Iterable[str] = ()) -> tuple[Consent, ...]:
    """What an import proposed for a party and nobody confirmed, for anyone of a use and for these recipients.

    Proposals stand under the id of the answer they would become; no list of them has to be read.
    """
    ids = (
        CONSENT.natural_id({"party": party, "scope": scope, "recipient": recipient})
        for scope in session.vocabularies.codes("consent_scope")
        for recipient in ("", *recipients)
    )
    held = (session.vault.find(Consent, one) for one in ids)
    return tuple(one for one in held if one and one.proposal.proposed and not one.answer.level)
