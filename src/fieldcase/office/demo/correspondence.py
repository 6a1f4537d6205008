"""The letters of the demonstration and what the State replies: drafted, refused, approved, signed, sent, answered.

Each step is taken by the person whose role it is, on their own laptop; what lies between travels as sealed packages.
"""

from __future__ import annotations

import io
from functools import partial

from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.letters import Letter
from fieldcase.model.kinds.replies import StateReply
from fieldcase.office.allegations.writing import write_allegation
from fieldcase.office.demo import casework, cast
from fieldcase.office.demo.casework import Worked
from fieldcase.office.demo.play import Play
from fieldcase.office.demo.told import LetterTold
from fieldcase.office.letters.drafting import Wanted, draft_letter
from fieldcase.office.letters.editing import edit_block
from fieldcase.office.letters.identifiability import answer_identifiability, identifiability_asked
from fieldcase.office.letters.rendering import render
from fieldcase.office.letters.steps import approve, dispatch, sign, submit
from fieldcase.office.replies.matrix import Position, match_allegation, reply_matrix, review_matrix
from fieldcase.office.replies.registering import Came, register_reply, screen_reply
from fieldcase.office.sources.evidence import Received, register_evidence
from fieldcase.vault import disk


def write_letters(play: Play, worked: list[Worked]) -> list[tuple[Worked, str]]:
    """A letter for every case: some are stopped by a rule, the others leave. Returns those that left, by record id."""
    officer, head = play.stage.officer, play.stage.head
    play.say("letters")
    drafted: list[tuple[Worked, str]] = []
    for one in worked:
        sign_ = "{" + one.code + "}"
        write_allegation(
            officer,
            one.case,
            {language: text.format(sign=sign_) for language, text in one.story.allegations.items()},
            acts=[one.act],
            persons={one.victim: one.level},
        )
        made = draft_letter(officer, one.case, casework.TOOL, Wanted(languages=(one.story.language,)))
        drafted.append((one, made.id))
    first = drafted[0][1]
    _spoil_and_mend(play, drafted[0][0], first)
    for _one, letter in drafted:
        submit(officer, letter)
    play.refusing(drafted[0][0].case_no, partial(approve, officer, first))
    play.carry(officer, head)
    leaving: list[tuple[Worked, str]] = []
    for one, letter in drafted:
        asked = identifiability_asked(head, letter)
        if answers := {question.party: ("no", "Several hundred people fit what is said.") for question in asked}:
            answer_identifiability(head, letter, answers)
        if one.story.ends != "letter":
            play.refusing(one.case_no, partial(approve, head, letter))
            continue
        approve(head, letter)
        sign(head, letter)
        leaving.append((one, letter))
    play.carry(head, officer)
    for one, letter in leaving:
        _leave(play, one, letter)
    return leaving


def _spoil_and_mend(play: Play, one: Worked, letter: str) -> None:
    """A sentence in the first person is refused in a note verbale (N1); the block is then put right again."""
    officer = play.stage.officer
    language = one.story.language
    before = next(
        block.text
        for block in officer.vault.get(Letter, letter).blocks.values()
        if block.block == "concern" and block.lang == language
    )
    edit_block(officer, letter, language, "concern", "Our office regrets that you have not replied.")
    play.refusing(one.case_no, partial(submit, officer, letter))
    edit_block(officer, letter, language, "concern", before)


def _leave(play: Play, one: Worked, letter: str) -> None:
    """Dispatch with a proof, and write the renditions for the file: they are what left."""
    officer, head = play.stage.officer, play.stage.head
    stamped = b"Received by the registry (training)."
    proof = register_evidence(
        officer,
        one.case,
        io.BytesIO(stamped),
        len(stamped),
        Received(
            kind="official_letter",
            title="Stamped copy of the first page",
            media_type="text/plain",
            reveals_source=False,
            reveals_identity=False,
        ),
    )
    dispatch(officer, letter, proof=proof.id, method="by hand")
    folder = play.into / "letters"
    disk.private_folder(folder)
    case = officer.vault.get(Case, one.case)
    files = {}
    for form in ("pdf", "docx"):
        path = folder / f"{case.case_no}-{casework.TOOL}-{one.story.language}.{form}"
        disk.write_new(path, render(head, letter, "state_full", one.story.language, form))
        files[form] = str(path)
    play.letters.append(
        LetterTold(
            case=case.case_no, kind=casework.TOOL, language=one.story.language, pdf=files["pdf"], docx=files["docx"]
        )
    )


def take_replies(play: Play, leaving: list[tuple[Worked, str]]) -> None:
    """The State answers two of the letters: one reply denies the link and leaves a question, the other asks for a
    name.
    """
    officer, head = play.stage.officer, play.stage.head
    play.say("replies")
    for (one, letter), answer in zip(leaving, cast.REPLIES, strict=False):
        reply = register_reply(
            officer,
            one.case,
            Came(
                from_state=cast.STATE,
                kinds=("substantive",),
                dated=officer.today().isoformat(),
                language="en",
                to_letters=(letter,),
                received_at=officer.now(),
                authority="Ministry of Foreign Affairs",
                text=answer.text,
            ),
        )
        screen_reply(officer, reply.id, answer.flags, summary=answer.summary)
        for line in reply_matrix(officer, reply.id).lines:
            match_allegation(
                officer,
                reply.id,
                line.allegation,
                Position(positions=answer.positions, quote=answer.quote, neutral_summary=answer.summary),
            )
        play.replies += 1
    play.carry(officer, head)
    for one, _letter in leaving[: len(cast.REPLIES)]:
        for reply in head.vault.all(StateReply, case=one.case):
            if not reply.as_imported:
                review_matrix(head, reply.id)
    play.carry(head, officer)
