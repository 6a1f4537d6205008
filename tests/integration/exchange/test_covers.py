"""Covers of proposals: what each kind lists, in every language; the pages without it; briefs that fit one page; and the
session of a brief, and the officer's task, which are typed."""

from __future__ import annotations

import pytest

from fieldcase.documents.pdf.render import count_pages
from fieldcase.documents.renditions import Rendition, render_tree, without_cover
from fieldcase.model.refusal import BadValue, NotYourRole
from fieldcase.office.cases.tasks import finish_task
from fieldcase.office.documents import document_resources
from fieldcase.office.due import what_needs_me
from fieldcase.office.letters.checking import check
from fieldcase.office.letters.drafting import Wanted, draft_letter
from fieldcase.office.letters.editing import edit_block
from fieldcase.office.letters.goodoffices import note_of, say_session
from fieldcase.office.letters.proposing import decline_proposal, propose_to
from fieldcase.office.letters.refusals import NoNote
from fieldcase.office.letters.rendering import render
from fieldcase.office.letters.specimens import specimen, specimen_languages
from fieldcase.office.letters.steps import submit
from tests.letter_ground import name_kalindra, pdf_text, ready
from tests.offices import Office
from tests.proposal_ground import grounds, proposed, submitted

LANGUAGES = specimen_languages()
MANDATES, COMMITTEE = ("sp_allegation_draft", "sp_urgent_draft"), "treaty_body_brief"


def cover(kind: str, language: str) -> str:
    return next(one.text for one in specimen(kind, language).draft.blocks if one.block == "handling")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_cover_lists_what_its_kind_declares_and_begins_its_lines_with_capitals(language: str) -> None:
    for kind in ("hrc_president_brief", "asg_brief"):
        assert "proposal.bodies" not in cover(kind, language)
    for kind in (*MANDATES, COMMITTEE):
        assert "proposal.bodies" in cover(kind, language)
    labels = {
        cover(kind, language).partition("{=proposal.bodies")[0].splitlines()[-1] for kind in (*MANDATES, COMMITTEE)
    }
    assert len(labels) == 2, "mandates and a committee are not called alike"
    facts = specimen("asg_brief", language).draft.facts
    for name in (facts.office.opens, facts.state.formal[:1].upper() + facts.state.formal[1:]):
        assert name in cover("asg_brief", language)
    for name in (facts.office.name, facts.state.formal):
        assert name[0].isupper() or not name[0].isascii() or f"|{name}}}" not in cover("asg_brief", language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_brief_for_the_assistant_secretary_general_fits_one_page(language: str) -> None:
    one, found = specimen("asg_brief", language), document_resources()
    body = render_tree(without_cover(one.draft), Rendition.STATE_FULL, one.naming, found, final=True).document
    assert count_pages(body, found) == 1
    assert count_pages(one.document, found) <= 3


def test_a_brief_that_runs_over_its_page_is_told(office: Office) -> None:
    officer = office.first
    name_kalindra(officer)
    letter = proposed(officer, grounds(officer, "asg_brief"), "asg_brief", "en")
    assert not [one for one in check(officer, letter.id) if "fit one" in one.sentence]
    edit_block(officer, letter.id, "en", "suggested_step", "It is asked that the matter be raised. " * 120)
    (told,) = [one for one in check(officer, letter.id) if "fit one" in one.sentence]
    assert (told.rule, told.blocks) == ("10.3", False)


def test_kinds_that_suggest_nobody_take_no_mandate_and_a_committee_is_no_mandate(office: Office) -> None:
    officer = office.first
    name_kalindra(officer)
    found = grounds(officer, "hrc_president_brief")
    brief = draft_letter(
        officer, found.matter.case.id, "hrc_president_brief", Wanted(languages=("en",), bodies=("sr_torture",))
    )
    assert brief.bodies == ()
    with pytest.raises(BadValue, match="suggests nobody"):
        propose_to(officer, brief.id, ("sr_torture",))
    draft = draft_letter(officer, found.matter.case.id, "sp_allegation_draft", Wanted(languages=("en",)))
    with pytest.raises(BadValue, match="special_procedures"):
        propose_to(officer, draft.id, ("cat",))


def test_a_proposal_is_printed_without_its_cover_and_no_other_letter_has_one(office: Office) -> None:
    officer = office.first
    name_kalindra(officer)
    found = ready(officer)
    note = draft_letter(officer, found.matter.case.id, "note_verbale", Wanted(languages=("en",)))
    with pytest.raises(BadValue, match="cover"):
        render(officer, note.id, "state_full", "en", "pdf", cover=False)
    letter = proposed(officer, grounds(officer, "asg_brief"), "asg_brief", "en")
    whole = pdf_text(render(officer, letter.id, "state_full", "en", "pdf"))
    bare = pdf_text(render(officer, letter.id, "state_full", "en", "pdf", cover=False))
    assert "Who agreed to what" in whole
    for words in ("Internal cover", "Who agreed to what", "No risk is recorded", "Risk"):
        assert words not in bare
    assert "What is asked" in bare


def test_the_session_of_a_brief_is_typed_and_stands_in_its_note(office: Office) -> None:
    officer = office.first
    name_kalindra(officer)
    letter = proposed(officer, grounds(officer, "hrc_president_brief"), "hrc_president_brief", "en")
    say_session(officer, letter.id, " 62nd session ")
    submit(officer, letter.id)
    assert note_of(officer, letter.id).hrc_session == "62nd session"
    other = draft_letter(officer, letter.case, "sp_allegation_draft", Wanted(languages=("en",)))
    with pytest.raises(NoNote):
        say_session(officer, other.id, "62nd session")


def test_the_officer_marks_the_task_of_an_answer_as_done(office: Office) -> None:
    letter = submitted(office, "asg_brief", "CODED", "en")
    decline_proposal(office.desk, letter.id, "The facts are older than a year.")
    office.round()
    (task,) = [one.task for one in what_needs_me(office.first) if one.kind == "read_answer"]
    with pytest.raises(NotYourRole):
        finish_task(office.desk, task, "Read.")
    with pytest.raises(BadValue, match="what was done"):
        finish_task(office.first, task, " ")
    done = finish_task(office.first, task, "Read, and told by telephone.")
    assert (done.done_note, bool(done.done_at)) == ("Read, and told by telephone.", True)
    assert not [one for one in what_needs_me(office.first) if one.kind == "read_answer"]
    with pytest.raises(BadValue, match="done on that day"):
        finish_task(office.first, task, "Again.")
