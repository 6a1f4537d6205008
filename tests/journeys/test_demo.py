"""The whole main job once, for real: what `fieldcase demo` makes, looked at from outside."""

from __future__ import annotations

import base64
import json
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import msgspec
import pytest

from fieldcase.documents.onrecord import ordinary_words
from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.parties import Party
from fieldcase.office import resources
from fieldcase.office.checking import check_vault
from fieldcase.office.demo.run import run_demo
from fieldcase.office.demo.told import Demonstration, summary
from fieldcase.office.exchange.send import write_packages
from fieldcase.office.importing.mapping import read_mapping
from fieldcase.office.importing.plan import ImportPlan
from fieldcase.office.importing.proposing import propose
from fieldcase.office.importing.reading import read
from fieldcase.office.importing.settings import settings_from
from fieldcase.office.opening import open_vault
from fieldcase.office.records import change
from fieldcase.office.session import Session

REGISTERS = {
    "kalindra-allegations.xlsx": "mapping-kalindra.json",
    "santa-irene-denuncias.csv": "mapping-santa-irene.json",
    "kobo-export.csv": "mapping-kobo.json",
}
NAMES = ("names.family", "names.given", "names.full", "names.original_script", "names.alias")
CONTACTS = ("contacts.telephone", "contacts.email")
NARRATIVES = ("Case.summary", "Act.narrative", "StateReply.summary")


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Demonstration:
    return run_demo(tmp_path_factory.mktemp("demo") / "D")


@pytest.fixture(scope="module")
def expected() -> dict:
    return json.loads(resources.read("training/expected.json"))["files"]["kalindra-allegations.xlsx"]


def test_the_register_comes_in_as_its_expectation_says(done: Demonstration, expected: dict) -> None:
    assert (done.rows, done.imported) == (expected["rows_total"], expected["importable"])
    assert len(done.problems) == expected["problems_total"]
    assert done.duplicates == len(expected["duplicates"])
    assert {"file", "table", "row", "column", "kind", "problem", "remedy"} == set(done.problems[0])


def test_letters_leave_in_two_languages_and_can_be_opened(done: Demonstration) -> None:
    assert {letter.language for letter in done.letters} == {"en", "fr"}
    for letter in done.letters:
        text = subprocess.run(["pdftotext", letter.pdf, "-"], capture_output=True, text=True, check=True).stdout
        assert "TRAINING – NOT A COMMUNICATION" in text
        assert Path(letter.docx).read_bytes().startswith(b"PK")


def test_what_is_refused_names_its_rule_and_the_way_out(done: Demonstration) -> None:
    assert {"N1", "FC-003", "G4", "G11"} <= {one.rule for one in done.refused}
    assert all(one.reason and one.remedy for one in done.refused)


def test_packages_went_between_all_three_and_headquarters_did_not_get_everything(done: Demonstration) -> None:
    ways = {(one.from_, one.to) for one in done.packages}
    assert {("XKAL-03", "XKAL-07"), ("XKAL-07", "XKAL-03"), ("XKAL-03", "XHQ-01"), ("XHQ-01", "XKAL-03")} <= ways
    to_headquarters = [one for one in done.packages if one.to == "XHQ-01" and one.room == "XKAL/case"]
    assert any(one.withheld for one in to_headquarters)
    assert not any(one.room in ("XKAL/source", "XKAL/sealed") and one.to == "XHQ-01" for one in done.packages)
    assert done.waiting_for_consent > 0


def test_edits_made_apart_are_all_kept(done: Demonstration) -> None:
    assert {"track", "answer"} <= {one.field for one in done.conflicts}
    assert all(one.count == 2 for one in done.conflicts)


def test_everybody_gave_signed_receipts_and_every_vault_is_in_order(done: Demonstration) -> None:
    assert {one.from_ for one in done.receipts} == {"XKAL-03", "XKAL-07", "XHQ-01"}
    assert [one.ok for one in done.check] == [True, True, True]
    assert all(one.entries > 0 for one in done.check)


@pytest.mark.parametrize("number", [0, 1, 2])
def test_each_vault_opens_again_with_its_passphrase_file_and_is_in_order(done: Demonstration, number: int) -> None:
    with _opened(done, number) as session:
        assert session.vault.notices == []
        assert session.training
        assert check_vault(session).faults == ()
        assert all(case.case_no for case in session.vault.all(Case))


def test_the_document_is_one_of_plain_values_and_the_summary_has_no_name(done: Demonstration) -> None:
    document = json.loads(msgspec.json.encode(done))
    assert {"from", "to", "room", "bytes", "entries", "withheld"} <= set(document["packages"][0])
    assert {"from", "for", "feeds"} == set(document["receipts"][0])
    said = summary(done).casefold()
    assert not [one for one in needles() if one.casefold() in said]


@pytest.mark.security
def test_nothing_of_the_registers_lies_readable_in_the_folder(done: Demonstration) -> None:
    """Names, name words of six letters and more, contacts and pieces of narratives, in three encodings, case folded."""
    root = Path(done.into)
    wanted = sorted({encoded for one in needles() for encoded in _encoded(one)})
    assert len(wanted) > 2000
    files = [path for path in root.rglob("*") if path.is_file() and root / "letters" not in path.parents]
    assert len(files) > 40
    for path in files:
        content = path.read_bytes().lower() + str(path.relative_to(root)).casefold().encode()
        found = [one for one in wanted if one in content]
        assert not found, f"{path.relative_to(root)} holds {len(found)} pieces of the registers"


