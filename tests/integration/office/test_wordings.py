"""Terms of an office's own: only in open lists, retired and never deleted, the same on the next unlocking."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldcase.model.refusal import BadValue, NotYourRole
from fieldcase.model.roles import Role
from fieldcase.office.opening import open_vault
from fieldcase.office.session import Session
from fieldcase.office.wordings import add_term, may_add, open_lists, own_terms, retire_term
from tests.laptops import PASSPHRASES, Clock, an_office


@pytest.fixture
def head(tmp_path: Path):  # type: ignore[no-untyped-def]  # a generator fixture
    session = an_office(tmp_path, Clock(), (Role.HEAD,))
    yield session
    session.close()


def test_a_term_is_added_to_an_open_list_and_known_after_unlocking(head: Session, tmp_path: Path) -> None:
    assert "online_means" in open_lists(head)
    made = add_term(head, "online_means", "Deepfake video")
    assert made.term.code == "x_deepfake_video"
    assert head.vocabularies.label("online_means", "x_deepfake_video") == "Deepfake video"
    head.close()
    again = open_vault(tmp_path / "03", PASSPHRASES["03"], outside=tmp_path / "outside-03", language="en")
    assert again.vocabularies.has("online_means", "x_deepfake_video")
    assert "x_deepfake_video" in again.vocabularies.offered("online_means")
    again.close()


def test_a_retired_term_keeps_its_label_and_is_offered_no_more(head: Session) -> None:
    made = add_term(head, "evidence_kind", "Radio recording")
    retire_term(head, made.id)
    code = made.term.code
    assert head.vocabularies.label("evidence_kind", code) == "Radio recording"
    assert code not in head.vocabularies.offered("evidence_kind")
    assert code in head.vocabularies.offered("evidence_kind", (code,))
    assert [one.term.retired for one in own_terms(head)] == [True]
    retire_term(head, made.id, False)
    assert code in head.vocabularies.offered("evidence_kind")


def test_a_label_in_another_script_gets_a_code_too(head: Session) -> None:
    assert add_term(head, "online_means", "视频").term.code.startswith("x_")


@pytest.mark.parametrize(
    ("name", "label"), [("act_type", "Something"), ("nowhere", "Something"), ("online_means", " – ")]
)
def test_a_closed_list_and_a_label_without_letters_are_refused(head: Session, name: str, label: str) -> None:
    with pytest.raises(BadValue):
        add_term(head, name, label)
    assert own_terms(head) == ()


def test_the_same_term_is_not_added_twice(head: Session) -> None:
    add_term(head, "online_means", "Deepfake video")
    with pytest.raises(BadValue, match="already"):
        add_term(head, "online_means", "deepfake VIDEO")


def test_who_may_not_is_told_whom_to_ask(tmp_path: Path) -> None:
    session = an_office(tmp_path, Clock(), (Role.ANALYST,))
    assert not may_add(session)
    with pytest.raises(NotYourRole):
        add_term(session, "online_means", "Deepfake video")
    session.close()
