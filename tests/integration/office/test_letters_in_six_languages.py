"""A note verbale and its way through the office in each of the six languages, from records alone."""

from __future__ import annotations

import msgspec
import pytest

from fieldcase.model.kinds.letters import Letter
from fieldcase.model.lettershapes import SHAPES
from fieldcase.model.refusal import Severity
from fieldcase.office.allegations.writing import write_allegation
from fieldcase.office.demo import cast, profiles
from fieldcase.office.letters.checking import check
from fieldcase.office.letters.drafting import Wanted, draft_letter
from fieldcase.office.letters.editing import keep_warnings
from fieldcase.office.letters.rendering import render
from fieldcase.office.letters.steps import sign
from fieldcase.office.profiles.office import name_office
from fieldcase.office.profiles.states import write_addressee, write_state
from fieldcase.office.replies.matrix import Position, match_allegation
from fieldcase.office.replies.registering import Came, register_reply
from fieldcase.office.session import Session
from tests.laptops import Clock
from tests.letter_ground import Both, Ready, approved, ready, sent
from tests.letters.extraction import docx_text

SHIPPED = ("note_verbale", "letter_concern", "aide_memoire", "info_request_op8")
SIX = ("ar", "en", "es", "fr", "ru", "zh")
RIGHTS = {"ar": "الأمم المتحدة", "en": "United Nations", "es": "Naciones Unidas", "fr": "Nations Unies"}
RIGHTS |= {"ru": "Объединенных Наций", "zh": "联合国"}


@pytest.fixture
def six(officer: Session) -> tuple[Session, Ready]:
    """The case of laptop 03, with its office and the State named in all languages."""
    name_office(officer, name=profiles.OFFICE, place=profiles.PLACE, letterhead=profiles.LETTERHEAD)
    write_state(officer, "XKA", profiles.NAMES)
    write_addressee(officer, "XKA", "foreign_ministry", profiles.MINISTRY, profiles.ADDRESS)
    found = ready(officer)
    sign = "{" + found.matter.party.code + "}"
    texts = {language: text.format(sign=sign) for language, text in cast.STORIES[0].allegations.items()}
    written = write_allegation(
        officer, found.matter.case.id, texts, acts=[found.matter.act.id], persons={found.matter.party.id: "NAMED"}
    )
    return officer, msgspec.structs.replace(found, allegations=(written,))


def drafted(officer: Session, found: Ready, language: str) -> Letter:
    wanted = Wanted(languages=(language,), allegations=(found.allegations[0].id,), mandates=())
    return draft_letter(officer, found.matter.case.id, "note_verbale", wanted)


MINISTER = {
    "ar": "وزيرة العدل",
    "en": "the Minister of Justice",
    "es": "la Ministra de Justicia",
    "fr": "la Ministre de la justice",
    "ru": "Министр юстиции",
    "zh": "司法部长",
}


@pytest.mark.parametrize("kind", [kind for kind, shape in SHAPES.items() if not shape.cites and kind in SHIPPED])
def test_every_kind_that_cites_nothing_is_drafted_in_every_language(kind: str, six: tuple[Session, Ready]) -> None:
    officer, found = six
    write_addressee(officer, "XKA", "minister", MINISTER, MINISTER)
    to = "minister" if "salutation" in SHAPES[kind].frame.formulae else "foreign_ministry"
    wanted = Wanted(languages=SIX, allegations=(found.allegations[0].id,), mandates=(), addressee_kind=to)
    letter = draft_letter(officer, found.matter.case.id, kind, wanted)
    findings = check(officer, letter.id)
    rules = {one.rule for one in findings if one.blocks and one.rule.startswith(("N", "10."))}
    assert rules <= {"10.4"}  # a reason for warnings that stay: a reader confirms the Arabic
    unreviewed = {one.severity for one in findings if one.rule == "10.6"}
    assert unreviewed == ({Severity.NOTE} if SHAPES[kind].tells_context else set())
    for language in SIX:
        text = docx_text(render(officer, letter.id, "state_full", language, "docx"))
        assert RIGHTS[language] in text
        assert "[en]" not in text


def test_a_note_is_drafted_checked_and_rendered_in_every_language(six: tuple[Session, Ready]) -> None:
    officer, found = six
    for language in SIX:
        letter = drafted(officer, found, language)
        assert letter.authentic_lang == language
        rules = {one.rule for one in check(officer, letter.id) if one.blocks and one.rule.startswith("N")}
        assert rules == set(), language
        data = render(officer, letter.id, "state_full", language, "docx")
        text = docx_text(data)
        assert RIGHTS[language] in text
        assert profiles.MINISTRY[language].split(" ")[-1] in text
        assert "[en]" not in text


CITING = ("reminder", "follow_up", "acknowledgement_state", "thanks_reply")
REFERENCE = "OHCHR/XKAL/07-001/2026"


def test_what_goes_back_to_a_note_and_its_reply_is_drafted_from_records_in_every_language(
    laptops: Both, six: tuple[Session, Ready], clock: Clock
) -> None:
    officer, found = six
    head = laptops[1]
    wanted = Wanted(languages=SIX, allegations=(found.allegations[0].id,), mandates=())
    note = draft_letter(officer, found.matter.case.id, "note_verbale", wanted)
    keep_warnings(officer, note.id, "Readers of each language confirmed it.")
    approved(officer, head, note, found)
    sign(head, note.id)
    sent(officer, head, note)
    clock.days(20)
    came = Came(
        from_state="XKA", kinds=("substantive",), dated="2026-03-28", language="en", to_letters=(note.id,),
        text="No person was held. An inquiry was opened.", screened=True,
    )  # fmt: skip
    reply = register_reply(officer, note.case, came)
    match_allegation(officer, reply.id, found.allegations[0].id, Position(positions=("denies_fact",)))
    clock.days(40)
    for kind in CITING:
        cites = {"replies_to": (reply.id,)} if kind in ("acknowledgement_state", "thanks_reply") else {}
        cites = cites or {"previous": (note.id,)}
        put = (found.allegations[0].id,)
        letter = draft_letter(officer, note.case, kind, Wanted(languages=SIX, allegations=put, **cites))
        findings = check(officer, letter.id)
        rules = {one.rule for one in findings if one.blocks and one.rule.startswith(("N", "10."))}
        assert rules <= {"10.4"}, (kind, [one.sentence for one in findings if one.blocks])
        for language in SIX:
            text = docx_text(render(officer, letter.id, "state_full", language, "docx"))
            assert REFERENCE in text, (kind, language)
            assert profiles.OFFICE[language].casefold() in text.casefold()
            assert not [left for left in ("{", "}", "None", "[en]") if left in text], (kind, language)
            assert ("Dovrak" in text) is (kind == "follow_up"), "it alone puts an allegation again"
