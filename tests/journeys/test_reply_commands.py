"""Late on a Friday: a scanned reply in Arabic that covers three cases, by commands alone, and what each says."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from fieldcase.model.kinds.cases import Case
from tests.calendars import events_of
from tests.commands import Laptop
from tests.laptops import PASSPHRASES, Clock, founded, opened
from tests.letter_ground import dispatched, name_kalindra, ready

ARABIC = "تنفي السلطات احتجاز أي شخص. وقد فُتح تحقيق في ٣ آذار/مارس."
ENGLISH = "The authorities deny the detention of any person. An investigation was opened on 3 March."
DENIED = ("--quote", "تنفي السلطات احتجاز أي شخص", "--translation", "deny the detention of any person")


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """Two laptops of an office that wrote to Kalindra about three cases, and the numbers of the cases."""
    folder = founded(tmp_path_factory.mktemp("founded"))
    clock = Clock()
    officer, head = (opened(folder, device, clock) for device in ("03", "07"))
    name_kalindra(officer)
    letters = [dispatched(officer, head, ready(officer), "en") for _ in range(3)]
    numbers = [officer.vault.get(Case, one.case).case_no for one in letters]
    head.close()
    officer.close()
    return folder, numbers


@pytest.fixture
def officer(three: tuple[Path, list[str]], tmp_path: Path) -> Laptop:
    shutil.copytree(three[0], tmp_path, dirs_exist_ok=True)
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.7\n(a scan)")
    (tmp_path / "words.txt").write_text(ARABIC, "utf-8")
    (tmp_path / "mine.txt").write_text(ENGLISH, "utf-8")
    return Laptop(tmp_path, "03", PASSPHRASES["03"])


@pytest.mark.slow
def test_a_scanned_reply_in_arabic_to_three_cases_is_registered_by_one_command(
    officer: Laptop, three: tuple[Path, list[str]]
) -> None:
    numbers = three[1]
    rows = officer.does("letter", "list", "--state", "XKA", "--clock", "overdue")["letters"]
    assert sorted(row["case_no"] for row in rows) == numbers
    to = [word for row in rows for word in ("--to", row["reference"])]
    said = officer.types(
        "reply", "record", numbers[0], "--kind", "translation_pending", "--dated", "2026-05-14", "--language", "ar",
        *to, "--file", "scan.pdf", "--text-file", "words.txt", "--received", "2026-05-15T18:40", "--screened",
    )  # fmt: skip
    assert (said.status, said.err) == (0, "")
    lines = said.out.splitlines()
    assert lines[0] == "R1"
    assert sum("due on 2026-04-13: 32 days late." in line for line in lines) == 3
    assert sum(line == "  Its clock: Stopped: awaits translation." for line in lines) == 3
    reply = f"{numbers[0]}/R1"
    assert lines[-1] == f"Next: its translation: fieldcase reply translate {reply}"
    waits = officer.refused("reply", "row", reply, rows[0]["id"], "--position", "denies_fact")
    assert waits
    officer.does("reply", "translate", reply, "--language", "en", "--text-file", "mine.txt", "--kind", "substantive")
    for row in rows:
        for number in ("1", "2"):
            officer.does(
                "reply", "row", reply, number, "--letter", row["reference"], "--position", "denies_fact", *DENIED,
                "--summary", "The State denies the detention.",
            )  # fmt: skip
    officer.does(
        "reply", "question", reply, "Q3", "yes", "--letter", rows[0]["reference"],
        "--quote", "وقد فُتح تحقيق في ٣ آذار/مارس", "--translation", "An investigation was opened on 3 March",
        "--summary", "The State says that it opened an investigation on 3 March.",
    )  # fmt: skip
    officer.does("reply", "question", reply, "rest", "no")
    shown = officer.does("reply", "show", reply)
    assert not [one for one in shown["findings"] if one["rule"] == "10.7"]
    assert not any(one["over"] for one in (*shown["allegations"], *shown["questions"]))
    assert shown["outcome"] == "full"
    assert "[en] unofficial translation, not checked" in officer.types("reply", "show", reply).out.splitlines()
    assert officer.does("reply", "matrix", reply)["status"] == "matrix_drafted"
    (listed,) = officer.does("reply", "list", "--case", numbers[2])["replies"]
    assert (listed["reply_no"], listed["late"], len(listed["letters"])) == ("R1", "late_within_cycle", 3)
    assert {row["outcome"] for row in officer.does("letter", "list")["letters"]} == {"full"}


def test_the_days_of_replies_go_into_a_calendar_file_and_never_over_one(officer: Laptop) -> None:
    officer.does("due", "--calendar", "replies.ics")
    events = events_of((officer.folder / "replies.ics").read_bytes())
    assert {one["SUMMARY"] for one in events} == {"Reply due", "Reminder to consider"}
    assert officer.refused("due", "--calendar", "replies.ics")


def test_what_a_state_did_is_followed_by_commands(officer: Laptop, three: tuple[Path, list[str]]) -> None:
    case = three[1][0]
    made = officer.does(
        "reply", "measure", case, "investigation_opened", "announced", "--state", "XKA", "--date", "2026-03"
    )["id"]
    officer.does("reply", "stage", made[:10], "stalled", "--date", "2026-06")
    officer.does("reply", "assess", made[:10], "prompt=no:Nothing for three months.", "--victim", "She was not heard.")
    (row,) = officer.does("reply", "measures", "--case", case)["measures"]
    assert (row["stage"], row["date"]) == ("stalled", "2026-06")
    for wrong in (("prompt:no",), ("prompt=perhaps:x",)):
        assert officer.refused("reply", "assess", made[:10], *wrong)


def test_silence_is_said_of_a_day_and_a_holiday_entered(officer: Laptop, three: tuple[Path, list[str]]) -> None:
    letter = officer.does("letter", "list")["letters"][0]["id"]
    told = officer.does("letter", "silence", letter, "--on", "2026-05-10", "--language", "en", "--language", "fr")
    assert told["fact"]["heard"] == "no_reply"
    assert set(told["sentences"]) == {"en", "fr"}
    assert officer.types("letter", "silence", letter, "--on", "2026-01-01").out.startswith("No reply had been asked")
    assert officer.does("profile", "holidays")["holidays"] == []
    assert officer.refused("profile", "setting", "clock_start", "whenever")
