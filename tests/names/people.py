"""Made-up names in four scripts, with transliterations by several systems. Seeded; no name in here is anybody's."""

from __future__ import annotations

import random
from dataclasses import dataclass

from fieldcase.documents.names import NameOnRecord, PersonOnRecord

# ruff: noqa: RUF001, SIM905
LATIN = "ža do rák il na mø sel tov łu ręk çe mi lí gör bă ñor ve dú hal šet kri óm wen tas fi zor".split()
CYRILLIC = "ми ро слав ве жан до вра ту шей ха зим гор лю чен ки ян са рей эль вор щу ца пет".split()
CONSONANTS = "ب ت ث ج ح خ د ر ز س ش ص ط ع غ ف ق ك ل م ن ه".split()
SURNAMES, GIVEN = "陳張劉黃趙吳鄭馮韓楊許鄧蕭葉蔣閻", "國華龍麗偉鳳蘭慶義寧啟學雲濤靜賢燦瑩"
SIMPLE = str.maketrans(SURNAMES + GIVEN, "陈张刘黄赵吴郑冯韩杨许邓萧叶蒋阎国华龙丽伟凤兰庆义宁启学云涛静贤灿莹")
_SOUNDS = "а б в г д е ж з и й к л м н о п р с т у ф х ц ч ш щ ы э ю я ь".split()
CYRILLIC_SYSTEMS = {
    "English": "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch y e yu ya -".split(),
    "French": "a b v g d e j z i ï k l m n o p r s t ou f kh ts tch ch chtch y e iou ia -".split(),
    "German": "a b w g d e sch s i j k l m n o p r s t u f ch z tsch sch schtsch y e ju ja -".split(),
    "scientific": "a b v g d e ž z i j k l m n o p r s t u f ch c č š šč y è ju ja -".split(),
}
ARABIC_SYSTEMS = {
    "English": "b t th j h kh d r z s sh s t - gh f q k l m n h".split(),
    "French": "b t th dj h kh d r z s ch s t - gh f k k l m n h".split(),
    "scholarly": "b t ṯ ǧ ḥ ḫ d r z s š ṣ ṭ ʿ ġ f q k l m n h".split(),
    "plain": "b t th j h kh d r z s sh s t - gh f k k l m n h".split(),
}
_LONG = {"ا": "a aa a a".split(), "ي": "i i ī ee".split(), "و": "u ou ū oo".split(), "": "a e a a".split()}


@dataclass(frozen=True)
class Somebody:
    """A person, the name in its own script (given, family), and other ways to transliterate it."""

    record: PersonOnRecord
    given: str
    family: str
    script: str
    others: tuple[str, ...] = ()


def somebody(chance: random.Random, script: str, number: int) -> Somebody:
    """One person of a script: latin, cyrillic, arabic or chinese; the name is recorded in it and, three times in four,
    in one Latin form."""
    made = {"latin": _latin, "cyrillic": _cyrillic, "arabic": _arabic, "chinese": _chinese}[script](chance)
    given, family, forms = made
    chance.shuffle(forms)
    names = [NameOnRecord(full=f"{given} {family}", given=given, family=family)]
    if script == "chinese":
        names = [NameOnRecord(full=family + given)]
    if forms and number % 4:
        one, other = forms[0]
        names.append(NameOnRecord(full=f"{one} {other}", given=one, family=other))
    record = PersonOnRecord(party=f"P-{script[:2].upper()}{number:05d}", names=tuple(names), in_letter=number % 2 == 0)
    others = tuple(" ".join(form) for form in forms[1:] if form != forms[0])
    return Somebody(record, given, family, script, others)


def _latin(chance: random.Random) -> tuple[str, str, list[tuple[str, str]]]:
    given, family = ("".join(chance.choices(LATIN, k=chance.choice((2, 3)))).capitalize() for _ in range(2))
    return given, family, []


def _cyrillic(chance: random.Random) -> tuple[str, str, list[tuple[str, str]]]:
    given, family = ("".join(chance.choices(CYRILLIC, k=chance.choice((2, 3)))).capitalize() for _ in range(2))
    forms = []
    for system in CYRILLIC_SYSTEMS.values():
        table = dict(zip(_SOUNDS, system, strict=True))
        forms.append(
            tuple("".join(table[one].strip("-") for one in word.lower()).capitalize() for word in (given, family))
        )
    return given, family, forms


def _arabic(chance: random.Random) -> tuple[str, str, list[tuple[str, str]]]:
    words = []
    for _word in range(2):
        beats = chance.choice((2, 3))
        syllables = [(chance.choice(CONSONANTS), chance.choice(("ا", "ي", "و", ""))) for _ in range(beats)]
        words.append([*syllables, (chance.choice("ر ن م د ل ب".split()), None)])
    written = ["".join(c + (v or "") for c, v in word) for word in words]
    forms = []
    for at, system in enumerate(ARABIC_SYSTEMS.values()):
        table = dict(zip(CONSONANTS, system, strict=True))
        said = ["".join(table[c].strip("-") + ("" if v is None else _LONG[v][at]) for c, v in word) for word in words]
        forms.append((said[0].capitalize(), said[1].capitalize()))
    return written[0], written[1], forms


def _chinese(chance: random.Random) -> tuple[str, str, list[tuple[str, str]]]:
    given, family = "".join(chance.choices(GIVEN, k=2)), chance.choice(SURNAMES)
    return (given.translate(SIMPLE), family.translate(SIMPLE), []) if chance.random() < 0.5 else (given, family, [])
