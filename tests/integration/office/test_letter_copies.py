"""Copies of a signed letter: for headquarters' file under codes, for the one on whose behalf it was said."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldcase.model.refusal import BadValue, BlockedByRules
from fieldcase.office.allegations.writing import write_allegation
from fieldcase.office.consent.answering import record_consent
from fieldcase.office.consent.withdrawing import withdraw_consent
from fieldcase.office.letters.rendering import render
from fieldcase.office.parties.recording import record_party
from fieldcase.office.records import change
from fieldcase.office.session import Session
from tests.laptops import a_person, carry
from tests.leaks import traces
from tests.letter_ground import ASKED, Both, drafted, pdf_text, ready, refused, signed
from tests.letters.extraction import docx_text

pytestmark = pytest.mark.security


def test_headquarters_file_waits_for_everybodys_consent_and_then_shows_codes(laptops: Both, officer: Session) -> None:
    found = ready(officer)
    letter = signed(officer, laptops[1], found, "en")
    party = found.matter.party
    with pytest.raises(BlockedByRules) as caught:
        render(laptops[1], letter.id, "hq_coded", "en", "pdf")
    assert refused(caught) == {"G24"}
    (said,) = caught.value.findings
    assert (said.party_code, "Dovrak" in said.sentence) == (party.code, False)
    record_consent(officer, party.id, "share_hq", "CODED", ASKED)
    carry(officer, laptops[1])
    text = pdf_text(render(laptops[1], letter.id, "hq_coded", "en", "pdf"))
    assert party.code in text
    assert "Dovrak" not in text
    assert "OHCHR/XKAL/07-001/2026" in text
    assert "Named" not in text


def test_the_person_reads_what_was_said_for_her_and_nothing_that_gives_others_or_the_paper_away(
    officer: Session,
) -> None:
    found = ready(officer)
    party, case, act = found.matter.party, found.matter.case.id, found.matter.act
    brother = record_party(officer, a_person("Tomas Arrel", gender="man"), case=case, role="victim")
    texts = (
        "{" + brother.code + "} is alleged to have lost his boat.",
        "{" + party.code + "} was with {" + brother.code + "}.",
    )
    for text in texts:
        who = {brother.id: "NAMED"} if "boat" in text else {brother.id: "NAMED", party.id: "NAMED"}
        acts = [] if "boat" in text else [act.id]
        write_allegation(officer, case, {"en": text}, acts=acts or [act.id], persons=who)
    record_consent(officer, brother.id, "state_letter", "NAMED", ASKED)
    letter = drafted(officer, found, "en")
    with pytest.raises(BlockedByRules) as caught:
        render(officer, letter.id, "for_source", "en", "docx", reader=party.id)
    assert {(one.rule, one.field) for one in caught.value.findings} == {("G24", "consent"), ("G24", "safe_channel")}
    record_consent(officer, party.id, "recontact", "NAMED", ASKED)
    change(officer, "party", party.id, {"safe_channel": "Through the parish."})
    text = docx_text(render(officer, letter.id, "for_source", "en", "docx", reader=party.id))
    assert "Ilena Dovrak was with a person." in text
    assert "airport" in text
    assert "Arrel" not in text
    assert "12 Harbour Street" not in text
    assert not [code for code in (party.code, brother.code) if code in text]
    his = {"safe_channel": "By hand."}
    change(officer, "party", brother.id, his)
    record_consent(officer, brother.id, "recontact", "ANON", ASKED)
    theirs = docx_text(render(officer, letter.id, "for_source", "en", "docx", reader=brother.id))
    assert "Dovrak" not in theirs
    assert "Arrel" not in theirs
    assert "lost his boat" in theirs
    withdraw_consent(officer, party.id, "She asked for it.")
    with pytest.raises(BlockedByRules):
        render(officer, letter.id, "for_source", "en", "docx", reader=party.id)


def test_it_is_about_somebody_whom_the_letter_is_about(officer: Session) -> None:
    found = ready(officer)
    case, act = found.matter.case.id, found.matter.act.id
    director = record_party(officer, a_person("Radek Stolm", gender="man"), case=case, role="perpetrator")
    order = {"en": "{" + director.code + "} is alleged to have given the order."}
    write_allegation(officer, case, order, acts=[act], persons={director.id: "NAMED"})
    letter = drafted(officer, found, "en")
    stranger = record_party(officer, a_person("Bogdan Vantar"))
    no_readers = ("", stranger.id, director.id)
    for rendition, reader in (*(("for_source", one) for one in no_readers), ("hq_coded", found.matter.party.id)):
        with pytest.raises(BadValue, match="for"):
            render(officer, letter.id, rendition, "en", "pdf", reader=reader)


@pytest.mark.parametrize("name", ["Ilena Dovrak", "note-DOVRAK-ilena", "Do\u0301vrak_Ilena_v2"])
def test_a_file_is_called_after_nobody_even_where_the_letter_names_them(officer: Session, name: str) -> None:
    found = ready(officer)
    letter = drafted(officer, found, "en")
    with pytest.raises(BlockedByRules) as caught:
        render(officer, letter.id, "state_full", "en", "pdf", file_name=name)
    (said,) = caught.value.findings
    assert (said.rule, said.party_code) == ("N8", found.matter.party.code)
    assert "ovrak" not in said.sentence + said.remedy
    assert render(officer, letter.id, "state_full", "en", "pdf", file_name="OHCHR-XKAL-07-001-2026")


def test_S29_every_rendition_of_a_signed_letter_but_the_states_holds_no_name_in_any_part(
    laptops: Both, officer: Session, tmp_path: Path
) -> None:
    head = laptops[1]
    found = ready(officer)
    party = found.matter.party
    record_consent(officer, party.id, "share_hq", "CODED", ASKED)
    record_consent(officer, party.id, "recontact", "CODED", ASKED)
    change(officer, "party", party.id, {"safe_channel": "Through the parish."})
    letter = signed(officer, head, found, "en", "fr")
    for rendition in ("public_redacted", "hq_coded", "office_copy", "for_source"):
        reader = party.id if rendition == "for_source" else ""
        for language in ("en", "fr"):
            for form in ("pdf", "docx"):
                data = render(head, letter.id, rendition, language, form, reader=reader)
                assert traces(data, ("Ilena", "Dovrak"), tmp_path) == []
    full = render(head, letter.id, "state_full", "en", "pdf")
    assert traces(full, ("Dovrak",), tmp_path)
