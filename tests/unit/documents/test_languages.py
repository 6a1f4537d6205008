"""Every language that letters are written in: the same words, no more claimed, no rule broken, no name missed."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import msgspec
import pytest

from fieldcase.documents.compose import compose
from fieldcase.documents.dates import say, without_days
from fieldcase.documents.draft import draft_letter, with_block
from fieldcase.documents.facts import Floor, LetterKind, Verified
from fieldcase.documents.lint import LintSettings, lint_letter
from fieldcase.documents.lint.reading import found_words
from fieldcase.documents.names import NameOnRecord, PersonOnRecord
from fieldcase.documents.places import written
from fieldcase.documents.renditions import Rendition, render_tree
from fieldcase.documents.resources import DocumentResources, LanguageNotReady
from fieldcase.documents.templates import read_template
from fieldcase.documents.tree import Level, plain_text
from fieldcase.documents.typography import typeset
from fieldcase.model.lettershapes import SHAPES
from fieldcase.model.refusal import Severity
from tests.letters.kalindra import ILENA, KARIM, KINDS, RESOURCES, draft, facts, naming

READY = sorted(path.suffixes[0][1:] for path in (RESOURCES / "documents").glob("words.*.json"))
LETTERS = [(kind, language) for kind in KINDS for language in READY]
NOTES_GO_TO = ("foreign_ministry", "permanent_mission", "permanent_representative")
BANK = tuple(f"Q{number}" for number in range(1, 14))


def read(name: str) -> Any:
    return json.loads((RESOURCES / "documents" / name).read_bytes())


def paths(value: Any, open_at: tuple[str, ...], at: str = "") -> set[str]:
    """All keys of a file, with where they stand; what is below `open_at` depends on the language."""
    if not isinstance(value, dict) or at in open_at:
        return {at}
    return {path for key, below in value.items() for path in paths(below, open_at, f"{at}/{key}")}


def text_of(language: str, resources: DocumentResources, kind: str = "note", **changes: Any) -> str:
    made = draft_letter(facts(kind, language, **changes), resources)
    return plain_text(render_tree(made, Rendition.STATE_FULL, naming(), resources).document)


@pytest.mark.parametrize("language", READY)
def test_words_of_a_language_have_the_keys_of_the_english(language: str) -> None:
    own = ("/dates/before_day_and_before_month", "/dates/month_after", "/dates/months_also", "/titles", "/kinds")
    own += ("/forms/to", "/forms/of")
    assert paths(read(f"words.{language}.json"), own) == paths(read("words.en.json"), own)
    for table in ("months", "months_alone", "months_in"):
        assert len(set(read(f"words.{language}.json")["dates"][table])) == 12


@pytest.mark.parametrize("language", READY)
def test_sentences_on_cooperation_are_there_for_every_stage_and_organ(language: str) -> None:
    contexts = read("context.json")
    assert paths(contexts[language], ("/mechanisms",)) == paths(contexts["en"], ("/mechanisms",))
    organs = json.loads((RESOURCES / "vocabularies" / "vocab.json").read_bytes())["lists"]["mechanism"]["terms"]
    missing = [
        one["code"] for one in organs if not one.get(language) and not contexts[language]["mechanisms"].get(one["code"])
    ]
    assert missing == []
    for sentence in contexts[language]["stages"].values():
        assert all("{people}" in said and "{what}" in said for said in sentence.values())


@pytest.mark.parametrize("language", READY)
def test_formulae_and_questions_are_there_and_no_formula_passes_as_verified(
    language: str, resources: DocumentResources
) -> None:
    own = {(one.kind, one.addressee_kind): one for one in resources.formulae if one.lang == language}
    english = {(one.kind, one.addressee_kind) for one in resources.formulae if one.lang == "en"}
    assert {(kind, to) for kind in ("opening", "closing") for to in NOTES_GO_TO} <= english
    assert set(own) == english
    assert not [one for one in own.values() if one.verified or not one.note]
    bank = {one.code: one.text for one in resources.questions}
    asked = {code: bank[code]["en"].count("{government}") for code in BANK}
    assert {code: bank[code][language].count("{government}") for code in BANK} == asked


@pytest.mark.parametrize("kind", SHAPES)
@pytest.mark.parametrize("language", READY)
def test_a_template_has_the_blocks_of_the_english_and_each_has_a_title(
    language: str, kind: str, resources: DocumentResources
) -> None:
    blocks = [part.block for part in read_template(resources.template(kind, language))]
    assert blocks == [part.block for part in read_template(resources.template(kind, "en"))]
    words = resources.words(language)
    assert set(blocks) <= set(words.titles)
    assert words.kinds[kind]


def skeleton(text: str) -> tuple[list[str], set[str], set[str]]:
    """What a block walks through, what it asks, which facts it prints; forms are each language's."""
    walks = re.findall(r"{% for \w+ in ([\w.]+) %}", text)
    asks = {one for one in re.findall(r"{% (?:el)?if (.+?) %}", text) if one not in ("office.feminine", "reply.exact")}
    prints = {re.sub("_(to|of|opens)$", "", one) for one in re.findall(r"{{ ([\w.]+) }}", text)}
    return walks, asks, {one for one in prints if not one.startswith(("office.", "state."))}


