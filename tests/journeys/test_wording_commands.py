"""By command: what nobody verified, a formula confirmed, names of a State proposed, specimens of the office."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands import Laptop
from tests.laptops import PASSPHRASES, founded
from tests.letters.extraction import docx_text


@pytest.fixture(scope="module")
def laptop(tmp_path_factory: pytest.TempPathFactory) -> Laptop:
    """Laptop 07 (head) of an office."""
    return Laptop(founded(tmp_path_factory.mktemp("office")), "07", PASSPHRASES["07"])


def test_a_formula_is_listed_as_unverified_until_somebody_confirms_it(laptop: Laptop) -> None:
    told = laptop.does("letter", "formulae", "--language", "ar", "--unverified")
    opening = [one for one in told["formulae"] if (one["kind"], one["addressee_kind"]) == ("opening", "minister")]
    assert not opening
    asked = ("opening", "foreign_ministry")
    assert asked in {(one["kind"], one["addressee_kind"]) for one in told["formulae"]}
    assert {one["language"] for one in (*told["formulae"], *told["templates"], *told["terms"])} == {"ar"}
    assert told["terms"][0]["missing"] == 0
    assert told["terms"][0]["unreviewed"] == told["terms"][0]["terms"]
    assert laptop.refused("profile", "formula", *asked, "ar")[0] == "FC-005"
    said = ("--verified-by", "Protocol service", "--verified-on", "2026-01-10")
    laptop.does("profile", "formula", *asked, "ar", *said)
    told = laptop.does("letter", "formulae", "--language", "ar", "--unverified")
    assert asked not in {(one["kind"], one["addressee_kind"]) for one in told["formulae"]}


def test_names_of_a_state_are_proposed_and_confirmed(laptop: Laptop) -> None:
    names = laptop.does("profile", "propose", "ATA")["names"]
    assert names["ru"]["formal"]
    assert not names["ru"].get("confirmed_by")
    laptop.does("profile", "confirm", "ATA", "ru", "--after-of", "Антарктики")
    assert laptop.does("profile", "propose", "ATA")["names"]["ru"]["confirmed_by"]


def test_specimens_with_the_offices_own_wording(laptop: Laptop) -> None:
    text = "{office_opens} salutes {addressee}"
    laptop.does("profile", "formula", "opening", "foreign_ministry", "en", "--text", text)
    done = laptop.does("letter", "render", "--all-kinds", "--language", "en", "--into", "own")
    assert done["missing"] == []
    note = next(one for one in done["files"] if one["kind"] == "note_verbale" and one["file"].endswith(".docx"))
    assert " salutes " in docx_text((laptop.folder / Path(note["file"])).read_bytes())
