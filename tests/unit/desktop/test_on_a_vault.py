"""What the window knows and asks of an open vault, without a window: a real vault, the real worker."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal

from fieldcase.desktop.case.made import Made, made, undoing
from fieldcase.desktop.cases.deeds import Deeds
from fieldcase.desktop.cases.list import CaseList
from fieldcase.desktop.desk import Desk
from fieldcase.desktop.exchange.transfer import Transfer
from fieldcase.desktop.letter.typing import TypedCheck
from fieldcase.desktop.onebyone import Told
from fieldcase.desktop.remembering import Remembering
from fieldcase.desktop.settings.letters import ADDRESSEES, FORMULAE, States, formula_words, states
from fieldcase.desktop.standing import Standing, speak_in, standing
from fieldcase.desktop.unlock.actions import laptops, trainable
from fieldcase.model.kinds.cases import Case
from fieldcase.model.refusal import Finding, Severity
from fieldcase.office.cases.listing import CaseQuery, list_cases
from fieldcase.office.cases.opening import new_case
from fieldcase.office.demo.chairs import chairs
from fieldcase.office.founding.places import MARK
from fieldcase.office.records import change
from fieldcase.office.remembered import remembered
from fieldcase.office.session import Session
from tests.laptops import Clock, an_office
from tests.unit.desktop.samples import wording
from tests.unit.desktop.waiting import until


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[tuple[Desk, Standing]]:
    """The vault of a founded office, open in the worker, and what the window was told of it."""
    desk, told = Desk(), []
    desk.open(lambda _report: an_office(tmp_path, Clock()), standing, told.append)
    until(lambda: told)
    yield desk, told[0]
    assert desk.close()


def ask(desk: Desk, use_case: Any) -> Any:
    found: list[Any] = []
    desk.run(use_case, found.append)
    until(lambda: found)
    return found[0]


def a_case(session: Session, title: str = "Threats after a meeting") -> Case:
    return new_case(session, title, received_at="2026-03-05T09:00:00Z", channel="person", summary="In codes.")


def test_the_window_knows_who_works_here_and_speaks_their_language(opened: tuple[Desk, Standing]) -> None:
    desk, told = opened
    assert (told.who, told.office, told.training, told.language) == ("Sami Rahal", "XKAL", True, "en")
    assert told.role.endswith("XKAL")
    assert told.seat in told.colleagues
    spoken: list[Standing] = []
    speak_in(desk, "fr", spoken.append)
    until(lambda: spoken)
    assert (spoken[0].language, spoken[0].wording.language) == ("fr", "fr")


def test_what_is_remembered_is_in_the_vault_and_nothing_is_kept_twice(opened: tuple[Desk, Standing]) -> None:
    desk, _told = opened
    memory = Remembering()
    memory.keep(desk, "look", {"theme": "dark"})
    assert ask(desk, remembered)["look"] == {"theme": "dark"}
    memory.keep(desk, "look", {"theme": "dark"})
    assert not desk.busy


def test_what_was_written_is_undone_and_what_cannot_be_says_so(opened: tuple[Desk, Standing]) -> None:
    desk, _told = opened
    case = ask(desk, a_case)
    done: Made = ask(desk, lambda session: made(session, lambda: change(session, "case", case.id, {"track": "urgent"})))
    undo = undoing(desk, done)
    assert undo is not None
    undone: list[object] = []
    undo(undone.append)
    until(lambda: undone)
    assert ask(desk, lambda session: session.vault.get(Case, case.id)).track == case.track
    assert undoing(desk, Made("a step is a fact")) is None


def test_ticked_cases_are_given_and_taken_back(opened: tuple[Desk, Standing]) -> None:
    desk, told = opened
    cases = [ask(desk, lambda session, n=n: a_case(session, f"Threats {n}")) for n in range(2)]
    model, said, read = CaseList(wording()), [], []
    found = ask(desk, lambda session: list_cases(session, CaseQuery(limit=10)))
    model.show(0, found.rows, found.total)
    deeds = Deeds(desk, model, lambda words, undo: said.append((words, undo)), lambda: read.append(1))
    deeds.give(told.seat)
    deeds.ask_export()
    until(lambda: not desk.busy)
    assert said == [], "nothing is ticked"
    for row in range(2):
        assert model.tick(row)
    deeds.give(told.seat)
    until(lambda: said)
    words, undo = said[0]
    assert words == "2 cases assigned."
    assert list(model.ticks) == []

    def officers() -> set[str]:
        return {ask(desk, lambda session, c=case: session.vault.get(Case, c.id)).assigned_to for case in cases}

    assert officers() == {told.seat}
    before = len(read)
    undo()
    until(lambda: len(read) > before)
    assert officers() == {case.assigned_to for case in cases}


def test_files_that_cannot_be_read_are_each_told_of(opened: tuple[Desk, Standing], tmp_path: Path) -> None:
    desk, _told = opened
    transfer, ended = Transfer(desk), []
    transfer.ended.connect(ended.append)
    transfer.stop()
    assert ended == [], "nothing was under way"
    (tmp_path / "no-package.fcpkg").write_bytes(b"something else")
    transfer.take((tmp_path / "no-package.fcpkg", tmp_path / "not-there.fcpkg"))
    assert transfer.under_way
    until(lambda: not transfer.under_way and ended)
    told = ended[-1]
    assert isinstance(told, Told)
    text = " ".join((told.sentence, *map(str, told.lines)))
    assert "no-package.fcpkg" in text
    assert "not-there.fcpkg" in text
    assert str(tmp_path) not in text


def test_states_and_formulae_have_words(opened: tuple[Desk, Standing]) -> None:
    desk, _told = opened
    found: list[States] = []
    states(desk, found.append)
    until(lambda: found)
    assert found[0].profiles == ()
    assert [formula_words(kind) for kind in FORMULAE] == ["Opening", "Closing", "Salutation", "Disclaimer"]
    assert formula_words("of another edition") == "of another edition"
    assert "foreign_ministry" in ADDRESSEES


class Editor(QObject):
    """What a check needs of an editor."""

    changed = Signal()

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text, self.told = text, []  # type: ignore[var-annotated]  # what was told below it

    def tell(self, found: list[tuple[str, str]]) -> None:
        self.told = found


def test_what_the_check_finds_stands_below_the_text() -> None:
    desk, editor = Desk(), Editor("It is alleged.")
    check = TypedCheck(desk, ("1" * 32, "en", "concern"), editor)  # type: ignore[arg-type]  # as an editor
    check._show((Finding(rule="N3", severity=Severity.WARNING, sentence="A strong word."),))
    assert editor.told == [("warning", "A strong word.")]
    check._show(None)
    assert editor.told == [("warning", "Names cannot be checked here: identities are closed.")]
    check._refused(SimpleNamespace(sentence="Not yours."))  # type: ignore[arg-type]  # a refusal
    assert editor.told == [("error", "Not yours.")]
    assert desk.close()


def test_a_training_office_is_known_by_its_mark_and_who_sits_where(tmp_path: Path) -> None:
    assert trainable(tmp_path) is None
    (tmp_path / MARK).touch()
    assert trainable(tmp_path) is None, "it has no laptop yet"
    first = chairs(tmp_path)[0]
    first.folder.mkdir(parents=True)
    assert trainable(tmp_path) == first.folder
    assert list(laptops(first.folder)) == [str(first.folder)]
    assert laptops(first.folder)[str(first.folder)].startswith(first.name)
