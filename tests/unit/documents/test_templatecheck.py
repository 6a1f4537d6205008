"""A template is read before it is kept: each fault is a sentence with its line, and a text is never a traceback."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fieldcase.documents.draft import draft_letter
from fieldcase.documents.resources import DocumentResources
from fieldcase.documents.templatecheck import LONGEST, Fault, check_template
from fieldcase.documents.trials import barest, fullest, under_letters
from fieldcase.model.lettershapes import SHAPES
from fieldcase.model.shape import Form
from fieldcase.office.letters.specimens import forms_of, specimen_facts
from tests.letters.kalindra import RESOURCES, shipped

SHIPPED = sorted(path.stem for path in (RESOURCES / "templates").glob("*.txt"))
NOTE = (RESOURCES / "templates" / "note_verbale.en.txt").read_text("utf-8")
REMINDER = (RESOURCES / "templates" / "reminder.en.txt").read_text("utf-8")


def faults(text: str, resources: DocumentResources, kind: str = "note_verbale", language: str = "en") -> list[Fault]:
    shape = SHAPES[kind]
    letters = [specimen_facts(kind, language, resources, form) for form in forms_of(shape)]
    return list(check_template(text, letters, resources))


def only(text: str, resources: DocumentResources) -> Fault:
    found = faults(text, resources)
    assert len(found) == 1, found
    return found[0]


def line_of(words: str, text: str = NOTE) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if words in line)


@pytest.mark.parametrize("name", SHIPPED)
def test_every_template_that_ships_has_no_fault(name: str, resources: DocumentResources) -> None:
    kind, _, language = name.rpartition(".")
    text = (RESOURCES / "templates" / f"{name}.txt").read_text("utf-8")
    assert faults(text, resources, kind, language) == []


@pytest.mark.parametrize("said", ["ar", "en", "es", "fr", "ru", "zh"])
@pytest.mark.parametrize("written", ["ar", "en", "es", "fr", "ru", "zh"])
def test_a_template_in_another_language_than_it_says_is_found(
    said: str, written: str, resources: DocumentResources
) -> None:
    text = (RESOURCES / "templates" / f"note_verbale.{written}.txt").read_text("utf-8")
    found = [one for one in faults(text, resources, language=said) if "language" in one.sentence]
    assert bool(found) == (said != written)


@pytest.mark.parametrize(
    ("old", "new", "at", "sentence", "remedy"),
    [
        ("{{ office.place }}", "{{ office.plaice }}", "{{ office.place }}", "no fact “office.pl", "“office.place”"),
        ("{{ deadline }}", "{{ dateline }}", "{{ deadline }}", "no fact “dateline”", "“deadline”"),
        ("{{ office.place }}", "{{ office.place|upper }}", "{{ office.place }}", "a filter", "{{ fact }}"),
        ("{{ office.place }}", "{{ office.place.upper() }}", "{{ office.place }}", "a call", "{{ fact }}"),
        ("{{ office.place }}", "{% set a = 1 %}", "{{ office.place }}", "“set”", "{{ fact }}"),
        ("{{ office.place }}", "{% include 'x' %}", "{{ office.place }}", "“include”", "{{ fact }}"),
        ("{{ office.place }}", "{{ mandates[0] }}", "{{ office.place }}", "square brackets", "{{ fact }}"),
        ("{{ office.place }}", "{{ 2 * 3 }}", "{{ office.place }}", "arithmetic", "{{ fact }}"),
        ("{{ office.place }}", "{{ mandates }}", "{{ office.place }}", "is a list", "{% for x in mandates %}"),
        ("{{ office.place }}", "{{ office }}", "{{ office.place }}", "several parts", "office.place"),
        ("{{ office.place }}", "{{ urgent }}", "{{ office.place }}", "only yes or no", "{% if urgent %}"),
        ("{{ office.place }}", "{{ concern.text }}", "{{ office.place }}", "has no part", "“concern” itself"),
        ("{{ office.place }}", "{ office.place }", "{{ office.place }}", "single braces", "two braces"),
        ("{{ office.place }}", "{{ office.place }", "{{ office.place }}", "cannot be read", "{{ fact }}"),
        ("{{ office.place }}", "100 %} of it", "{{ office.place }}", "opens or closes nothing", "Take it out"),
        ("{{ request.label }} ", "", "## requests", "not those of the letter", "{{ request.label }}"),
        ("{{ allegation.number }}. ", "", "## allegations", "a gap or a double", "{{ allegation.number }}"),
        ("{{ office.place }}", "{{ office place }}", "{{ office.place }}", "cannot be read: {{ office place }}", ""),
        ("{{ office.place }}", "{P-7K3D9X}", "{{ office.place }}", "mentions P-7K3D9X", "Take the"),
        ("{{ office.place }}", "{=office.place|Vardin}", "{{ office.place }}", "by the program alone", "Print the"),
        ("{% for link in context %}", "{% for link in office %}", "{% for link in context", "is no list", "mandates"),
        ("{% for link in context %}", "{% for link in context", "{{ link.text }}", "cannot be read", "{% for"),
        ("{{ formula.closing }}", "The Office greets.", "## closing", "not print its formula", "formula.closing"),
        ("{{ formula.closing }}", "{{ formula.salutation }}", "## closing", "formula", "formula.closing"),
        ("## concern", "## worries", "## concern", "no block “worries”", "no_reprisal_clause"),
        ("## concern", "## Concern", "## concern", "neither a comment nor", "## letterhead"),
        ("## concern", "# concern", "## concern", "neither a comment nor", "#:"),
        ("## concern", "## context", "## concern", "a second time", "one block"),
        ("{{ concern }}", "We regret this. {{ concern }}", "## concern", "“We”", "the Office"),
        ("{{ concern }}", "Complete this: [name]. {{ concern }}", "## concern", "placeholder", "take it out"),
    ],
)  # fmt: skip
def test_each_fault_is_told_with_its_line_and_what_to_do(
    old: str, new: str, at: str, sentence: str, remedy: str, resources: DocumentResources
) -> None:
    found = faults(NOTE.replace(old, new), resources)
    assert any(sentence in one.sentence and remedy in one.remedy and one.line == line_of(at) for one in found), found


def test_a_fact_that_some_letters_lack_is_found_before_somebody_needs_one(resources: DocumentResources) -> None:
    text = NOTE.replace("{% if deadline %}\n", "").replace(
        "{% else %}\nA reply would be appreciated at the earliest convenience.\n{% endif %}\n", "", 1
    )
    found = only(text, resources)
    assert "some letters do not have it" in found.sentence
    assert "{% if deadline %}" in found.remedy
    assert found.line == line_of("{{ deadline }}", text)


def test_a_block_that_is_empty_in_some_letters_is_found(resources: DocumentResources) -> None:
    text = NOTE.replace("{% else %}\nA reply would be appreciated at the earliest convenience.\n", "", 1)
    assert "Date for a reply" in only(text, resources).sentence


def test_what_is_opened_in_a_block_is_closed_in_it(resources: DocumentResources) -> None:
    text = NOTE.replace("{% endif %}\n\n## publication_notice", "\n## publication_notice")
    found = only(text, resources)
    assert (found.block, "endif" in found.remedy) == ("deadline", True)
    ended = only(NOTE.replace("{{ concern }}", "{{ concern }}\n{% endif %}"), resources)
    assert "nothing that it ends" in ended.sentence


def test_text_before_the_first_block_and_a_missing_block_are_told(resources: DocumentResources) -> None:
    assert only("Dear colleagues\n" + NOTE, resources).line == 1
    missing = only(re.sub(r"## deadline\n.*?(?=## pub)", "", NOTE, flags=re.S), resources)
    assert "after the block “no_reprisal_clause”" in missing.remedy
    moved = faults(NOTE.replace("## context", "## CONTEXT").replace("## concern", "## context"), resources)
    assert any("out of place" in one.sentence for one in moved)
    for text in ("", "Dear Sir,\nthe Office writes.\n"):
        assert "not a template" in only(text, resources).sentence


def test_every_fault_is_told_at_once_in_the_order_of_the_file(resources: DocumentResources) -> None:
    text = NOTE.replace("{{ office.place }}", "{{ office.nobody }}").replace("{{ marking }}", "{{ marcing }}")
    found = faults(text, resources)
    assert [one.line for one in found] == [line_of("{{ marking }}"), line_of("{{ office.place }}")]


def test_what_is_too_long_and_what_cannot_be_seen_is_refused(resources: DocumentResources) -> None:
    assert str(LONGEST) in only(NOTE + "x" * LONGEST, resources).sentence
    assert "U+202E" in only(NOTE.replace("{{ marking }}", "\u202e{{ marking }}"), resources).sentence


def test_a_reminder_that_tells_an_allegation_is_refused(resources: DocumentResources) -> None:
    found = faults(
        REMINDER.replace("{{ formula.opening }}", "{{ formula.opening }} {{ lead.x }}"), resources, "reminder"
    )
    assert found


@pytest.mark.security
@pytest.mark.parametrize(
    "attack",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ office['__class__'] }}",
        "{{ " + "9" * 5_000 + " }}",
        "{{ " + "(" * 3_000 + "1" + ")" * 3_000 + " }}",
        "{% for a in mandates %}" * 40 + "x" + "{% endfor %}" * 40,
        "{% for a in standards %}" * 9 + "x" + "{% endfor %}" * 9,
        "{{ self }}{{ loop }}",
        "{% raw %}{{ office.place }}{% endraw %}",
        "{{ '\\N{NO SUCH}' }}",
        "{{ 1e400 }}",
        "\x00",
        "\ud800",
    ],
)
def test_an_attack_is_a_sentence(attack: str, resources: DocumentResources) -> None:
    found = faults(NOTE.replace("{{ concern }}", attack), resources)
    assert found
    assert all(one.sentence and one.line >= 1 for one in found)


PIECES = st.one_of(
    st.sampled_from(
        [
            *("{{", "}}", "{%", "%}", "{#", "#}", "{", "}", "## ", "## opening\n", "## closing\n", "#: ", "### ", "\n"),
            *(
                "for x in ",
                "endfor",
                "if ",
                "endif",
                "else",
                "not ",
                " and ",
                "office",
                ".place",
                "mandates",
                "loop.index",
            ),
            *(
                "{{ x }}",
                "{{ deadline }}",
                "{% if deadline %}",
                "{% endif %}",
                "{P-7K3D9X}",
                "{place:a}",
                "{=a|b}",
                "| a |",
            ),
            *(
                "===",
                "**",
                "1. ",
                ":: ",
                " :: ",
                "\\",
                "~",
                "|",
                "(",
                ")",
                "[",
                "]",
                "'",
                '"',
                "9" * 400,
                "we",
                "\u202e",
            ),
        ]
    ),
    st.text(max_size=12),
)


@given(pieces=st.lists(PIECES, max_size=30), where=st.integers(0, len(NOTE)))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_is_accepted_or_answered_in_sentences(pieces: list[str], where: int) -> None:
    text = NOTE[:where] + "".join(pieces) + NOTE[where:]
    found = faults(text, READY)
    lines = text.splitlines()
    for one in found:
        assert one.sentence
        assert one.remedy
        assert 1 <= one.line <= max(len(lines), 1)
    if not found:
        facts = specimen_facts("note_verbale", "en", READY, Form.NOTE)
        for each in (facts, fullest(facts), barest(facts)):
            assert draft_letter(each, READY, template=text).blocks
        assert under_letters(facts).parties


READY = shipped()
