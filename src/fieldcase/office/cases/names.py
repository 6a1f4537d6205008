"""Names where codes belong: whom the texts of a case name, now and in earlier versions, and what came of it.

The case room is codes only, and saving never fails for a name: the edit stands, and this says what to write instead.
Sentences give record, field and code, never the name. Where identities are closed on this seat nothing can be known,
and nothing is said. Read next: `exchange/withholding.py`, which keeps such values here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from fieldcase.documents.folding import squeezed
from fieldcase.model.declare import Record, Room
from fieldcase.model.kinds.namesakes import Namesake, TextReading
from fieldcase.model.ledger.entries import natural_id, seat_record
from fieldcase.model.machines import MACHINES
from fieldcase.model.refusal import BlockedByRules, Finding, Refusal, Severity
from fieldcase.model.roles import Action
from fieldcase.model.rules.casefile import CaseFile
from fieldcase.model.rules.consent import effective
from fieldcase.model.rules.panel import Line, line_of
from fieldcase.model.rules.saying import found, warned
from fieldcase.model.rules.scales import CODED, NAMED
from fieldcase.model.words import N_, _
from fieldcase.office.cases.contents import contents
from fieldcase.office.cases.sight import case_file
from fieldcase.office.exchange.gone import who_has
from fieldcase.office.exchange.share import SCOPE
from fieldcase.office.looks import look
from fieldcase.office.names import Hearsay, can_check, named_here
from fieldcase.office.namesakes import excusing, left, persons, within
from fieldcase.office.records import write_new
from fieldcase.office.session import Session
from fieldcase.office.telling import RULE, spoken, spoken_field
from fieldcase.vault.held import HeldValue, held_values, standing

PLACES = (Room.CASE, Room.OFFICE)
FEW = 3
"""So many people of other cases are told of one by one. Where words are the name of more, as a family name that
thousands bear, one sentence tells of them all: nobody reads a line for each."""


class NamesClosed(Refusal):
    """Who is on record is not known on this laptop."""

    code = "FC-437"
    message = N_("Identities are closed on this laptop, so texts cannot be read for names.")
    remedy = N_("Ask somebody whose seat opens them.")


class NobodyNamed(Refusal):
    """No text of the case names this person in these words."""

    code = "FC-438"
    message = N_("No text of the case names {party} in these words.")
    remedy = N_("See which do: fieldcase case check {case} --words.")


class WhyElse(Refusal):
    """Somebody else of a name is said with the reason."""

    code = "FC-439"
    message = N_("It is not said who it is instead.")
    remedy = N_("Say in a sentence why it is somebody else.")


class InText(msgspec.Struct, frozen=True, kw_only=True):
    """A value of a case with those it names still. `now`: it stands; else it is an earlier version."""

    value: HeldValue
    path: str
    named: tuple[Hearsay, ...]
    now: bool


class WordsFound(msgspec.Struct, frozen=True, kw_only=True):
    """Words that look like a party's name: for the eyes of whoever decides, never for a log or a message."""

    record: str
    kind: str
    field: str
    party: str
    code: str
    words: str
    now: bool


def check_case(session: Session, case_id: str) -> tuple[Finding, ...]:
    """Whom the texts of a case name, errors first (N16). Raises `NotYourRole`, `NotYourCase`, `BlockedByRules` (G33),
    `NoSuchRecord`, `NamesClosed`."""
    file = case_file(session, case_id)
    if not can_check(session):
        raise NamesClosed
    return _findings(session, file, in_texts(session, _ids(file, contents(session, file))))


def name_lines(session: Session, file: CaseFile, records: Mapping[str, tuple[Record, ...]]) -> tuple[Line, ...]:
    """The same as lines of the case's panel; none where identities are closed."""
    why = _("The case room goes to headquarters, and to colleagues, under codes.")
    texts = in_texts(session, _ids(file, records)) if can_check(session) else ()
    return tuple(line_of(one, why, "edit_record") for one in _findings(session, file, texts))


def in_texts(session: Session, records: Iterable[str]) -> tuple[InText, ...]:
    """The values of these records in the rooms of codes that name somebody, old ones too; words found to be somebody
    else's name left out."""
    found = []
    for value in held_values(session.vault, records, PLACES):
        path, named = named_here(session, value)
        if named and (still := _still(session, value, path, named)):
            found.append(InText(value=value, path=path, named=still, now=standing(value)))
    return tuple(found)