@pytest.mark.parametrize("kind", SHAPES)
@pytest.mark.parametrize("language", READY)
def test_a_template_tells_in_each_block_what_the_english_does_and_says_that_nobody_confirmed_it(
    language: str, kind: str, resources: DocumentResources
) -> None:
    own, english = resources.template(kind, language), resources.template(kind, "en")
    pairs = zip(read_template(own), read_template(english), strict=True)
    assert {part.block: skeleton(part.text) for part, _ in pairs} == {
        part.block: skeleton(part.text) for part in read_template(english)
    }
    unconfirmed = {"en": "Version 0: starter", "fr": "Version 0 :", "es": "Versión 0:", "ru": "Версия 0:"}
    unconfirmed |= {"ar": "الصيغة 0:", "zh": "第0版："}
    header = " ".join(line.removeprefix("#:").strip() for line in own.splitlines() if line.startswith("#:"))
    assert unconfirmed[language] in header


def test_words_after_to_have_their_article_joined(resources: DocumentResources) -> None:
    earlier = msgspec.structs.replace(facts("reminder", "es").previous[0], title="el recordatorio")
    assert "referencia al recordatorio" in text_of("es", resources, "reminder", previous=(earlier,))
    earlier = msgspec.structs.replace(facts("reminder", "fr").previous[0], title="le rappel")
    assert "référence au rappel" in text_of("fr", resources, "reminder", previous=(earlier,)).replace("\u00a0", " ")


def test_an_arabic_title_agrees_with_the_addressee(resources: DocumentResources) -> None:
    told = {one.block: one.text for one in draft("letter_concern", "ar", resources).blocks}
    assert told["salutation"] == "صاحبة المعالي،"
    letter = facts("letter_concern", "ar")
    he = msgspec.structs.replace(letter.addressee, name="وزير العدل", feminine=False)
    told = {
        one.block: one.text for one in draft_letter(msgspec.structs.replace(letter, addressee=he), resources).blocks
    }
    assert told["salutation"] == "صاحب المعالي،"
    assert "صاحب المعالي" in told["closing"]


@pytest.mark.parametrize("language", READY)
def test_lists_for_checking_are_complete(language: str, resources: DocumentResources) -> None:
    words = resources.lint(language)
    for name in ("persons", "salutations", "asserting", "blaming", "complained", "praise", "alleged", "quotes"):
        assert getattr(words, name), name


@pytest.mark.parametrize(("kind", "language"), LETTERS)
def test_letters_break_no_rule(kind: str, language: str, resources: DocumentResources) -> None:
    made = draft(kind, language, resources)
    document = render_tree(made, Rendition.STATE_FULL, naming(), resources).document
    found = lint_letter(made, document, naming(), resources, LintSettings(people=()))
    assert {one.rule for one in found if one.severity is Severity.ERROR} == set()
    confirm = {"N1"} if resources.lint(language).confirm_by_person else set()
    assert {one.rule for one in found if one.severity is Severity.WARNING} <= {"N10"} | confirm
    assert "{" not in plain_text(document)


