"""Every refusal has a code of its own, a sentence and, in its layer, the right range of codes."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections import Counter
from collections.abc import Iterator

import pytest

import fieldcase
from fieldcase.model.refusal import Refusal

RANGES = {
    "model": [(1, 99)],
    "vault": [(100, 199)],
    "exchange": [(200, 349)],
    "documents": [(350, 399)],
    "office": [(400, 549)],
    "cli": [(550, 599)],
    "desktop": [(600, 649)],
}


def every_refusal() -> list[type[Refusal]]:
    """All refusals of the program, after loading all of its modules."""
    for module in pkgutil.walk_packages(fieldcase.__path__, "fieldcase."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    return sorted(set(below(Refusal)), key=lambda refusal: (refusal.code, refusal.__qualname__))


def below(parent: type[Refusal]) -> Iterator[type[Refusal]]:
    for child in parent.__subclasses__():
        if child.__module__.startswith("fieldcase."):
            yield child
        yield from below(child)


@pytest.fixture(scope="module")
def refusals() -> list[type[Refusal]]:
    return every_refusal()


def test_there_are_refusals(refusals: list[type[Refusal]]) -> None:
    assert len(refusals) >= 5


def test_a_code_belongs_to_one_refusal_only(refusals: list[type[Refusal]]) -> None:
    # a refusal without a code of its own only groups those below it and is never raised as such
    own = [refusal for refusal in refusals if "code" in vars(refusal)] + [Refusal]
    twice = {code for code, times in Counter(refusal.code for refusal in own).items() if times > 1}
    assert sorted(f"{r.code} {r.__module__}.{r.__qualname__}" for r in own if r.code in twice) == []


def test_a_code_is_written_fc_and_three_digits_of_its_layers_range(refusals: list[type[Refusal]]) -> None:
    wrong = []
    for refusal in refusals:
        layer = refusal.__module__.split(".")[1]
        number = re.fullmatch(r"FC-(\d{3})", refusal.code)
        if "code" in vars(refusal) and not (
            number and any(low <= int(number[1]) <= high for low, high in RANGES.get(layer, []))
        ):
            wrong.append(f"{refusal.code} {refusal.__module__}.{refusal.__qualname__}")
    assert wrong == []


def test_a_refusal_is_a_sentence_and_ends_as_one(refusals: list[type[Refusal]]) -> None:
    unfinished = [
        f"{refusal.code}: {text}"
        for refusal in refusals
        for text in (refusal.message, refusal.remedy)
        if text and text[-1] not in ".?…”»}"
    ]
    assert unfinished == []


def test_a_refusal_does_not_fall_back_on_the_general_sentence(refusals: list[type[Refusal]]) -> None:
    assert [r.__qualname__ for r in refusals if "code" in vars(r) and r.message == Refusal.message] == []
