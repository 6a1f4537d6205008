"""A day with commands on real training vaults: from a statement at the Council to the State's answer, on two laptops.

Then what may go wrong: each is a sentence and status 1, and nothing has changed.
"""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from fieldcase.office import resources
from tests.commands import Laptop
from tests.disks import MAY_MOUNT, read_only, small_disk
from tests.laptops import PASSPHRASES, founded, opened
from tests.laptops import Clock as LaptopClock


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Laptops 03 (case officer, custodian) and 07 (reviewer, head) of one office, founded once."""
    return founded(tmp_path_factory.mktemp("founded"))


@pytest.fixture
def laptops(template: Path, tmp_path: Path) -> tuple[Laptop, Laptop]:
    shutil.copytree(template, tmp_path, dirs_exist_ok=True)
    (tmp_path / "stick").mkdir()
    one, other = (Laptop(tmp_path, device, PASSPHRASES[device]) for device in ("03", "07"))
    return one, other


def carry(giver: Laptop, taker: Laptop) -> None:
    """Send by the memory stick, and take in."""
    assert giver.does("sync", "--route", "stick")["sent"]["packages"]
    taken = taker.does("receive", "--route", "stick")["packages"]
    assert {one["what"] for one in taken} <= {"applied", "ignored", "file"}


def opens_a_case(officer: Laptop) -> tuple[str, str]:
    """From a statement to a case under verification: number of the case, code of the person."""
    case = officer.does(
        "case", "new", "Detention after a statement", "--received", "2026-03-02", "--channel", "person",
        "--subject", "persons", "--summary", "Detained after a statement.",
    )["case_no"]  # fmt: skip
    person = officer.does("person", "add", "--name", "Ilena Dovrak", "--gender", "woman", "--case", case)["code"]
    assert officer.refused("case", "step", case, "triage")[0] == "G2"
    officer.does(
        "record", "add", "cooperation_link", "--case", case, f"cooperator={person}", f"victim={person}",
        "op4_category=4a_cooperation", "stage=cooperated", "type=statement_delivered", "mechanism=hrc_plenary",
        "mode=in_person", "date=2026-03-02", "visibility=public", "alternative_explanations/en=None was found.",
    )  # fmt: skip
    officer.does(
        "record", "add", "act", "--case", case, "type=arbitrary_arrest", "act_class=reprisal", "date=2026-03-05",
        "ongoing.answer=yes", "act_country=XKA", "is_online=no", "is_offline=yes", "perpetrator_types=state_agent",
        "responsible_state=XKA", "attribution_mode=commission", "severity.level=serious", f"victims={person}",
        "narrative/en=Was detained at the airport.",
    )  # fmt: skip
    risk = officer.does("risk", "assess", case, person, "medium", "--reason", "She is held.")["id"]
    officer.does("risk", "acting", risk[:10], "note_verbale", "low", "--reason", "The case is public.")
    officer.does("case", "step", case, "triage")
    officer.does("case", "step", case, "open")
    return case, person


def verifies_and_proposes(officer: Laptop, case: str, person: str) -> tuple[str, str]:
    """Sources, information, consent, four elements, a proposal, the allegation: ids of decision and allegation."""
    for kind, group in (("victim", "first hand"), ("lawyer", "the defence")):
        source = officer.does(
            "source", "add", kind, "--group", group, "--grade", "R1", "--reason", "Known for years."
        )["id"]  # fmt: skip
        bearing = [word for element in ("E1", "E2", "E3", "E4") for word in ("--supports", f"{element}:A1")]
        officer.does(
            "information", "add", case, "Was detained at the airport.", *bearing, "--source", source,
            "--credibility", "C2", "--why", "It fits what is known.", "--date", "2026-03-05",
        )  # fmt: skip
    officer.does("case", "step", case, "under_verification")
    officer.does(
        "consent", "set", person, "state_letter", "CODED", "--method", "in_person_oral", "--explained-in", "en",
        "--risks-explained",
    )  # fmt: skip
    for element in ("E1", "E2", "E3", "E4"):
        whose = ("--person", person) if element in ("E1", "E3") else ()
        officer.does(
            "verify-case", "assess", case, element, "A1", "credible", "--reasoning", "Two sources agree.",
            "--weighed", "Nothing speaks against it.", *whose,
        )  # fmt: skip
    levels = officer.does("verify-case", "show", case)["levels"]
    assert {one["level"] for one in levels} == {"credible"}
    decision = officer.does(
        "decision", "propose", case, "note_verbale", "--rationale", "She wants it.", "--wishes", "Ask the State.",
        "--option", "-no_action_do_no_harm=It goes on.", "--option", "note_verbale=The State must answer.",
        "--skipped", "Tried by others.",
    )["id"]  # fmt: skip
    allegation = officer.does(
        "allegation", "write", case, "--text", f"en:{{{person}}} was detained on 5 March 2026 after a statement.",
        "--act", "A1", "--person", f"{person}=CODED",
    )["id"]  # fmt: skip
    return decision, allegation


def enters_what_letters_need(head: Laptop) -> None:
    """The office, the State, its ministry, the resolution."""
    head.does(
        "profile", "office", "--name", "en:the Training Presence in Kalindra", "--place", "en:Kalindra City",
        "--letterhead", "en:Training Presence in Kalindra", "--accredited-to", "XKA", "--time-zone", "UTC",
    )  # fmt: skip
    head.does(
        "profile", "state", "XKA", "en", "--formal", "the Republic of Kalindra", "--short", "Kalindra",
        "--after-of", "of the Republic of Kalindra",
    )  # fmt: skip
    head.does(
        "profile", "addressee", "XKA", "foreign_ministry", "--role",
        "en:the Ministry of Foreign Affairs of the Republic of Kalindra", "--lines", "en:Kalindra City",
    )  # fmt: skip
    head.does(
        "profile", "mandate", "A/HRC/RES/54/24", "2023-10-12", "--title", "en:Cooperation with the United Nations"
    )  # fmt: skip


def test_from_a_statement_to_the_answer_of_the_state(laptops: tuple[Laptop, Laptop]) -> None:
    officer, head = laptops
    case, person = opens_a_case(officer)
    decision, allegation = verifies_and_proposes(officer, case, person)
    carry(officer, head)
    enters_what_letters_need(head)
    assert {one["kind"] for one in head.does("due")["items"]}
    assert officer.refused("decision", "decide", decision)[0] == "FC-003"
    head.does("decision", "decide", decision[:12])
    carry(head, officer)

    letter = officer.does("letter", "draft", case, "note_verbale", "--language", "en")["id"]
    assert officer.types("letter", "check", letter).status == 1
    officer.does("letter", "warnings", letter, "--reason", "The place is known to the State.")
    street = "The Office is concerned about what happened in the street named after Ilona Davrak."
    officer.does("letter", "block", letter, "en", "concern", "--text", street)
    officer.does("letter", "submit", letter)
    carry(officer, head)
    assert head.refused("letter", "approve", letter)[0] == "G5"
    assert head.does("letter", "recognise", letter)["questions"][0]["code"] == person
    head.does("letter", "recognise", letter, f"{person}=no", "--reason", "Several hundred people fit.")
    assert head.refused("letter", "approve", letter)[0] == "L1"
    (near,) = head.does("letter", "names", letter)["names"]
    assert (near["code"], near["words"], near["near"]) == (person, "Ilona Davrak", True)
    said = ("letter", "somebody-else", letter, person, near["words"], "--reason", "A poet of the last century.")
    assert officer.refused(*said)[0] == "G9"
    head.does(*said)
    head.does("letter", "approve", letter)
    assert head.does("letter", "sign", letter)["office_ref"].startswith("OHCHR/XKAL/07-001/")
    carry(head, officer)

    officer.does("letter", "render", letter, "--out", "note.pdf")
    assert (officer.folder / "note.pdf").read_bytes().startswith(b"%PDF")
    (officer.folder / "stamp.txt").write_text("received")
    proof = officer.does(
        "evidence", "add", case, "stamp.txt", "--kind", "document", "--title", "Stamp of the registry", "--harmless"
    )["ev_no"]  # fmt: skip
    assert officer.does("letter", "dispatch", letter, "--proof", f"{case}/{proof}", "--method", "hand")["due_at"]

    (officer.folder / "reply.txt").write_text("The Ministry denies that any arrest took place.")
    day = officer.does("letter", "list")["letters"][0]["dispatched"]
    officer.does(
        "reply", "record", case, "--from", "XKA", "--kind", "substantive", "--dated", day, "--language", "en",
        "--to", letter, "--file", "reply.txt", "--screened",
    )  # fmt: skip
    assert officer.refused("reply", "row", f"{case}/R1", allegation, "--position", "denies_fact", "--quote", "never")
    officer.does(
        "reply", "row", f"{case}/R1", allegation, "--position", "denies_fact", "--quote", "denies that any arrest"
    )  # fmt: skip
    carry(officer, head)
    assert head.does("reply", "review", f"{case}/R1")["status"] == "matrix_reviewed"
    assert officer.does("consent", "withdraw", person, "--how", "By telephone.")["tasks"]
    page = officer.types("case", "show", case).out
    assert person in page
    assert "Dovrak" not in page + officer.types("record", "list", "party").out + officer.types("due").out
    for laptop in laptops:
        assert laptop.does("check")["ok"]


def test_names_are_shown_with_a_reason_only(laptops: tuple[Laptop, Laptop]) -> None:
    officer, head = laptops
    person = officer.does("person", "add", "--name", "Ilena Dovrak", "--gender", "woman")["code"]
    assert "Dovrak" not in officer.types("record", "show", "party", person).out
    assert "Dovrak" in officer.types("person", "see", person, "--reason", "To telephone her.").out
    assert "Dovrak" not in officer.types("record", "history", "party", person).out
    carry(officer, head)
    assert "Dovrak" not in head.types("search", "Dovrak").out
    assert "Dovrak" in head.types("search", "Dovrak", "--reason", "She telephoned.").out
    assert head.refused("person", "see", person)[0] == "FC-005"


@pytest.mark.slow
def test_kinds_with_rules_of_their_own_are_not_written_past_them(laptops: tuple[Laptop, Laptop]) -> None:
    officer, _head = laptops
    case = officer.does("case", "new", "Dismissal")["case_no"]
    for kind in ("consent", "letter_step", "assessment", "roster", "row_seen"):
        assert officer.refused("record", "add", kind, "case=x")[0] == "FC-556"
    assert officer.refused("case", "set", case, "colour=red")[0] == "FC-004"
    assert officer.refused("case", "set", case, "status=closed")[0] == "FC-005"
    assert officer.does("case", "set", case, "track=urgent")["changed"] == ["track"]
    assert [one["case_no"] for one in officer.does("case", "list", "--track", "urgent")["cases"]] == [case]


def test_a_register_comes_in_once_and_goes_out_again(laptops: tuple[Laptop, Laptop]) -> None:
    officer, _head = laptops
    register, mapping = kobo(officer.folder)
    looked = officer.does("import", register, "--mapping", mapping, "--dry-run")
    assert (looked["rows"], looked["importable"], len(looked["problems"])) == (20, 17, 26)
    done = officer.does("import", register, "--mapping", mapping)
    assert (done["rows"], done["imported"], len(done["problems"]), len(done["duplicates"])) == (20, 17, 26, 3)
    assert officer.does("import", register, "--mapping", mapping)["imported"] == 0
    assert officer.does("case", "list")["total"] == 17
    assert officer.does("import", "--undo", done["batch"][:8])["rows"] == 17
    assert officer.does("case", "list")["total"] == 0
    officer.does("import", register, "--draft-mapping", "drafted.json")
    assert (officer.folder / "drafted.json").stat().st_size > 200


def kobo(folder: Path) -> tuple[str, str]:
    """The smallest training register and its mapping, as files."""
    for name in ("kobo-export.csv", "mapping-kobo.json"):
        (folder / name).write_bytes(resources.read(f"training/{name}"))
    return "kobo-export.csv", "mapping-kobo.json"


# --- what may go wrong


def state(laptop: Laptop) -> object:
    """What stands in a vault, room by room."""
    return {room: one for room, one in laptop.does("check", "--digest")["digests"].items() if "log" not in room}


def test_a_wrong_passphrase_opens_nothing(laptops: tuple[Laptop, Laptop]) -> None:
    officer, head = laptops
    before = state(officer)
    rule, line = officer.refused("case", "new", "Dismissal", FIELDCASE_PASSPHRASE_FILE=str(head.secret))
    assert rule == "FC-110"
    assert PASSPHRASES["07"] not in line
    assert state(officer) == before


def test_a_vault_that_another_program_has_open_is_left_alone(laptops: tuple[Laptop, Laptop]) -> None:
    officer, _head = laptops
    before = state(officer)
    session = opened(officer.folder, "03", LaptopClock())
    try:
        rule, _line = officer.refused("case", "new", "Dismissal")
    finally:
        session.close()
    assert rule == "FC-105"
    assert state(officer) == before


def test_a_folder_that_may_only_be_read_is_said(laptops: tuple[Laptop, Laptop]) -> None:
    officer, _head = laptops
    before = state(officer)
    with read_only(officer.vault):
        rule, line = officer.refused("case", "new", "Dismissal")
    assert rule == "FC-101", line
    assert state(officer) == before


@pytest.mark.skipif(not MAY_MOUNT, reason="a small disk needs root")
def test_a_full_disk_is_said_and_nothing_of_the_register_is_kept(laptops: tuple[Laptop, Laptop]) -> None:
    officer, _head = laptops
    (officer.folder / "register.xlsx").write_bytes(resources.read("training/kalindra-allegations.xlsx"))
    (officer.folder / "mapping.json").write_bytes(resources.read("training/mapping-kalindra.json"))
    before = state(officer)
    size = sum(one.stat().st_size for one in officer.vault.rglob("*") if one.is_file())
    kept = officer.folder / "kept"
    officer.vault.rename(kept)
    with small_disk(officer.vault, size + 700_000):
        shutil.copytree(kept, officer.vault, dirs_exist_ok=True)
        rule, line = officer.refused("import", "register.xlsx", "--mapping", "mapping.json")
        assert rule == "FC-100", line
        shutil.copytree(officer.vault, kept, dirs_exist_ok=True)
    officer.vault.rmdir()
    kept.rename(officer.vault)
    assert state(officer) == before


def test_an_unknown_column_is_named(laptops: tuple[Laptop, Laptop]) -> None:
    officer, _head = laptops
    before = state(officer)
    register, mapping = kobo(officer.folder)
    said = (officer.folder / mapping).read_text("utf-8").replace("incident/district", "incident/town")
    (officer.folder / mapping).write_text(said, "utf-8")
    rule, line = officer.refused("import", register, "--mapping", mapping)
    assert rule == "FC-512"
    assert "incident/town" in line
    assert state(officer) == before


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [("missing.xlsx", None, "FC-445"), ("scan.xlsx", b"%PDF-1.7 a scan", "FC-505"), ("empty.csv", b"  ", "FC-508")],
)
def test_a_file_that_cannot_be_read_is_said(
    name: str, content: bytes | None, rule: str, laptops: tuple[Laptop, Laptop]
) -> None:
    officer, _head = laptops
    before = state(officer)
    if content is not None:
        (officer.folder / name).write_bytes(content)
    assert officer.refused("import", name)[0] == rule
    assert state(officer) == before


def test_a_package_for_somebody_else_stays_closed(laptops: tuple[Laptop, Laptop]) -> None:
    officer, head = laptops
    officer.does("case", "new", "Dismissal")
    officer.does("send", "--to", "XKAL-07", "--out", "packages")
    before = state(officer)
    packages = sorted((officer.folder / "packages").iterdir())
    assert packages
    hashes = [hashlib.sha256(one.read_bytes()).hexdigest() for one in packages]
    rule, line = officer.refused("receive", packages[0])
    assert rule.startswith("FC-")
    assert line
    assert state(officer) == before
    assert [hashlib.sha256(one.read_bytes()).hexdigest() for one in packages] == hashes
    for package in packages:
        head.does("receive", package)
    assert head.does("case", "list")["total"] == 1


@pytest.mark.slow
def test_an_office_is_founded_and_joined_by_commands_alone(tmp_path: Path) -> None:
    first = Laptop(tmp_path, "03", "six words nobody would ever guess")
    second = Laptop(tmp_path, "07", "six other words nobody would guess")
    assert first.refused("init", "--office", "XKAL", "--name", "Sami Rahal", "--role", "head")[0] == "FC-552"
    assert not first.vault.exists()
    first.does(
        "init", "--training", "--office", "XKAL", "--name", "Sami Rahal", "--role", "case_officer,custodian",
        "--device", "03", "--sheets-into", "sheets",
    )  # fmt: skip
    assert len(list((tmp_path / "sheets").iterdir())) == 3
    second.does("init", "--training", "--join", "--name", "Ines Duarte", "--role", "head", "--out", "request.txt")
    words = " ".join(first.does("peer", "words", "request.txt")["words"])
    assert first.refused("peer", "enrol", "request.txt", "--words", words)[0] == "FC-557"
    wrong = " ".join(reversed(words.split()))
    enrol = ("peer", "enrol", "request.txt", "--device", "07", "--roles", "reviewer,head", "--out", "answer.fcjoin")
    assert first.refused(*enrol, "--words", wrong)[0].startswith("FC-2")
    assert first.does(*enrol, "--words", words)["founding_over"] is True
    assert second.does("peer", "words", "answer.fcjoin")["words"] == words.split()
    joined = second.does("peer", "accept", "answer.fcjoin", "--words", words)
    assert (joined["office"], joined["device"]) == ("XKAL", "07")
    assert [one["name"] for one in second.does("peer", "list")["peers"]] == ["XKAL-03"]
    keys = second.does("peer", "card", "--secret")["keys"]
    assert keys["case"].startswith("AGE-SECRET-KEY-1")


@pytest.mark.security
def test_a_name_typed_where_codes_belong_is_saved_and_told_and_may_be_somebody_else_s(
    laptops: tuple[Laptop, Laptop],
) -> None:
    officer, reviewer = laptops
    case, person = opens_a_case(officer)
    told = officer.types("case", "set", case, "summary/en=Minister Dovrak ordered it.")
    assert (told.status, told.err.count("N16")) == (0, 1)
    assert person in told.err
    assert "Dovrak" not in told.err
    document = officer.does("case", "set", case, "title_neutral=Dovrak was held")
    assert [one["party_code"] for one in document["warnings"]] == [person]
    assert {one["field"] for one in officer.does("case", "check", case)["findings"]} == {"summary/en", "title_neutral"}
    assert "N16" in {line["rule"] for line in officer.does("case", "show", case)["panel"]}
    carry(officer, reviewer)
    assert reviewer.does("case", "check", case, "--words")["words"][0]["words"] == "Dovrak"
    said = ("case", "somebody-else", case, person, "Dovrak", "--reason", "The minister of that name.")
    assert officer.refused(*said)[0] == "G9"
    assert len(reviewer.does(*said)["ids"]) == 2
    assert reviewer.does("case", "check", case)["findings"] == []
