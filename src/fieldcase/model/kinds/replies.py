"""What a State answers, allegation by allegation, and what it does."""

from __future__ import annotations

from typing import Annotated

from fieldcase.model.declare import Field, Group, LText, Record, Room, Type, describe
from fieldcase.model.kinds.letters import QUESTIONS
from fieldcase.model.kinds.values import GRADED, Imported
from fieldcase.model.words import N_

CHANNELS = ("direct", "hq", "oral", "public")
PROTECTION_FLAGS = ("names_source", "names_person", "asks_identity", "threatens")
MEASURE_STAGES = ("announced", "under_way", "completed", "stalled", "reversed")
MEASURE_SCOPES = ("case", "act", "general")
LEARNED_FROM = ("reply", "source", "public", "un_entity")
ANSWERED = ("yes", "partly", "no")
OP_REFS = ("OP3", "OP5", "OP6", "OP7", "OP8")


class Translation(Group, frozen=True, kw_only=True):
    """A translation of a reply: by whom, official or not, checked by whom."""

    lang: Annotated[str, Field(N_("Language"), required=True)] = ""
    by: Annotated[str, Field(N_("By"))] = ""
    official: Annotated[bool, Field(N_("Official"), Type.BOOL)] = False
    checked_by: Annotated[str, Field(N_("Checked by"), Type.REF, refers="seat")] = ""
    file: Annotated[str, Field(N_("File"), Type.REF, refers="evidence")] = ""


class StateReply(Record, frozen=True, kw_only=True):
    """A reply as received. It may name people: its text stays in the identity room, a screened copy is new evidence."""

    case: Annotated[str, Field(N_("Case"), Type.REF, refers="case", required=True, listed=True)] = ""
    reply_no: Annotated[str, Field(N_("Number"), required=True, listed=True, search=6)] = ""
    from_state: Annotated[str, Field(N_("From"), Type.STATE, required=True, listed=True)] = ""
    to_letters: Annotated[
        tuple[str, ...],
        Field(
            N_("Answers"),
            Type.REF,
            N_("None when the State writes of its own accord."),
            refers="letter earlier_letter external_ref oral_approach",
            listed=True,
        ),
    ] = ()
    channel: Annotated[str, Field(N_("Channel"), Type.CHOICE, choices=CHANNELS, required=True)] = ""
    kind: Annotated[
        tuple[str, ...], Field(N_("Kind of reply"), Type.CODE, vocabulary="reply_kind", required=True, listed=True)
    ] = ()
    dated: Annotated[str, Field(N_("Dated"), Type.EDTF, required=True, listed=True)] = ""
    received_at: Annotated[
        str, Field(N_("Received"), Type.INSTANT, N_("The clock goes by this."), required=True, listed=True)
    ] = ""
    authority: Annotated[str, Field(N_("Authority"), search=3)] = ""
    language: Annotated[str, Field(N_("Language"), required=True)] = ""
    original_file: Annotated[
        str, Field(N_("Original"), Type.REF, N_("Until it was screened."), Room.IDENTITY, refers="evidence")
    ] = ""
    screened_file: Annotated[str, Field(N_("Screened copy"), Type.REF, refers="evidence")] = ""
    text: Annotated[LText, Field(N_("Text"), Type.LONG_TEXT, room=Room.IDENTITY, search=2)] = {}
    summary: Annotated[LText, Field(N_("Summary"), Type.LONG_TEXT, N_("Neutral, with codes only."), search=2)] = {}
    translations: Annotated[dict[str, Translation], Field(N_("Translations"), Type.GROUP, room=Room.IDENTITY)] = {}
    confidentiality: Annotated[LText, Field(N_("Confidentiality"), Type.LONG_TEXT, N_("As the State asks."))] = {}
    protection_flags: Annotated[
        tuple[str, ...], Field(N_("Dangers in it"), Type.CHOICE, choices=PROTECTION_FLAGS, listed=True)
    ] = ()
    screened: Annotated[
        bool | None,
        Field(N_("Screened"), Type.BOOL, N_("Somebody read it for names and threats."), required=True, listed=True),
    ] = None
    extended_to: Annotated[
        str, Field(N_("Asks for time until"), Type.DAY, N_("The head decides; the clock goes on."))
    ] = ""
    as_imported: Annotated[dict[str, Imported], Field(N_("In the old register"), Type.GROUP, room=Room.IDENTITY)] = {}


