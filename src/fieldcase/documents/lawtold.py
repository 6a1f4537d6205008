"""A law as a letter that comments on it tells of it: its title, its history in words, its articles, whom it affects."""

from __future__ import annotations

from typing import Any

from fieldcase.documents.dates import say
from fieldcase.documents.facts import LawFacts
from fieldcase.documents.markup import Fact, Signs
from fieldcase.documents.resources import LawWords, Words


def law_data(law: LawFacts, n: int, words: Words) -> dict[str, Any]:
    """One law as plain data for a template. What the law says is linked to its record; what the office says about it
    may hold signs."""
    ref = f"laws.{n}"
    return {
        "title": Fact(law.title, f"{ref}.title"),
        "reference": Fact(law.reference, f"{ref}.reference") if law.reference else False,
        "history": Fact(_history(law, words), f"{ref}.history") if law.stages else False,
        "provisions": tuple(
            {
                "article": Fact(one.article, f"{ref}.provisions.{m}.article"),
                "text": Fact(one.text, f"{ref}.provisions.{m}.text") if one.text else False,
                "effect": Signs(one.effect, f"{ref}.provisions.{m}.effect") if one.effect else False,
            }
            for m, one in enumerate(law.provisions)
        ),
        "affected": Fact(said, f"{ref}.affected") if (said := _affected(law, words.laws)) else False,
    }


def _history(law: LawFacts, words: Words) -> str:
    said = words.laws
    each = (
        said.stage.format(stage=said.stages[stage], date=say(when, words)) if when else said.stages[stage]
        for stage, when in law.stages
    )
    told = said.comma.join(each)
    return said.history.format(told=told[:1].upper() + told[1:])


def _affected(law: LawFacts, said: LawWords) -> str:
    low, high = law.affected
    if low is None:
        return ""
    if high is None:
        count = said.at_least.format(low=low)
    else:
        count = str(low) if low == high else said.between.format(low=low, high=high)
    return said.affected.format(count=count)
