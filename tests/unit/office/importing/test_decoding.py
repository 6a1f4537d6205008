"""Foreign files are decoded in a helper process with limits; what cannot be read is refused in a sentence."""

from __future__ import annotations

import io
import sys
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldcase.model.refusal import Refusal
from fieldcase.office import resources
from fieldcase.office.importing.decoder import (
    Undecodable,
    decode_csv,
    decode_xlsx,
    detect_delimiter,
    detect_encoding,
    newline_of,
    shortest,
)
from fieldcase.office.importing.decoding import (
    DamagedFile,
    DecoderDied,
    ExpandsTooMuch,
    NoSpreadsheet,
    TooLarge,
    WrongEncoding,
    decode,
)
from fieldcase.office.importing.reading import EmptyFile, OldFormat, UnderPassword, form_of, read
from fieldcase.office.importing.sheets import CellKind, Limits, Order

KALINDRA = resources.read("training/kalindra-allegations.xlsx")


def workbook(**cells: object) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for place, value in cells.items():
        sheet[place] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def archive(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, data in files.items():
            zipped.writestr(name, data)
    return out.getvalue()


@pytest.mark.security
@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", EmptyFile),
        (b" \r\n", EmptyFile),
        (b"%PDF-1.7 ...", NoSpreadsheet),
        (b"\x89PNG\r\n", NoSpreadsheet),
        (b"<html><table>", NoSpreadsheet),
        (b"a;b\0\0\0\1", NoSpreadsheet),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"Workbook", OldFormat),
        (bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), UnderPassword),
        (b"PK\3\4 no archive", DamagedFile),
        (archive({"word/document.xml": b"<x/>"}), NoSpreadsheet),
        (archive({"xl/workbook.xml": b"<x/>"}), DamagedFile),
        (KALINDRA[: len(KALINDRA) // 2], DamagedFile),
        (archive({"xl/worksheets/sheet1.xml": b"\0" * (420 << 20)}), ExpandsTooMuch),
    ],
)
def test_what_is_no_register_is_refused(data: bytes, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal) as refused:
        read(data)
    assert refused.value.sentence
    assert refused.value.way_out


