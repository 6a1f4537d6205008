"""What can be wrong with a cell or a row of a register: each kind once, with how much it weighs and what to do.

A problem names table, row, column and kind; it never repeats what the cell says.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from fieldcase.model.words import N_, _


class Weight(StrEnum):
    """What a problem does to its row: it stays out, a person looks at it, or it is only told."""

    BLOCKS = "blocks"
    REVIEW = "review"
    NOTE = "note"


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """One problem. `column` is None when the whole row is meant; `detail` fills the sentence and never holds a name."""

    table: str | None
    row: int
    column: str | None
    kind: str
    detail: str = ""

    @property
    def weight(self) -> Weight:
        return KINDS[self.kind][0]

    @property
    def blocks(self) -> bool:
        return self.weight is Weight.BLOCKS

    @property
    def sentence(self) -> str:
        """What is wrong, in the language spoken."""
        said = _VARIANTS.get((self.kind, self.detail), KINDS[self.kind][1])
        return _(said).format(detail=self.detail)

    @property
    def remedy(self) -> str:
        """What to do about it, in the language spoken."""
        return _(KINDS[self.kind][2])


_ASK = N_("Ask the person, then record the consent.")
_LOOK = N_("Look at the register and settle the date; until then it stays as written.")

KINDS: dict[str, tuple[Weight, str, str]] = {
    "ambiguous_date": (
        Weight.REVIEW,
        N_("Day and month could be the other way round."),
        N_("Choose one of the two readings."),
    ),
    "bidi_mark": (
        Weight.NOTE,
        N_("The text contains invisible marks of writing direction."),
        N_("Nothing to do: they are kept here and never shown in letters."),
    ),
    "consent_conflict": (
        Weight.REVIEW,
        N_("The register has different answers of the same person; the most restrictive is proposed everywhere."),
        N_("Ask the person which answer holds."),
    ),
    "consent_missing": (Weight.REVIEW, N_("The register does not say that the person was asked."), _ASK),
    "consent_not_by_person": (
        Weight.REVIEW,
        N_("Somebody else spoke for the person, without a reason that allows it."),
        _ASK,
    ),
    "consent_unclear": (
        Weight.REVIEW,
        N_("What the person answered to a letter to the State is not clear, or was put off."),
        _ASK,
    ),
    "consent_withdrawn": (
        Weight.REVIEW,
        N_("Consent was given and later withdrawn."),
        N_("Record the withdrawal; check what was sent before it."),
    ),
    "date_after_receipt": (
        Weight.REVIEW,
        N_("The act is dated after the day on which the office received it."),
        _LOOK,
    ),
    "date_order_mismatch": (
        Weight.REVIEW,
        N_("The date is possible only with day and month in the order not expected in this file."),
        N_("Confirm the date."),
    ),
    "duplicate_key": (
        Weight.BLOCKS,
        N_("An earlier row has this number already."),
        N_("Give one of the two rows another number in the register, or leave this row out."),
    ),
    "emoji": (Weight.NOTE, N_("The text contains pictographs."), N_("Nothing to do: they are kept.")),
    "formula": (
        Weight.REVIEW,
        N_("The cell is a formula; the value that the file shows was taken."),
        N_("Compare the value with the register."),
    ),
    "formula_injection": (
        Weight.REVIEW,
        N_("The text begins like a formula. It is kept as text and never run."),
        N_("Ask where the text came from before opening the file elsewhere."),
    ),
    "future_date": (Weight.REVIEW, N_("The date lies after the register was made."), _LOOK),
    "invalid_date": (Weight.REVIEW, N_("No calendar has this day."), _LOOK),
    "key_variant": (
        Weight.NOTE,
        N_("The number is written otherwise; it was read as {detail}."),
        N_("Nothing to do."),
    ),
    "missing_required": (
        Weight.BLOCKS,
        N_("A cell that is needed is empty."),
        N_("Complete the register and import it again; only this row is added then."),
    ),
    "mojibake": (
        Weight.REVIEW,
        N_("Letters were damaged by a wrong encoding."),
        N_("Correct the text after the import; it is kept as it is."),
    ),
    "not_approved": (
        Weight.REVIEW,
        N_("The collecting tool marks this submission as not approved."),
        N_("Ask who reviewed it before working on the case."),
    ),
    "overlong_text": (
        Weight.REVIEW,
        N_("The text is longer than 4,000 characters; it is kept whole."),
        N_("Write a summary with codes only."),
    ),
    "phone_as_number": (
        Weight.REVIEW,
        N_("The telephone was stored as a number: a zero or a plus at its beginning may be lost."),
        N_("Check the number before anybody calls it."),
    ),
    "refer_oversight": (
        Weight.BLOCKS,
        N_("Personnel of the United Nations are alleged to be responsible: this is no ordinary case."),
        N_("Seal it to head and custodian, and refer it to internal oversight."),
    ),
    "reply_before_letter": (Weight.REVIEW, N_("The reply is dated before the letter that it answers."), _LOOK),
    "serial_date": (
        Weight.NOTE,
        N_("The date was a spreadsheet's day number."),
        N_("Nothing to do."),
    ),
    "surrounding_space": (Weight.NOTE, N_("There is space around the text; it was left out."), N_("Nothing to do.")),
    "test_record": (
        Weight.BLOCKS,
        N_("This is a trial entry that was left in the data."),
        N_("Nothing to do; if it is real, change the word TEST in the register."),
    ),
    "two_digit_year": (Weight.NOTE, N_("The year has two digits; it was read as {detail}."), N_("Nothing to do.")),
    "uncertain_date": (
        Weight.REVIEW,
        N_("The date is approximate, partial, a period, or in words; it was read as {detail}."),
        N_("Confirm how it was read."),
    ),
    "undated": (Weight.REVIEW, N_("There is no date."), N_("Ask when it happened; “about” is an answer too.")),
    "unknown_case": (
        Weight.BLOCKS,
        N_("The row names a case that this register does not have."),
        N_("Correct the number in the register, or add the case."),
    ),
    "unmapped_value": (
        Weight.REVIEW,
        N_("The mapping does not say what this text means; it is kept as said."),
        N_("Choose a term, or add the text to the mapping."),
    ),
    "wrong_field_count": (
        Weight.BLOCKS,
        N_("The row has more fields than the header; nothing was read from it."),
        N_("Put the cell that contains the separator into quotation marks in the file."),
    ),
    "zero_width": (
        Weight.NOTE,
        N_("The text contains invisible characters; they are ignored when texts are compared."),
        N_("Nothing to do."),
    ),
}

FEWER = "fewer"
"""Detail of `wrong_field_count` where fields are lacking."""

NOT_UNDERSTOOD = "not_understood"
"""Detail of `undated` where something was written."""

_VARIANTS = {
    ("wrong_field_count", FEWER): N_("The row has fewer fields than the header; nothing was read from it."),
    ("undated", NOT_UNDERSTOOD): N_("What is written was not understood as a date; it is kept as said."),
}
