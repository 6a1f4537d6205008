"""What an entry for the Secretary-General's report needs: that the State was heard (G14), consent, period, section
(G21)."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterator
from datetime import date
from enum import StrEnum

import msgspec

from fieldcase.model.kinds.replies import Quote
from fieldcase.model.kinds.reporting import NoReply, ReportEntry, ReportingCycle
from fieldcase.model.refusal import Finding
from fieldcase.model.rules import consentwords
from fieldcase.model.rules.casefile import CaseFile, by_id
from fieldcase.model.rules.chronology import intersects
from fieldcase.model.rules.consent import Why, effective
from fieldcase.model.rules.links import nexus_findings
from fieldcase.model.rules.naming import PLACEHOLDER, Mention
from fieldcase.model.rules.recognition import recognised
from fieldcase.model.rules.references import unconfirmed
from fieldcase.model.rules.replies import Put, clock_facts, transmitted, unanswered
from fieldcase.model.rules.saying import dated, day_of, found, said
from fieldcase.model.rules.scales import ANON, CODED, NONE, consent_rank, risk_rank
from fieldcase.model.rules.sealing import sealed_output
from fieldcase.model.rules.sources import sources_in
from fieldcase.model.rules.steps import four_eyes
from fieldcase.model.rules.summaries import Claims, excesses, summary_findings
from fieldcase.model.rules.tracker import due_day
from fieldcase.model.rules.verification import Output, output_findings
from fieldcase.model.words import _

SCOPE = "sg_report"
LEFT = frozenset({"dispatched", "receipt_confirmed"})
UNNAMED_SECTIONS = frozenset({"trend_only", "not_reported"})
PROTECTIVE = frozenset(
    {
        "no_consent",
        "consent_withdrawn",
        "risk_to_person",
        "risk_to_relatives",
        "risk_to_source",
        "identifiable_by_detail",
    }
)
CODE = re.compile(r"\b(?:[PGOS]-[A-Z0-9]{4,}|[A-Z]{2,5}-[A-Z0-9]{2}-\d{4}-\d{5})\b")
QUOTED = 24
"""Characters of a confidential reply that may not stand in an entry one after another."""


class Heard(StrEnum):
    """What became of the State's chance to answer (OP14)."""

    NOT_TRANSMITTED = "not_transmitted"
    REPLIED = "replied"
    NO_REPLY = "no_reply"
    NOT_EXPIRED = "not_expired"
    NO_CUTOFF = "no_cutoff"


class Hearing(msgspec.Struct, frozen=True, kw_only=True):
    """G14, computed: how the State was heard on an entry's allegations, by which records, and `no_reply` to be
    stored."""

    heard: Heard
    by: tuple[str, ...] = ()
    replies: tuple[str, ...] = ()
    no_reply: NoReply = NoReply()


def transmissions(file: CaseFile, entry: ReportEntry) -> tuple[str, ...]:
    """G14 (a): the records that put one of the entry's allegations to the State concerned: dispatched letters, oral
    approaches, confirmed references from outside, and letters of an old register whose proof a person confirmed."""
    wanted, state = {row.allegation for row in entry.allegations.values()}, entry.state_section
    proven = []
    for record in entry.transmitted_by:
        letter, talk = file.letter(record), by_id(file.oral, record)
        earlier, reference = by_id(file.earlier_letters, record), by_id(file.external_refs, record)
        put = {allegation for allegation, _version in transmitted(file, record)}
        letter_left = (
            letter and letter.addressee_state == state and file.state("letter", record) in LEFT and put & wanted
        )
        told = talk and talk.state == state and put & wanted
        old = earlier and earlier.addressee_state == state and earlier.confirmed and earlier.proof
        outside = reference and reference.confirmed_by and reference.proven
        if letter_left or told or old or outside:
            proven.append(record)
    return tuple(proven)


