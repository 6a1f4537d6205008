"""Whatever is written, changed, deleted and agreed to: the bytes for headquarters name nobody who did not agree to it.

The packages are opened with the keys of headquarters and looked at, value by value.
"""

from __future__ import annotations

import io
import itertools
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyrage
import pytest
import zstandard
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from fieldcase.model.kinds.cases import Case
from fieldcase.office.consent.answering import record_consent
from fieldcase.office.consent.withdrawing import withdraw_consent
from fieldcase.office.exchange import receive, send
from fieldcase.office.parties.recording import record_party
from fieldcase.office.records import change
from fieldcase.office.session import Session
from tests.laptops import Clock, a_matter, a_person
from tests.offices import ASKED, Office, three_vaults

pytestmark = pytest.mark.security

PLAIN = ("was held at the airport", "the ministry said", "after a statement", "with her brother", "P-7K3D9X")
SYLLABLES = ("bar", "dov", "kel", "mir", "nol", "rak", "sum", "tev", "vin", "zol")
NUMBERS = itertools.count()


def a_name() -> tuple[str, str]:
    """A given and a family name that nobody had before; the family name alone counts as one."""
    number = next(NUMBERS)
    digits = [number // 10**place % 10 for place in (0, 1, 2)]
    return "Ana" + SYLLABLES[digits[0]], "".join(SYLLABLES[one] for one in digits).capitalize()


WRITTEN = {
    "title": lambda text: ("case", {"title_neutral": text}),
    "summary": lambda text: ("case", {"summary/en": {"text": text}}),
    "narrative": lambda text: ("act", {"narrative/fr": {"text": text, "translator": text}}),
    "explained": lambda text: ("cooperation_link", {"alternative_explanations/en": {"text": text}}),
    "known": lambda text: ("party", {"remarks": text}),
}
texts = st.lists(st.sampled_from((*PLAIN, "{0}", "{1}", "{0f}", "{1f}", "{0i}", "{1r}")), min_size=1, max_size=4)
steps = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(sorted(WRITTEN)), texts.map(" ".join)),
        st.tuples(st.just("agree"), st.tuples(st.integers(0, 1), st.sampled_from(("CODED", "NAMED", "withdrawn")))),
        st.tuples(st.sampled_from(("delete", "restore", "send", "send")), st.none()),
    ),
    min_size=4,
    max_size=14,
)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("template")
    three_vaults(folder)
    shutil.copytree(folder, folder.with_name("office"))
    clock = Clock()
    clock.days(1)
    made = Office(folder.with_name("office"), clock)
    made.round()
    yield made
    made.close()


def sent_values(session: Session, package: bytes) -> list[Any]:
    """Every value in a package that this vault can open; nothing for one that is sealed for somebody else."""
    held = [identity for each in session.vault.keys.identities.values() for identity in each]
    try:
        plain = pyrage.decrypt(package, [pyrage.x25519.Identity.from_str(one) for one in held])
    except pyrage.DecryptError:
        return []
    with zstandard.ZstdDecompressor().stream_reader(io.BytesIO(plain), read_across_frames=True) as reader:
        lines = reader.read().splitlines()[2:]
    return [value[1] for line in lines for value in json.loads(line)[2] if value is not None]


def test_the_look_into_a_package_sees_what_is_in_it(office: Office) -> None:
    matter = a_matter(office.first, "An ordinary title")
    record_consent(office.first, matter.party.id, "share_hq", "CODED", ASKED)
    before = set(office.folder.rglob("*.fcpkg"))
    send.send(office.first, office.route)
    values = [one for path in set(office.folder.rglob("*.fcpkg")) - before for one in looked(office, path)]
    assert any("An ordinary title" in one for one in values)
    receive.collect(office.desk, office.route)


def looked(office: Office, path: Path) -> list[Any]:
    return sent_values(office.desk, path.read_bytes()) if path.is_file() else []


@settings(
    max_examples=max(8, settings.default.max_examples // 40),  # every step is a real one; the long run takes fifty
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # every step is a real one: a smaller example takes minutes
)
@given(steps)
def test_no_value_for_headquarters_names_who_did_not_agree(office: Office, chosen: list[tuple[str, Any]]) -> None:
    first, names = office.first, (a_name(), a_name())
    matter = a_matter(first)
    change(first, "party", matter.party.id, {"names/1": {"full": " ".join(names[0]), "script": "Latn"}})
    other = record_party(first, a_person(" ".join(names[1])), case=matter.case.id, role="witness")
    people = (matter.party.id, other.id)
    records = {"case": matter.case.id, "act": matter.act.id, "cooperation_link": matter.link.id, "party": other.id}
    level = ["", ""]
    words = {
        **{str(n): " ".join(one) for n, one in enumerate(names)},
        **{f"{n}f": one[1].upper() for n, one in enumerate(names)},
        **{f"{n}i": f"{one[0][0]}. {one[1]}" for n, one in enumerate(names)},
        **{f"{n}r": f"{one[1]}, {one[0]}" for n, one in enumerate(names)},
    }
    deleted = False
    for step, about in (*chosen, ("agree", (0, "CODED")), ("agree", (1, "CODED")), ("send", None)):
        if step in WRITTEN:
            kind, said = WRITTEN[step](" ".join(words.get(one[1:-1], one) for one in about.split(" ")))
            if not (deleted and kind == "act"):
                change(first, kind, records[kind], said)
        elif step == "agree":
            number, answer = about
            if answer == "withdrawn" and level[number]:
                withdraw_consent(first, people[number], "telephone", scopes=["share_hq"])
                level[number] = ""
            elif answer != "withdrawn":
                record_consent(first, people[number], "share_hq", answer, ASKED)
                level[number] = answer
        elif step in ("delete", "restore"):
            with first.vault.writing() as writing:
                getattr(writing, step)("act", matter.act.id)
                writing.commit()
            deleted = step == "delete"
        else:
            require_unnamed(office, names, level)
    assert office.desk.vault.get(Case, matter.case.id).case_no == matter.case.case_no


def require_unnamed(office: Office, names: tuple[tuple[str, str], ...], level: list[str]) -> None:
    """Send, look at every value that headquarters can open, and let headquarters take it in and answer."""
    before = set(office.folder.rglob("*.fcpkg"))
    send.send(office.first, office.route)
    values = [one for path in set(office.folder.rglob("*.fcpkg")) - before for one in looked(office, path)]
    for (_given, family), agreed in zip(names, level, strict=True):
        if agreed != "NAMED" or not all(level):
            assert not [value for value in values if family.casefold() in value.casefold()]
    receive.collect(office.desk, office.route)
    send.send(office.desk, office.route)
    receive.collect(office.first, office.route)
