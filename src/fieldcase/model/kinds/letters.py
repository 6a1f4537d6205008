"""Letters and what else is put to a State: what is written, what was done with it, talks, old letters."""

from __future__ import annotations

from typing import Annotated

from fieldcase.model.declare import Field, Group, LText, Record, Room, Type, describe
from fieldcase.model.kinds.values import LANGUAGES, Imported, Named
from fieldcase.model.words import N_

CONCERNED_AS = ("responsible", "territorial", "host", "nationality", "addressee_of_law")
STEPS = (
    "approval",
    "clearance",
    "objection",
    "signature",
    "dispatch",
    "receipt",
    "extension",
    "copy",
    "submission",
    "hq_answer",
    "cancellation",
)
DETAIL = ("minimal", "general", "full")
AS_AGREED = "as_agreed"
"""The way of sending of a letter to a source: more of it would tell the safe channel to the case room."""
SIGNED_HOW = ("signature", "initials_stamp", "none")
RENDITIONS = ("state_full", "office_copy", "public_redacted", "hq_coded", "for_source")
FORMATS = ("pdf", "docx", "tree")
QUESTIONS = tuple(f"Q{number}" for number in range(1, 14))


class Block(Group, frozen=True, kw_only=True):
    """One block of a letter in one language. `order` gives its place; `edited` says that a person changed the draft.

    `drawn` are the facts that it was drafted from, as they were then: `ref=words`, in codes.
    """

    order: Annotated[int, Field(N_("Place"), Type.NUMBER, required=True)] = 0
    block: Annotated[str, Field(N_("Block"), required=True)] = ""
    lang: Annotated[str, Field(N_("Language"), Type.CHOICE, choices=LANGUAGES, required=True)] = ""
    text: Annotated[str, Field(N_("Text"), Type.LONG_TEXT, required=True)] = ""
    data_refs: Annotated[tuple[str, ...], Field(N_("Records used"), Type.TEXT)] = ()
    edited: Annotated[bool, Field(N_("Edited by a person"), Type.BOOL)] = False
    drawn: Annotated[tuple[str, ...], Field(N_("Facts as drafted"), Type.TEXT)] = ()


class AllegationInLetter(Group, frozen=True, kw_only=True):
    """One version of an allegation under its number in the letter. Its texts are named by ledger value (68 digits)."""

    allegation: Annotated[str, Field(N_("Allegation"), Type.REF, refers="allegation", required=True)] = ""
    version: Annotated[int, Field(N_("Version"), Type.NUMBER, required=True)] = 1
    number: Annotated[int, Field(N_("Number in the letter"), Type.NUMBER, required=True)] = 1
    values: Annotated[tuple[str, ...], Field(N_("Texts as they were"), Type.TEXT)] = ()


class TemplateUsed(Group, frozen=True, kw_only=True):
    """The template a language was drafted from. The element's id is the language."""

    sha256: Annotated[str, Field(N_("Hash of the template"), Type.SHA256, required=True)] = ""


class FactStands(Group, frozen=True, kw_only=True):
    """Somebody's word that a block stays as it is though a fact of it moved. It holds until that fact moves again."""

    lang: Annotated[str, Field(N_("Language"), Type.CHOICE, choices=LANGUAGES, required=True)] = ""
    block: Annotated[str, Field(N_("Block"), required=True)] = ""
    fact: Annotated[str, Field(N_("Fact"), required=True)] = ""
    moved_to: Annotated[str, Field(N_("Hash of what it says now"), Type.SHA256, required=True)] = ""
    reason: Annotated[str, Field(N_("Why the block stays"), Type.LONG_TEXT, N_("In codes."), required=True)] = ""


class Agreed(Group, frozen=True, kw_only=True):
    """What was agreed with the recipient of a letter to a source before anything is sent. The channel itself stands in
    the identity or the source room, never here."""

    safe: Annotated[bool | None, Field(N_("A safe channel was agreed"), Type.BOOL)] = None
    detail: Annotated[str, Field(N_("How much it may say"), Type.CHOICE, choices=DETAIL)] = ""
    letterhead: Annotated[
        bool | None, Field(N_("May bear the office's name"), Type.BOOL, N_("No unless it was agreed."))
    ] = None
    at: Annotated[str, Field(N_("Agreed on"), Type.DAY)] = ""


