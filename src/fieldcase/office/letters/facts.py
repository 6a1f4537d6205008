"""The facts of a letter, from records alone: office, State, addressee, mandates, cooperation, allegations, deadline.

Nothing here knows a name of a party: texts carry signs. What a profile does not say is refused, never made up.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from fieldcase.documents.facts import (
    NO_STATE,
    NOWHERE,
    AddresseeFacts,
    AllegationFacts,
    ConcernedAs,
    EarlierLetterFacts,
    Floor,
    LetterFacts,
    LetterKind,
    MandateFacts,
    OfficeFacts,
    PlaceFacts,
    StateFacts,
    ToSource,
    Verified,
)
from fieldcase.documents.forms import addressee_facts, office_facts, state_facts, with_article
from fieldcase.documents.markup import one_line
from fieldcase.documents.resources import Words
from fieldcase.model.dates.deadlines import due_on
from fieldcase.model.declare import LText
from fieldcase.model.kinds.acts import Act
from fieldcase.model.kinds.decisions import Allegation
from fieldcase.model.kinds.decisions import Floor as Snapshot
from fieldcase.model.kinds.directory import Addressee, MandateText, StateProfile
from fieldcase.model.kinds.letters import EarlierLetter, Letter
from fieldcase.model.kinds.office import OfficeSettings
from fieldcase.model.machines.letter import PROPOSALS, TO_SOURCES
from fieldcase.model.roles import Role
from fieldcase.model.rules.casefile import UNKNOWN, CaseFile, by_id
from fieldcase.model.rules.forms import form_of
from fieldcase.model.rules.replies import clock_facts, outstanding, rows_of
from fieldcase.model.rules.saying import dated, day_of
from fieldcase.model.rules.tracker import due_day
from fieldcase.model.rules.verification import floor_of, targets_of
from fieldcase.model.shape import Cites, To
from fieldcase.office.documents import document_resources
from fieldcase.office.letters.answered import measure_facts, reply_facts
from fieldcase.office.letters.context import context_facts
from fieldcase.office.letters.gathering import Opened
from fieldcase.office.letters.laws import law_facts, organisations_listed
from fieldcase.office.letters.outside import outside_facts
from fieldcase.office.letters.proposals import proposal_facts, recipient_facts
from fieldcase.office.letters.refusals import (
    KindNotReady,
    NoAddressee,
    NoStateProfile,
    NoTextInLanguage,
    NothingToRemind,
    OfficeUnnamed,
    StateUnnamed,
)
from fieldcase.office.letters.tosource import to_source_facts
from fieldcase.office.session import Session


def letter_facts(session: Session, opened: Opened, language: str, day: date, reference: str = "") -> LetterFacts:
    """Everything that the letter is drafted from in one language, on its day; the deadline counts from that day.

    Raises `KindNotReady`, `OfficeUnnamed`, `NoStateProfile`, `StateUnnamed`, `NoAddressee`, `NoTextInLanguage`,
    `NothingToRemind`, `NothingToAnswer`, `LanguageNotReady`, `LawNotInLanguage`, `WhichAddressee`, `NotInLanguage`.
    """
    file, letter = opened.file, opened.letter
    kind = kind_of_letter(letter.kind)
    form, words = form_of(file, letter), document_resources().words(language)
    shape = kind.shape.in_form(form)
    profile = state_profile(session, letter.addressee_state, written_in(session, letter)) if shape.to_state else None
    source = shape.to is To.SOURCE
    allegations = tuple(_allegations(file, letter, language))
    victims = {victim for act in _acts(file, letter) for victim in act.victims}
    blocks = shape.names_of_blocks
    return LetterFacts(
        kind=kind,
        form=form,
        language=language,
        office=_office(session, letter, language, words),
        addressee=(
            _addressee(letter, profile, language, day, words)
            if profile
            else NOWHERE
            if source
            else outside_facts(session, letter, language, day)
        ),
        state=named_state(profile, language, words) if profile else NO_STATE,
        reference="" if source else reference,
        day=day,
        concerned_as=ConcernedAs(letter.concerned_as or ConcernedAs.RESPONSIBLE),
        urgent=bool(letter.urgent),
        training=session.training,
        mandates=tuple(_mandates(file, letter, language, day)),
        context=context_facts(file, victims, language) if shape.tells_context else (),
        allegations=allegations,
        requests=letter.requests,
        places=tuple(_places(file, letter)),
        deadline=deadline_of(session, letter, day) if "deadline" in blocks else None,
        publication=shape.announces,
        annexed=shape.annexes and bool(letter.annexed),
        previous=tuple(_previous(file, record, words) for record in letter.previous_letters),
        to_source=to_source_facts(file, letter) if source else ToSource(),
        laws=tuple(law_facts(file, letter, language)) if shape.comments else (),
        organisations=organisations_listed(file, letter) if shape.comments else (),
        signatory=signatory(session, opened, reference) if "signature" in blocks else "",
        replies=tuple(reply_facts(file, letter)) if shape.cites is Cites.REPLY else (),
        reports=tuple(one.reference for ref in letter.external_ref if (one := by_id(file.external_refs, ref))),
        measures=tuple(measure_facts(file, letter, language)) if "acknowledged_positive" in blocks else (),
        proposal=proposal_facts(session, opened, language),
    )


def kind_of_letter(kind: str) -> LetterKind:
    """The kind as the templates know it. Raises `KindNotReady`."""
    try:
        return LetterKind(kind)
    except ValueError as unknown:
        raise KindNotReady(kind=kind, known=", ".join(LetterKind)) from unknown


def signatory(session: Session, opened: Opened, reference: str) -> str:
    """The name under the signature (G10): of whoever signed; of whoever signs now, when the letter has its reference;
    before that of the head of presence, or, under a letter to a source, of whoever writes it."""
    steps = (step for step in opened.file.steps if step.letter == opened.letter.id and step.step == "signature")
    signed = next(steps, None)
    if signed is not None:
        keys = {seat for seats in session.vault.writers("letter_step", signed.id).values() for seat in seats}
        return next((seat.name for key in sorted(keys) if (seat := session.roster.seat(key))), "")
    if reference or opened.letter.kind in TO_SOURCES:
        return session.seat.name
    return next((seat.name for seat in session.roster.holding(Role.HEAD) if seat.name), "")


def state_profile(session: Session, state: str, office: str = "") -> StateProfile:
    """The profile of a State as an office keeps it (this one by default). Raises `NoStateProfile`."""
    found = session.vault.where(StateProfile, "code", [state]) if state else ()
    own = [one for one in found if _kept_by(session, "state_profile", one.id) == (office or session.office)]
    if not own:
        raise NoStateProfile(state=state or "?")
    return own[0]


def addressee_of(profile: StateProfile, kind: str, language: str, day: date) -> Addressee:
    """The addressee of a kind on a day, with its name in the language. Raises `NoAddressee`."""
    for one in profile.addressees.values():
        begun, ended = day_of(one.valid_from) or day, day_of(one.valid_to) or day
        if one.kind == kind and begun <= day <= ended and _said(one.role, language):
            return one
    raise NoAddressee(state=profile.code, kind=kind, language=language)


def deadline_of(session: Session, letter: Letter, day: date) -> date | None:
    """The day by which a reply is asked for in a letter of that day; None for kinds that ask for none."""
    settings = session.settings
    days = letter.reply_due_days
    if days is None:
        days = settings.days_for_reply(letter.kind, urgent=bool(letter.urgent))
    return due_on(day, days, settings.calendar) if days else None


def place_key(file: CaseFile, act: Act) -> str:
    """What stands in a text for the place of an act: its number, or its id where the act is of another case."""
    return act.act_no if act.case == file.case.id else act.id


def _kept_by(session: Session, kind: str, record: str) -> str:
    """The office in whose rooms a record stands: headquarters holds those of several."""
    room = session.vault.main_room(kind, record)
    return room.office if room else ""


def written_in(session: Session, letter: Letter) -> str:
    """The code of the office that a letter is written in: headquarters holds those of several."""
    return (_kept_by(session, "letter", letter.id) if letter.id else "") or session.office


def office_of(session: Session, letter: Letter) -> OfficeSettings:
    """How the office is called that a letter is written in, as far as this vault knows it."""
    office = written_in(session, letter)
    if office == session.office:
        return session.office_record
    others = session.vault.all(OfficeSettings)
    own = (one for one in others if _kept_by(session, "office_settings", one.id) == office)
    return next(own, OfficeSettings())


def _office(session: Session, letter: Letter, language: str, words: Words) -> OfficeFacts:
    record = office_of(session, letter)
    name, place = _said(record.name, language), _said(record.place, language)
    if not name or not place:
        raise OfficeUnnamed(language=language)
    under = _said(record.signature, language)
    return office_facts(name, _said(record.letterhead, language), place, words, signature=under)


def named_state(profile: StateProfile, language: str, words: Words) -> StateFacts:
    """A State as letters of a language name it. Raises `StateUnnamed`."""
    name = profile.names.get(language)
    if name is None or not name.confirmed_by or not name.formal or not name.prepositional:
        raise StateUnnamed(state=profile.code, language=language)
    others = [form for lang, one in profile.names.items() if lang != language for form in (one.formal, one.short)]
    return state_facts(
        profile.code, name.formal, name.short or name.formal, name.prepositional, words, other_forms=others
    )


def _addressee(letter: Letter, profile: StateProfile, language: str, day: date, words: Words) -> AddresseeFacts:
    if letter.kind in PROPOSALS:
        return recipient_facts(letter, language)
    found = addressee_of(profile, letter.addressee_kind, language, day)
    role = _said(letter.addressee_role, language) or _said(found.role, language)
    return addressee_facts(found.kind, role, _said(found.lines, language), words)


def _mandates(file: CaseFile, letter: Letter, language: str, day: date) -> Iterable[MandateFacts]:
    for record in letter.mandates:
        text = by_id(file.mandates, record)
        adopted = day_of(text.date) if text else None
        if text is not None and adopted is not None:
            yield MandateFacts(
                symbol=text.symbol,
                title=_said(text.title, language) or _said(text.title, "en"),
                adopted=adopted,
                in_force=in_force(text, day),
            )


def in_force(text: MandateText, day: date) -> bool:
    """Whether a mandate was in force on a day (G32)."""
    ended = day_of(text.superseded_on)
    return text.status == "in_force" or (ended is not None and day < ended)


def _allegations(file: CaseFile, letter: Letter, language: str) -> Iterable[AllegationFacts]:
    for row in sorted(letter.allegations.values(), key=lambda row: row.number):
        allegation = file.allegation(row.allegation)
        if allegation is None:
            continue
        text = _said(allegation.text, language)
        if not text:
            raise NoTextInLanguage(number=allegation.alleg_no, language=language)
        acts = [act for act in file.acts if act.id in allegation.acts]
        yield AllegationFacts(
            number=row.number,
            text=one_line(text),
            when=_when(acts),
            place=next((place_key(file, act) for act in acts if act.place_text), ""),
            parties=tuple(_parties(file, allegation, acts)),
            floor=_floor(floor_of(file, targets_of(file, allegation))),
            branches=tuple(_branches(file, allegation, acts)),
            allegation=allegation.id,
            version=row.version,
        )


def _acts(file: CaseFile, letter: Letter) -> list[Act]:
    wanted = {
        act for row in letter.allegations.values() if (one := file.allegation(row.allegation)) for act in one.acts
    }
    return [act for act in file.acts if act.id in wanted]


def _places(file: CaseFile, letter: Letter) -> Iterable[PlaceFacts]:
    """The general place of each act: the exact one stays in the identity room, whatever an officer writes by hand."""
    for act in _acts(file, letter):
        if act.place_text:
            yield PlaceFacts(key=place_key(file, act), exact=act.place_text, region=act.place_text)


def _when(acts: list[Act]) -> str:
    said = sorted({act.date for act in acts if act.date})
    if len(said) < 2:
        return said[0] if said else ""
    first, last = said[0].partition("/")[0], said[-1].rpartition("/")[2]
    spanning = f"{first}/{last}"
    return spanning if first != ".." and last != ".." and dated(spanning) else ""


def _parties(file: CaseFile, allegation: Allegation, acts: list[Act]) -> Iterable[str]:
    parties = [row.party for row in allegation.persons.values()] + [victim for act in acts for victim in act.victims]
    return (code for party in dict.fromkeys(parties) if (code := file.code(party)) != UNKNOWN)


def _branches(file: CaseFile, allegation: Allegation, acts: list[Act]) -> Iterable[str]:
    kinds = [kind for act in acts for kind in act.type]
    branches = [(*file.vocabularies.ancestors("act_type", kind)[-1:], kind)[0] for kind in kinds]
    return dict.fromkeys([*branches, *(["law_measure"] if allegation.laws else [])])


def _floor(found: Snapshot) -> Floor:
    levels = [Verified(level or Verified.NOT_ASSESSED) for level in (found.e1, found.e2, found.e3, found.e4)]
    return Floor(e1=levels[0], e2=levels[1], e3=levels[2], e4=levels[3])


def _previous(file: CaseFile, record: str, words: Words) -> EarlierLetterFacts:
    letter = file.letter(record) or by_id(file.earlier_letters, record)
    if letter is None:
        raise NothingToRemind
    facts = clock_facts(file, letter)
    reference = letter.office_ref if isinstance(letter, EarlierLetter) else file.reference(record)
    sent = dated(letter.dispatched_at) if isinstance(letter, EarlierLetter) else None
    if facts.dispatched is None or not reference or (sent is not None and not sent.exact):
        raise NothingToRemind
    kind = words.kinds.get(letter.kind, words.kinds[LetterKind.NOTE_VERBALE])
    return EarlierLetterFacts(
        reference=reference,
        sent=facts.dispatched,
        title=with_article(kind[:1].lower() + kind[1:], words.forms),
        outstanding=outstanding(file, record),
        due=due_day(facts, file.settings),
        replied_on=_replied_on(file, record),
    )


def _replied_on(file: CaseFile, record: str) -> date | None:
    days = [
        said.earliest
        for reply in file.replies
        if record in reply.to_letters
        and rows_of(file, reply.id)
        and (said := dated(reply.dated))
        and said.exact
        and said.earliest
    ]
    return max(days, default=None)


def _said(text: LText, language: str) -> str:
    words = text.get(language)
    return words.text.strip() if words else ""
