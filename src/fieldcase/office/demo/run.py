"""The demonstration from beginning to end: a spreadsheet, people and consent, letters, headquarters, receipts.

It calls use cases of `office` alone. What is refused on the way is part of it, and told with the rule that refused.
"""

from __future__ import annotations

import time
from pathlib import Path

import msgspec

from fieldcase.office import resources
from fieldcase.office.cases.conflicts import list_conflicts
from fieldcase.office.checking import check_vault
from fieldcase.office.consent.answering import record_consent
from fieldcase.office.consent.reviewing import review_consent
from fieldcase.office.consent.withdrawing import withdraw_consent
from fieldcase.office.decisions.deciding import Considered, decide, propose_decision
from fieldcase.office.demo import casework, cast, preparing
from fieldcase.office.demo.casework import Worked
from fieldcase.office.demo.correspondence import take_replies, write_letters
from fieldcase.office.demo.play import Play, Progress
from fieldcase.office.demo.told import (
    CheckTold,
    ConflictTold,
    Demonstration,
    ReceiptTold,
    summary,
)
from fieldcase.office.exchange.receive import receipts
from fieldcase.office.exchange.send import peer_name, peers
from fieldcase.office.importing.apply import Imported, import_file
from fieldcase.office.records import change
from fieldcase.office.session import Session
from fieldcase.office.verification.reviewing import accept_assessment
from fieldcase.vault import disk


def run_demo(into: Path, progress: Progress | None = None, passphrase: str = "") -> Demonstration:
    """Do the whole main job below `into`, a new or empty folder, and tell what was done.

    `passphrase` opens all its vaults (else each has words of its own). Raises `FolderTaken` where something lies
    there already, and refusals of the disk.
    """
    began = time.monotonic()
    play = Play(into, progress)
    disk.private_folder(into)
    play.stage = preparing.prepare(into, play.say, passphrase)
    try:
        return _played(play, began)
    finally:
        play.stage.close()


def _played(play: Play, began: float) -> Demonstration:
    stage = play.stage
    officer, head, desk = stage.sessions
    play.carry(officer, head, desk)
    preparing.enter_office(head)
    play.carry(head, officer)
    play.say("import")
    imported = import_file(
        officer,
        resources.read(cast.REGISTER),
        file=cast.REGISTER.rpartition("/")[2],
        mapping=resources.read(cast.MAPPING),
    )
    worked = _cases(play)
    leaving = write_letters(play, worked)
    take_replies(play, leaving)
    _apart(play, worked[-1])
    play.say("headquarters")
    for giver, takers in (
        (officer, (head, desk)),
        (head, (officer, desk)),
        (desk, (officer, head)),
        (officer, (desk,)),
    ):
        play.carry(giver, *takers)
    play.say("check")
    done = _told(play, imported, began)
    disk.write_new(play.into / "summary.txt", summary(done).encode())
    return done


def _cases(play: Play) -> list[Worked]:
    officer, head = play.stage.officer, play.stage.head
    play.say("cases")
    worked = []
    for story in cast.STORIES:
        one = casework.find(officer, story)
        casework.describe(officer, one)
        casework.assess(officer, one)
        casework.gather_information(officer, one)
        consents = casework.record_answers(officer, one)
        assessments = casework.verify(officer, one) if story.assessed else ()
        decision = propose_decision(
            officer,
            one.case,
            casework.TOOL,
            story.tool_reason,
            options={
                "no_action_do_no_harm": Considered(contra="The measures would go on without a question."),
                casework.TOOL: Considered(pro="The State is heard, and its answer reported."),
            },
            wishes="The person wishes that the Government be asked.",
            skipped="Quiet ways were tried by others without an answer.",
        )
        level = casework.level_of(officer, one.victim)
        worked.append(
            msgspec.structs.replace(one, consents=consents, assessments=assessments, decision=decision.id, level=level)
        )
    play.say("review")
    play.carry(officer, head)
    for one in worked:
        for consent in one.consents:
            if head.vault.standing("consent", consent) is None and _named(head, consent):
                review_consent(head, consent)
        for assessment in one.assessments[1:2]:
            accept_assessment(head, assessment)
        decide(head, one.decision)
    play.carry(head, officer)
    return worked


def _named(session: Session, consent: str) -> bool:
    shown = session.vault.shown("consent", consent)
    answer = shown.values.get("answer", {}) if shown else {}
    return bool(answer.get("level") == "NAMED")


def _apart(play: Play, one: Worked) -> None:
    """Two laptops change the same fields without knowing of each other; all values stay until a person decides.

    The officer notes a limit to a consent while the head hears that it is withdrawn: meanwhile the withdrawal counts.
    """
    officer, head = play.stage.officer, play.stage.head
    play.say("apart")
    change(officer, "case", one.case, {"track": "urgent"})
    change(officer, "case", one.case, {"track": "normal"})
    record_consent(
        officer, one.victim, "state_letter", one.level, casework.asked(officer), limits="Not the name of the town."
    )
    change(head, "case", one.case, {"track": "urgent"})
    withdraw_consent(head, one.victim, "By telephone, through the lawyer.", scopes=["state_letter"])
    play.carry(officer, head)
    play.carry(head, officer)
    for line in list_conflicts(officer):
        play.conflicts.append(ConflictTold(record=line.record, field=line.path, count=len(line.values)))


def _told(play: Play, imported: Imported, began: float) -> Demonstration:
    names = {card.id: peer_name(card) for session in play.stage.sessions for card in peers(session)}
    given = [
        ReceiptTold(from_=names.get(held.peer, held.peer), for_=held.room, feeds=held.feeds)
        for session in play.stage.sessions
        for held in receipts(session)
    ]
    checks = []
    for session, vault in zip(play.stage.sessions, play.stage.vaults, strict=True):
        result = check_vault(session)
        checks.append(CheckTold(vault=vault.name, ok=result.ok, entries=result.entries, files=result.files))
    return Demonstration(
        into=str(play.into),
        rows=imported.rows,
        imported=imported.imported,
        problems=tuple(imported.problems),
        duplicates=len(imported.duplicates),
        letters=tuple(play.letters),
        refused=tuple(play.refused),
        packages=tuple(play.packages),
        conflicts=tuple(play.conflicts),
        receipts=tuple(given),
        check=tuple(checks),
        vaults=play.stage.vaults,
        replies=play.replies,
        waiting_for_consent=len(play.waiting),
        seconds=time.monotonic() - began,
    )
