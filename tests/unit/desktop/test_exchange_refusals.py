"""Every refusal of the exchange as the window shows it: one plain sentence, what to do, and no word of the format."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from datetime import date
from string import Formatter

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from fieldcase import exchange
from fieldcase.desktop.exchange.cards import TrayCard
from fieldcase.desktop.exchange.told import received
from fieldcase.exchange.package.refusals import Fate, PackageRefused
from fieldcase.model.refusal import Refusal
from fieldcase.office.exchange.overview import KeptPackage, Overview
from fieldcase.office.exchange.receive import Received, way_out
from tests.unit.desktop.samples import wording

TECHNICAL = re.compile(
    r"\(\w+\)|[{}<>_]|\b(seal|hash|frames?|padding|manifest|format|signature block|slices?|feed|chain|nonce|bytes?"
    r"|json|errno|error \d|root key|fieldcase [a-z]+ ?[a-z]*\.$|None)\b",
    re.IGNORECASE,
)
"""What only a programmer understands, and brackets in which it would stand."""
SAMPLES = {"route": "memory stick", "limit": 3000}
CODE = re.compile(r"FC-2\d\d")


def classes(of: type[Refusal]) -> Iterator[type[Refusal]]:
    yield of
    for one in of.__subclasses__():
        yield from classes(one)


for _found in pkgutil.walk_packages(exchange.__path__, "fieldcase.exchange."):
    importlib.import_module(_found.name)
EVERY = sorted({one for one in classes(Refusal) if CODE.fullmatch(one.code)}, key=lambda one: one.code)


def plain(said: str) -> None:
    """Whole sentences, few of them, without technical words."""
    assert not TECHNICAL.search(said), said
    assert said.endswith("."), said
    assert said[0] in "“" or said[0].isupper(), said
    assert len(said) <= 130, said
    assert said.count(". ") <= 1, said


def filled(kind: type[Refusal]) -> Refusal:
    names = {name for _text, name, _spec, _conversion in Formatter().parse(kind.message + kind.remedy) if name}
    return kind(**{name: SAMPLES[name] for name in names})


def test_the_walk_finds_them_all() -> None:
    assert {"FC-200", "FC-207", "FC-213", "FC-217", "FC-226", "FC-231", "FC-247", "FC-250"} <= {
        one.code for one in EVERY
    }
    assert len({one.code for one in EVERY}) == len(EVERY)


@pytest.mark.parametrize("kind", EVERY, ids=[one.code for one in EVERY])
def test_a_refusal_is_one_plain_sentence_with_a_remedy(kind: type[Refusal]) -> None:
    refusal = filled(kind)
    plain(refusal.sentence)
    plain(refusal.way_out)
    assert str(refusal) == f"{refusal.sentence} {refusal.way_out}"


@pytest.mark.parametrize("kind", [one for one in EVERY if issubclass(one, PackageRefused)], ids=lambda one: one.code)
def test_a_package_says_it_where_it_was_taken_in_and_in_its_tray(kind: type[PackageRefused], qtbot: QtBot) -> None:
    refusal = filled(kind)
    what = {Fate.ASIDE: "aside", Fate.WAITS: "waits", Fate.IGNORED: "ignored"}[kind.fate]
    whole = f"{refusal.sentence} {refusal.way_out}"
    assert received((Received(what=what, reason=refusal.sentence, remedy=refusal.way_out),)).lines == (whole,)
    reason, remedy = refusal.sentence, way_out(kind.code)
    kept = KeptPackage(name="0" * 64, length=10, code=kind.code, reason=reason, remedy=remedy)
    card = TrayCard(wording(), date(2026, 5, 4), lambda _name: None)
    qtbot.addWidget(card)
    card.show_trays(Overview(waiting=(kept,)) if kind.fate is Fate.WAITS else Overview(aside=(kept,)))
    assert whole in [label.text() for label in card.findChildren(QLabel)]
    hidden = [label for label in card.findChildren(QLabel) if kind.code in label.text()]
    assert all(label.isHidden() for label in hidden)