def words_found(session: Session, case_id: str) -> tuple[WordsFound, ...]:
    """The words themselves, for whoever decides whether they are somebody else's name; the look is logged.

    Raises as `check_case`.
    """
    session.require(Action.ANSWER_IDENTIFIABILITY)
    file = case_file(session, case_id)
    if not can_check(session):
        raise NamesClosed
    every = in_texts(session, _ids(file, contents(session, file)))
    look(session, "names_in_case", {one.party for text in every for one in text.named}, case_id)
    found = [
        WordsFound(
            record=text.value.record.hex(),
            kind=text.value.kind,
            field=text.path,
            party=one.party,
            code=one.code,
            words=one.form,
            now=text.now,
        )
        for text in every
        for one in text.named
        if not any(one != other and within(one, other) for other in text.named)
    ]
    return tuple(dict.fromkeys(found))


def somebody_else(session: Session, case_id: str, party: str, words: str, reason: str) -> tuple[Namesake, ...]:
    """Record that words in the texts of a case are somebody else's name and not this party's: one record for each
    text, for exactly its wording. A contact or a number is never somebody else's.

    Raises as `check_case`; `WhyElse`; `NobodyNamed`; `BlockedByRules` where one wrote such a text oneself (G9).
    """
    session.require(Action.ANSWER_IDENTIFIABILITY)
    if not reason.strip() or not words.strip():
        raise WhyElse
    file = case_file(session, case_id)
    if not can_check(session):
        raise NamesClosed
    wanted = squeezed(words)
    every = in_texts(session, _ids(file, contents(session, file)))
    chosen = [
        (text, one)
        for text in every
        for one in text.named
        if one.party == party and one.trait == "name" and squeezed(one.form) == wanted
    ]
    if not chosen:
        raise NobodyNamed(party=file.code(party), case=file.case.case_no)
    _require_other(session, [text for text, _one in chosen])
    readings = dict.fromkeys(
        TextReading(
            about=text.value.record.hex(),
            kind=text.value.kind,
            field=text.path,
            text=one.text,
            party=party,
            form=one.form,
            reason=reason.strip(),
        )
        for text, one in chosen
    )
    with session.vault.writing() as writing:
        made = [write_new(session, writing, Namesake(reading=reading)) for reading in readings]
        writing.commit()
    return tuple(session.vault.get(Namesake, one.id) for one in made)


def _ids(file: CaseFile, records: Mapping[str, tuple[Record, ...]]) -> tuple[str, ...]:
    """The records of a case with what stands beside them: relations, entries of reports, notes, their steps."""
    more = {"relation": file.relations, "report_entry": file.entries, "good_offices_note": file.notes}
    every = [(kind, one.id) for each in (records, more) for kind, of_kind in each.items() for one in of_kind]
    steps = [
        natural_id("transition", machine.name, one).hex()
        for kind, one in every
        for machine in MACHINES.values()
        if machine.kind == kind
    ]
    return (*(one for _kind, one in every), *steps)


def _writers(value: HeldValue) -> set[str]:
    """The seats (record ids) that wrote a value or anything it grew from."""
    return {seat_record(seat).hex() for seat in value.room.ledger.authors(value.kind, value.record, value.ref)}


def _still(session: Session, value: HeldValue, path: str, named: tuple[Hearsay, ...]) -> tuple[Hearsay, ...]:
    record = value.record.hex()
    return left(named, record, path, excusing(session, record, _writers(value)))


def _require_other(session: Session, texts: Iterable[InText]) -> None:
    own = persons(session, [session.seat.id])
    for text in texts:
        if persons(session, _writers(text.value)) & own:
            sentence = _("You wrote this text, so somebody else must say whose name it is.")
            remedy = _("Ask somebody who did not write it.")
            raise BlockedByRules((found("G9", sentence, remedy, records=(text.value.record.hex(),)),))


def _findings(session: Session, file: CaseFile, texts: Iterable[InText]) -> tuple[Finding, ...]:
    """One finding a record, field and party for what stands now, a milder one for what stood before, and one more for
    what headquarters has; errors first."""
    every = dict.fromkeys(one for text in texts for one in _of_text(session, file, text))
    order = list(Severity)
    return tuple(sorted(every, key=lambda one: order.index(one.severity)))