@pytest.mark.security
def test_headquarters_knows_nobody_by_name_but_who_agreed(done: Demonstration) -> None:
    people = {one.casefold() for one in needles(("Person",), narratives=False)}
    assert len(people) > 100
    with _opened(done, 2) as session:
        assert "XKAL/source" not in session.vault.rooms.names
        said = _said_in(session, "XKAL/case")
        people -= ordinary_words(session.vocabularies)  # an organisation's name has words such as “commission”
        assert not [one for one in people if one in said]
        named = session.vault.within("XKAL/identity", Party)
    codes = {letter.case for letter in done.letters}
    assert 0 < len([party for party in named if party.names]) <= len(codes)


def _said_in(session: Session, room: str) -> str:
    """All values that a room ever held, replaced ones too, case folded."""
    ledger = session.vault.rooms.room(room).ledger  # type: ignore[union-attr]
    entries = (entry for head in ledger.heads() for entry in ledger.slice(bytes(32), head.entry))
    values = [value for entry in entries for value in entry.values if value is not None]
    assert len(values) > 300
    return b"\n".join(values).decode("utf-8", "replace").casefold()


def needles(whose: tuple[str, ...] = ("Person", "Organisation", "Group"), *, narratives: bool = True) -> Iterator[str]:
    """What must not be found: from all three training registers."""
    for plan in _plans():
        for table in plan.tables:
            for row in table.rows:
                for who in whose:
                    for field in NAMES:
                        for name in row.values(f"{who}.{field}"):
                            yield from _of_name(name)
                    for field in CONTACTS:
                        yield from row.values(f"{who}.{field}")
                for field in NARRATIVES if narratives else ():
                    for text in row.values(field):
                        yield from (text[at : at + 24] for at in range(0, len(text) - 24, 24))


def _of_name(name: str) -> Iterator[str]:
    if len(name) >= 6:
        yield name
    yield from (word for word in re.findall(r"\w+", name) if len(word) >= 6)


def _encoded(text: str) -> Iterator[bytes]:
    folded = text.casefold()
    yield folded.encode()
    yield folded.encode("utf-16-le")
    try:
        yield folded.encode("latin-1")
    except UnicodeEncodeError:
        return


def _plans() -> Iterator[ImportPlan]:
    settings = settings_from(resources.read, key=bytes(32), today=date(2026, 1, 15))
    for file, mapping_file in REGISTERS.items():
        mapping = read_mapping(resources.read(f"training/{mapping_file}"))
        book = read(
            resources.read(f"training/{file}"), encoding=mapping.encoding or "", delimiter=mapping.delimiter or ""
        )
        yield propose(book, mapping, settings, file=file)


@pytest.mark.security
def test_a_stranger_opens_and_checks_a_package_with_four_programs(done: Demonstration, tmp_path: Path) -> None:
    """docs/formats/package.md, section 6, by hand, with the key that a training vault prints."""
    with _opened(done, 0) as officer, _opened(done, 1) as head:
        record = officer.vault.all(Case)[0]
        change(officer, "case", record.id, {"title_neutral": "Known to the second laptop alone"})
        folder = tmp_path / "out"
        folder.mkdir()
        told = write_packages(officer, folder, to="XKAL-07")
        package = next(folder / one.name for one in told.packages if one.room == "XKAL/case")
        key = tmp_path / "key.txt"
        key.write_text("\n".join(head.vault.keys.identities["case"]) + "\n")
        public = _openssh(officer.vault.seat)
    plain = _run("age", "--decrypt", "--identity", str(key), str(package))
    text = _run("zstd", "--decompress", "--stdout", "--quiet", stdin=plain)
    manifest, signature, body = text.split(b"\n", 2)
    (tmp_path / "manifest.sig").write_text(json.loads(signature))
    (tmp_path / "allowed").write_text(f'sender namespaces="fieldcase-package" {public}\n')
    said = _run(
        *("ssh-keygen", "-Y", "verify", "-f", str(tmp_path / "allowed"), "-I", "sender", "-n", "fieldcase-package"),
        *("-s", str(tmp_path / "manifest.sig")),
        stdin=manifest,
    )
    assert said.startswith(b"Good")
    document = json.loads(manifest)
    assert document["length"] == len(body)
    assert _run("sha256sum", stdin=body).split()[0].decode() == document["sha256"]
    assert b"Known to the second laptop alone" in body
    altered = subprocess.run(
        ["ssh-keygen", "-Y", "verify", "-f", str(tmp_path / "allowed"), "-I", "sender", "-n", "fieldcase-package"]
        + ["-s", str(tmp_path / "manifest.sig")],
        input=manifest.replace(b"XKAL/case", b"XKAL/cast"),
        capture_output=True,
        check=False,
    )
    assert altered.returncode != 0


@contextmanager
def _opened(done: Demonstration, number: int) -> Iterator[Session]:
    vault = done.vaults[number]
    passphrase = Path(vault.passphrase_file).read_text("utf-8").strip()
    session = open_vault(Path(vault.path), passphrase, outside=Path(done.into) / "state")
    try:
        yield session
    finally:
        session.close()


def _run(*command: str, stdin: bytes = b"") -> bytes:
    return subprocess.run(command, input=stdin, capture_output=True, check=True).stdout


def _openssh(seat: str) -> str:
    blob = b"".join(len(part).to_bytes(4, "big") + part for part in (b"ssh-ed25519", bytes.fromhex(seat)))
    return "ssh-ed25519 " + base64.b64encode(blob).decode()