class Quote(Group, frozen=True, kw_only=True):
    """The State's own words, their translation and the page."""

    original: Annotated[str, Field(N_("Words"), Type.LONG_TEXT)] = ""
    translation: Annotated[str, Field(N_("Translation"), Type.LONG_TEXT)] = ""
    page: Annotated[str, Field(N_("Page"))] = ""


class RowAnswer(Group, frozen=True, kw_only=True):
    """What one reply says to one version of one allegation; one decision."""

    reply: Annotated[str, Field(N_("Reply"), Type.REF, refers="state_reply", required=True, listed=True)] = ""
    allegation: Annotated[
        str, Field(N_("Allegation"), Type.REF, refers="allegation earlier_letter", required=True, listed=True)
    ] = ""
    version: Annotated[int, Field(N_("Version"), Type.NUMBER, required=True, listed=True)] = 1
    position: Annotated[
        tuple[str, ...],
        Field(
            N_("Position"),
            Type.CODE,
            N_("Several are possible."),
            vocabulary="reply_position",
            required=True,
            listed=True,
        ),
    ] = ()
    quote: Annotated[Quote, Field(N_("Quote"), Type.GROUP)] = Quote()
    questions: Annotated[tuple[str, ...], Field(N_("Questions answered"), Type.TEXT)] = ()
    officer_note: Annotated[LText, Field(N_("Officer's note"), Type.LONG_TEXT)] = {}
    neutral_summary: Annotated[
        LText,
        Field(
            N_("Neutral summary"), Type.LONG_TEXT, N_("In the State's own terms; goes into the report."), required=True
        ),
    ] = {}
    summary_kept: Annotated[
        str,
        Field(
            N_("Why the summary stays"),
            Type.LONG_TEXT,
            N_("Where it seems to say more than the words beside it; in codes."),
        ),
    ] = ""
    new_facts: Annotated[tuple[str, ...], Field(N_("New facts"), Type.REF, refers="information")] = ()
    follow_up_needed: Annotated[LText, Field(N_("Follow-up needed"), Type.LONG_TEXT)] = {}


class MatrixRow(Record, frozen=True, kw_only=True):
    """One cell of the matrix; natural key reply × allegation × version."""

    row: Annotated[RowAnswer, Field(N_("Answer"), Type.GROUP, required=True)] = RowAnswer()
    case: Annotated[str, Field(N_("Case"), Type.REF, refers="case", required=True, listed=True)] = ""

    @property
    def reply(self) -> str:
        return self.row.reply

    @property
    def allegation(self) -> str:
        return self.row.allegation

    @property
    def version(self) -> int:
        return self.row.version

    @property
    def position(self) -> tuple[str, ...]:
        return self.row.position


class QuestionAnswer(Group, frozen=True, kw_only=True):
    """What one reply says to one question of one letter; one decision."""

    reply: Annotated[str, Field(N_("Reply"), Type.REF, refers="state_reply", required=True, listed=True)] = ""
    letter: Annotated[str, Field(N_("Letter"), Type.REF, refers="letter", required=True, listed=True)] = ""
    question: Annotated[str, Field(N_("Question"), Type.CHOICE, choices=QUESTIONS, required=True, listed=True)] = ""
    number: Annotated[int, Field(N_("Number in the letter"), Type.NUMBER, required=True)] = 1
    answered: Annotated[str, Field(N_("Answered"), Type.CHOICE, choices=ANSWERED, required=True, listed=True)] = ""
    quote: Annotated[Quote, Field(N_("Quote"), Type.GROUP)] = Quote()
    neutral_summary: Annotated[
        LText, Field(N_("Neutral summary"), Type.LONG_TEXT, N_("In the State's own terms."))
    ] = {}
    summary_kept: Annotated[
        str,
        Field(
            N_("Why the summary stays"),
            Type.LONG_TEXT,
            N_("Where it seems to say more than the words beside it; in codes."),
        ),
    ] = ""


