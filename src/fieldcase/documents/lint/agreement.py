"""Does a text agree with its case (domain reference §10.5): days that are still to come, the day of the reply, States
that it does not go to, how many allegations and victims it counts. All are warnings: a person decides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain

from fieldcase.documents.blocknames import block_name
from fieldcase.documents.dates import days_written
from fieldcase.documents.lint.letter import Checked, finding
from fieldcase.documents.lint.reading import BLANK, Passage, found_words
from fieldcase.model.dates.edtf import BadDate, Edtf
from fieldcase.model.lettershapes import shape_of
from fieldcase.model.refusal import Finding, Severity
from fieldcase.model.shape import COVER
from fieldcase.model.words import _

_TO_COME = frozenset(
    {"deadline", "date_place", "reference", "publication_notice", "previous_letters", "outstanding", *COVER}
)
"""Blocks that speak of days to come, or of days by which others were to act. A cover says until when people agreed."""
_ADDRESS = frozenset({"letterhead", "date_place", "addressee", "signature"})
"""Blocks that may name where an office or mission is."""
_FAR = timedelta(days=7)
"""How far the day of the reply may be from the one that is counted, before it is told."""


def agreement(checked: Checked) -> Iterator[Finding]:
    """All findings of this module."""
    return chain.from_iterable(rule(checked) for rule in (to_come, reply_day, other_states, counted))


def to_come(checked: Checked) -> Iterator[Finding]:
    """A day later than the letter's own, in words or as a sign: a slip of the year, or what is only planned."""
    facts = checked.draft.facts
    if facts.day is None:
        return
    approached = facts.proposal.approached if facts.proposal else ()
    agreed = {facts.deadline, *(one.due for one in facts.previous), *(one.due for one in approached)}
    for passage in checked.passages:
        if passage.block in _TO_COME:
            continue
        days = [(when, words) for when, words in days_written(passage.text, checked.said) if when not in agreed]
        late = [words for when, words in days if when > facts.day]
        late += [edtf for edtf in passage.dates if (begun := _earliest(edtf)) and begun > facts.day]
        for words in dict.fromkeys(late[:1]):
            yield finding(
                "10.5",
                _("Block “{block}” gives a date that is still to come: {date}.").format(
                    block=block_name(passage.block), date=words
                ),
                _("Correct the date; keep it with a reason where something is announced for that day."),
                block=passage.block,
                severity=Severity.WARNING,
            )


def reply_day(checked: Checked) -> Iterator[Finding]:
    """N13: the day that the text asks for a reply by is that which the clock counts."""
    facts = checked.draft.facts
    if facts.day is None:
        return
    for when, words in days_written(checked.text("deadline"), checked.said):
        soon = facts.day + timedelta(days=checked.settings.notice_days)
        if when != facts.deadline and (
            when < soon or (facts.deadline is not None and abs(when - facts.deadline) > _FAR)
        ):
            yield finding(
                "N13",
                _("The text asks for a reply by {date}; that is not the day counted from the letter's date.").format(
                    date=words
                ),
                _("Draft the block again, or change the days to reply."),
                block="deadline",
                severity=Severity.WARNING,
            )


def other_states(checked: Checked) -> Iterator[Finding]:
    """A State named that the letter does not go to: a word left over from another letter, or more than one may say. A
    letter to somebody who is no State names the State of the events as a matter of course."""
    if not checked.draft.facts.shape.to_state:
        return
    state, wanted = checked.draft.facts.state, checked.settings.other_states
    own = sorted({form for form in _own_forms(checked) if form}, key=len, reverse=True)
    mask = re.compile("|".join(map(re.escape, own)), re.IGNORECASE) if own else None
    mine = {form.casefold() for form in (state.formal, state.short)}
    names = tuple(name for name in wanted if name.casefold() not in mine)
    if not names:
        return
    for passage in checked.passages:
        if passage.block in _ADDRESS:
            continue
        text = mask.sub(lambda found: BLANK * len(found[0]), passage.own) if mask else passage.own
        found = next(found_words(text, names, whole=checked.words.whole_words, prefix=_before(checked)), None)
        if found is not None:
            yield finding(
                "10.5",
                _("Block “{block}” names a State that the letter does not go to: “{state}”.").format(
                    block=block_name(passage.block), state=found[0]
                ),
                _("Take it out where it was left over; keep it with a reason where the case concerns that State too."),
                block=passage.block,
                severity=Severity.WARNING,
            )


def counted(checked: Checked) -> Iterator[Finding]:
    """“The following three allegations”, and there are four. Letters that go back to another one count its allegations
    too, and are left out."""
    facts, words = checked.draft.facts, checked.words
    shape = shape_of(facts.kind)
    if not facts.allegations or shape is None or shape.cites:
        return
    people = {party for one in facts.allegations for party in one.parties if party.startswith("P-")}
    known = ((words.allegation_words, len(facts.allegations)), (words.victim_words, len(people)))
    for passage in checked.passages:
        for nouns, count in known:
            for found in _numbered(passage, nouns, checked):
                number = words.numerals.get(found["number"].casefold()) or int(found["number"])
                if number != count:
                    yield finding(
                        "10.5",
                        _("Block “{block}” counts “{words}”; the case has {count}.").format(
                            block=block_name(passage.block), words=found[0].strip(), count=count
                        ),
                        _("Correct the number, or keep it with a reason where others are meant."),
                        block=passage.block,
                        severity=Severity.WARNING,
                    )


def _numbered(passage: Passage, nouns: tuple[str, ...], checked: Checked) -> Iterator[re.Match[str]]:
    if not nouns:
        return
    told = "|".join(re.escape(word) for word in sorted(checked.words.numerals, key=len, reverse=True))
    noun = "|".join(re.escape(word) for word in sorted(nouns, key=len, reverse=True))
    pattern = (
        rf"(?<!\w)(?P<number>\d{{1,3}}|{told})\s+(?:\w+\s+)?(?:{noun})(?!\w)"
        if checked.words.whole_words
        else rf"(?<![每任同这该第某另\d./])(?P<number>\d{{1,3}}|{told})\s*[项条个名位]\s*(?:{noun})"
    )
    yield from re.finditer(pattern, passage.own, re.IGNORECASE)


def _own_forms(checked: Checked) -> tuple[str, ...]:
    facts = checked.draft.facts
    state, office, addressee = facts.state, facts.office, facts.addressee
    forms = (state.formal, state.short, state.prep, state.government, state.government_of, state.government_to)
    return (*forms, office.name, office.short, addressee.name, addressee.short, *addressee.lines)


def _before(checked: Checked) -> str:
    """Letters that are written onto a State's name: “in”, “to”, “and” in Arabic."""
    return r"[وف]?[بلك]?" if checked.words.language == "ar" else ""


def _earliest(edtf: str) -> date | None:
    try:
        when = Edtf.parse(edtf)
    except BadDate:
        return None
    return when.start.earliest if when.start else None
