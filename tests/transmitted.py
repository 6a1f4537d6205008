"""Plain builders of what is put to a State and of what comes back: decisions, allegations, letters, steps, replies,
measures, entries for the report and references from Geneva."""

from __future__ import annotations

from typing import Any

import msgspec

from fieldcase.model.kinds.decisions import Allegation, Decision, Option
from fieldcase.model.kinds.directory import ExternalRef, MandateText
from fieldcase.model.kinds.letters import (
    AllegationInLetter,
    Block,
    EarlierLetter,
    Letter,
    LetterStep,
    OralApproach,
    StepTaken,
)
from fieldcase.model.kinds.replies import MatrixRow, MeasureStage, RowAnswer, StateMeasure, StateReply
from fieldcase.model.kinds.reporting import PeriodBasis, ReportEntry, ReportingCycle
from fieldcase.model.kinds.values import Named
from tests.plain import HEAD, rid, text


def a_decision(kind: str = "use_tool", tool: str = "note_verbale", **changes: Any) -> Decision:
    """A decision to use a tool."""
    said = Decision(
        id=rid(f"decision {kind}"),
        case=rid("case"),
        kind=kind,
        tool=tool,
        options_considered={"1": Option(tool="no_action_do_no_harm")},
        rationale=text("The person wishes it."),
        risk_ref=(rid("risk ilena"),),
    )
    return msgspec.structs.replace(said, **changes)


def an_allegation(number: int = 1, *acts: str, **changes: Any) -> Allegation:
    """An allegation about acts (words), version 1."""
    said = Allegation(
        id=rid(f"allegation {number}"),
        case=rid("case"),
        alleg_no=number,
        version=1,
        text=text("{P-ILENA2} was detained on 10 March 2025."),
        acts=tuple(rid(act) for act in acts or ("act",)),
        persons={"1": Named(party=rid("ilena"), level="NAMED")},
    )
    return msgspec.structs.replace(said, **changes)


def a_letter(kind: str = "note_verbale", *numbers: int, **changes: Any) -> Letter:
    """A letter to Kalindra that transmits the allegations of these numbers (1) and names Ilena."""
    said = Letter(
        id=rid("letter"),
        case=rid("case"),
        case_nos=(rid("case"),),
        kind=kind,
        addressee_state="XKA",
        addressee_role=text("Ministry of Foreign Affairs"),
        addressee_kind="foreign_ministry",
        concerned_as="responsible",
        languages=("en",),
        authentic_lang="en",
        allegations={
            str(n): AllegationInLetter(allegation=rid(f"allegation {n}"), version=1, number=n) for n in numbers or (1,)
        },
        blocks={"1": Block(order=1, block="opening", lang="en", text="The Office presents its compliments.")},
        naming={"1": Named(party=rid("ilena"), level="NAMED")},
    )
    return msgspec.structs.replace(said, **changes)


def a_step(step: str, at: str, letter: str = "letter", consents: tuple[str, ...] = (), **changes: Any) -> LetterStep:
    """A step taken with a letter."""
    taken = msgspec.structs.replace(StepTaken(letter=rid(letter), step=step, at=at, consents=consents), **changes)
    return LetterStep(id=rid(f"{letter} {step}"), case=rid("case"), taken=taken)


def an_earlier_letter(**changes: Any) -> EarlierLetter:
    """A letter of an old register."""
    said = EarlierLetter(
        id=rid("earlier"), case=rid("case"), kind="note_verbale", addressee_state="XKA", dispatched_at="2025-02-01"
    )
    return msgspec.structs.replace(said, **changes)


def a_talk(*numbers: int, **changes: Any) -> OralApproach:
    """A talk with an official of Kalindra in which allegations were put."""
    points = {
        str(n): AllegationInLetter(allegation=rid(f"allegation {n}"), version=1, number=n) for n in numbers or (1,)
    }
    said = OralApproach(
        id=rid("talk"),
        case=rid("case"),
        date="2025-03-20",
        state="XKA",
        with_official="Director",
        by=HEAD,
        points=points,
    )
    return msgspec.structs.replace(said, **changes)


def a_reply(word: str = "reply", received: str = "2025-04-25T10:00:00+00:00", **changes: Any) -> StateReply:
    """A substantive reply of Kalindra to the letter."""
    said = StateReply(
        id=rid(word),
        case=rid("case"),
        reply_no="R1",
        from_state="XKA",
        to_letters=(rid("letter"),),
        channel="direct",
        kind=("substantive",),
        dated="2025-04-20",
        received_at=received,
        language="en",
        screened=True,
    )
    return msgspec.structs.replace(said, **changes)


def a_row(number: int, *positions: str, reply: str = "reply", **changes: Any) -> MatrixRow:
    """What a reply says to an allegation."""
    answer = RowAnswer(
        reply=rid(reply), allegation=rid(f"allegation {number}"), position=positions, neutral_summary=text("It denies.")
    )
    row = msgspec.structs.replace(answer, **changes)
    return MatrixRow(id=rid(f"row {reply} {number}"), row=row, case=rid("case"))


def a_measure(**changes: Any) -> StateMeasure:
    """An investigation that was announced."""
    said = StateMeasure(
        id=rid("measure"),
        case=rid("case"),
        by_state="XKA",
        kind="investigation_opened",
        stage={"1": MeasureStage(stage="announced", date="2025-04-20")},
        scope="case",
        learned_from="reply",
        op_ref=("OP6",),
        verified_level="credible",
    )
    return msgspec.structs.replace(said, **changes)


def a_cycle(**changes: Any) -> ReportingCycle:
    """The cycle of 1 May 2024 to 30 April 2025 with its cut-off on 10 May 2025."""
    said = ReportingCycle(
        id=rid("cycle"),
        label="2024/25",
        period_from="2024-05-01",
        period_to="2025-04-30",
        state_reply_cutoff="2025-05-10",
        status="open",
    )
    return msgspec.structs.replace(said, **changes)


def an_entry(*numbers: int, **changes: Any) -> ReportEntry:
    """An entry for Annex I about the allegations of these numbers (1), transmitted by the letter."""
    rows = {str(n): AllegationInLetter(allegation=rid(f"allegation {n}"), version=1, number=n) for n in numbers or (1,)}
    said = ReportEntry(
        id=rid("entry"),
        case=rid("case"),
        cycle=rid("cycle"),
        case_nos=(rid("case"),),
        state_section="XKA",
        section="annex_i",
        period_basis=PeriodBasis(basis="act_in_period", date="2025-03-10"),
        text=text("{P-ILENA2} was detained."),
        allegations=rows,
        transmitted_by=(rid("letter"),),
        naming={"1": Named(party=rid("ilena"), level="NAMED")},
    )
    return msgspec.structs.replace(said, **changes)


def a_reference(word: str = "reference", confirmed: bool = True, **changes: Any) -> ExternalRef:
    """A reference from Geneva, typed in with its proof."""
    said = ExternalRef(
        id=rid(word),
        system="special procedures",
        reference="XKA 1/2025",
        date="2025-03-15",
        proof=rid("photo"),
        confirmed_by=rid("hq") if confirmed else "",
    )
    return msgspec.structs.replace(said, **changes)


def a_mandate(word: str = "mandate", **changes: Any) -> MandateText:
    """Resolution 54/24, in force."""
    said = MandateText(id=rid(word), symbol="A/HRC/RES/54/24", date="2023-10-12", status="in_force")
    return msgspec.structs.replace(said, **changes)