def _of_text(session: Session, file: CaseFile, text: InText) -> Iterator[Finding]:
    """Who has a part in the case, or whose contact stands there, each by themselves; others together where they are
    many, those first of whom the most letters were found."""
    has = who_has(session, text.value)
    named: dict[tuple[str, str], list[Hearsay]] = {}
    for one in text.named:
        named.setdefault((one.party, one.code), []).append(one)
    apart = {
        who: {one.trait for one in found}
        for who, found in named.items()
        if who[0] in file.everybody or any(one.trait != "name" for one in found)
    }
    others = [who for who in named if who not in apart]
    if len(others) > FEW:
        others.sort(key=lambda who: (-max(one.end - one.start for one in named[who]), who))
        yield from _many(session, text, [code for _party, code in others], has)
    else:
        apart |= dict.fromkeys(others, {"name"})
    for (party, code), traits in apart.items():
        agreed = traits == {"name"} and _may_be_known(session, file, party)
        yield _finding(session, text, code, traits, stays=not agreed)
        if has and not agreed:
            yield _gone(session, text, code, has)


def _many(session: Session, text: InText, codes: Sequence[str], has: tuple[str, ...]) -> Iterator[Finding]:
    """That words of a text are the name of any of so many people, of whom the first few are said by code."""
    where = {
        "record": spoken(session, text.value.kind, text.value.record.hex()),
        "field": spoken_field(text.value.kind, text.path),
        "count": len(codes),
        "parties": ", ".join(codes[:FEW]),
    }
    record, field = (text.value.record.hex(),), text.path
    if text.now:
        sentence = _("{record}, {field}: the text names any of {count} people on record, {parties} among them.")
        remedy = _("Write the code of whoever is meant; until then the text does not go to headquarters.")
        yield found(RULE, sentence.format(**where), remedy, records=record, field=field)
    else:
        sentence = _("{record}, {field}: an earlier version names any of {count} people, {parties} among them.")
        remedy = _("It stays in the history, and does not go to headquarters.")
        yield found(RULE, sentence.format(**where), remedy, records=record, field=field, severity=Severity.NOTE)
    if has:
        sentence = _("{record}, {field}: {peers} holds a text that names any of {count} people, {parties} among them.")
        remedy = _("It cannot be called back. Tell the head of presence, and assess the risk of whoever is meant anew.")
        yield found(RULE, sentence.format(**where, peers=", ".join(has)), remedy, records=record, field=field)


def _may_be_known(session: Session, file: CaseFile, party: str) -> bool:
    """Whether headquarters may know this party of the case by name (`exchange.share`)."""
    shares = {
        one: effective(file, one, SCOPE, "", session.today()).level
        for one in file.everybody
        if file.protected(one) or one == party
    }
    in_case = party in {one.party for one in file.involvements}
    return in_case and shares.get(party) == NAMED and all(level in (CODED, NAMED) for level in shares.values())


def _finding(session: Session, text: InText, code: str, traits: set[str], *, stays: bool) -> Finding:
    where = {
        "record": spoken(session, text.value.kind, text.value.record.hex()),
        "field": spoken_field(text.value.kind, text.path),
        "party": code,
    }
    records = (text.value.record.hex(),)
    if not text.now:
        sentence = _("{record}, {field}: an earlier version names {party}.").format(**where)
        remedy = _("It stays in the history, and does not go to headquarters.") if stays else ""
        note = Severity.NOTE
        return found(RULE, sentence, remedy, records=records, field=text.path, party=code, severity=note)
    if traits == {"name"}:
        sentence = _("{record}, {field}: the text names {party}.").format(**where)
    else:
        sentence = _("{record}, {field}: a contact or a number of {party} stands in the text.").format(**where)
    remedy = _("Write {party} instead.").format(party=code)
    if not stays:
        return warned(RULE, sentence, remedy, records=records, field=text.path, party=code)
    remedy = _("Write {party} instead; until then the text does not go to headquarters.").format(party=code)
    return found(RULE, sentence, remedy, records=records, field=text.path, party=code)


def _gone(session: Session, text: InText, code: str, has: tuple[str, ...]) -> Finding:
    sentence = _("{record}, {field}: {peers} holds a text that names {party}.").format(
        record=spoken(session, text.value.kind, text.value.record.hex()),
        field=spoken_field(text.value.kind, text.path),
        peers=", ".join(has),
        party=code,
    )
    remedy = _("It cannot be called back. Tell the head of presence, and assess the risk of {party} anew.")
    records = (text.value.record.hex(),)
    return found(RULE, sentence, remedy.format(party=code), records=records, field=text.path, party=code)
