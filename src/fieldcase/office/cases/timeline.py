"""The marks of a case's timeline: what happened when, with the doubt that dates carry, in codes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec

from fieldcase.model.dates.edtf import BadDate, Edtf
from fieldcase.model.rules.casefile import CaseFile
from fieldcase.model.rules.saying import day_of
from fieldcase.model.vocabulary import Vocabularies
from fieldcase.model.words import _

LANES = ("cooperation", "acts", "risk", "letters")


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """One thing on the timeline. `kind` says how it is drawn: the level of a risk, `letter`, `due`, `draft`, `reply`,
    `reply_late` in the lane of letters, else the record's kind; `date` is None where none can be read; `record` is the
    record's id and `of` its kind."""

    lane: str
    kind: str
    text: str
    date: Edtf | None
    record: str
    of: str


def timeline(file: CaseFile, language: str, due: dict[str, date]) -> tuple[Mark, ...]:
    """All marks of a case, by lane. `due` is the day on which the reply to each letter on its way is due."""
    return (
        *_cooperation(file, language),
        *_acts(file, language),
        *_risks(file, language),
        *_letters(file, language, due),
    )


def _cooperation(file: CaseFile, language: str) -> Iterator[Mark]:
    for link in file.links:
        bodies = _said(file.vocabularies, "mechanism", link.mechanism, language)
        text = bodies or _said(file.vocabularies, "cooperation_type", link.type, language)
        yield Mark(
            lane="cooperation", kind=link.stage, text=text, date=_date(link.date), record=link.id, of="cooperation_link"
        )


def _acts(file: CaseFile, language: str) -> Iterator[Mark]:
    for act in file.acts:
        text = f"{act.act_no} {_said(file.vocabularies, 'act_type', act.type, language)}".strip()
        yield Mark(lane="acts", kind="act", text=text, date=_date(act.date), record=act.id, of="act")


def _risks(file: CaseFile, language: str) -> Iterator[Mark]:
    for risk in file.risks:
        start, end = day_of(risk.assessment.assessed_at), day_of(risk.review_due)
        level = file.vocabularies.label("risk_level", risk.level, language) if risk.level else ""
        text = f"{file.code(risk.subject)} {level}".strip()
        yield Mark(
            lane="risk", kind=risk.level, text=text, date=_span(start, end), record=risk.id, of="risk_assessment"
        )


def _letters(file: CaseFile, language: str, due: dict[str, date]) -> Iterator[Mark]:
    for letter in file.letters:
        text = file.vocabularies.label("letter_kind", letter.kind, language) if letter.kind else ""
        sent = next((day_of(s.taken.at) for s in file.steps if s.letter == letter.id and s.step == "dispatch"), None)
        if sent is None:
            if file.state("letter", letter.id) not in ("cancelled", "superseded"):
                yield Mark(lane="letters", kind="draft", text=text, date=None, record=letter.id, of="letter")
            continue
        yield Mark(lane="letters", kind="letter", text=text, date=Edtf.day(sent), record=letter.id, of="letter")
        if letter.id in due:
            yield Mark(
                lane="letters",
                kind="due",
                text=_("Reply due"),
                date=Edtf.day(due[letter.id]),
                record=letter.id,
                of="letter",
            )
    for old in file.earlier_letters:
        text = file.vocabularies.label("letter_kind", old.kind, language) if old.kind else _("Earlier letter")
        yield Mark(
            lane="letters", kind="letter", text=text, date=_date(old.dispatched_at), record=old.id, of="earlier_letter"
        )
    for reply in file.replies:
        received = day_of(reply.received_at)
        last = max((day for letter, day in due.items() if letter in reply.to_letters), default=None)
        late = bool(received and last and received > last)
        text = _("Reply {number}").format(number=reply.reply_no)
        yield Mark(
            lane="letters",
            kind="reply_late" if late else "reply",
            text=text,
            date=Edtf.day(received) if received else _date(reply.dated),
            record=reply.id,
            of="state_reply",
        )


def _said(vocabularies: Vocabularies, name: str, codes: tuple[str, ...], language: str) -> str:
    return ", ".join(vocabularies.label(name, code, language) for code in codes)


def _date(text: str) -> Edtf | None:
    try:
        return Edtf.parse(text) if text else None
    except BadDate:
        return None


def _span(start: date | None, end: date | None) -> Edtf | None:
    if start is None or end is None or end <= start:
        return Edtf.day(start) if start else None
    return _date(f"{start.isoformat()}/{end.isoformat()}")