class Letter(Record, frozen=True, kw_only=True):
    """A letter as it is written. Its status is computed from transitions of machine `letter`.

    What the person who approves, signs or dispatches adds (reference, frozen bytes, consent snapshot, proof) never
    stands here but in a `LetterStep`: a value added to the letter would void the approval it belongs to and make
    its author a writer of what they sign (fold, rule 12). Who prepared, reviewed, approved and signed is the ledger's.
    """

    case: Annotated[str, Field(N_("Case"), Type.REF, refers="case", required=True, listed=True)] = ""
    case_nos: Annotated[
        tuple[str, ...], Field(N_("All cases it covers"), Type.REF, refers="case", required=True, listed=True)
    ] = ()
    status: Annotated[str, Field(N_("Status"), Type.CODE, vocabulary="letter_status", listed=True, computed=True)] = ""
    kind: Annotated[
        str, Field(N_("Kind of letter"), Type.CODE, vocabulary="letter_kind", required=True, listed=True)
    ] = ""
    external_ref: Annotated[
        tuple[str, ...],
        Field(
            N_("Reference from Geneva"),
            Type.REF,
            N_("Typed in with its proof, never made up here."),
            refers="external_ref",
        ),
    ] = ()
    addressee_state: Annotated[str, Field(N_("State addressed"), Type.STATE, listed=True)] = ""
    addressee_role: Annotated[
        LText, Field(N_("Addressee"), help=N_("Ministry, permanent mission, authority, company."), required=True)
    ] = {}
    addressee_kind: Annotated[str, Field(N_("Kind of addressee"))] = ""
    outside: Annotated[
        str,
        Field(N_("Addressee that is no State"), Type.REF, refers="outside_addressee", listed=True),
    ] = ""
    recipient: Annotated[
        str, Field(N_("Recipient as consent names it"), help=N_("The name under which people were asked."))
    ] = ""
    to_party: Annotated[
        str,
        Field(
            N_("Person written to"),
            Type.REF,
            N_("In letters to a person; a source who is none here is named in the source room alone."),
            refers="party",
        ),
    ] = ""
    agreed: Annotated[Agreed, Field(N_("Agreed with the recipient"), Type.GROUP)] = Agreed()
    council_session: Annotated[
        str, Field(N_("Session of the Council"), help=N_("That a brief for its President is for."))
    ] = ""
    concerned_as: Annotated[
        str,
        Field(N_("Why this State"), Type.CHOICE, choices=CONCERNED_AS, listed=True),
    ] = ""
    languages: Annotated[tuple[str, ...], Field(N_("Languages"), Type.CHOICE, choices=LANGUAGES, required=True)] = ()
    authentic_lang: Annotated[
        str,
        Field(
            N_("Authentic language"),
            Type.CHOICE,
            N_("The others are courtesy translations."),
            choices=LANGUAGES,
            required=True,
        ),
    ] = ""
    allegations: Annotated[dict[str, AllegationInLetter], Field(N_("Allegations"), Type.GROUP)] = {}
    blocks: Annotated[dict[str, Block], Field(N_("Blocks"), Type.GROUP, required=True)] = {}
    naming: Annotated[
        dict[str, Named],
        Field(N_("Who may be recognised"), Type.GROUP, N_("Checked against consent at every step (G4).")),
    ] = {}
    annexed: Annotated[
        bool | None, Field(N_("Allegations in an annex"), Type.BOOL, N_("As a table behind the letter."))
    ] = None
    requests: Annotated[tuple[str, ...], Field(N_("Questions"), Type.CHOICE, choices=QUESTIONS)] = ()
    reply_due_days: Annotated[int | None, Field(N_("Days to reply"), Type.NUMBER)] = None
    urgent: Annotated[bool | None, Field(N_("On the urgent track"), Type.BOOL)] = None
    responsibility_asserted: Annotated[
        bool | None,
        Field(N_("Asserts responsibility"), Type.BOOL, N_("Says that the act was carried out by somebody.")),
    ] = None
    previous_letters: Annotated[
        tuple[str, ...], Field(N_("Earlier letters"), Type.REF, refers="letter earlier_letter")
    ] = ()
    replies_to: Annotated[tuple[str, ...], Field(N_("Replies answered"), Type.REF, refers="state_reply")] = ()
    laws: Annotated[tuple[str, ...], Field(N_("Laws and measures"), Type.REF, refers="law_or_measure")] = ()
    mandates: Annotated[tuple[str, ...], Field(N_("Mandates cited"), Type.REF, refers="mandate_text")] = ()
    bodies: Annotated[
        tuple[str, ...],
        Field(
            N_("Proposed to"),
            Type.CODE,
            N_("Mandates or the committee that a proposal to headquarters suggests."),
            vocabulary="mechanism",
        ),
    ] = ()
    templates: Annotated[
        dict[str, TemplateUsed], Field(N_("Templates used"), Type.GROUP, N_("Their hash, per language."))
    ] = {}
    stands: Annotated[
        dict[str, FactStands],
        Field(N_("Facts that moved"), Type.GROUP, N_("Why a block stays though a fact of it moved.")),
    ] = {}
    warnings_kept: Annotated[
        LText, Field(N_("Why warnings are kept"), Type.LONG_TEXT, N_("Errors cannot be overridden."))
    ] = {}