@pytest.mark.parametrize("language", READY)
def test_a_language_claims_no_more_than_the_english_at_any_level(language: str, resources: DocumentResources) -> None:
    own, english = resources.words(language).floors, resources.words("en").floors
    assert list(sorted(own)) == sorted(level.value for level in Verified)
    for part in ("lead", "concern"):
        said = {level: getattr(words, part) for level, words in own.items()}
        same = {level: getattr(words, part) for level, words in english.items()}
        for one in said:
            assert {other for other in said if said[other] == said[one]} == {
                other for other in same if same[other] == same[one]
            }
    lint = resources.lint(language)
    for level in Verified:
        words = own[level]
        said = f"{words.lead} {words.concern}"
        assert not list(found_words(said, (*lint.asserting, *lint.blaming), whole=lint.whole_words))
        if level.rank < Verified.REASONABLE_GROUNDS.rank:
            assert any(found_words(words.lead, lint.alleged, whole=lint.whole_words)), level


@pytest.mark.parametrize("language", READY)
def test_the_wording_follows_the_lowest_floor(language: str, resources: DocumentResources) -> None:
    note = facts("note", language)
    floors = [Floor(e1=Verified.CONFIRMED, e2=Verified.CONFIRMED, e3=level) for level in Verified]
    for floor in floors:
        one = msgspec.structs.replace(note.allegations[0], floor=floor)
        text = text_of(language, resources, allegations=(one,))
        assert resources.words(language).floors[floor.case].lead in text.replace("\u00a0", " ").replace(
            "\u202f", " "
        ) or (language == "fr")


@pytest.mark.parametrize("language", READY)
def test_a_name_put_into_any_block_by_hand_is_found(language: str, resources: DocumentResources) -> None:
    hidden = PersonOnRecord(
        party="P-H1DDEN",
        names=(
            NameOnRecord(given="Nadia", family="Korrel"),
            NameOnRecord(given="Надия", family="Коррел"),
            NameOnRecord(full="نادية الكوريل"),
            NameOnRecord(full="纳迪亚"),
        ),
        in_letter=False,
    )
    first = draft("note", language, resources)
    for name in ("Nadia Korrel", "KORREL, Nadia", "Надией Коррел", "ونادية الكوريل", "纳迪亚"):
        for block in ("context", "concern", "requests", "closing"):
            text = next(one.text for one in first.blocks if one.block == block)
            made = with_block(first, block, f"{text}\n\n{text.splitlines()[0][:20]} {name}，{name}.")
            document = render_tree(made, Rendition.STATE_FULL, naming(), resources).document
            found = lint_letter(made, document, naming(), resources, LintSettings(people=(hidden,)))
            assert ("N8", block) in {(one.rule, one.field) for one in found}, name


@pytest.mark.parametrize("language", READY)
def test_a_draft_and_a_coded_letter_hold_no_name(language: str, resources: DocumentResources) -> None:
    made = draft("note", language, resources)
    table = naming(ilena=Level.CODED, karim=Level.ANON, anton=Level.CODED, rivers=Level.CODED)
    document = compose(made, table, resources).document
    said = msgspec.json.encode(made).decode() + plain_text(document) + msgspec.json.encode(document).decode()
    assert not [row.name for row in naming().parties if row.name in said or (row.also and row.also in said)]
    furniture = resources.words(language).furniture
    assert furniture.person.format(letter="A") in plain_text(document).replace("\u2066", "").replace("\u2069", "")


@pytest.mark.parametrize("language", READY)
def test_a_first_person_is_refused(language: str, resources: DocumentResources) -> None:
    typed = {
        "en": "our office regrets",
        "fr": "notre bureau regrette",
        "es": "lamentamos estos hechos",
        "ru": "наш офис сожалеет",
        "zh": "我们对此表示遗憾",
        "ar": "يعرب مكتبنا عن الأسف",
    }
    made = with_block(draft("note", language, resources), "concern", typed[language])
    document = render_tree(made, Rendition.STATE_FULL, naming(), resources).document
    found = lint_letter(made, document, naming(), resources, LintSettings(people=()))
    assert "N1" in {one.rule for one in found if one.severity is Severity.ERROR}


