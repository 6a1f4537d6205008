"""The rules of a note verbale, each fired by the mistake that it is there for, and silent on the letters that ship."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import msgspec
import pytest

from fieldcase.documents.draft import Draft, draft_letter, with_block
from fieldcase.documents.facts import Floor, MandateFacts, Verified
from fieldcase.documents.lint import LintSettings, lint_letter
from fieldcase.documents.names import NameOnRecord, PersonOnRecord
from fieldcase.documents.naming import Naming, PartyNaming
from fieldcase.documents.renditions import Rendition, render_tree
from fieldcase.documents.resources import DocumentResources
from fieldcase.documents.tree import Level
from fieldcase.model.dates.deadlines import OfficeCalendar
from fieldcase.model.refusal import Finding, Severity
from tests.letters.kalindra import ILENA, KINDS, draft, facts, naming

LETTERS = [(kind, language) for kind in KINDS for language in ("en", "fr")]
OPEN = LintSettings(people=())


def found(
    made: Draft, resources: DocumentResources, settings: LintSettings = OPEN, table: Naming | None = None
) -> tuple[Finding, ...]:
    table = table or naming()
    document = render_tree(made, Rendition.STATE_FULL, table, resources).document
    return lint_letter(made, document, table, resources, settings)


def rules(findings: tuple[Finding, ...], severity: Severity = Severity.ERROR) -> set[str]:
    return {finding.rule for finding in findings if finding.severity is severity}


def edited(language: str, block: str, text: str, resources: DocumentResources) -> Draft:
    return with_block(draft("note", language, resources), block, text)


@pytest.mark.parametrize(("kind", "language"), LETTERS)
def test_letters_from_our_templates_have_no_error(kind: str, language: str, resources: DocumentResources) -> None:
    findings = found(draft(kind, language, resources), resources)
    assert rules(findings) == set()
    assert rules(findings, Severity.WARNING) <= {"N10"}
    assert rules(findings, Severity.NOTE) == (
        set() if kind == "aide_memoire" else {"N2", "N3"}
    )  # formulae are not verified


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "It is noted that our office regrets this."),
        ("en", "I write to express concern."),
        ("en", "You are asked to reply."),
        ("fr", "Notre bureau regrette ces faits."),
        ("fr", "Il est noté que j’ai reçu ces informations."),
        ("fr", "Nous prions le Gouvernement de répondre."),
    ],
)
def test_n1_first_and_second_person_are_refused(language: str, text: str, resources: DocumentResources) -> None:
    assert "N1" in rules(found(edited(language, "concern", text, resources), resources))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "our office regrets"),
        ("fr", "notre bureau regrette"),
        ("es", "nuestra oficina lamenta"),
        ("ru", "наш офис сожалеет"),
        ("zh", "我们对此表示遗憾"),
        ("ar", "مكتبنا يأسف"),
    ],
)
def test_n1_holds_in_six_languages(language: str, text: str, resources: DocumentResources) -> None:
    from fieldcase.documents.lint.reading import found_words

    words = resources.lint(language)
    assert list(found_words(text, words.persons, whole=words.whole_words))
    assert words.confirm_by_person == (language == "ar")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "An official said: “we know you and your family”."),
        ("en", "Annex I and article I apply, in the view of the US delegation."),
        ("fr", "Un agent aurait dit : « nous vous connaissons »."),
    ],
)
def test_n1_quotations_and_numerals_are_exempt(language: str, text: str, resources: DocumentResources) -> None:
    assert "N1" not in rules(found(edited(language, "concern", text, resources), resources))


def test_n1_a_quotation_that_never_ends_is_none(resources: DocumentResources) -> None:
    made = edited("en", "concern", "An official said: “we know you.", resources)
    assert "N1" in rules(found(made, resources))


def test_n2_the_opening_must_name_office_and_addressee_as_their_profiles_do(resources: DocumentResources) -> None:
    made = edited("en", "opening", "The Mission presents its compliments to the Ministry of Trade.", resources)
    assert "N2" in rules(found(made, resources))
    assert "N2" in rules(found(edited("en", "addressee", "Ministry of Trade", resources), resources))


def test_n3_a_note_needs_its_closing_unless_the_office_says_otherwise(resources: DocumentResources) -> None:
    made = edited("en", "closing", "", resources)
    assert "N3" in rules(found(made, resources))
    lenient = found(made, resources, LintSettings(people=(), closing_required=False))
    assert "N3" not in rules(lenient)
    assert "N3" in rules(lenient, Severity.WARNING)


def test_n4_no_signature_no_typed_name_a_place_for_initials(resources: DocumentResources) -> None:
    signed = edited("en", "signature", "Head of Presence", resources)
    assert "N4" in rules(found(signed, resources))
    assert "N4" in rules(found(edited("en", "initials_stamp", "", resources), resources))
    typed = edited("en", "date_place", "Vardin, 1 May 2025\n\nInes Duarte", resources)
    assert "N4" in rules(found(typed, resources, LintSettings(people=(), signatories=("Ines Duarte",))))


@pytest.mark.parametrize(("language", "text"), [("en", "Excellency,"), ("en", "Dear Sir,"), ("fr", "Monsieur,")])
def test_n5_a_salutation_is_refused(language: str, text: str, resources: DocumentResources) -> None:
    made = draft("note", language, resources)
    opening = next(block.text for block in made.blocks if block.block == "opening")
    assert "N5" in rules(found(with_block(made, "opening", f"{text}\n\n{opening}"), resources))


def test_n6_only_ministries_and_missions_receive_a_note_verbale(resources: DocumentResources) -> None:
    made = draft("note", "en", resources)
    police = msgspec.structs.replace(made.facts.addressee, kind="police")
    moved = msgspec.structs.replace(made, facts=msgspec.structs.replace(made.facts, addressee=police))
    assert "N6" in rules(found(moved, resources))


@pytest.mark.parametrize(
    "left",
    [
        "P-7K3D9X",
        "S-22ABCD",
        "KAL-03-2025-00017",
        "see statement_final.docx",
        "C:\\Users\\somebody\\note.txt",
        "/srv/cases/note",
        "{{ name }}",
        "{p-7K3D}",
        "[date]",
        "____",
        "XXX",
    ],
)
def test_n7_nothing_of_the_office_is_left_in_the_text(left: str, resources: DocumentResources) -> None:
    assert "N7" in rules(found(edited("en", "concern", f"The facts {left} remain.", resources), resources))


def test_n8_a_name_outside_the_table_is_refused_and_so_is_a_check_without_names(resources: DocumentResources) -> None:
    stranger = PersonOnRecord(party="P-ZZZZZZ", names=(NameOnRecord(full="Nuria Kesh"),), in_letter=False)
    made = edited("en", "concern", "Kesh, Nuria was also mentioned.", resources)
    findings = found(made, resources, LintSettings(people=(stranger,)))
    assert "N8" in rules(findings)
    assert not [finding for finding in findings if "Kesh" in finding.sentence + finding.remedy]
    assert "N8" in rules(found(made, resources, LintSettings(people=None)))


def test_n9_asserting_verbs_need_what_they_claim_and_blame_is_never_right(resources: DocumentResources) -> None:
    note = facts("note", "en")
    first = msgspec.structs.replace(note.allegations[0], text="{P-7K3D9X} was tortured in {place:vardin}.")
    made = draft_letter(msgspec.structs.replace(note, allegations=(first,)), resources)
    assert "N9" in rules(found(made, resources), Severity.WARNING)
    sure = Floor(e1=Verified.CONFIRMED, e2=Verified.CONFIRMED, e3=Verified.CONFIRMED, e4=Verified.CORROBORATED)
    known = msgspec.structs.replace(first, floor=sure)
    made = draft_letter(msgspec.structs.replace(note, allegations=(known,)), resources)
    assert "N9" not in rules(found(made, resources), Severity.WARNING)
    blamed = with_block(made, "concern", "These brutal acts are noted.")
    assert "N9" in rules(found(blamed, resources), Severity.WARNING)


def test_n10_an_allegation_says_how_exact_date_and_place_are(resources: DocumentResources) -> None:
    note = facts("note", "en")
    for changes in ({"when": ""}, {"place": ""}):
        vague = msgspec.structs.replace(note.allegations[0], **changes)
        made = draft_letter(msgspec.structs.replace(note, allegations=(vague,)), resources)
        assert "N10" in rules(found(made, resources), Severity.WARNING)
    made = draft_letter(msgspec.structs.replace(note, allegations=note.allegations[:1]), resources)
    assert "N10" not in rules(found(made, resources), Severity.WARNING)


def test_n11_the_state_has_the_names_of_its_profile(resources: DocumentResources) -> None:
    made = edited("en", "concern", "The République de Kalindra is concerned.", resources)
    assert "N11" in rules(found(made, resources), Severity.WARNING)


@pytest.mark.parametrize("text", ["1. one\n3. three", "1. one\n1. one", "2. two", "no number"])
def test_n12_numbers_have_no_gap_and_no_double(text: str, resources: DocumentResources) -> None:
    assert "N12" in rules(found(edited("en", "allegations", text, resources), resources))


def test_n12_the_text_holds_the_allegations_of_the_list(resources: DocumentResources) -> None:
    made = edited("en", "allegations", "1. one\n2. two", resources)
    assert "N12" in rules(found(made, resources))


def test_n13_the_deadline_is_a_working_day_and_leaves_time(resources: DocumentResources) -> None:
    for day in (date(2025, 6, 1), date(2025, 5, 2)):
        made = draft("note", "en", resources, deadline=day)
        assert "N13" in rules(found(made, resources), Severity.WARNING)
    holiday = LintSettings(people=(), calendar=OfficeCalendar(holidays=frozenset({date(2025, 6, 2)})))
    assert "N13" in rules(found(draft("note", "en", resources), resources, holiday), Severity.WARNING)


def test_n14_superseded_and_unknown_resolutions_are_told(resources: DocumentResources) -> None:
    old = MandateFacts(symbol="48/17", title="An earlier text", adopted=date(2021, 10, 8), in_force=False)
    made = draft("note", "en", resources, mandates=(old,))
    assert "N14" in rules(found(made, resources), Severity.WARNING)
    unknown = edited("fr", "concern", "Il est renvoyé à la résolution 12/2.", resources)
    assert "G32" in rules(found(unknown, resources))


def test_n15_a_letter_is_dated_and_not_in_the_future(resources: DocumentResources) -> None:
    assert "N15" in rules(found(draft("note", "en", resources, day=None), resources))
    made = draft("note", "en", resources)
    assert "N15" in rules(found(made, resources, LintSettings(people=(), today=date(2025, 4, 30))))
    assert "N15" not in rules(found(made, resources, LintSettings(people=(), today=date(2025, 5, 1))))


def test_blocks_must_be_there_and_in_order(resources: DocumentResources) -> None:
    assert "10.3" in rules(found(edited("en", "no_reprisal_clause", "", resources), resources))
    made = draft("note", "en", resources)
    turned = msgspec.structs.replace(made, blocks=made.blocks[::-1])
    assert "10.3" in rules(found(turned, resources))


def test_a_reminder_may_not_mention_anybody(resources: DocumentResources) -> None:
    made = with_block(draft("reminder", "en", resources), "outstanding", "{P-7K3D9X} awaits an answer.")
    assert "10.3" in rules(found(made, resources))


OFFICIAL = PartyNaming(
    party="P-DRCT22",
    level=Level.NAMED,
    name="Goran Tavik",
    protected=False,
    function="Director of Vardin Prison",
    naming_reason="The order bears this signature.",
)


@pytest.mark.parametrize(
    ("text", "change", "clean"),
    [
        ("The Director of Vardin Prison, {P-DRCT22}, is alleged to have given the order.", {}, True),
        ("The Director of Vardin Prison, {P-DRCT22}, gave the order.", {}, False),
        ("{P-DRCT22} is alleged to have given the order.", {}, False),
        (
            "The Director of Vardin Prison, {P-DRCT22}, is alleged to have given the order.",
            {"naming_reason": ""},
            False,
        ),
    ],
)
def test_s36_an_official_is_named_with_function_alleged_and_a_reason(
    text: str, change: dict[str, str], clean: bool, resources: DocumentResources
) -> None:
    # G4 asks nothing of him: he is no protected party; the victim still needs NAMED
    table = Naming(parties=(*naming().parties, msgspec.structs.replace(OFFICIAL, **change)))
    made = edited("en", "context", text, resources)
    findings = found(made, resources, table=table)
    assert ("10.5" not in rules(findings)) is clean
    assert "G4" not in rules(findings)


def test_who_complained_is_not_disclosed_unless_named(resources: DocumentResources) -> None:
    made = edited("en", "context", "{P-7K3D9X} complained to a court.", resources)
    assert "10.5" not in rules(found(made, resources))
    coded = found(made, resources, table=naming(ilena=Level.CODED))
    assert [finding.party_code for finding in coded if finding.rule == "10.5"] == [ILENA]


def test_praise_for_announcements_is_told(resources: DocumentResources) -> None:
    made = edited("fr", "concern", "Le Bureau se félicite de l’annonce d’une enquête.", resources)
    assert "10.5" in rules(found(made, resources), Severity.WARNING)


def test_questions_in_the_text_are_those_of_the_list(resources: DocumentResources) -> None:
    made = edited("en", "requests", "The Office would be grateful to receive:\n(a) an answer.", resources)
    assert "10.5" in rules(found(made, resources))


@pytest.mark.parametrize("change", [lambda text: text.upper(), lambda text: text.replace(" ", "\u00a0")])
def test_capitals_and_no_break_spaces_hide_nothing(change: Callable[[str], str], resources: DocumentResources) -> None:
    made = edited("en", "concern", change("It is noted that our staff was arbitrarily arrested."), resources)
    findings = found(made, resources)
    assert "N1" in rules(findings)
    assert "N9" in rules(findings, Severity.WARNING)
