"""What a letter is made from: plain facts that `office` fills in from records, in the language of the letter.

Names of States, addressees and offices come with the grammatical forms that their profile holds ("de la République
de …"); nothing here composes one. Texts of allegations and contexts carry parties as signs (`{P-7K3D9X}`), never names.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import msgspec

from fieldcase.documents.proposals import ProposalFacts
from fieldcase.model.lettershapes import SHAPES
from fieldcase.model.shape import Form, Shape


class _Facts(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Settings that all facts share."""


class LetterKind(StrEnum):
    """The kinds of letter that have a template now (domain reference §10.1)."""

    NOTE_VERBALE = "note_verbale"
    REMINDER = "reminder"
    FOLLOW_UP = "follow_up"
    LETTER_CONCERN = "letter_concern"
    AIDE_MEMOIRE = "aide_memoire"
    INFO_REQUEST_OP8 = "info_request_op8"
    ACKNOWLEDGEMENT_STATE = "acknowledgement_state"
    THANKS_REPLY = "thanks_reply"
    LAW_COMMENT = "law_comment"
    NON_STATE_LETTER = "non_state_letter"
    DE_FACTO_LETTER = "de_facto_letter"
    SOURCE_ACKNOWLEDGEMENT = "source_acknowledgement"
    SOURCE_FEEDBACK = "source_feedback"
    SP_ALLEGATION_DRAFT = "sp_allegation_draft"
    SP_URGENT_DRAFT = "sp_urgent_draft"
    SP_OTHER_DRAFT = "sp_other_draft"
    TREATY_BODY_BRIEF = "treaty_body_brief"
    HRC_PRESIDENT_BRIEF = "hrc_president_brief"
    ASG_BRIEF = "asg_brief"

    @property
    def shape(self) -> Shape:
        """What letters of this kind hold, in the form that is their own."""
        return SHAPES[self]


class ConcernedAs(StrEnum):
    """Why a letter goes to this State (G18)."""

    RESPONSIBLE = "responsible"
    TERRITORIAL = "territorial"
    HOST = "host"
    NATIONALITY = "nationality"
    ADDRESSEE_OF_LAW = "addressee_of_law"


class Verified(StrEnum):
    """Levels of verification, lowest first (domain reference §6)."""

    CONTRADICTED = "contradicted"
    NOT_ASSESSED = "not_assessed"
    INSUFFICIENT = "insufficient"
    CREDIBLE = "credible"
    CORROBORATED = "corroborated"
    REASONABLE_GROUNDS = "reasonable_grounds"
    CONFIRMED = "confirmed"

    @property
    def rank(self) -> int:
        """Its place in the order; `contradicted` is below everything."""
        return list(Verified).index(self) - 1


class Floor(_Facts, frozen=True, kw_only=True):
    """What is established about person, act, link and attribution, each apart."""

    e1: Verified = Verified.NOT_ASSESSED
    e2: Verified = Verified.NOT_ASSESSED
    e3: Verified = Verified.NOT_ASSESSED
    e4: Verified = Verified.NOT_ASSESSED

    @property
    def case(self) -> Verified:
        """min(E1, E2, E3); attribution is stated separately."""
        return min((self.e1, self.e2, self.e3), key=lambda level: level.rank)


class OfficeFacts(_Facts, frozen=True, kw_only=True):
    """The office that writes. `name` and `short` carry their article; `opens` is `name` as a sentence begins.

    `feminine` where verbs agree with a feminine name (Arabic). `signature` are the lines under the name of who signs,
    where the office has its own.
    """

    name: str
    short: str
    opens: str
    short_opens: str
    letterhead: tuple[str, ...]
    place: str
    feminine: bool = False
    signature: tuple[str, ...] = ()


class StateFacts(_Facts, frozen=True, kw_only=True):
    """A State's names from its profile, with the forms that the language needs.

    `government` carries its article, `government_of` and `government_to` their prepositions; `prep` is the formal
    name after "of" ("de la République de …"); `other_forms` are forms of other languages, or not the profile's, that
    must not appear (N11).
    """

    code: str
    formal: str
    short: str
    prep: str
    government: str
    government_of: str
    government_to: str
    other_forms: tuple[str, ...] = ()


NO_STATE = StateFacts(code="", formal="", short="", prep="", government="", government_of="", government_to="")
"""In a letter to somebody who is no State."""
NON_STATE = "non_state"
"""The kind of addressee of formulae for everybody who is no State."""


class AddresseeFacts(_Facts, frozen=True, kw_only=True):
    """Who receives the letter. `name`, `to`, `short` and `short_to` are whole forms with article and preposition.

    `kind` is `foreign_ministry`, `permanent_mission`, `permanent_representative`, or another that a note verbale may
    not go to (N6). `lines` are printed as the address. `feminine` where titles agree with a feminine name (Arabic).
    """

    kind: str
    name: str
    to: str
    short: str
    short_to: str
    lines: tuple[str, ...]
    feminine: bool = False


class MandateFacts(_Facts, frozen=True, kw_only=True):
    """A resolution cited: dated data, never hard-coded (domain reference §14.1)."""

    symbol: str
    title: str
    adopted: date
    in_force: bool = True


class PlaceFacts(_Facts, frozen=True, kw_only=True):
    """A place that texts name by its key: exactly, and as the region that stands for it where nobody may be
    recognised.
    """

    key: str
    exact: str
    region: str