def hearing(file: CaseFile, entry: ReportEntry, cycle: ReportingCycle) -> Hearing:
    """G14 (b): `no_reply_at_cutoff` is computed, never ticked: no registered reply on or before the cut-off *and*
    every due date before it. While a period has not expired the entry has to say so (S17)."""
    by, cutoff = transmissions(file, entry), day_of(cycle.state_reply_cutoff)
    if not by:
        return Hearing(heard=Heard.NOT_TRANSMITTED)
    replies = [
        reply.id
        for reply in file.replies
        if set(reply.to_letters) & set(by)
        and (received := file.settings.local_day(reply.received_at))
        and (cutoff is None or received <= cutoff)
    ]
    if replies:
        return Hearing(heard=Heard.REPLIED, by=by, replies=tuple(replies))
    if cutoff is None:
        return Hearing(heard=Heard.NO_CUTOFF, by=by)
    dues = [due for record in by if (due := _due(file, record))]
    expired = bool(dues) and all(due < cutoff for due in dues)
    letters = tuple(record for record in by if _due(file, record))
    no_reply = NoReply(letters=letters, due_dates=tuple(due.isoformat() for due in dues), as_of=cutoff.isoformat())
    return Hearing(heard=Heard.NO_REPLY if expired else Heard.NOT_EXPIRED, by=by, no_reply=no_reply)


def heard_findings(file: CaseFile, entry: ReportEntry, cycle: ReportingCycle) -> tuple[Finding, ...]:
    """G14: an allegation was transmitted and the reply, or its absence, is told; or protection is the written reason,
    and then the entry is anonymous or a trend (S16, S17, S19)."""
    heard, findings = hearing(file, entry, cycle), []
    reason = entry.protection_reason
    if heard.heard is Heard.NOT_TRANSMITTED:
        if reason.reason not in PROTECTIVE or not said(reason.words):
            sentence = _("The State was not asked, and no reason of protection is written.")
            remedy = _("Transmit the allegation first, or write why that would endanger somebody.")
            findings.append(found("G14", sentence, remedy, records=(entry.id,), field="transmitted_by"))
        elif entry.section not in UNNAMED_SECTIONS and any(
            consent_rank(m.level) > consent_rank(ANON) for m in named(file, entry)
        ):
            sentence = _("With a reason of protection the entry is anonymous, or a trend only.")
            remedy = _("Lower the levels, or move it to the trends.")
            findings.append(found("G14", sentence, remedy, records=(entry.id,), field="naming"))
    if heard.heard is Heard.REPLIED:
        findings += _summarised(file, entry, heard)
    if heard.heard is Heard.NOT_EXPIRED and not said(entry.reply_summary):
        sentence = _("The period for a reply has not expired at the cut-off; the entry must say so.")
        remedy = _("Say in the summary of the reply that the period had not expired.")
        findings.append(found("G14", sentence, remedy, records=(entry.id, *heard.by), field="reply_summary"))
    if heard.heard is Heard.NO_CUTOFF and not said(entry.reply_summary):
        sentence = _("The cycle has no cut-off for replies yet.")
        findings.append(
            found("G14", sentence, _("Ask headquarters for it."), records=(cycle.id,), field="state_reply_cutoff")
        )
    return (*findings, *unconfirmed(file, [r for r in entry.transmitted_by if by_id(file.external_refs, r)]))


def named(file: CaseFile, entry: ReportEntry) -> tuple[Mention, ...]:
    """Everybody an entry mentions, at the highest level: its table, placeholders in its text, and victims of its
    acts."""
    table = {row.party: row.level for row in entry.naming.values()}
    levels = dict(table)
    codes = {code for words in entry.text.values() for code in PLACEHOLDER.findall(words.text)}
    for party in file.parties.values():
        if party.code in codes:
            levels.setdefault(party.id, "NAMED")
    acts = {act for row in entry.allegations.values() if (a := file.allegation(row.allegation)) for act in a.acts}
    for act in file.acts:
        for victim in act.victims if act.id in acts and entry.section not in UNNAMED_SECTIONS else ():
            if consent_rank(levels.get(victim, NONE)) < consent_rank(ANON):
                levels[victim] = ANON
    return tuple(
        Mention(party=p, level=level, tabled=p in table) for p, level in sorted(levels.items()) if level != NONE
    )


