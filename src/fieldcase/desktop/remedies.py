"""What clears each thing that the rules say: the words of its button, and the tab of the case where it is done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fieldcase.desktop.parts.rules import RuleLine
from fieldcase.model.rules.panel import Line, LineState
from fieldcase.model.words import N_, _

SUMMARY, PEOPLE, HAPPENED, VERIFICATION, LETTERS, FILES, HISTORY = range(7)
"""The tabs of a case, by place in `case/tabs.py`."""

REMEDIES: dict[str, tuple[str, int]] = {
    "record_consent": (N_("Record the answer"), PEOPLE),
    "review_consent": (N_("Review the consent"), PEOPLE),
    "answer_identifiability": (N_("Answer the question"), PEOPLE),
    "judge_names": (N_("Say whose names they are"), LETTERS),
    "assess_risk": (N_("Assess the risk"), PEOPLE),
    "assess_acting": (N_("Assess the risk of acting"), PEOPLE),
    "decide_tool": (N_("Decide"), VERIFICATION),
    "assess_element": (N_("Assess it"), VERIFICATION),
    "grade_information": (N_("Grade the information"), VERIFICATION),
    "confirm_reference": (N_("Confirm the reference"), LETTERS),
    "check_text": (N_("Check the text"), LETTERS),
    "edit_letter": (N_("Change the letter"), LETTERS),
    "ask_approver": (N_("Ask somebody else"), LETTERS),
    "ask_head": (N_("Ask the head"), LETTERS),
    "open_case": (N_("Look at the case"), SUMMARY),
    "edit_record": (N_("Change the text"), SUMMARY),
}
"""By action of a rules line: the words of its button and the tab it leads to."""

SHEETS = {
    "assess_risk": "risk_assessment",
    "assess_acting": "acting",
}
"""The actions that are done on a sheet about a person, by its name (`case/leading.py` says where the others are)."""

READ_AGAIN = frozenset({"answer_identifiability", "judge_names"})
"""What a person who did not write a letter answers on its own page."""

OF_LETTER = frozenset({"edit_letter", "check_text", "ask_approver", "ask_head", "confirm_reference"}) | READ_AGAIN
"""What is done on the page of the letter."""
ON_SHEET = {"naming": "naming", "allegations": "redraft", "case_nos": "redraft", "": "naming"}
"""By the field that a line of a letter speaks of: the sheet of the letter that mends it (`letter/more.py`)."""

RISK_OF_ACTING, ACTING = ("3.10", "of_action"), "assess_acting"
WORST = ("blocked", "check")


@dataclass(frozen=True)
class Remedy:
    """What the button of a line asks for: the action, the code of the person it concerns, the field or block, and the
    records by id."""

    action: str
    party_code: str = ""
    field: str = ""
    records: tuple[str, ...] = ()


def rule_lines(lines: Iterable[Line]) -> list[RuleLine]:
    """The lines as the panel shows them, each thing said once; what is not needed at all is left out."""
    found: dict[RuleLine, None] = {}
    for line in lines:
        if line.state is LineState.NOT_NEEDED:
            continue
        clears = line.state in (LineState.BLOCKED, LineState.CHECK)
        action = ACTING if (line.rule, line.field) == RISK_OF_ACTING else line.action
        words, _tab = REMEDIES.get(action, (N_("Show it"), SUMMARY))
        found[
            RuleLine(
                state=line.state.value,
                sentence=line.sentence,
                why=(line.remedy or line.why) if clears else "",
                remedy=_(words) if clears else "",
                action=Remedy(action, line.party_code, line.field, line.records),
            )
        ] = None
    return list(found)


def of_letter(remedy: Remedy, letter: str) -> bool:
    """Whether a remedy is done on the page of that letter: in its text, or where it says how somebody appears."""
    if remedy.action in OF_LETTER:
        return True
    appears = remedy.action in ("record_consent", "decide_tool") and not remedy.field.startswith("consent/")
    return appears and letter in remedy.records


def sheet_of(remedy: Remedy) -> str:
    """The sheet of a letter on which a remedy is done; nothing where it is done in the text or by somebody else."""
    return ON_SHEET.get(remedy.field, "") if remedy.field or remedy.party_code else ""


def what_blocks(lines: Iterable[Line]) -> str:
    """The first thing that stands against a letter; nothing where none does."""
    return next((line.sentence for line in lines if line.state is LineState.BLOCKED), "")


def tab_of(action: str) -> int:
    """The tab of the case on which a remedy is done."""
    return REMEDIES.get(action, ("", SUMMARY))[1]


def marks_of(lines: Iterable[Line]) -> dict[int, str]:
    """For each tab the worst that the rules say of it: `blocked`, `check` or nothing."""
    marks: dict[int, str] = {}
    for line in lines:
        tab = tab_of(line.action)
        if line.state.value in WORST and tab != SUMMARY and marks.get(tab) != "blocked":
            marks[tab] = line.state.value
    return marks