class QuestionRow(Record, frozen=True, kw_only=True):
    """One question of a letter and what a reply says to it; natural key reply × letter × question."""

    answer: Annotated[QuestionAnswer, Field(N_("Answer"), Type.GROUP, required=True)] = QuestionAnswer()
    case: Annotated[str, Field(N_("Case"), Type.REF, refers="case", required=True, listed=True)] = ""

    @property
    def reply(self) -> str:
        return self.answer.reply

    @property
    def letter(self) -> str:
        return self.answer.letter

    @property
    def question(self) -> str:
        return self.answer.question


class MeasureStage(Group, frozen=True, kw_only=True):
    """What became of a measure, and when. A promise is no measure."""

    stage: Annotated[str, Field(N_("Stage"), Type.CHOICE, choices=MEASURE_STAGES, required=True)] = ""
    date: Annotated[str, Field(N_("Date"), Type.EDTF)] = ""


class Quality(Group, frozen=True, kw_only=True):
    """How far a measure has one quality that OP6 asks for, and why one thinks so."""

    answer: Annotated[str, Field(N_("Answer"), Type.CHOICE, choices=GRADED)] = ""
    reason: Annotated[LText, Field(N_("Why"), Type.LONG_TEXT)] = {}


class StateMeasure(Record, frozen=True, kw_only=True):
    """Something a State did or said it would do, recorded with the same care as a violation."""

    case: Annotated[str, Field(N_("Case"), Type.REF, refers="case", listed=True)] = ""
    by_state: Annotated[str, Field(N_("State"), Type.STATE, required=True, listed=True)] = ""
    kind: Annotated[str, Field(N_("Measure"), Type.CODE, vocabulary="state_measure", required=True, listed=True)] = ""
    stage: Annotated[dict[str, MeasureStage], Field(N_("Stages"), Type.GROUP, required=True)] = {}
    scope: Annotated[str, Field(N_("Scope"), Type.CHOICE, choices=MEASURE_SCOPES, required=True)] = ""
    acts: Annotated[tuple[str, ...], Field(N_("Acts"), Type.REF, refers="act")] = ()
    learned_from: Annotated[
        str,
        Field(
            N_("Learned from"),
            Type.CHOICE,
            N_("Which source it was stays in the source room."),
            choices=LEARNED_FROM,
            required=True,
        ),
    ] = ""
    reply: Annotated[str, Field(N_("Reply"), Type.REF, refers="state_reply", listed=True)] = ""
    prompt: Annotated[Quality, Field(N_("Prompt"), Type.GROUP)] = Quality()
    impartial: Annotated[Quality, Field(N_("Impartial"), Type.GROUP)] = Quality()
    independent: Annotated[Quality, Field(N_("Independent"), Type.GROUP)] = Quality()
    effective: Annotated[Quality, Field(N_("Effective"), Type.GROUP)] = Quality()
    accessible_to_victim: Annotated[Quality, Field(N_("Open to the victim"), Type.GROUP)] = Quality()
    victim_view: Annotated[LText, Field(N_("The victim's own view"), Type.LONG_TEXT)] = {}
    op_ref: Annotated[tuple[str, ...], Field(N_("Paragraphs"), Type.CHOICE, choices=OP_REFS, required=True)] = ()
    evidence: Annotated[tuple[str, ...], Field(N_("Evidence"), Type.REF, refers="evidence")] = ()
    verified_level: Annotated[
        str,
        Field(
            N_("Verified"),
            Type.CODE,
            N_("On the State's word alone, credible at most."),
            vocabulary="verification_level",
            required=True,
            listed=True,
        ),
    ] = ""
    description: Annotated[LText, Field(N_("Description"), Type.LONG_TEXT, search=2)] = {}


STATE_REPLY = describe(StateReply, "state_reply", N_("State reply"), N_("State replies"), N_("What a State answered."))
MATRIX_ROW = describe(
    MatrixRow,
    "matrix_row",
    N_("Matrix row"),
    N_("Reply matrix"),
    N_("What a reply says to one allegation."),
    key=("reply", "allegation", "version"),
)
QUESTION_ROW = describe(
    QuestionRow,
    "question_row",
    N_("Answer to a question"),
    N_("Answers to questions"),
    N_("What a reply says to one question of a letter."),
    key=("reply", "letter", "question"),
)
STATE_MEASURE = describe(
    StateMeasure, "state_measure", N_("State measure"), N_("State measures"), N_("What a State did or announced.")
)