def content_findings(file: CaseFile, entry: ReportEntry, cycle: ReportingCycle, on: date) -> tuple[Finding, ...]:
    """G21: consent for the report, the period, the section, and a text free of codes and of a confidential reply's
    words."""
    findings = []
    for mention in named(file, entry):
        consent = effective(file, mention.party, SCOPE, "", on)
        if file.protected(mention.party) and consent.rank < consent_rank(mention.level):
            code = file.code(mention.party)
            sentence = consentwords.sentence(consent.why, code, SCOPE, consent.level)
            remedy = consentwords.remedy(consent.why, code)
            findings.append(
                found(
                    "G21", sentence, remedy, records=(entry.id, *consent.consents), field=f"consent/{SCOPE}", party=code
                )
            )
    when, first, last = dated(entry.period_basis.date), day_of(cycle.period_from), day_of(cycle.period_to)
    if when is None or first is None or last is None or not intersects(when, first, last):
        sentence = _("No date proves that the entry belongs to this period.")
        findings.append(
            found("G21", sentence, _("Give the date that does."), records=(entry.id,), field="period_basis")
        )
    if (entry.section == "annex_ii") != bool(entry.previous_report_refs):
        sentence = _("Annex II holds cases of earlier reports, and only those.")
        remedy = _("Choose another section, or add the reference of the earlier report.")
        findings.append(found("G21", sentence, remedy, records=(entry.id,), field="section"))
    return (*findings, *_text_findings(file, entry))


def entry_findings(
    file: CaseFile,
    entry: ReportEntry,
    cycle: ReportingCycle,
    *,
    on: date,
    step: str,
    seat: str,
    claims: Claims | None = None,
) -> tuple[Finding, ...]:
    """Every rule for a step of an entry (section 7.7): `in_review`, `head_ok` or `field_confirmed`. With `claims` its
    summary is held against the words quoted of the replies, as every summary is.

    The field confirms again what headquarters edited, because editing in Geneva can make somebody recognisable (S40).
    """
    findings = [*sealed_output(file), *nexus_findings(file, "sg_report")]
    findings += [*heard_findings(file, entry, cycle), *content_findings(file, entry, cycle, on)]
    findings += summary_over(file, entry, claims) if claims is not None else ()
    if step == "in_review":
        return tuple(findings)
    quiet = [m.party for m in named(file, entry) if m.level in (ANON, CODED) and file.protected(m.party)]
    findings += recognised(file, entry.id, entry_hash(entry), quiet, file.writers(entry.id))
    findings += four_eyes(file, seat, (entry.id,))
    if step == "head_ok":
        findings += sources_in(file, entry.id, (words.text for words in entry.text.values()), ())
        findings += verified(file, entry)
    return tuple(findings)


def verified(file: CaseFile, entry: ReportEntry) -> tuple[Finding, ...]:
    """G11, G13 for an entry: E1–E3 corroborated; what is weaker may still be a trend (S15)."""
    if entry.section in UNNAMED_SECTIONS:
        return ()
    rows = (file.allegation(row.allegation) for row in entry.allegations.values())
    return tuple(finding for row in rows if row for finding in output_findings(file, row, Output.ENTRY))


def blocked(file: CaseFile, entry: ReportEntry, on: date) -> bool:
    """Section 7.7: a withdrawn consent, or a risk that rose since, blocks every entry that is not out yet (S6)."""
    since = (file.status("entry", entry.id) or None) and file.statuses["entry", entry.id].since
    for mention in named(file, entry):
        if effective(file, mention.party, SCOPE, "", on).why is Why.WITHDRAWN:
            return True
        for risk in file.risks:
            newer = since is None or (day_of(risk.assessment.assessed_at) or on) > since
            imminent = risk.level == "imminent"
            if risk.subject == mention.party and (imminent or (newer and risk_rank(risk.level) >= risk_rank("high"))):
                return True
    return False