@pytest.mark.parametrize("language", READY)
def test_a_public_rendition_has_no_day_and_no_place_that_tells(language: str, resources: DocumentResources) -> None:
    table = naming(ilena=Level.ANON, karim=Level.NONE)
    made = draft("note", language, resources)
    document = render_tree(made, Rendition.PUBLIC_REDACTED, table, resources).document
    blocks = {one.block: one for one in document.sections}
    text = plain_text(msgspec.structs.replace(document, sections=(blocks["context"], blocks["allegations"])))
    told = text.replace("\u00a0", " ")
    words = resources.words(language)
    exact = [say(one.when, words) for one in made.facts.allegations if len(one.when) > 7]
    assert not [day for day in exact if day.replace("\u00a0", " ") in told]
    assert made.facts.places[0].exact not in told.replace("\u2066", "")
    assert made.facts.places[0].region in told


@pytest.mark.parametrize("language", READY)
def test_a_day_written_by_hand_is_taken_back_to_its_month(language: str, resources: DocumentResources) -> None:
    words = resources.words(language)
    for month in range(1, 13):
        day = say(date(2025, month, 17).isoformat(), words)
        for typed in (day, day.replace("\u00a0", " "), day.replace("\u00a0", " ").upper()):
            vague = without_days(typed, words)
            assert "17" not in vague, typed
            assert "2025" in vague
            assert vague.casefold() == say(f"2025-{month:02}", words).casefold()


@pytest.mark.parametrize("language", READY)
def test_setting_twice_changes_nothing_more(language: str, resources: DocumentResources) -> None:
    for block in draft("note", language, resources).blocks:
        once = typeset(block.text, language)
        assert typeset(once, language) == once


def test_a_kind_without_a_template_says_in_which_languages_there_is_one(resources: DocumentResources) -> None:
    with pytest.raises(LanguageNotReady) as refused:
        resources.template(LetterKind.NOTE_VERBALE, "sw")
    assert "es" in str(refused.value.way_out)


SPANISH = [
    ("2025-03-12", "12 de marzo de 2025"),
    ("2025-05-01", "1 de mayo de 2025"),
    ("2025-03", "marzo de 2025"),
    ("2025-03-XX", "un día de marzo de 2025"),
    ("2025-03-12%", "hacia el 12 de marzo de 2025 (fecha incierta)"),
    ("2025-05-03/2025-05-05", "entre el 3 de mayo de 2025 y el 5 de mayo de 2025"),
    ("2025-03/2025-05~", "entre marzo de 2025 y mayo de 2025 (fecha aproximada)"),
    ("../2025-03", "hasta marzo de 2025"),
    ("202X", "entre 2020 y 2029"),
]
CHINESE = [
    ("2025-03-12", "2025年3月12日"),
    ("2025-05-01", "2025年5月1日"),
    ("2025-03", "2025年3月"),
    ("2025-03-XX", "2025年3月某日"),
    ("2025-03-12%", "2025年3月12日前后（日期不确定）"),
    ("2025-05-03/2025-05-05", "2025年5月3日至2025年5月5日"),
    ("2025-03/2025-05~", "2025年3月至2025年5月（大致日期）"),
    ("2025-03/..", "自2025年3月起"),
    ("202X", "2020年至2029年"),
]
RUSSIAN = [
    ("2025-03-12", "12 марта 2025 года"),
    ("2025-05-01", "1 мая 2025 года"),
    ("2025-03", "в марте 2025 года"),
    ("2025", "в 2025 году"),
    ("2025-03-XX", "в один из дней марта 2025 года"),
    ("2025-03-12%", "примерно 12 марта 2025 года (точно не установлено)"),
    ("2025-05-03/2025-05-05", "в период с 3 мая 2025 года по 5 мая 2025 года"),
    ("2025-03/2025-05~", "в период с марта 2025 года по май 2025 года (приблизительно)"),
    ("2025-03/..", "начиная с марта 2025 года"),
    ("202X", "в период с 2020 года по 2029 год"),
]
DATES = [("es", *row) for row in SPANISH] + [("zh", *row) for row in CHINESE]
ARABIC = [
    ("2025-03-12", "12\u00a0آذار/مارس 2025"),
    ("2025-06-01", "1\u00a0حزيران/يونيه 2025"),
    ("2025-07", "تموز/يوليه 2025"),
    ("2025-12-XX", "أحد أيام كانون الأول/ديسمبر 2025"),
    ("2025-03-12%", "نحو 12\u00a0آذار/مارس 2025 (تاريخ غير مؤكد)"),
    ("2025-05-03/2025-05-05", "الفترة بين 3\u00a0أيار/مايو 2025 و5\u00a0أيار/مايو 2025"),
    ("202X", "الفترة بين عام 2020 وعام 2029"),
]
DATES += [("ar", *row) for row in ARABIC]
DATES += [("ru", *row) for row in RUSSIAN]


