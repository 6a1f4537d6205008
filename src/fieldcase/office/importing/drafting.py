"""A first mapping for a register that nobody has mapped yet, guessed from its headers and its cells, for a person to
correct.

Headers are compared with word lists (`fieldcase-headers/1`) in six languages, cells with the labels of the
vocabularies. What is not guessed is left out, and the plan then lists it as unmapped. Consent levels are never
guessed, only remarks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Literal

import msgspec

from fieldcase.model.dates.lexicon import plain
from fieldcase.office.importing import marks
from fieldcase.office.importing.fields import Meaning
from fieldcase.office.importing.mapping import FORMAT, Key, Table, read_headers
from fieldcase.office.importing.mapping import Mapping as FileMapping
from fieldcase.office.importing.settings import ImportSettings
from fieldcase.office.importing.sheets import Book, Cell, CellKind, Sheet

SURE = 87
"""From this likeness (0 to 100) on a header is taken for a field, a text for a term."""
NEAR = 60
"""From this likeness on a term is proposed to a person."""

MOST_TERMS = 400


class Headers(msgspec.Struct, frozen=True, kw_only=True):
    """How registers head the columns of each field."""

    words: Mapping[str, tuple[str, ...]]


def headers(listed: Mapping[str, Any]) -> Headers:
    """The headers of a decoded list."""
    return Headers(words={field: tuple(map(_bare, words)) for field, words in listed["headers"].items()})


def _bare(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+|>", plain(text)))


def draft_mapping(
    book: Book, settings: ImportSettings, known: Headers, *, state: str = "", file: str = ""
) -> FileMapping:
    """A mapping of every sheet in which at least two columns were recognised. It may have no tables at all."""
    tables = [table for sheet in book.sheets if (table := _table(sheet, book, settings, known))]
    return FileMapping(
        format=FORMAT,
        file=file,
        state=state,
        date_order=_date_order(tables, book),
        encoding=book.encoding,
        delimiter=book.delimiter,
        tables=_referring(tables),
    )


def _referring(tables: list[Table]) -> list[Table]:
    """Tables of people and letters refer to the first table of cases that has numbers."""
    cases = next((one for one in tables if one.record == "Case" and one.key), None)
    if cases is None:
        return [one if one.record == "Case" else msgspec.structs.replace(one, key=None) for one in tables]
    out = []
    for one in tables:
        if one is not cases and one.key is not None and cases.key is not None:
            key = msgspec.structs.replace(cases.key, column=one.key.column)
            one = msgspec.structs.replace(one, key=key, refers_to=cases.sheet)
        out.append(one)
    return out


def _table(sheet: Sheet, book: Book, settings: ImportSettings, known: Headers) -> Table | None:
    row = header_row(sheet, known)
    if row is None:
        return None
    group = (
        row - 1
        if row > 1 and any(top <= row - 1 <= end and right > left for top, left, end, right in sheet.merges)
        else None
    )
    names = read_headers(sheet, row, group)
    columns = {names[at][0]: field for at, field in _guess_fields(names, known).items()}
    if len(columns) < 2:
        return None
    record = _record(set(columns.values()))
    columns = {column: _of_record(field, record) for column, field in columns.items()}
    place = {column: at for at, found in names.items() for column in found}
    texts = {column: _texts(sheet, place[column], row + 1) for column in columns}
    by_field = {field: column for column, field in columns.items()}
    split = {field: ";" for column, field in columns.items() if _is_coded(field, settings) and _is_list(texts[column])}
    needed = ["Case.old_number", *_NEEDED[record]]
    return Table(
        sheet=sheet.name or None,
        record=record,
        header_row=row,
        first_row=row + 1,
        group_row=group,
        key=_key(by_field.get("Case.old_number"), texts),
        columns=dict(columns),
        required=[by_field[field] for field in needed if field in by_field],
        split=split,
        values=_values(columns, texts, split, settings),
    )


_NEEDED = {
    "Case": ("Act.type", "Case.summary"),
    "Person": ("Person.names.family", "Person.names.full"),
    "Letter": ("Letter.kind",),
}


def header_row(sheet: Sheet, known: Headers) -> int | None:
    """The row of the first twenty that reads most like headers; None when no row does."""
    best, score = None, 1.0
    for number, cells in enumerate(sheet.rows[:20], 1):
        texts = [cell.text for cell in cells if cell.kind is CellKind.TEXT and not marks.is_blank(cell.text)]
        recognised = sum(_best(_candidates((text,)), known)[1] >= SURE for text in texts if len(text) < 80)
        if recognised > score:
            best, score = number, recognised
    return best


def _candidates(names: Iterable[str]) -> list[str]:
    """A header as it is, and the parts of one written in two languages ("Place / lieu")."""
    out = []
    for name in names:
        out += [name, re.sub(r"\([^)]*\)", "", name), *re.split(r"\s*[/|\n–—:]\s*", name)]
    return [bare for one in out if (bare := _bare(one))]


def _best(candidates: list[str], known: Headers) -> tuple[str, float]:
    from rapidfuzz import fuzz

    best, score = "", 0.0
    for field, words in known.words.items():
        for word in words:
            for one in candidates:
                likeness = 100.0 if one == word else min(fuzz.ratio(one, word), 99.0)
                likeness += 0.01 * len(word) if likeness >= SURE else 0.0  # of two that fit, the one that says more
                if likeness > score:
                    best, score = field, likeness
    return best, score


def _guess_fields(names: Mapping[int, tuple[str, ...]], known: Headers) -> dict[int, str]:
    """The likeliest field of each column; two columns never get one field, the likelier has it."""
    repeated = {name for name, count in Counter(found[0] for found in names.values()).items() if count > 1}
    guesses = []
    for at, found in names.items():
        if found[0] not in repeated:
            field, score = _best(_candidates(found), known)
            guesses.append((score, at, field))
    taken: dict[int, str] = {}
    for score, at, field in sorted(guesses, key=lambda guess: (-guess[0], guess[1])):
        if score >= SURE and field not in taken.values():
            taken[at] = field
    return dict(sorted(taken.items()))


def _record(fields: set[str]) -> str:
    records = {field.partition(".")[0] for field in fields}
    if "Letter" in records or "StateReply" in records:
        return "Letter"
    is_case = "Act" in records or "CooperationLink" in records or "Case.summary" in fields
    return "Person" if "Person" in records and not is_case else "Case"


def _of_record(field: str, record: str) -> str:
    """Remarks belong to whom the table is about."""
    return f"{record}.remarks" if field == "Case.remarks" else field


def _texts(sheet: Sheet, column: int, first_row: int) -> list[Cell]:
    cells = (sheet.cell(row, column) for row in range(first_row, len(sheet.rows) + 1))
    return [cell for cell in cells if not marks.is_blank(cell.text)]


def _is_coded(field: str, settings: ImportSettings) -> bool:
    known = settings.fields.get(field)
    return known is not None and known.meaning is Meaning.CODE


def _is_list(cells: list[Cell]) -> bool:
    return sum(";" in cell.text for cell in cells) * 20 >= max(len(cells), 1)


def _values(
    columns: Mapping[str, str], texts: Mapping[str, list[Cell]], split: Mapping[str, str], settings: ImportSettings
) -> dict[str, dict[str, str]]:
    out: dict[str, dict[str, str]] = {}
    for column, field in columns.items():
        if not _is_coded(field, settings):
            continue
        pieces = Counter(
            marks.fold(piece) for cell in texts[column] for piece in cell.text.split(split.get(field, "\0"))
        )
        vocabulary = settings.fields[field].vocabulary
        codes = settings.terms.codes.get(vocabulary, frozenset())
        found = {
            piece: code
            for piece, _count in pieces.most_common(MOST_TERMS)
            if piece and piece not in codes and (code := nearest(piece, vocabulary, settings, SURE))
        }
        if found:
            out[field] = dict(sorted(found.items()))
    return out


def nearest(piece: str, vocabulary: str, settings: ImportSettings, likeness: int = NEAR) -> str:
    """The term of a vocabulary whose label or code reads most like a text; empty where none is `likeness` (0 to 100)
    like it.
    """
    from rapidfuzz import fuzz

    labels = settings.terms.labels.get(vocabulary, {})
    scored = [(fuzz.ratio(_bare(piece), _bare(label)), code) for label, code in labels.items()]
    scored += [(fuzz.ratio(_bare(piece), _bare(code.replace("_", " "))), code) for code in labels.values()]
    score, code = max(scored, default=(0.0, ""))
    return code if score >= likeness else ""


def _key(column: str | None, texts: Mapping[str, list[Cell]]) -> Key | None:
    """The numbers of the register, and the pattern that most of them fit: letters stay, digits may vary."""
    if column is None:
        return None
    numbers = [marks.visible(cell.text) for cell in texts[column]]
    shapes = Counter(re.sub(r"\d+", "0", number) for number in numbers)
    shape, count = shapes.most_common(1)[0] if shapes else ("", 0)
    if "0" not in shape or count * 5 < len(numbers) * 4:
        return Key(column=column)
    fitting = [re.findall(r"\d+", number) for number in numbers if re.sub(r"\d+", "0", number) == shape]
    widths = [[len(found[at]) for found in fitting] for at in range(len(fitting[0]))]
    literal = shape.split("0")
    pattern, form = re.escape(literal[0]), literal[0].replace("{", "").replace("}", "")
    for nth, (width, text) in enumerate(zip(widths, literal[1:], strict=True), 1):
        pattern += rf"(\d{{1,{max(width)}}})" + re.escape(text)
        form += (f"{{{nth}:0{max(width)}}}" if min(width) == max(width) < 10 else f"{{{nth}}}") + text
    safe = len(widths) < 10 and not re.search(r"[{}]", shape)
    return Key(column=column, pattern=rf"(?i)^\s*{pattern}\s*$", format=form) if safe else Key(column=column)


def _date_order(tables: list[Table], book: Book) -> Literal["dmy", "mdy", "ymd"]:
    """The order that more dates of the date columns can only have; day first when nothing tells."""
    first = second = 0
    for sheet in book.sheets:
        for cells in sheet.rows:
            for cell in cells:
                found = re.fullmatch(r"\s*(\d{1,2})[./-](\d{1,2})[./-]\d{2,4}\s*", cell.text)
                if found and tables:
                    first += int(found[1]) > 12 >= int(found[2])
                    second += int(found[2]) > 12 >= int(found[1])
    return "mdy" if second > first else "dmy"