def entry_hash(entry: ReportEntry) -> str:
    """SHA-256 (hex) of what an entry says and of whom: an answer on recognition (G5) is bound to it."""
    texts = sorted((lang, words.text) for lang, words in entry.text.items())
    summary = sorted((lang, words.text) for lang, words in entry.reply_summary.items())
    naming = sorted((row.party, row.level) for row in entry.naming.values())
    content = json.dumps([entry.state_section, entry.section, texts, summary, naming], ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()


def _summarised(file: CaseFile, entry: ReportEntry, heard: Hearing) -> Iterator[Finding]:
    if not said(entry.reply_summary):
        sentence = _("The State replied; the entry has no summary of it.")
        yield found(
            "G14", sentence, _("Write a neutral summary."), records=(entry.id, *heard.replies), field="reply_summary"
        )
    wanted = {row.allegation for row in entry.allegations.values()}
    open_: set[Put] = set()
    for record in heard.replies:
        reply = by_id(file.replies, record)
        open_ |= {version for version in unanswered(file, reply) if version[0] in wanted} if reply else set()
    if open_:
        sentence = _("The reply is not matched to every allegation of the entry.")
        yield found("G14", sentence, _("Finish the matrix."), records=(entry.id, *sorted(one for one, _v in open_)))


def summary_over(
    file: CaseFile, entry: ReportEntry, claims: Claims, known: Collection[str] = ()
) -> tuple[Finding, ...]:
    """3.15 for an entry: its summary says no more than the words quoted of the replies to its allegations, as each
    summary of the matrix; an error until somebody writes why it stays. `known` are names it may have, as `excesses`."""
    wanted = {row.allegation for row in entry.allegations.values()}
    quotes = [row.row.quote for row in file.rows if row.row.allegation in wanted]
    beside = Quote(
        original="\n".join(one.original for one in quotes), translation="\n".join(one.translation for one in quotes)
    )
    told = entry.reply_summary.items()
    over = [one for language, words in told for one in excesses(words.text, language, beside, claims, known)]
    found_ = summary_findings(entry.id, over, entry.summary_kept)
    return tuple(msgspec.structs.replace(one, field="reply_summary") for one in found_)


def _text_findings(file: CaseFile, entry: ReportEntry) -> Iterator[Finding]:
    texts = [PLACEHOLDER.sub("", words.text) for words in (*entry.text.values(), *entry.reply_summary.values())]
    if any(CODE.search(text) for text in texts):
        sentence = _("The text contains an office code.")
        yield found("G21", sentence, _("Take it out, or use a placeholder."), records=(entry.id,), field="text")
    for reply in file.replies:
        if not said(reply.confidentiality):
            continue
        quotes = [row.row.quote for row in file.rows if row.reply == reply.id]
        words = [text for quote in quotes for text in (quote.original, quote.translation)]
        if any(_shares(quote, text) for quote in words for text in texts):
            sentence = _("The text quotes a reply that the State asked to keep confidential.")
            yield found(
                "G21", sentence, _("Summarise it, or ask headquarters."), records=(entry.id, reply.id), field="text"
            )


def _shares(quote: str, text: str) -> bool:
    pieces = {quote[at : at + QUOTED] for at in range(0, max(1, len(quote) - QUOTED + 1))}
    return len(quote) >= QUOTED and any(piece in text for piece in pieces)


def _due(file: CaseFile, record: str) -> date | None:
    letter = file.letter(record) or by_id(file.earlier_letters, record)
    return due_day(clock_facts(file, letter), file.settings) if letter else None
