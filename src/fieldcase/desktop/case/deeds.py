"""What is done about people and their answers in one act, each on a sheet of its own: several answers of one
conversation, a withdrawal, the confirming of what an old register says, the opening of a name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from fieldcase.desktop.case.answering import Answer
from fieldcase.model.declare import Field, LText, Record, Room, Type, Words, describe
from fieldcase.model.kinds.consents import Consent
from fieldcase.model.refusal import BadValue
from fieldcase.model.words import N_, _

if TYPE_CHECKING:
    from fieldcase.desktop.case.tab import Given
    from fieldcase.office.parties.identity import Seen
    from fieldcase.office.session import Session

PARTY = Field(N_("Person, group or organisation"), Type.REF, refers="party", required=True)
HOW = Field(N_("How"), Type.CODE, vocabulary="consent_method", required=True)


class Several(Record, frozen=True, kw_only=True):
    """Answers of one conversation: how the person was asked is said once, each use becomes an answer of its own."""

    party: Annotated[str, PARTY] = ""
    uses: Annotated[
        tuple[str, ...], Field(N_("For these uses"), Type.CODE, vocabulary="consent_scope", required=True)
    ] = ()
    level: Annotated[
        str,
        Field(N_("Level"), Type.CODE, N_("For every use that is ticked."), vocabulary="consent_level", required=True),
    ] = ""
    limits: Annotated[LText, Field(N_("Limits"), Type.LONG_TEXT, N_("Codes only."))] = {}
    basis: Annotated[str, Field(N_("Who consented"), Type.CODE, vocabulary="consent_basis", required=True)] = "self"
    given_by: Annotated[
        str, Field(N_("Given by"), Type.REF, N_("When it was not the person."), Room.IDENTITY, refers="party")
    ] = ""
    method: Annotated[str, HOW] = ""
    interpreter: Annotated[bool, Field(N_("Through an interpreter"), Type.BOOL)] = False
    explained_in_lang: Annotated[str, Field(N_("Language of the explanation"), required=True)] = ""
    risks_explained: Annotated[
        bool, Field(N_("Risks explained"), Type.BOOL, N_("Needed for any level above NONE."), required=True)
    ] = False
    obtained_at: Annotated[str, Field(N_("Obtained on"), Type.INSTANT, N_("Empty for today."))] = ""
    expires_on: Annotated[str, Field(N_("Expires on"), Type.DAY)] = ""


class Withdrawal(Record, frozen=True, kw_only=True):
    """A withdrawal: it takes effect at once, whoever hears of it."""

    party: Annotated[str, PARTY] = ""
    uses: Annotated[
        tuple[str, ...],
        Field(N_("For these uses"), Type.CODE, N_("None ticked means all of them."), vocabulary="consent_scope"),
    ] = ()
    how: Annotated[
        str, Field(N_("How it was withdrawn"), Type.LONG_TEXT, N_("Who said it, when, by which way. Codes only."))
    ] = ""


class Confirming(Record, frozen=True, kw_only=True):
    """What an old register says about consent, confirmed by somebody who asked."""

    level: Annotated[
        str,
        Field(
            N_("Level"), Type.CODE, N_("Not above what the register says."), vocabulary="consent_level", required=True
        ),
    ] = ""
    basis: Annotated[str, Field(N_("Who consented"), Type.CODE, vocabulary="consent_basis", required=True)] = "self"
    given_by: Annotated[
        str, Field(N_("Given by"), Type.REF, N_("When it was not the person."), Room.IDENTITY, refers="party")
    ] = ""
    method: Annotated[str, HOW] = ""
    interpreter: Annotated[bool, Field(N_("Through an interpreter"), Type.BOOL)] = False
    explained_in_lang: Annotated[str, Field(N_("Language of the explanation"), required=True)] = ""
    risks_explained: Annotated[bool, Field(N_("Risks explained"), Type.BOOL, required=True)] = False
    obtained_at: Annotated[str, Field(N_("Obtained on"), Type.INSTANT, required=True)] = ""
    limits: Annotated[LText, Field(N_("Limits"), Type.LONG_TEXT, N_("Codes only."))] = {}


class Opening(Record, frozen=True, kw_only=True):
    """A look at who somebody is."""

    party: Annotated[str, PARTY] = ""
    reason: Annotated[
        str,
        Field(N_("Why you need the name"), Type.LONG_TEXT, N_("The look is recorded with this reason.")),
    ] = ""


class Reading(Record, frozen=True, kw_only=True):
    """A look at what was received, word for word."""

    reason: Annotated[
        str, Field(N_("Why you need to read it"), Type.LONG_TEXT, N_("The look is recorded with this reason."))
    ] = ""


class AnsweringName(Record, frozen=True, kw_only=True):
    """What the custodian answers to who asked for a name."""

    told: Annotated[
        bool | None,
        Field(N_("I told who it is"), Type.BOOL, N_("By voice or on the screen; the name is never written here.")),
    ] = None
    note: Annotated[
        str,
        Field(
            N_("How it was told, or why it is kept"),
            Type.LONG_TEXT,
            N_("Codes only. Who asked reads it."),
            required=True,
        ),
    ] = ""


def _several(session: Session, _case: str, said: Several) -> object:
    from fieldcase.office.consent.answering import Asked, record_consents

    for name, given in (("uses", said.uses), ("level", said.level)):
        if not given:  # without one nothing would be recorded, and yet be called so
            why, expected = _("nothing would be recorded"), _("at least one")
            raise BadValue(field=name, value=_("empty"), why=why, expected=expected)
    asked = Asked.told_by(said, given_by=said.given_by)
    levels = dict.fromkeys(said.uses, said.level)
    return record_consents(session, said.party, levels, asked, limits=_texts(said.limits))


def _withdraw(session: Session, _case: str, said: Withdrawal) -> object:
    from fieldcase.office.consent.withdrawing import withdraw_consent

    return withdraw_consent(session, said.party, said.how, scopes=said.uses or None)


def _confirm(session: Session, _case: str, said: Confirming) -> object:
    from fieldcase.office.consent.answering import Asked, confirm_proposal

    asked = Asked.told_by(said, given_by=said.given_by)
    return confirm_proposal(session, said.id, asked, level=said.level, limits=_texts(said.limits))


def _proposed(record: Record) -> Record:
    """The sheet of what a register proposes."""
    return Confirming(id=record.id, level=record.proposal.proposed) if isinstance(record, Consent) else record


def _open(session: Session, _case: str, said: Opening) -> tuple[Seen, str]:
    from fieldcase.office.parties.identity import see_whole

    return see_whole(session, "party", said.party, said.reason), said.reason


def _read(session: Session, case: str, said: Reading) -> tuple[Seen, str]:
    from fieldcase.office.parties.identity import see_whole

    return see_whole(session, "case", case, said.reason), said.reason


def _show(given: Given, seen: tuple[Seen, str]) -> None:
    given.shown.show(*seen)


def _ask(session: Session, case: str, said: Opening) -> object:
    from fieldcase.office.parties.asking import ask_for_name

    return ask_for_name(session, case, said.party, said.reason)


def _answer(session: Session, _case: str, said: AnsweringName) -> object:
    from fieldcase.office.parties.asking import answer_asking

    if said.told is None:
        raise BadValue(field="told", value=_("empty"), why=_("who asked waits for it"), expected=_("yes or no"))
    return answer_asking(session, said.id, said.told, said.note)


def _declared(record: type[Record], name: str, words: str, about: str) -> Any:
    return describe(record, name, words, words, about)


DEEDS: dict[str, Answer] = {
    "several": Answer(
        _declared(Several, "several", N_("Answers"), N_("Each use becomes an answer of its own; how is said once.")),
        (),
        lambda _case, party: Several(party=party),
        _several,
        title=N_("Fill several cells"),
        verb=N_("Record the answers"),
        done=N_("The answers are recorded."),
    ),
    "withdrawal": Answer(
        _declared(
            Withdrawal,
            "withdrawal",
            N_("Withdrawal"),
            N_(
                "It counts at once, without anybody's approval. Letters that left are not altered; each becomes a task."
            ),
        ),
        (),
        lambda _case, party: Withdrawal(party=party),
        _withdraw,
        title=N_("Withdraw consent"),
        verb=N_("Withdraw it"),
        done=N_("Withdrawn. It counts from now on."),
        danger=True,
        final=True,
    ),
    "confirming": Answer(
        _declared(
            Confirming,
            "confirming",
            N_("Confirm what the old register says"),
            N_("It counts for nothing until a person says who consented, how and when."),
        ),
        (),
        lambda _case, _party: Confirming(),
        _confirm,
        of=_proposed,
        title=N_("Confirm what the old register says"),
        verb=N_("Confirm it"),
        done=N_("Confirmed. It counts from now on."),
    ),
    "opening": Answer(
        _declared(
            Opening, "opening", N_("Show a name"), N_("It is shown to you for half an hour. The look is recorded.")
        ),
        (),
        lambda _case, party: Opening(party=party),
        _open,
        title=N_("Show a name"),
        verb=N_("Show the name"),
        done=N_("The name is shown. The look is recorded."),
        after=_show,
    ),
    "reading": Answer(
        _declared(
            Reading,
            "reading",
            N_("Open what was received"),
            N_("The words as they came, with names. They are shown to you for half an hour; the look is recorded."),
        ),
        (),
        lambda _case, _party: Reading(),
        _read,
        title=N_("Open what was received"),
        verb=N_("Open it"),
        done=N_("It is shown. The look is recorded."),
        after=_show,
    ),
    "asking": Answer(
        _declared(
            Opening,
            "asking",
            N_("Ask for a name"),
            N_("The custodian keeps this name. Your question becomes a task; write codes only."),
        ),
        (),
        lambda _case, party: Opening(party=party),
        _ask,
        title=N_("Ask for a name"),
        verb=N_("Ask the custodian"),
        done=N_("The custodian is asked."),
    ),
    "answering": Answer(
        _declared(
            AnsweringName,
            "answering",
            N_("Answer who asked for a name"),
            N_("Your answer becomes a line of today for who asked."),
        ),
        (),
        lambda _case, _party: AnsweringName(),
        _answer,
        title=N_("Answer who asked for a name"),
        verb=N_("Answer"),
        done=N_("Answered."),
        final=True,
    ),
}
"""By name."""


def _texts(text: LText) -> dict[str, str]:
    return {language: words.text for language, words in text.items() if isinstance(words, Words)}
