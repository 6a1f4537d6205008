"""What a State answered, matched to what was put to it (G19), the dangers in it, and its place on the clock."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from fieldcase.model.kinds.letters import EarlierLetter, Letter
from fieldcase.model.kinds.replies import MatrixRow, StateReply
from fieldcase.model.lettershapes import shape_of
from fieldcase.model.refusal import Finding
from fieldcase.model.rules.casefile import CaseFile, by_id
from fieldcase.model.rules.letters import LetterFile
from fieldcase.model.rules.naming import mentions
from fieldcase.model.rules.saying import dated, found, warned
from fieldcase.model.rules.scales import ANON, consent_rank
from fieldcase.model.rules.tasks import TaskDraft
from fieldcase.model.rules.tracker import LetterFacts, Outcome, ReplyFacts, outcome
from fieldcase.model.shape import Cites
from fieldcase.model.words import _

ASKING = frozenset({"asks_identity", "disputes_identity"})
Put = tuple[str, int]
"""One version of an allegation: record id and version."""


def transmitted(file: CaseFile, record: str) -> tuple[Put, ...]:
    """The allegation versions that a letter or an oral approach put to a State, by number; for a letter of an old
    register the letter itself, version 1."""
    letter = file.letter(record)
    if letter is not None:
        rows = sorted(letter.allegations.values(), key=lambda row: row.number)
        return tuple((row.allegation, row.version) for row in rows)
    talk = by_id(file.oral, record)
    if talk is not None:
        rows = sorted(talk.points.values(), key=lambda row: row.number)
        return tuple((row.allegation, row.version) for row in rows)
    return ((record, 1),) if by_id(file.earlier_letters, record) else ()


def rows_of(file: CaseFile, reply: str) -> tuple[MatrixRow, ...]:
    """The matrix rows of one reply."""
    return tuple(row for row in file.rows if row.reply == reply)


def unanswered(file: CaseFile, reply: StateReply) -> tuple[Put, ...]:
    """The transmitted versions to which nobody has assigned a position of this reply yet."""
    put = dict.fromkeys(version for letter in reply.to_letters for version in transmitted(file, letter))
    matched = {(row.allegation, row.version) for row in rows_of(file, reply.id) if row.position}
    return tuple(version for version in put if version not in matched)


def matrix_findings(file: CaseFile, reply: StateReply) -> tuple[Finding, ...]:
    """G19: a reply is complete only when every transmitted version has a position. “Not addressed” is chosen by a
    person and reviewed like any other; silence is never turned into it."""
    findings = []
    for record, version in unanswered(file, reply):
        allegation = file.allegation(record)
        number = allegation.alleg_no if allegation and allegation.alleg_no else "?"
        sentence = _("Allegation {number}, version {version}, has no position in this reply.").format(
            number=number, version=version
        )
        remedy = _("Choose what the reply says to it; “not addressed” is a choice too.")
        findings.append(found("G19", sentence, remedy, records=(reply.id, record), field="position"))
    for row in rows_of(file, reply.id):
        if row.position and not any(words.text.strip() for words in row.row.neutral_summary.values()):
            sentence = _("A position has no neutral summary; the report needs one.")
            findings.append(
                warned("G19", sentence, _("Write it in the State's own terms."), records=(row.id,), field="row")
            )
    return tuple(findings)


def asks_identity(file: CaseFile, reply: StateReply) -> bool:
    """G19: the reply asks who somebody is, or disputes it, by its flags or in one of its positions."""
    return "asks_identity" in reply.protection_flags or any(
        not ASKING.isdisjoint(row.position) for row in rows_of(file, reply.id)
    )


def alert_tasks(file: CaseFile, reply: StateReply) -> tuple[TaskDraft, ...]:
    """G19: the protection alert and the risk review that a dangerous reply raises, one for each party concerned
    (S20)."""
    if not (asks_identity(file, reply) or reply.protection_flags):
        return ()
    parties = dict.fromkeys(
        mention.party
        for record in reply.to_letters
        if (letter := file.letter(record))
        for mention in mentions(file, letter)
        if file.protected(mention.party)
    )
    drafts = []
    for party in parties or dict.fromkeys(p for p in file.parties if file.protected(p)):
        code = file.code(party)
        sentence = _("A State's reply may endanger {party}: assess the risk again.").format(party=code)
        drafts.append(
            TaskDraft(origin="G19", kind="protection_alert", sentence=sentence, targets=(reply.id,), party_code=code)
        )
    return tuple(drafts)


def answer_findings(lf: LetterFile) -> tuple[Finding, ...]:
    """G19: the answer to a reply that asks for an identity reveals none: nobody protected by name or code, and no
    source."""
    asked = [
        reply
        for record in lf.letter.replies_to
        if (reply := by_id(lf.file.replies, record)) and asks_identity(lf.file, reply)
    ]
    findings = list(remaining_findings(lf.file, lf.letter))
    if not asked:
        return tuple(findings)
    for mention in mentions(lf.file, lf.letter):
        if not mention.cited and lf.file.protected(mention.party) and consent_rank(mention.level) > consent_rank(ANON):
            code = lf.file.code(mention.party)
            sentence = _("The answer to a reply that asks who somebody is may not reveal {party}.").format(party=code)
            findings.append(found("G19", sentence, _("Take the person out."), records=(lf.letter.id,), party=code))
    sentence = _("The reply asks who somebody is: the answer must not confirm that a source exists.")
    findings.append(
        warned("G19", sentence, _("Read the answer for this."), records=(lf.letter.id, *(r.id for r in asked)))
    )
    return tuple(findings)


def remaining_findings(file: CaseFile, letter: Letter) -> tuple[Finding, ...]:
    """G19: a letter that tells the State what its reply left open is written once the reply was matched in full."""
    shape = shape_of(letter.kind)
    if shape is None or shape.cites is not Cites.REPLY or "outstanding" not in shape.names_of_blocks:
        return ()
    replies = (reply for record in letter.replies_to if (reply := by_id(file.replies, record)))
    return tuple(one for reply in replies for one in matrix_findings(file, reply) if one.blocks)


def reply_outcome(file: CaseFile, record: str) -> Outcome:
    """Section 11: the outcome of a letter, computed from the rows of all replies to it; a new reply never erases an
    old row."""
    replies = [reply for reply in file.replies if record in reply.to_letters]
    put = transmitted(file, record)
    positions: dict[str, set[str]] = {}
    for reply in replies:
        for row in rows_of(file, reply.id):
            if answers(row):
                positions.setdefault(f"{row.allegation}@{row.version}", set()).update(row.position)
    return outcome([f"{one}@{version}" for one, version in put], positions, len(replies))


def answers(row: MatrixRow) -> bool:
    """Whether a row answers its allegation: one that was “not addressed” is not answered by asking who somebody is."""
    return bool(row.position) and "not_addressed" not in row.position


def clock_facts(file: CaseFile, letter: Letter | EarlierLetter) -> LetterFacts:
    """What the tracker needs of a letter of the case, or of one of an old register: days are the office's local
    days."""
    local, steps = file.settings.local_day, [step for step in file.steps if step.letter == letter.id]
    replies = tuple(_reply_facts(file, letter.id))
    if isinstance(letter, EarlierLetter):
        sent, due = dated(letter.dispatched_at), dated(letter.due_at)
        return LetterFacts(
            id=letter.id,
            kind=letter.kind,
            dispatched=sent.latest if sent else None,
            due=due.latest if due else None,
            replies=replies,
        )
    at = {step.step: local(step.taken.at) for step in steps}
    dues = {step.step: local(step.taken.due_at) for step in steps if step.taken.due_at}
    given = [day for step in steps if step.step == "extension" and (day := local(step.taken.due_at))]
    decided = [day for step in steps if step.step == "extension" and (day := local(step.taken.at))]
    return LetterFacts(
        id=letter.id,
        kind=letter.kind,
        dispatched=at.get("dispatch"),
        receipt=at.get("receipt"),
        days=letter.reply_due_days,
        urgent=bool(letter.urgent),
        due=dues.get("receipt") or dues.get("dispatch"),
        extended=max(given, default=None),
        decided=max(decided, default=None),
        reminders=tuple(sorted(_reminded(file, letter.id))),
        replies=replies,
    )


def _reminded(file: CaseFile, letter: str) -> Iterator[date]:
    for other in file.letters:
        if other.kind == "reminder" and letter in other.previous_letters:
            for step in file.steps:
                day = file.settings.local_day(step.taken.at)
                if step.letter == other.id and step.step == "dispatch" and day:
                    yield day


def _reply_facts(file: CaseFile, letter: str) -> Iterator[ReplyFacts]:
    local_day = file.settings.local_day
    for reply in file.replies:
        received = local_day(reply.received_at)
        if letter in reply.to_letters and received:
            reviewed = file.state("reply", reply.id) in ("matrix_reviewed", "closed")
            until = local_day(reply.extended_to) if reply.extended_to else None
            yield ReplyFacts(
                id=reply.id, kinds=reply.kind, received=received, matrix_reviewed=reviewed, asked_until=until
            )