class CooperationFacts(_Facts, frozen=True, kw_only=True):
    """Cooperation with the United Nations, as far as the letter may tell it. `text` carries signs; `unreviewed` are
    terms in it that no language staff has checked.
    """

    text: str
    when: str = ""
    parties: tuple[str, ...] = ()
    unreviewed: tuple[str, ...] = ()


class AllegationFacts(_Facts, frozen=True, kw_only=True):
    """One allegation as it is transmitted.

    `when` is EDTF; `place` a key among the places; `parties` all it is about.
    """

    number: int
    text: str
    when: str = ""
    place: str = ""
    parties: tuple[str, ...] = ()
    floor: Floor = Floor()
    branches: tuple[str, ...] = ()
    allegation: str = ""
    version: int = 1


class EarlierLetterFacts(_Facts, frozen=True, kw_only=True):
    """A letter sent before: what a reminder cites.

    `outstanding` are the allegation numbers not answered; `title` is what the letter was, with its article ("the note
    verbale"); `replied_on` the date of a partial reply.
    """

    reference: str
    sent: date
    title: str = ""
    outstanding: tuple[int, ...] = ()
    due: date | None = None
    replied_on: date | None = None


class ProvisionFacts(_Facts, frozen=True, kw_only=True):
    """One article of a law: what it says, and what the office has to say about it (with signs)."""

    article: str
    text: str = ""
    effect: str = ""


class LawFacts(_Facts, frozen=True, kw_only=True):
    """A law or general measure that a letter comments on. `stages` are (stage, EDTF), oldest first; `affected` the
    lowest and highest number of those affected, None where nobody knows."""

    title: str
    reference: str = ""
    stages: tuple[tuple[str, str], ...] = ()
    provisions: tuple[ProvisionFacts, ...] = ()
    affected: tuple[int | None, int | None] = (None, None)


class ReplyFacts(_Facts, frozen=True, kw_only=True):
    """A reply of the State that a letter answers: the date that it bears (EDTF), and the day on which it came."""

    received: date
    dated: str = ""


class MeasureFacts(_Facts, frozen=True, kw_only=True):
    """A measure of the State that was completed, by its term alone; `when` is EDTF. `reviewed`: language staff has
    checked the term.
    """

    text: str
    when: str = ""
    reviewed: bool = True


class ToSource(_Facts, frozen=True, kw_only=True):
    """What a letter to a source may hold, as it was agreed: the office's name, steps at all, their dates, the person's
    own name (`recipient` is then the code). `sent` are the days on which somebody was written to, `answers` those on
    which an answer came that may be told.
    """

    letterhead: bool = False
    steps: bool = False
    dates: bool = False
    recipient: str = ""
    sent: tuple[date, ...] = ()
    answers: tuple[date, ...] = ()


NOWHERE = AddresseeFacts(kind="source", name="", to="", short="", short_to="", lines=())
"""The addressee of a letter to a source: it bears no address."""


class LetterFacts(_Facts, frozen=True, kw_only=True):
    """Everything that a letter of one of the kinds is drafted from. `day` is the letter's date; missing in a draft.

    `form` counts for kinds that take it from the letter they go back to.
    `laws` are what a letter comments on, `organisations` the codes of those that it lists as affected by them.
    `signatory` is the name under the signature, where the kind has one.
    `proposal` is what a proposal to headquarters says beside the letter.
    `annexed`: the allegations stand in a table behind it.
    `requests` are codes of the question bank; `questions_of` proposes them. `standards` are references of instruments.
    """

    kind: LetterKind
    form: Form = Form.NOTE
    language: str
    office: OfficeFacts
    addressee: AddresseeFacts
    state: StateFacts = NO_STATE
    reference: str = ""
    day: date | None = None
    concerned_as: ConcernedAs = ConcernedAs.RESPONSIBLE
    urgent: bool = False
    training: bool = False
    marking: str = ""
    mandates: tuple[MandateFacts, ...] = ()
    context: tuple[CooperationFacts, ...] = ()
    allegations: tuple[AllegationFacts, ...] = ()
    standards: tuple[str, ...] = ()
    requests: tuple[str, ...] = ()
    places: tuple[PlaceFacts, ...] = ()
    deadline: date | None = None
    publication: bool = False
    annexed: bool = False
    previous: tuple[EarlierLetterFacts, ...] = ()
    replies: tuple[ReplyFacts, ...] = ()
    measures: tuple[MeasureFacts, ...] = ()
    to_source: ToSource = ToSource()
    laws: tuple[LawFacts, ...] = ()
    organisations: tuple[str, ...] = ()
    signatory: str = ""
    reports: tuple[str, ...] = ()
    enclosures: tuple[str, ...] = ()
    proposal: ProposalFacts | None = None

    @property
    def shape(self) -> Shape:
        """What this letter holds, in its form."""
        return self.kind.shape.in_form(self.form)

    @property
    def unreviewed(self) -> tuple[str, ...]:
        """The terms of the letter that no language staff has checked in its language, each once."""
        told = [term for link in self.context for term in link.unreviewed]
        return tuple(dict.fromkeys([*told, *(one.text for one in self.measures if not one.reviewed)]))

    @property
    def floor(self) -> Verified:
        """The lowest case floor of all allegations: the letter's wording may not go above it."""
        return min(
            (a.floor.case for a in self.allegations), key=lambda level: level.rank, default=Verified.NOT_ASSESSED
        )
