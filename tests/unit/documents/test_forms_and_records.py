"""Forms from profiles, and rows of tables from records of parties."""

from __future__ import annotations

import pytest

from fieldcase.documents.draft import draft_letter
from fieldcase.documents.forms import addressee_facts, office_facts, state_facts, with_article
from fieldcase.documents.names import find_names
from fieldcase.documents.naming import PartyKind
from fieldcase.documents.onrecord import naming_of, on_record
from fieldcase.documents.resources import DocumentResources
from fieldcase.documents.tree import Level
from fieldcase.model.kinds.parties import Address, Contact, IdDocument, Name, Party
from tests.letters.kalindra import facts


@pytest.mark.parametrize(
    ("role", "name", "to"),
    [
        (
            "Ministère des affaires étrangères",
            "le Ministère des affaires étrangères",
            "au Ministère des affaires étrangères",
        ),
        (
            "la Mission permanente du Kalindra",
            "la Mission permanente du Kalindra",
            "à la Mission permanente du Kalindra",
        ),
        ("Mission permanente du Kalindra", "la Mission permanente du Kalindra", "à la Mission permanente du Kalindra"),
        ("L’Ambassade du Kalindra", "l’Ambassade du Kalindra", "à l’Ambassade du Kalindra"),
    ],
)
def test_french_forms_follow_from_the_article(role: str, name: str, to: str, resources: DocumentResources) -> None:
    made = addressee_facts("foreign_ministry", role, "", resources.words("fr"))
    assert (made.name, made.to) == (name, to)


def test_english_forms(resources: DocumentResources) -> None:
    words = resources.words("en")
    made = addressee_facts("permanent_mission", "Permanent Mission of Kalindra", "Permanent Mission\n\nGeneva", words)
    assert (made.name, made.short_to) == ("the Permanent Mission of Kalindra", "to the Permanent Mission")
    assert made.lines == ("Permanent Mission", "Geneva")
    assert with_article("The Office", words.forms) == "the Office"
    assert with_article("", words.forms) == ""


@pytest.mark.parametrize(
    ("language", "name", "opens", "short"),
    [
        ("en", "United Nations Human Rights Presence", "The United Nations Human Rights Presence", "the Presence"),
        ("en", "the Office of the Presence", "The Office of the Presence", "the Office"),
        ("fr", "Bureau de la présence des Nations Unies", "Le Bureau de la présence des Nations Unies", "le Bureau"),
        ("fr", "Présence des Nations Unies", "La Présence des Nations Unies", "la Présence"),
    ],
)
def test_an_office_has_its_short_form(
    language: str, name: str, opens: str, short: str, resources: DocumentResources
) -> None:
    made = office_facts(name, "", "Vardin", resources.words(language))
    assert (made.opens, made.short) == (opens, short)
    assert made.letterhead[0][0].isupper()


def test_a_letter_from_plain_profiles_is_the_letter_from_full_facts(resources: DocumentResources) -> None:
    note = facts("note", "fr")
    words = resources.words("fr")
    addressee = addressee_facts(
        "foreign_ministry",
        "Ministère des affaires étrangères de la République de Kalindra",
        "\n".join(note.addressee.lines),
        words,
    )
    office = office_facts(note.office.name, "\n".join(note.office.letterhead), "Vardin", words)
    made = draft_letter(facts("note", "fr", addressee=addressee, office=office), resources)
    assert made.blocks == draft_letter(note, resources).blocks


def test_a_state_keeps_the_forms_of_its_profile(resources: DocumentResources) -> None:
    made = state_facts(
        "XKA",
        "la République de Kalindra",
        "le Kalindra",
        "de la République de Kalindra",
        resources.words("fr"),
        other_forms=("the Republic of Kalindra", "le Kalindra"),
    )
    assert made.government_to == "au Gouvernement de la République de Kalindra"
    assert made.government_of == "du Gouvernement de la République de Kalindra"
    assert made.other_forms == ("the Republic of Kalindra",)


KARIM = Party(
    code="P-M4XA22",
    kind="person",
    names={
        "1": Name(script="Arab", full="كريم الهزاني"),
        "2": Name(script="Latn", given="Karim", family="al-Hazzani", alias="Abu Rivers"),
    },
    contacts={
        "1": Contact(kind="telephone", value="+999 555 0101 22"),
        "2": Contact(kind="email", value="karim@example.org"),
    },
    id_documents={"1": IdDocument(kind="passport", number="KA 7781-2")},
    address={"1": Address(text="4 Mill Lane, Vardin")},
)


@pytest.mark.security
@pytest.mark.parametrize(
    "trait",
    [
        "Karim al-Hazzani",
        "كريم الهزاني",
        "Abu Rivers",
        "9995550101 22",
        "KARIM@example.org",
        "ka77812",
        "4 mill lane vardin",
    ],
)
def test_everything_on_record_is_looked_for(trait: str) -> None:
    assert find_names(f"see {trait}.", [on_record(KARIM, Level.ANON, in_letter=True)])


def test_a_name_is_printed_in_the_letter_s_script_with_its_own_beside_it() -> None:
    row = naming_of(KARIM, Level.NAMED, "en")
    assert (row.name, row.also, row.kind) == ("Karim al-Hazzani", "كريم الهزاني", PartyKind.PERSON)
    assert naming_of(KARIM, Level.NAMED, "ar").name == "كريم الهزاني"
    nameless = naming_of(Party(code="P-222222"), Level.NAMED, "en")
    assert nameless.name == ""