class Rendition(Group, frozen=True, kw_only=True):
    """The frozen bytes of one rendition: an object in the vault and the hash of what was signed.

    Format `tree` is the draft with its block tree, from which other renditions of a signed letter are composed.
    """

    rendition: Annotated[str, Field(N_("Rendition"), Type.CHOICE, choices=RENDITIONS, required=True)] = ""
    lang: Annotated[str, Field(N_("Language"), Type.CHOICE, choices=LANGUAGES, required=True)] = ""
    format: Annotated[str, Field(N_("Format"), Type.CHOICE, choices=FORMATS, required=True)] = ""
    sha256: Annotated[str, Field(N_("Hash"), Type.SHA256, required=True)] = ""
    object: Annotated[str, Field(N_("Sealed object"), Type.SHA256)] = ""
    identity: Annotated[str, Field(N_("Key of the object"))] = ""
    size: Annotated[int | None, Field(N_("Size"), Type.NUMBER)] = None
    template: Annotated[str, Field(N_("Hash of the template"), Type.SHA256)] = ""
    tree: Annotated[str, Field(N_("Hash of the block tree"), Type.SHA256)] = ""


class StepTaken(Group, frozen=True, kw_only=True):
    """What one person did with a letter, with its own facts. Which of them are filled depends on the step."""

    letter: Annotated[
        str, Field(N_("Letter"), Type.REF, refers="letter earlier_letter", required=True, listed=True)
    ] = ""
    step: Annotated[str, Field(N_("Step"), Type.CHOICE, choices=STEPS, required=True, listed=True)] = ""
    at: Annotated[str, Field(N_("At"), Type.INSTANT, required=True, listed=True)] = ""
    consents: Annotated[
        tuple[str, ...], Field(N_("Consents as they were"), Type.TEXT, N_("Ledger values, at this moment (G6)."))
    ] = ()
    text: Annotated[str, Field(N_("Hash of the text cleared"), Type.SHA256)] = ""
    objections: Annotated[
        tuple[str, ...],
        Field(N_("Objections answered"), Type.REF, N_("Those known to who clears."), refers="letter_step"),
    ] = ()
    office_ref: Annotated[
        str, Field(N_("Office reference"), help=N_("Given at signature, never used twice."), listed=True, search=10)
    ] = ""
    series: Annotated[str, Field(N_("Series of references"), help=N_("Office, laptop and year."), listed=True)] = ""
    serial: Annotated[int | None, Field(N_("Number in the series"), Type.NUMBER)] = None
    signed_how: Annotated[str, Field(N_("Signed by"), Type.CHOICE, choices=SIGNED_HOW)] = ""
    signature: Annotated[str, Field(N_("Signature over the frozen bytes"), Type.LONG_TEXT)] = ""
    delegation: Annotated[str, Field(N_("Written delegation"), help=N_("Where somebody signs for the head."))] = ""
    recipient: Annotated[str, Field(N_("Handed to"), help=N_("A desk or function, never a name."))] = ""
    method: Annotated[str, Field(N_("Way of sending"))] = ""
    proof: Annotated[str, Field(N_("Proof"), Type.REF, refers="evidence")] = ""
    due_at: Annotated[str, Field(N_("Reply due"), Type.DAY, listed=True)] = ""
    transfer: Annotated[str, Field(N_("Package"), help=N_("The package that took it to headquarters."))] = ""
    external_ref: Annotated[str, Field(N_("Reference from Geneva"), Type.REF, refers="external_ref")] = ""
    reason: Annotated[str, Field(N_("Reason"), Type.LONG_TEXT)] = ""


class LetterStep(Record, frozen=True, kw_only=True):
    """One step in a letter's life: written in the same transaction as the transition it belongs to, never changed."""

    case: Annotated[str, Field(N_("Case"), Type.REF, refers="case", required=True, listed=True)] = ""
    taken: Annotated[StepTaken, Field(N_("Step"), Type.GROUP, required=True)] = StepTaken()
    renditions: Annotated[
        dict[str, Rendition],
        Field(
            N_("Frozen renditions"), Type.GROUP, N_("The pages may show names, so their keys lie here."), Room.IDENTITY
        ),
    ] = {}

    @property
    def letter(self) -> str:
        return self.taken.letter

    @property
    def step(self) -> str:
        return self.taken.step


