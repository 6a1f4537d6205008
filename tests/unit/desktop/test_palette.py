"""The palette: what it offers for some words, what it says of what cannot be done now, and that it tells no name."""

from __future__ import annotations

from fieldcase.desktop.frame.palette import RECENT, Section, Target, offered, targets_of
from fieldcase.desktop.frame.trail import Stop, Trail
from fieldcase.office.cases.rows import CaseRow
from fieldcase.office.finding import Found, Person

CASE, OTHER = "c" * 32, "d" * 32

FOUND = Found(
    cases=(CaseRow(id=CASE, case_no="KAL-03-2026-00042", title="Detention after a submission"),),
    people=(Person(id="1" * 32, code="P-M4XA2B", case=OTHER, case_no="KAL-07-2026-00011"),),
)


def headings(sections: list[Section]) -> list[str]:
    return [section.heading for section in sections]


def test_without_words_it_offers_the_last_places_and_what_can_be_done() -> None:
    recent = [Target("KAL-03-2026-00042", "case", CASE)]
    sections = offered("", (), recent, {}, ())
    assert headings(sections) == ["Where you were", "Do"]
    assert sections[0].targets == tuple(recent)


def test_words_find_people_by_code_cases_and_commands() -> None:
    found = targets_of(FOUND)
    assert [(one.words, one.beside, one.about) for one in found] == [
        ("People and consent of P-M4XA2B", "KAL-07-2026-00011", OTHER),
        ("KAL-03-2026-00042", "Detention after a submission", CASE),
    ]
    assert found[0].where == {"tab": 1}
    sections = offered("lock", found, (), {}, ())
    assert [target.name for target in sections[0].targets] == ["lock"]
    assert headings(sections) == ["Do", "Go to"]


def test_what_cannot_be_done_is_listed_with_its_reason() -> None:
    stopped = [Target("Let a letter go", "", None, "ban", beside="P-M4XA2B was not asked.")]
    sections = offered("", (), (), {"undo": "Nothing to undo."}, stopped)
    assert not sections[-1].now
    assert [(one.words, one.beside) for one in sections[-1].targets] == [
        ("Let a letter go", "P-M4XA2B was not asked."),
        ("Undo the last change", "Nothing to undo."),
    ]
    assert "undo" not in [one.name for section in sections for one in section.targets]


def test_the_way_back_and_the_last_records_are_noted() -> None:
    trail = Trail({"recent": [{"words": "KAL-07-2026-00011", "place": "case", "about": OTHER}, {"words": "x"}, 7]})
    assert [one.about for one in trail.recent] == [OTHER]
    assert trail.empty
    assert trail.back() == Stop("today")
    trail.leave(Stop("cases"), "")
    for number in range(RECENT + 2):
        trail.leave(Stop("case", f"{number:032x}", {"tab": 2}), f"KAL-{number}")
    assert len(trail.recent) == RECENT
    assert trail.recent[0].words == f"KAL-{RECENT + 1}"
    assert trail.back().where == {"tab": 2}
    assert Trail(trail.kept()).recent == trail.recent
