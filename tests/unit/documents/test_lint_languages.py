"""Every rule of the text whose words are those of a language: one text that fails and one that passes, in each."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from fieldcase.documents.draft import Draft, draft_letter, with_block
from fieldcase.documents.lint import LintSettings, lint_letter
from fieldcase.documents.naming import Naming
from fieldcase.documents.renditions import Rendition, render_tree
from fieldcase.documents.resources import DocumentResources
from fieldcase.documents.tree import Level
from fieldcase.model.refusal import Finding
from tests.letters.kalindra import ANTON, ILENA, facts, naming

SIX = ("ar", "en", "es", "fr", "ru", "zh")
ILENA_SIGN = "{" + ILENA + "}"
STATES = {
    "en": ("Orvane", "the Federation of Orvane"),
    "fr": ("l’Orvane", "Orvane"),
    "es": ("Orvane",),
    "ar": ("أورفان",),
    "ru": (
        "Орван",
        "Орвана",
        "Орване",
    ),
    "zh": ("奥尔万",),
}

TABLE: dict[str, dict[str, tuple[str, str]]] = {
    "N1": {
        "en": ("It is noted that our office regrets this.", "A guard said: ‘you and I know’, the Office was told."),
        "fr": ("Il est noté que notre bureau le regrette.", "Un agent aurait dit : « nous vous connaissons »."),
        "es": ("Reiteramos la preocupación expresada.", "Un agente habría dicho: «sabemos dónde vive usted»."),
        "ar": ("ونأسف لما حدث.", "يُدّعى أن موظفا قال: ”نحن نعرفكم“."),
        "ru": ("Напоминаем о переписке.", "Сотрудник якобы сказал: «мы вас знаем»."),
        "zh": ("我们对此表示关切。", "据称一名官员说：“我们认识你”。"),
    },
    "N5": {
        "en": ("Mr. Minister,", "The Ministry is informed."),
        "fr": ("Mesdames, Messieurs,", "Le Ministère est informé."),
        "es": ("Excelentísimo señor:", "Se informa al Ministerio."),
        "ar": ("معالي الوزير،", "تُحاط الوزارة علما."),
        "ru": ("Уважаемый господин министр,", "Министерство извещается."),
        "zh": ("尊敬的部长：", "兹通知外交部。"),
    },
    "N7": {
        "en": ("The date is to be confirmed.", "The date was confirmed."),
        "fr": ("Le lieu est à préciser.", "Le lieu a été précisé."),
        "es": ("La fecha está por confirmar.", "La fecha fue confirmada."),
        "ar": ("التاريخ يحدد لاحقا.", "حُدد التاريخ."),
        "ru": ("Дату следует уточнить.", "Дата уточнена."),
        "zh": ("日期待定。", "日期已定。"),
    },
    "N9": {
        "en": ("The brutal acts are noted.", "The acts are noted."),
        "fr": ("Ces actes brutaux et une arrestation illégale sont notés.", "Ces actes sont notés."),
        "es": ("Se toma nota de los actos brutales.", "Se toma nota de los actos."),
        "ar": ("أحيط علما بأفعال وحشية.", "أحيط علما بالأفعال."),
        "ru": ("Отмечаются вопиющие действия.", "Отмечаются действия."),
        "zh": ("注意到残暴行为。", "注意到有关行为。"),
    },
    "guilt": {
        "en": ("The torturers are still in office.", "The alleged torturers are still in office."),
        "fr": ("Les coupables sont en fonctions.", "Les coupables présumés sont en fonctions."),
        "es": ("Los culpables siguen en sus cargos.", "Los presuntos culpables siguen en sus cargos."),
        "ar": ("لا يزال الجناة في مناصبهم.", "لا يزال الجناة المزعومون، وفق ادعاءات، في مناصبهم."),
        "ru": ("Виновные остаются на должностях.", "Предположительно виновные остаются на должностях."),
        "zh": ("凶手仍在任。", "据称的凶手仍在任。"),
    },
    "praises": {
        "en": ("The Office commends the plan.", "The Office takes note of the plan."),
        "fr": ("Le Bureau félicite les autorités de ce projet.", "Le Bureau prend note de ce projet."),
        "es": ("La Oficina encomia el plan anunciado.", "La Oficina toma nota del plan anunciado."),
        "ar": ("يشيد المكتب بالخطة المعلنة.", "يحيط المكتب علما بالخطة المعلنة."),
        "ru": ("Управление высоко оценивает объявленный план.", "Управление принимает к сведению объявленный план."),
        "zh": ("办事处赞扬所宣布的计划。", "办事处注意到所宣布的计划。"),
    },
    "complaint": {
        "en": ("A relative complained.", "It is alleged that a relative was called in."),
        "fr": ("Une parente s’est plainte.", "Une parente aurait été convoquée."),
        "es": ("Una familiar presentó una queja.", "Una familiar habría sido citada."),
        "ar": ("واشتكت قريبة.", "يُدّعى أن قريبة استُدعيت."),
        "ru": ("Родственница подала жалобу.", "Родственницу, как утверждается, вызвали."),
        "zh": ("一名亲属提出投诉。", "据称一名亲属被传唤。"),
    },
    "to come": {
        "en": ("The search took place on 12 March 2026.", "The search took place on 12 March 2025."),
        "fr": ("La perquisition a eu lieu le 1er juin 2025.", "La perquisition a eu lieu le 1er avril 2025."),
        "es": ("El registro tuvo lugar el 12 de marzo de 2026.", "El registro tuvo lugar el 12 de marzo de 2025."),
        "ar": ("جرى التفتيش في 12 آذار/مارس 2026.", "جرى التفتيش في 12 آذار/مارس 2025."),
        "ru": ("Обыск состоялся 12 марта 2026 года.", "Обыск состоялся 12 марта 2025 года."),
        "zh": ("搜查于2026年3月12日进行。", "搜查于2025年3月12日进行。"),
    },
    "not go to": {
        "en": ("The authorities of Orvane are concerned.", "The authorities of Kalindra are concerned."),
        "fr": ("Les autorités de l’Orvane sont concernées.", "Les autorités sont concernées."),
        "es": ("Se trata de las autoridades de Orvane.", "Se trata de las autoridades de Kalindra."),
        "ar": ("الأمر يتعلق بأورفان.", "الأمر يتعلق بكاليندرا."),
        "ru": ("Речь идет об Орване.", "Речь идет о Калиндре."),
        "zh": ("此事涉及奥尔万。", "此事涉及卡林德拉。"),
    },
    "counts": {
        "en": ("The following four allegations are put.", "The following three allegations are put."),
        "fr": ("Les quatre allégations suivantes sont soumises.", "Les trois allégations suivantes sont soumises."),
        "es": ("Se transmiten cuatro alegaciones.", "Se transmiten tres alegaciones."),
        "ar": ("تُحال أربعة ادعاءات.", "تُحال ثلاثة ادعاءات."),
        "ru": ("Передаются четыре утверждения.", "Передаются три утверждения."),
        "zh": ("兹转交四项指控。", "兹转交三项指控，每一项指控均有编号。"),
    },
    "recognised": {
        "en": (
            f"{ILENA_SIGN}, a teacher aged 34, lives at {{place:vardin}}.",
            f"{ILENA_SIGN} lives at {{place:vardin}}.",
        ),
        "fr": (
            f"{ILENA_SIGN}, infirmière du village, aurait été retenue.",
            f"{ILENA_SIGN}, infirmière, aurait été retenue.",
        ),
        "es": (f"{ILENA_SIGN} es la única mujer abogada de la isla.", f"{ILENA_SIGN} habría sido citada."),
        "ar": (f"{ILENA_SIGN} معلمة القرية.", f"{ILENA_SIGN} معلمة."),
        "ru": (f"{ILENA_SIGN}, учительница 34 лет, из деревни.", f"{ILENA_SIGN}, учительница."),
        "zh": (f"{ILENA_SIGN}是该岛唯一的女律师。", f"{ILENA_SIGN}是律师。"),
    },
}
"""By rule (a number, or words of its sentence) and language: a text that fails, one that passes."""
EVERY = [(rule, language) for rule, texts in TABLE.items() for language in texts]


def checked(
    language: str, text: str, resources: DocumentResources, *, block: str = "concern", level: Level = Level.NAMED
) -> tuple[Finding, ...]:
    made: Draft = draft_letter(facts("note", language), resources)
    return read(with_block(made, block, text), naming(ilena=level), resources)


def read(made: Draft, table: Naming, resources: DocumentResources) -> tuple[Finding, ...]:
    document = render_tree(made, Rendition.STATE_FULL, table, resources).document
    settings = LintSettings(people=(), other_states=STATES[made.facts.language])
    return lint_letter(made, document, table, resources, settings)


def told(rule: str, findings: tuple[Finding, ...]) -> list[Finding]:
    at = [one for one in findings if one.field == "concern"]
    return [one for one in at if one.rule == rule or rule in one.sentence]


@pytest.mark.parametrize(("rule", "language"), EVERY)
def test_a_text_fails_and_another_passes(rule: str, language: str, resources: DocumentResources) -> None:
    fails, passes = TABLE[rule][language]
    level = Level.CODED if rule == "recognised" else Level.NAMED
    assert told(rule, checked(language, fails, resources, level=level))
    assert not told(rule, checked(language, passes, resources, level=level))


def test_every_rule_has_its_two_texts_in_six_languages() -> None:
    assert {rule: tuple(sorted(texts)) for rule, texts in TABLE.items()} == dict.fromkeys(TABLE, SIX)


@pytest.mark.parametrize("language", SIX)
def test_words_that_point_at_a_person_say_nothing_of_one_who_is_named_with_leave(
    language: str, resources: DocumentResources
) -> None:
    fails = TABLE["recognised"][language][0]
    assert not told("recognised", checked(language, fails, resources, level=Level.NAMED))
    hidden = told("recognised", checked(language, fails, resources, level=Level.ANON))
    assert [one.party_code for one in hidden] == [ILENA]
    assert "“" in hidden[0].sentence


def test_an_allegation_about_somebody_hidden_counts_though_its_words_do_not_mention_them(
    resources: DocumentResources,
) -> None:
    made = draft_letter(facts("note", "en"), resources)
    text = next(one.text for one in made.blocks if one.block == "allegations")
    third = next(line for line in text.splitlines() if line.startswith("3. "))
    hinting = with_block(
        made, "allegations", text.replace(third, "3. The only interpreter of the village was dismissed.")
    )
    assert not [one for one in read(hinting, naming(), resources) if "recognised" in one.sentence]
    found = [one for one in read(hinting, naming(anton=Level.CODED), resources) if "recognised" in one.sentence]
    assert [one.party_code for one in found] == [ANTON]


@pytest.mark.parametrize("language", SIX)
def test_the_day_of_the_reply_in_the_text_is_the_day_that_is_counted(
    language: str, resources: DocumentResources
) -> None:
    from fieldcase.documents.dates import say_day

    words = resources.words(language)
    for day, wrong in (
        (date(2025, 6, 2), False),
        (date(2025, 6, 5), False),
        (date(2025, 7, 20), True),
        (date(2025, 5, 2), True),
    ):
        found = checked(language, say_day(day, words), resources, block="deadline")
        assert any(one.rule == "N13" and "counted" in one.sentence for one in found) is wrong, day


def test_a_sign_of_a_date_to_come_is_told_too(resources: DocumentResources) -> None:
    assert told("to come", checked("en", "It happened on {date:2025-12-01}.", resources))
    assert not told("to come", checked("en", "It happened on {date:2025-04}.", resources))


def test_the_addressees_own_names_are_no_other_state(resources: DocumentResources) -> None:
    made = with_block(draft_letter(facts("note", "en"), resources), "concern", "The Republic of Kalindra is asked.")
    document = render_tree(made, Rendition.STATE_FULL, naming(), resources).document
    settings = LintSettings(people=(), other_states=("Kalindra", "Republic"))
    found = lint_letter(made, document, naming(), resources, settings)
    assert not [one for one in found if "not go to" in one.sentence]


@pytest.mark.parametrize("text", ["وَنَحْنُ نكتب.", "ونحن نكتب.", "نـحـن نكتب."])
def test_signs_on_arabic_letters_hide_no_word(text: str, resources: DocumentResources) -> None:
    assert told("N1", [one for one in checked("ar", text, resources) if "“" in one.sentence])  # type: ignore[arg-type]


def test_what_stands_between_two_quotations_is_the_letters_own(resources: DocumentResources) -> None:
    assert [one for one in checked("ar", "قال ”أ“ نحن ”ب“.", resources) if one.rule == "N1" and "نحن" in one.sentence]
    assert told("N1", checked("en", "He said “a” and we say “b”.", resources))


def test_a_superseded_resolution_is_told_wherever_it_is_cited(resources: DocumentResources) -> None:
    made = draft_letter(facts("note", "en"), resources)
    old = tuple(msgspec.structs.replace(one, in_force=False) for one in made.facts.mandates)
    made = msgspec.structs.replace(made, facts=msgspec.structs.replace(made.facts, mandates=old))
    found = read(with_block(with_block(made, "opening", "Without it."), "concern", "See 54/24."), naming(), resources)
    assert [one.field for one in found if one.rule == "N14"] == ["concern"]