@pytest.mark.security
@pytest.mark.parametrize(
    ("limits", "refusal"),
    [
        (Limits(file_size=1000), TooLarge),
        (Limits(rows=10), TooLarge),
        (Limits(columns=5), TooLarge),
        (Limits(cells=100), TooLarge),
        (Limits(cell_length=100), TooLarge),
        (Limits(expanded=10_000), ExpandsTooMuch),
    ],
)
def test_a_file_beyond_a_limit_is_refused(limits: Limits, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        read(KALINDRA, limits=limits)


@pytest.mark.security
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_the_helper_may_not_use_more_memory_than_it_is_given() -> None:
    with pytest.raises((ExpandsTooMuch, DecoderDied)):
        read(KALINDRA, limits=Limits(memory=24 << 20))


@pytest.mark.security
@pytest.mark.parametrize(
    "program",
    [
        "import os; os._exit(3)",
        "import sys; sys.stdout.write('nonsense')",
        "import sys; sys.stdin.buffer.read(); sys.stdout.buffer.write(b'\\x80')",
        "import time; time.sleep(60)",
        "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)",
    ],
)
def test_a_helper_that_dies_or_hangs_is_a_refusal(program: str) -> None:
    order = Order(form="csv", limits=Limits(seconds=1))
    with pytest.raises(DecoderDied) as refused:
        decode(b"a;b", order, (sys.executable, "-c", program))
    assert "Nothing was imported" in refused.value.sentence


@pytest.mark.security
def test_an_answer_without_end_is_cut_off() -> None:
    program = "import sys\nsys.stdin.buffer.read()\nwhile True: sys.stdout.buffer.write(b'x' * 65536)"
    with pytest.raises(DecoderDied):
        decode(b"a;b", Order(form="csv", limits=Limits(answer=1 << 20)), (sys.executable, "-c", program))


def test_a_helper_that_reads_nothing_is_no_trouble() -> None:
    with pytest.raises(DecoderDied):
        decode(b"a;b" * 200_000, Order(form="csv", limits=Limits()), (sys.executable, "-c", "raise SystemExit(1)"))


def test_a_format_on_the_last_row_of_a_sheet_does_not_make_it_large() -> None:
    from openpyxl.styles import Font

    book = openpyxl.Workbook()
    book.active["A1"] = "x"
    book.active["A1048576"].font = Font(bold=True)
    out = io.BytesIO()
    book.save(out)
    assert len(decode_xlsx(out.getvalue(), Limits()).sheets[0].rows) == 1


def test_what_is_decoded_shows_no_text_of_itself() -> None:
    book = decode_csv(b"Name;Nuria Kesh", Order(form="csv", limits=Limits()))
    assert "Nuria" not in repr(book)
    assert "Nuria" not in repr(book.sheets[0].rows)


def test_a_helper_that_cannot_be_started_is_a_refusal() -> None:
    with pytest.raises(DecoderDied):
        decode(b"a;b", Order(form="csv", limits=Limits()), ("/nowhere/at/all",))


@pytest.mark.security
def test_formulas_are_shown_and_never_worked_out() -> None:
    data = workbook(A1="=1+1", B1="text", C1="'=not")
    book = read(data)
    (first, second, _third) = book.sheets[0].rows[0]
    assert (first.formula, first.text) == (True, "")
    assert not second.formula
    assert book.formula_cells == 1


def test_macros_are_not_read_and_told() -> None:
    files = {}
    with zipfile.ZipFile(io.BytesIO(workbook(A1="x"))) as zipped:
        files = {name: zipped.read(name) for name in zipped.namelist()}
    assert read(archive(files | {"xl/vbaProject.bin": b"code"})).macros
    assert not read(KALINDRA).macros


def test_cells_keep_what_the_file_says_they_are() -> None:
    import datetime

    data = workbook(
        A1=1,
        B1=2.5,
        C1=True,
        D1=datetime.datetime(2025, 3, 12),
        E1=datetime.datetime(2025, 3, 12, 10, 30),
        F1=datetime.time(9, 5),
        A3="last",
    )
    sheet = decode_xlsx(data, Limits()).sheets[0]
    assert [(cell.text, cell.kind) for cell in sheet.rows[0]] == [
        ("1", CellKind.NUMBER),
        ("2.5", CellKind.NUMBER),
        ("TRUE", CellKind.YES_NO),
        ("2025-03-12", CellKind.DAY),
        ("2025-03-12T10:30:00", CellKind.DAY),
        ("09:05:00", CellKind.TEXT),
    ]
    assert (len(sheet.rows), sheet.rows[1], sheet.width) == (3, (), 6)
    assert sheet.cell(9, 9).text == ""
    assert shortest(3.0) == "3"
    assert shortest(0.1) == "0.1"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_found_by_itself(encoding: str) -> None:
    book = read("nom;été\r\nSolène;œuvre’s\r\n".encode(encoding))
    assert [cell.text for cell in book.sheets[0].rows[0]] == ["nom", "été"]
    assert book.newline == "CRLF"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("nombre;relato\nRosaura;«sabemos dónde duermes» – le dijo, señaló la puerta; mañana 12’\n", "windows-1252"),
        ("Имя;Рассказ\nНурия;арест после встречи с докладчиком, угрозы семье и соседям\n", "windows-1251"),
        ("الاسم;القصة\nنوريا;اعتقال بعد لقاء المقرر الخاص وتهديد الأسرة والجيران\n", "windows-1256"),
    ],
)
def test_older_encodings_are_found_by_their_letters(text: str, encoding: str) -> None:
    assert detect_encoding(text.encode(encoding)) == encoding
    assert read(text.encode(encoding)).sheets[0].rows[0][0].text == text.split(";")[0]


def test_a_wrong_encoding_is_refused_with_its_place() -> None:
    with pytest.raises(WrongEncoding) as refused:
        read(b"abc;\xff\xfe", encoding="utf-8")
    assert "byte 4" in refused.value.sentence
    with pytest.raises(WrongEncoding):
        read(b"abc;d", encoding="no-such-encoding")


@pytest.mark.parametrize(
    ("line", "delimiter"), [("a;b;c", ";"), ("a,b,c", ","), ("a\tb", "\t"), ("a|b|c", "|"), ("a", ",")]
)
def test_the_separator_is_found(line: str, delimiter: str) -> None:
    assert detect_delimiter(f"{line}\n{line}\n") == delimiter


def test_line_ends_are_told() -> None:
    assert [newline_of(text) for text in ("a\r\nb", "a\nb", "a\rb", "a")] == ["CRLF", "LF", "CR", ""]


@settings(max_examples=60)
@given(st.binary(max_size=400))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    try:
        if form_of(data) == "csv":
            decode_csv(data, Order(form="csv", limits=Limits()))
        else:
            decode_xlsx(data, Limits())
    except (Refusal, Undecodable):
        return


@settings(max_examples=40)
@given(st.integers(0, len(KALINDRA) - 1), st.integers(1, 255))
def test_a_changed_byte_in_a_workbook_is_read_or_refused(at: int, change: int) -> None:
    data = bytearray(KALINDRA)
    data[at] ^= change
    try:
        decode_xlsx(bytes(data), Limits())
    except Undecodable:
        return