@pytest.mark.parametrize(("language", "edtf", "said"), DATES)
def test_dates_in_words(language: str, edtf: str, said: str, resources: DocumentResources) -> None:
    assert say(edtf, resources.words(language)) == said


TYPED = [
    ("en", "Since March 12, 2025 nothing", "Since March 2025 nothing"),
    ("es", "El 12 de marzo de 2025 y desde el 3 de mayo de 2025.", "En marzo de 2025 y desde mayo de 2025."),
    ("es", "el día 12 de Marzo del 2025", "en marzo de 2025"),
    ("zh", "据报2025 年 3 月 12 日在港口", "据报2025年3月在港口"),
    ("ar", "في يوم 12 مارس 2025 ثم في ٣ تموز/يوليه ٢٠٢٥", "في آذار/مارس 2025 ثم في تموز/يوليه 2025"),
    ("ar", "بتاريخ 5 كانون الأول/ديسمبر 2025", "في كانون الأول/ديسمبر 2025"),
    ("ru", "12 марта 2025 года и 3 мая 2025 г.", "в марте 2025 года и в мае 2025 года"),
    ("ru", "С 12 Марта 2025 года по 5 мая 2025.", "С марта 2025 года по май 2025 года."),
    ("zh", "自2025年11月2号起", "自2025年11月起"),
]


@pytest.mark.parametrize(("language", "typed", "vague"), TYPED)
def test_days_typed_in_other_ways_are_taken_back_too(
    language: str, typed: str, vague: str, resources: DocumentResources
) -> None:
    assert without_days(typed, resources.words(language)) == vague


@pytest.mark.parametrize(
    ("place", "typed", "said"),
    [
        ("Vardin", "in Vardin, not Vardinia", "in *, not Vardinia"),
        ("Вардин", "в Вардине и под Вардином", "в * и под *"),
        ("Новая Гавань", "в Новой Гавани", "в *"),
        ("فاردين", "في فاردين وبفاردين", "في * وب*"),
        ("瓦尔丁", "在瓦尔丁机场", "在*机场"),
    ],
)
def test_a_place_is_found_as_its_script_writes_it(place: str, typed: str, said: str) -> None:
    assert written(place).sub(r"\g<before>*", typed) == said


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("С {date:2025-03-12} ничего не известно.", "С марта 2025 года ничего не известно."),
        ("{date:2025-03-12} ничего не известно.", "В марте 2025 года ничего не известно."),
        ("Известно, что {date:2025-03-12} ничего не было.", "Известно, что в марте 2025 года ничего не было."),
    ],
)
def test_a_russian_month_has_the_form_that_its_preposition_asks_for(
    typed: str, said: str, resources: DocumentResources
) -> None:
    made = with_block(draft("note", "ru", resources), "context", typed)
    table = naming(ilena=Level.ANON)
    document = render_tree(made, Rendition.PUBLIC_REDACTED, table, resources).document
    block = next(one for one in document.sections if one.block == "context")
    assert plain_text(msgspec.structs.replace(document, sections=(block,))) == said


def test_parties_of_the_letters_are_those_of_the_table() -> None:
    assert {ILENA, KARIM} <= {row.party for row in naming().parties}
