"""Which test runs which scenario of the domain reference (section 15) on letters and replies, with the use cases.

The rules of all scenarios have tests of their own, listed in docs/rules.md; here stand those that run on vaults.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1] / "integration"
LETTERS, REPLIES = "office/test_letter_scenarios.py", "office/test_scenarios_replies.py"
PROPOSALS = "exchange/test_proposal_scenarios.py"
RUN: dict[str, tuple[str, ...]] = {
    "S3": (LETTERS,),
    "S4": (LETTERS, "exchange/test_withdrawn_meanwhile.py"),
    "S5": (LETTERS, "exchange/test_withdrawn_meanwhile.py"),
    "S6": (LETTERS,),
    "S7": (LETTERS,),
    "S8": (LETTERS,),
    "S10": (LETTERS,),
    "S11": (PROPOSALS,),
    "S12": (PROPOSALS,),
    "S14": (LETTERS,),
    "S16": (REPLIES,),
    "S17": (REPLIES,),
    "S18": (REPLIES,),
    "S19": (REPLIES,),
    "S20": (REPLIES,),
    "S21": (PROPOSALS,),
    "S22": (LETTERS,),
    "S24": (LETTERS,),
    "S25": (LETTERS,),
    "S26": (LETTERS,),
    "S28": (LETTERS,),
    "S29": ("office/test_letter_copies.py",),
    "S30": (REPLIES,),
    "S32": ("office/test_rosters.py",),
    "S36": (LETTERS,),
    "S37": (LETTERS,),
    "S38": ("exchange/test_proposals.py",),
}
"""By scenario, the files that hold a test of its number."""
BY_RULES = {
    "S15": "report entries",
    "S34": "analysts see no letter: figures alone",
}
"""Scenarios that letters and replies touch and whose outcome is another output's: the rules' tests run them."""


@pytest.mark.parametrize("scenario", RUN)
def test_each_scenario_on_letters_and_replies_runs_under_its_number(scenario: str) -> None:
    for file in RUN[scenario]:
        said = (TESTS / file).read_text("utf-8")
        assert re.search(rf"^def test_(S\d+_)*{scenario}_", said, re.MULTILINE), f"{file} runs no {scenario}"


def test_the_list_names_every_scenario_that_guards_of_letters_and_replies_have() -> None:
    named = {*RUN, *BY_RULES}
    wanted = {
        3,
        4,
        5,
        6,
        7,
        8,
        10,
        11,
        12,
        14,
        15,
        16,
        17,
        18,
        19,
        20,
        21,
        22,
        24,
        25,
        26,
        28,
        29,
        30,
        32,
        34,
        36,
        37,
        38,
    }
    assert sorted(f"S{number}" for number in wanted if f"S{number}" not in named) == []
