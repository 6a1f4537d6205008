"""Recording what a person answered (section 7.3): what an answer needs, and which consents ask for something on a
day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from fieldcase.model.kinds.consents import Consent, ConsentAnswer
from fieldcase.model.refusal import Finding
from fieldcase.model.rules.casefile import CaseFile
from fieldcase.model.rules.consent import Why, effective
from fieldcase.model.rules.letters import REVIEWED_SCOPES
from fieldcase.model.rules.saying import day_of, found, said
from fieldcase.model.rules.scales import CONSENT, NAMED, NONE
from fieldcase.model.rules.situation import is_child
from fieldcase.model.rules.tasks import TaskDraft
from fieldcase.model.words import _

ENDS_SOON = timedelta(days=30)
ASK_AGAIN = frozenset({Why.EXPIRED, Why.LIFE_EVENT})


def answer_findings(file: CaseFile, answer: ConsentAnswer) -> tuple[Finding, ...]:
    """Section 7.3: an answer is recorded with its basis, method, language, date and, above a refusal, the risks
    explained.

    A refusal and a withdrawal need none of it: they hold at once, however they came (G7). For a child the guardian's
    answer needs the child's own view (G29).
    """
    if answer.level == NONE or answer.withdrawn_at:
        return ()
    code, missing = file.code(answer.party), []
    if answer.level not in CONSENT:
        missing.append(("level", _("The level is not said.")))
    for field, value, sentence in (
        ("basis", answer.basis, _("It is not said who consented.")),
        ("method", answer.method, _("It is not said how the answer was obtained.")),
        ("explained_in_lang", answer.explained_in_lang, _("It is not said in which language it was explained.")),
        ("obtained_at", day_of(answer.obtained_at), _("It is not said when the answer was obtained.")),
        ("valid_from", day_of(answer.valid_from), _("It is not said from when the consent holds.")),
    ):
        if not value:
            missing.append((field, sentence))
    if not answer.risks_explained and answer.basis != "vital_interest":
        missing.append(("risks_explained", _("Without the risks explained the level cannot be above “refused”.")))
    party = file.parties.get(answer.party)
    on = day_of(answer.obtained_at)
    if party and on and answer.basis == "guardian" and is_child(party, on) and not said(answer.child_view):
        missing.append(("child_view", _("The child's own view is not recorded.")))
    remedy = _("Fill it in, or record only that the person was asked.")
    return tuple(found("7.3", sentence, remedy, field=f"answer.{field}", party=code) for field, sentence in missing)


def consent_tasks(file: CaseFile, on: date) -> tuple[TaskDraft, ...]:
    """Section 7.3: consents to be named wait for a second person within 14 days; what ended, or ends within 30 days, is
    asked again."""
    return tuple(task for row in file.consents if row.level and row.level != NONE for task in _tasks(file, row, on))


def _tasks(file: CaseFile, row: Consent, on: date) -> Iterator[TaskDraft]:
    code, consent = file.code(row.party), effective(file, row.party, row.scope, row.recipient, on)
    obtained = day_of(row.answer.obtained_at) or on
    if consent.why in ASK_AGAIN:
        sentence = _("Ask {party} again: an earlier consent has ended.").format(party=code)
        yield _draft("ask_again", sentence, "case_officer", on, row, code)
        return
    if row.level == NAMED and row.scope in REVIEWED_SCOPES and file.state("consent", row.id) != "reviewed":
        sentence = _("Review the consent of {party} to be named.").format(party=code)
        due = obtained + timedelta(days=file.settings.consent_review_days)
        yield _draft("review_consent", sentence, "reviewer", due, row, code)
    if consent.until and on <= consent.until < on + ENDS_SOON:
        sentence = _("A consent of {party} ends on {day}: ask again.").format(party=code, day=consent.until)
        yield _draft("ask_again", sentence, "case_officer", consent.until, row, code)


def _draft(kind: str, sentence: str, role: str, due: date, row: Consent, code: str) -> TaskDraft:
    return TaskDraft(origin="7.3", kind=kind, sentence=sentence, role=role, due=due, targets=(row.id,), party_code=code)
