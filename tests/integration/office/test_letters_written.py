"""Many letters as files in one go: named by their references, whole or not there, one failure stops no other."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from fieldcase.model.kinds.letters import Letter
from fieldcase.model.refusal import BadValue
from fieldcase.office.letters.drafting import Wanted, draft_letter
from fieldcase.office.letters.many import draw_many, letters_of, neutral_name
from fieldcase.office.letters.rendering import render
from fieldcase.office.letters.steps import approve, sign, submit
from fieldcase.office.session import Session
from fieldcase.vault import disk
from tests.laptops import a_matter, carry
from tests.letter_ground import Both


@pytest.fixture
def letters(laptops: Both, officer: Session) -> list[Letter]:
    """Three requests for information, two of them signed on laptop 07; their pages did not come to laptop 03."""
    head, case = laptops[1], a_matter(officer).case.id
    wanted = Wanted(state="XKA", concerned_as="territorial", languages=("en", "fr"))
    made = [draft_letter(officer, case, "info_request_op8", wanted) for _ in range(3)]
    for letter in made:
        submit(officer, letter.id)
    carry(officer, head)
    for letter in made[:2]:
        approve(head, letter.id)
        sign(head, letter.id)
    carry(officer, head)
    return made


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def test_files_are_called_after_references_and_hold_what_one_letter_alone_would(
    laptops: Both, letters: list[Letter], tmp_path: Path
) -> None:
    head = laptops[1]
    told: list[float] = []
    made = draw_many(
        head, letters_of(head), tmp_path / "out", languages=("en", "fr"), progress=lambda _s, p: told.append(p)
    )
    assert not made.not_drawn
    draft = letters[2].id
    assert names(tmp_path / "out") == sorted(
        f"{stem}.{language}.pdf"
        for stem in ("OHCHR-XKAL-07-001-2026", "OHCHR-XKAL-07-002-2026", draft)
        for language in ("en", "fr")
    )
    assert told == sorted(told)
    assert len(told) == 6
    alone = render(head, letters[0].id, "state_full", "fr", "pdf")
    assert (tmp_path / "out" / "OHCHR-XKAL-07-001-2026.fr.pdf").read_bytes() == alone


def test_what_cannot_be_written_stops_no_other_and_is_told_with_the_way_out(
    laptops: Both, letters: list[Letter], tmp_path: Path
) -> None:
    officer = laptops[0]
    made = draw_many(officer, [one.id for one in letters], tmp_path)
    assert [one.letter for one in made.drawn] == [letters[2].id]
    assert [(one.letter, one.code) for one in made.not_drawn] == [(one.id, "FC-472") for one in letters[:2]]
    assert all(one.reason for one in made.not_drawn)
    assert all(one.remedy for one in made.not_drawn)
    again = draw_many(officer, [letters[2].id], tmp_path)
    assert [one.code for one in again.not_drawn] == ["FC-453"]


def test_stopped_on_the_way_only_whole_files_are_there(
    laptops: Both, letters: list[Letter], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = laptops[1]

    def stop(_sentence: str, part: float) -> None:
        if part > 0.5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        draw_many(head, [one.id for one in letters], tmp_path / "out", progress=stop)
    assert names(tmp_path / "out") == ["OHCHR-XKAL-07-001-2026.en.pdf", "OHCHR-XKAL-07-002-2026.en.pdf"]

    def interrupted(_handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        disk.write_new(tmp_path / "out" / "half.pdf", b"%PDF")
    assert len(names(tmp_path / "out")) == 2


def test_a_rendition_for_one_person_is_not_made_for_many(laptops: Both, letters: list[Letter], tmp_path: Path) -> None:
    with pytest.raises(BadValue):
        draw_many(laptops[1], [letters[0].id], tmp_path, rendition="for_source")


def test_a_file_never_bears_more_than_reference_language_and_rendition() -> None:
    assert neutral_name("ab" * 16, "OHCHR/XKAL/03-017/2026", "fr", "public_redacted") == (
        "OHCHR-XKAL-03-017-2026.fr.public_redacted"
    )
    assert neutral_name("ab" * 16, "", "en", "state_full") == "ab" * 16 + ".en"
    assert neutral_name("ab" * 16, "../../etc", "en", "state_full") == "etc.en"
