"""What a State answered, matched to what was put to it (G19), the dangers in it, and its place on the clock."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from fieldcase.model.kinds.letters import EarlierLetter, Letter
from fieldcase.model.kinds.replies import MatrixRow, StateReply
from fieldcase.model.kinds.reporting import ReportingCycle
from fieldcase.model.lettershapes import shape_of
from fieldcase.model.refusal import Finding
from fieldcase.model.rules.casefile import CaseFile, by_id
from fieldcase.model.rules.letters import LetterFile
from fieldcase.model.rules.measures import ANNOUNCING
from fieldcase.model.rules.naming import mentions
from fieldcase.model.rules.saying import dated, day_of, found, warned
from fieldcase.model.rules.scales import ANON, consent_rank
from fieldcase.model.rules.tasks import TaskDraft
from fieldcase.model.rules.tracker import Late, LetterFacts, Outcome, ReplyFacts, due_day, lateness, outcome
from fieldcase.model.shape import Cites
from fieldcase.model.words import _, ngettext

ASKING = frozenset({"asks_identity", "disputes_identity"})
FOLLOWING = ("follow_up", "thanks_reply")
"""Letters that tell the State what its reply left open."""
EACH_ALLEGATION = "Q1"
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


def number_in(file: CaseFile, record: str, allegation: str) -> int:
    """The number that an allegation has in a letter or a talk; 0 where it was not put there under one."""
    letter, talk = file.letter(record), by_id(file.oral, record)
    rows = letter.allegations if letter else talk.points if talk else {}
    return next((row.number for row in rows.values() if row.allegation == allegation), 0)


def asked(file: CaseFile, record: str) -> tuple[tuple[int, str], ...]:
    """The questions of a letter with their numbers in it (section 10.7), in its order."""
    letter = file.letter(record)
    return tuple(enumerate(letter.requests, 1)) if letter else ()


def questions_open(file: CaseFile, reply: StateReply) -> tuple[tuple[str, int, str], ...]:
    """The questions (letter, number, code) of the letters that a reply answers of which nobody said whether it answers
    them. The question after observations on each allegation (Q1) is answered by the rows of allegations."""
    said = {(row.letter, row.question) for row in file.questions if row.reply == reply.id and row.answer.answered}
    return tuple(
        (letter, number, code)
        for letter in reply.to_letters
        for number, code in asked(file, letter)
        if code != EACH_ALLEGATION and (letter, code) not in said
    )


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
    findings += _unsaid(file, reply)
    for row in rows_of(file, reply.id):
        if row.position and not any(words.text.strip() for words in row.row.neutral_summary.values()):
            sentence = _("A position has no neutral summary; the report needs one.")
            findings.append(
                warned("G19", sentence, _("Write it in the State's own terms."), records=(row.id,), field="row")
            )
        told = any(one.reply == reply.id and one.case == row.case for one in file.measures)
        if not told and not ANNOUNCING.isdisjoint(row.position):
            sentence = _("The reply announces a measure, and none is recorded from it.")
            remedy = _("Record it as announced (fieldcase reply measure); a promise is followed up.")
            findings.append(warned("3.16", sentence, remedy, records=(reply.id, row.id), field="position"))
    return tuple(findings)


def _unsaid(file: CaseFile, reply: StateReply) -> Iterator[Finding]:
    """A warning a letter: the questions of it of which nobody said whether the reply answers them."""
    open_ = questions_open(file, reply)
    for letter in dict.fromkeys(letter for letter, _number, _code in open_):
        codes = [code for one, _number, code in open_ if one == letter]
        sentence = ngettext(
            "Nobody said whether the reply answers question {codes} of the letter.",
            "Nobody said whether the reply answers questions {codes} of the letter.",
            len(codes),
        ).format(codes=", ".join(codes))
        remedy = _("Say yes, partly or no, with the words that answer it.")
        yield warned("10.7", sentence, remedy, records=(reply.id, letter), field="answered")


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


def outstanding(file: CaseFile, record: str) -> tuple[int, ...]:
    """The numbers, as the letter gave them, of the allegations that no reply has answered (section 11)."""
    letter = file.letter(record)
    if letter is None:
        return ()
    numbers = {(row.allegation, row.version): row.number for row in letter.allegations.values()}
    answered = {
        (row.allegation, row.version)
        for reply in file.replies
        if record in reply.to_letters
        for row in rows_of(file, reply.id)
        if answers(row)
    }
    return tuple(numbers[put] for put in transmitted(file, record) if put not in answered)


def answers(row: MatrixRow) -> bool:
    """Whether a row answers its allegation: one that was “not addressed” is not answered by asking who somebody is."""
    return bool(row.position) and "not_addressed" not in row.position


def clock_facts(file: CaseFile, letter: Letter | EarlierLetter) -> LetterFacts:
    """What the tracker needs of a letter of the case, or of one of an old register: days are the office's local
    days."""
    local, steps = file.settings.local_day, [step for step in file.steps if step.letter == letter.id]
    replies = tuple(_reply_facts(file, letter.id))
    given = [day for step in steps if step.step == "extension" and (day := local(step.taken.due_at))]
    decided = [day for step in steps if step.step == "extension" and (day := local(step.taken.at))]
    reminders = tuple(sorted(_left_after(file, letter.id, ("reminder",))))
    followed = tuple(sorted(_left_after(file, letter.id, FOLLOWING)))
    if isinstance(letter, EarlierLetter):
        sent, due = dated(letter.dispatched_at), dated(letter.due_at)
        return LetterFacts(
            id=letter.id,
            kind=letter.kind,
            dispatched=sent.latest if sent else None,
            due=due.latest if due else None,
            extended=max(given, default=None),
            decided=max(decided, default=None),
            reminders=reminders,
            followed=followed,
            replies=replies,
        )
    at = {step.step: local(step.taken.at) for step in steps}
    dues = {step.step: local(step.taken.due_at) for step in steps if step.taken.due_at}
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
        reminders=reminders,
        followed=followed,
        replies=replies,
        open=outstanding(file, letter.id) if any(reply.matrix_reviewed for reply in replies) else (),
    )


def late_of(file: CaseFile, reply: StateReply, record: str) -> Late | None:
    """Section 11: how a reply stands to the due day of one letter that it answers and to the reporting cycle in which
    that letter falls: the first whose cut-off came on or after the day it left. None where it has no clock."""
    letter = file.letter(record) or by_id(file.earlier_letters, record)
    received = file.settings.local_day(reply.received_at)
    if letter is None or received is None:
        return None
    facts = clock_facts(file, letter)
    if facts.dispatched is None:
        return None
    cycle, cutoff = _cycle_of(file, facts.dispatched)
    published = _published(file, cycle) if cycle else None
    return lateness(received, due_day(facts, file.settings), cutoff, published)


def cutoff_of(file: CaseFile, sent: date) -> date | None:
    """The cut-off of the reporting cycle in which a letter that left on a day falls; None where no cycle is known."""
    return _cycle_of(file, sent)[1]


def _cycle_of(file: CaseFile, sent: date) -> tuple[ReportingCycle | None, date | None]:
    dated_cycles = [(day, cycle) for cycle in file.cycles if (day := day_of(cycle.state_reply_cutoff)) and day >= sent]
    found = min(dated_cycles, key=lambda pair: pair[0], default=None)
    return (found[1], found[0]) if found else (None, None)


def _published(file: CaseFile, cycle: ReportingCycle) -> date | None:
    """The day on which the first entry of a cycle was published."""
    of_cycle = {entry.id for entry in file.entries if entry.cycle == cycle.id}
    days = (
        status.since
        for (machine, record), status in file.statuses.items()
        if machine == "entry" and record in of_cycle and status.state == "published"
    )
    return min((day for day in days if day), default=None)


def _left_after(file: CaseFile, letter: str, kinds: tuple[str, ...]) -> Iterator[date]:
    """The days on which letters of these kinds left that go back to a letter."""
    for other in file.letters:
        if other.kind in kinds and letter in other.previous_letters:
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
                id=reply.id,
                kinds=reply.kind,
                received=received,
                matrix_reviewed=reviewed,
                screened=bool(reply.screened),
                old=not reply.language,
                closed=file.state("reply", reply.id) == "closed",
                asked_until=until,
            )
