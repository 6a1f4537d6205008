"""The office's own templates: kept by the head once they are right, every version shown again, edits apart seen."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from fieldcase.model.kinds.letters import Letter, LetterStep
from fieldcase.model.kinds.office import LetterTemplate
from fieldcase.model.refusal import BadValue, NotYourRole
from fieldcase.model.roles import Role
from fieldcase.office.cases.conflicts import decide_conflict, list_conflicts
from fieldcase.office.documents import document_resources
from fieldcase.office.letters.drafting import Wanted, draft_letter
from fieldcase.office.letters.editing import change_letter, redraft, redraft_block
from fieldcase.office.letters.gathering import open_letter
from fieldcase.office.letters.refusals import KindNotReady
from fieldcase.office.letters.signed import kept_draft
from fieldcase.office.session import Session
from fieldcase.office.templates.keeping import TemplateFaulty, check, go_back, write_template
from fieldcase.office.templates.versions import (
    NoSuchVersion,
    TemplateGone,
    current,
    digest,
    list_templates,
    template_of_letter,
    version,
    versions,
)
from tests.laptops import Clock, a_colleague, carry
from tests.letter_ground import Both, ready, signed

SHIPPED = document_resources().template("note_verbale", "en")
GRATEFUL = SHIPPED.replace("would be grateful", "would be most grateful")
OBLIGED = SHIPPED.replace("would be grateful", "would be much obliged")


def note(session: Session, case: str) -> Letter:
    return draft_letter(session, case, "note_verbale", Wanted(languages=("en",)))


def save(session: Session, text: str, *, kind: str = "note_verbale") -> int:
    return write_template(session, kind, "en", text).number


def asked(letter: Letter) -> str:
    return letter.blocks["en-requests"].text


def test_letters_are_drafted_from_the_offices_own_and_note_its_hash(laptops: Both, officer: Session) -> None:
    head = laptops[1]
    case = ready(officer).matter.case.id
    before = note(officer, case)
    carry(officer, head)
    assert save(head, GRATEFUL) == 1
    carry(officer, head)
    after = note(officer, case)
    assert "would be most grateful" in asked(after)
    assert (before.templates["en"].sha256, after.templates["en"].sha256) == (digest(SHIPPED), digest(GRATEFUL))
    line = next(one for one in list_templates(officer) if (one.kind, one.language) == ("note_verbale", "en"))
    assert (line.own, line.version, line.by, line.unverified) == (True, 1, "Ines Duarte", ("opening", "closing"))


def test_a_letter_keeps_to_the_version_it_was_drafted_from_until_it_is_drafted_anew(
    laptops: Both, officer: Session
) -> None:
    head = laptops[1]
    letter = note(officer, ready(officer).matter.case.id)
    carry(officer, head)
    save(head, GRATEFUL)
    save(head, OBLIGED)
    carry(officer, head)
    assert template_of_letter(officer, letter, "en").text == SHIPPED
    assert "would be grateful" in asked(redraft_block(officer, letter.id, "en", "requests"))
    anew = redraft(officer, letter.id)
    assert "would be much obliged" in asked(anew)
    assert template_of_letter(officer, anew, "en").number == 2


def test_a_signed_letter_keeps_the_version_it_was_approved_with(laptops: Both, officer: Session) -> None:
    head = laptops[1]
    found = ready(officer)
    carry(officer, head)
    save(head, GRATEFUL)
    carry(officer, head)
    letter = signed(officer, head, found, "en")
    save(head, OBLIGED)
    step = next(one for one in head.vault.all(LetterStep) if one.step == "signature")
    assert {one.template for one in step.renditions.values()} == {letter.templates["en"].sha256} == {digest(GRATEFUL)}
    opened = open_letter(head, letter.id)
    assert kept_draft(head, opened, "en").template == GRATEFUL
    assert template_of_letter(head, opened.letter, "en").text == GRATEFUL


def test_only_the_head_changes_a_template_and_whoever_drafts_may_have_one_checked(laptops: Both) -> None:
    officer, head = laptops
    for step in (lambda: save(officer, GRATEFUL), lambda: go_back(officer, "note_verbale", "en", 0)):
        with pytest.raises(NotYourRole) as refused:
            step()
        assert "head of presence" in str(refused.value)
    assert check(officer, "note_verbale", "en", GRATEFUL) == ()
    assert save(head, GRATEFUL) == 1


def test_what_an_officer_writes_past_the_program_counts_for_nothing(laptops: Both) -> None:
    officer, head = laptops
    save(head, GRATEFUL)
    carry(officer, head)
    record = officer.vault.all(LetterTemplate)[0].id
    with officer.vault.writing() as writing:
        writing.set(
            "letter_template",
            record,
            {"own": {"office": "XKAL", "kind": "note_verbale", "lang": "en", "text": OBLIGED}},
        )
        writing.commit()
    carry(officer, head)
    assert current(head, "note_verbale", "en").text == GRATEFUL


def test_a_letter_is_drafted_from_no_template_that_counts_for_nothing(laptops: Both, officer: Session) -> None:
    """It could say one thing to whoever approves and another once there is a reference: the pages that are signed."""
    head = laptops[1]
    carry(officer, head)
    save(head, GRATEFUL)
    carry(officer, head)
    letter = note(officer, ready(officer).matter.case.id)
    forged = GRATEFUL.replace("## date_place\n", "## date_place\n{% if reference %}Known to all, {% endif %}")
    assert forged != GRATEFUL
    own = {"office": "XKAL", "kind": "note_verbale", "lang": "en", "text": forged}
    with officer.vault.writing() as writing:
        writing.set("letter_template", officer.vault.all(LetterTemplate)[0].id, {"own": own})
        writing.commit()
    change_letter(officer, letter.id, {"templates/en": {"sha256": digest(forged)}})
    carry(officer, head)
    assert digest(forged) not in {one.sha256 for one in versions(head, "note_verbale", "en")}
    with pytest.raises(TemplateGone):
        template_of_letter(head, head.vault.get(Letter, letter.id), "en")
    assert version(head, "note_verbale", "en", 1).text == GRATEFUL


def test_a_faulty_template_is_refused_with_file_and_line_and_nothing_is_kept(laptops: Both) -> None:
    head = laptops[1]
    text = SHIPPED.replace("{{ marking }}", "{{ marcing }}").replace("{{ office.place }}", "{{ office.place|upper }}")
    with pytest.raises(TemplateFaulty) as refused:
        write_template(head, "note_verbale", "en", text, "ours.txt")
    first, second = refused.value.findings
    line = next(number for number, said in enumerate(text.splitlines(), 1) if "marcing" in said)
    assert first.sentence.startswith(f"ours.txt, line {line}: ")
    assert "“marking”" in first.remedy
    assert "a filter" in second.sentence
    assert head.vault.all(LetterTemplate) == ()
    with pytest.raises(KindNotReady):
        check(head, "postcard", "en", text)
    with pytest.raises(BadValue):
        check(head, "note_verbale", "tlh", text)


@pytest.mark.security
def test_a_template_that_names_somebody_on_record_is_refused(laptops: Both, officer: Session) -> None:
    head = laptops[1]
    code = ready(officer).matter.party.code
    carry(officer, head)
    for name in ("Ilena Dovrak", "DOVRAK, Ilena", "Ilena\n  Dovrak"):
        named = SHIPPED.replace("{{ concern }}", "As " + name + " said.\n{{ concern }}")
        with pytest.raises(TemplateFaulty) as refused:
            save(head, named)
        assert any(code in one.sentence for one in refused.value.findings)
        assert "Dovrak" not in str(refused.value)
    assert head.vault.all(LetterTemplate) == ()


def test_every_version_can_be_shown_and_made_the_one_in_force_again(laptops: Both) -> None:
    head = laptops[1]
    save(head, GRATEFUL)
    save(head, OBLIGED)
    save(head, OBLIGED)
    assert [(one.number, one.shipped) for one in versions(head, "note_verbale", "en")] == [
        (0, True),
        (1, False),
        (2, False),
    ]
    assert version(head, "note_verbale", "en", 1).text == GRATEFUL
    go_back(head, "note_verbale", "en", 1)
    assert current(head, "note_verbale", "en").text == GRATEFUL
    go_back(head, "note_verbale", "en", 0)
    now = current(head, "note_verbale", "en")
    assert (now.text, now.shipped) == (SHIPPED, True)
    assert len(versions(head, "note_verbale", "en")) == 5
    with pytest.raises(NoSuchVersion) as refused:
        version(head, "note_verbale", "en", 9)
    assert "0, 1, 2, 3, 4" in str(refused.value)


def test_a_template_of_another_edition_of_the_program_is_said_to_be_gone(officer: Session) -> None:
    letter = note(officer, ready(officer).matter.case.id)
    with pytest.raises(TemplateGone):
        template_of_letter(officer, letter, "fr")


def test_two_laptops_that_change_one_template_apart_are_in_conflict_and_somebody_decides(
    laptops: Both, clock: Clock, tmp_path: Path
) -> None:
    officer, head = laptops
    with closing(a_colleague(tmp_path, officer, clock, (Role.HEAD,), device="09", name="Aiko Mori")) as second:
        for one in (head, second, head):
            carry(officer, one)
        save(head, GRATEFUL)
        save(second, OBLIGED)
        carry(head, officer)
        carry(second, officer)
        carry(head, officer)
        line = next(one for one in list_templates(head) if one.apart)
        assert (line.kind, line.language) == ("note_verbale", "en")
        conflict = next(one for one in list_conflicts(head) if one.kind == "letter_template")
        assert {value.value["text"] for value in conflict.values} == {GRATEFUL, OBLIGED}
        chosen = next(value.ref for value in conflict.values if value.value["text"] == OBLIGED)
        decide_conflict(head, "letter_template", conflict.record, "own", chosen)
        assert current(head, "note_verbale", "en").text == OBLIGED
        assert not any(one.apart for one in list_templates(head))


def test_saving_one_of_two_versions_apart_ends_the_conflict(laptops: Both, clock: Clock, tmp_path: Path) -> None:
    officer, head = laptops
    with closing(a_colleague(tmp_path, officer, clock, (Role.HEAD,), device="09", name="Aiko Mori")) as second:
        for one in (head, second, head):
            carry(officer, one)
        save(head, GRATEFUL)
        save(second, OBLIGED)
        carry(second, officer)
        carry(head, officer)
        save(head, current(head, "note_verbale", "en").text)
        assert not any(one.apart for one in list_templates(head))