class OralApproach(Record, frozen=True, kw_only=True):
    """A talk with an official in which allegations were put; counts as transmission under the same consent guard."""

    case: Annotated[str, Field(N_("Case"), Type.REF, refers="case", required=True, listed=True)] = ""
    date: Annotated[str, Field(N_("Date"), Type.EDTF, required=True, listed=True)] = ""
    state: Annotated[str, Field(N_("State"), Type.STATE, required=True, listed=True)] = ""
    with_official: Annotated[str, Field(N_("With"), help=N_("The function, not the name."), required=True)] = ""
    official_name: Annotated[str, Field(N_("Name of the official"), room=Room.IDENTITY)] = ""
    by: Annotated[str, Field(N_("By"), Type.REF, refers="seat", required=True)] = ""
    points: Annotated[dict[str, AllegationInLetter], Field(N_("Allegations put"), Type.GROUP, required=True)] = {}
    naming: Annotated[dict[str, Named], Field(N_("Who was named"), Type.GROUP)] = {}
    reaction: Annotated[LText, Field(N_("Reaction"), Type.LONG_TEXT)] = {}
    left_document: Annotated[str, Field(N_("Aide-memoire left"), Type.REF, refers="letter")] = ""


class EarlierLetter(Record, frozen=True, kw_only=True):
    """A letter of the old register. It can be answered; it counts for a report once a person saw its proof (G14)."""

    case: Annotated[str, Field(N_("Case"), Type.REF, refers="case", required=True, listed=True)] = ""
    kind: Annotated[str, Field(N_("Kind of letter"), Type.CODE, vocabulary="letter_kind", listed=True)] = ""
    office_ref: Annotated[str, Field(N_("Reference"), listed=True, search=10)] = ""
    addressee_state: Annotated[str, Field(N_("State addressed"), Type.STATE, listed=True)] = ""
    dispatched_at: Annotated[str, Field(N_("Sent on"), Type.EDTF, listed=True)] = ""
    due_at: Annotated[str, Field(N_("Reply due"), Type.EDTF, listed=True)] = ""
    remarks: Annotated[str, Field(N_("Remarks"), Type.LONG_TEXT, room=Room.IDENTITY, search=2)] = ""
    proof: Annotated[str, Field(N_("Proof"), Type.REF, refers="evidence")] = ""
    confirmed: Annotated[str, Field(N_("Proof seen by"), Type.REF, refers="seat", listed=True)] = ""
    as_imported: Annotated[dict[str, Imported], Field(N_("In the old register"), Type.GROUP, room=Room.IDENTITY)] = {}


class NameReading(Group, frozen=True, kw_only=True):
    """A name found in a text that somebody judged to be somebody else's."""

    letter: Annotated[
        str, Field(N_("In this text"), Type.REF, refers="letter report_entry", required=True, listed=True)
    ] = ""
    party: Annotated[
        str, Field(N_("Whose name it looks like"), Type.REF, refers="party", required=True, listed=True)
    ] = ""
    form: Annotated[str, Field(N_("Words found"), required=True)] = ""
    text: Annotated[str, Field(N_("Hash of the text read"), Type.SHA256, required=True)] = ""
    reason: Annotated[str, Field(N_("Who it is instead"), Type.LONG_TEXT, required=True)] = ""


class Recognition(Record, frozen=True, kw_only=True):
    """“Somebody else of this name”: recorded by a second person and kept with the letter, in the identity room."""

    reading: Annotated[NameReading, Field(N_("Name"), Type.GROUP, room=Room.IDENTITY, required=True)] = NameReading()


LETTER = describe(
    Letter, "letter", N_("Letter"), N_("Letters"), N_("A letter or a proposal for one, as it is written.")
)
LETTER_STEP = describe(
    LetterStep,
    "letter_step",
    N_("Step of a letter"),
    N_("Steps of letters"),
    N_("Approval, signature, dispatch and the like."),
)
ORAL_APPROACH = describe(
    OralApproach, "oral_approach", N_("Oral approach"), N_("Oral approaches"), N_("Allegations put in a talk.")
)
EARLIER_LETTER = describe(
    EarlierLetter,
    "earlier_letter",
    N_("Earlier letter"),
    N_("Earlier letters"),
    N_("A letter known from an old register."),
)
RECOGNITION = describe(
    Recognition,
    "recognition",
    N_("Somebody else of this name"),
    N_("Other people of a name"),
    N_("A name hit explained."),
)
