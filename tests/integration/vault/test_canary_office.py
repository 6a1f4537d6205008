"""A canary in every field of every kind, carried through a whole round of work, lies in no file in the clear."""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fieldcase.exchange.routes.folder import FolderRoute
from fieldcase.model.declare import Kind, Part, Shape, Type
from fieldcase.model.kinds import KINDS
from fieldcase.model.kinds.parties import Party
from fieldcase.office.checking import check_vault
from fieldcase.office.exchange import receive, send
from fieldcase.office.session import Session
from fieldcase.vault.views.lists import ListQuery
from tests.laptops import Clock, a_colleague, an_office

CANARY = "Zyxquandril"
SAID = f"{CANARY} Dovrak spoke at the Council. "
IN_THE_OPEN = frozenset({"roster", "peer"})
"""Kinds that trust is built on: what stands in them is read before anything else, so no canary is put there."""


def said(part: Part, path: str) -> Iterator[tuple[str, Any]]:
    """Values with the canary wherever a text may stand."""
    match part.shape:
        case Shape.PLAIN if part.field.type in (Type.TEXT, Type.LONG_TEXT) and not part.field.computed:
            yield path, SAID
        case Shape.TEXTS:
            yield f"{path}/en", {"text": SAID * 40}
        case Shape.GROUP:
            yield path, inside(part)
        case Shape.ELEMENTS:
            yield f"{path}/1", inside(part)


def inside(part: Part) -> dict[str, Any]:
    found = {}
    for inner in part.parts:
        if inner.shape is Shape.PLAIN and inner.field.type in (Type.TEXT, Type.LONG_TEXT):
            found[inner.name] = SAID
        elif inner.shape is Shape.TEXTS:
            found[inner.name] = {"fr": {"text": SAID}}
    return found


def values_of(kind: Kind) -> dict[str, Any]:
    return {path: value for part in kind.parts for path, value in said(part, part.name) if value}


def fill(session: Session) -> int:
    """One record of every kind, then again with other words, then one of them deleted."""
    filled = 0
    for round_ in range(2):
        with session.vault.writing() as writing:
            for kind in KINDS.values():
                values = {} if kind.name in IN_THE_OPEN else values_of(kind)
                if values:
                    again = {path: _other(value, round_) for path, value in values.items()}
                    writing.set(kind.name, f"{abs(hash(kind.name)):032x}"[-32:], again)
                    filled += 1
            writing.commit()
    return filled


def _other(value: Any, round_: int) -> Any:
    if isinstance(value, str):
        return f"{value} {round_}"
    return {key: _other(one, round_) for key, one in value.items()}


def in_the_clear(folder: Path) -> list[str]:
    forms = (CANARY, CANARY.lower(), CANARY.upper(), CANARY[1:])
    wanted = [form.encode(code) for form in forms for code in ("utf-8", "utf-16-le", "utf-16-be", "latin-1")]
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    return [str(path) for path in files if CANARY in path.name or any(one in path.read_bytes() for one in wanted)]


def open_files() -> set[str]:
    found = set()
    for handle in os.listdir("/proc/self/fd"):
        try:
            found.add(os.readlink(f"/proc/self/fd/{handle}"))
        except OSError:
            continue  # the handle of the listing itself
    return {path for path in found if path.startswith("/")}


@pytest.mark.security
def test_a_canary_in_every_field_of_every_kind_is_in_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    for name in ("TMPDIR", "SQLITE_TMPDIR", "HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        (tmp_path / name).mkdir()
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.setattr(tempfile, "tempdir", None)
    before, clock = open_files(), Clock()
    office = tmp_path / "office"
    office.mkdir()
    first = an_office(office, clock)
    second = a_colleague(office, first, clock)
    assert fill(first) > 60
    assert in_the_clear(tmp_path) == []
    first.vault.objects.add(io.BytesIO(SAID.encode()), len(SAID))
    first.vault.drafts.keep("case/new", {"title": SAID}, at=clock())
    first.vault.log("export_letter", ["a" * 32], SAID)
    assert first.vault.search(CANARY).hits
    for kind in KINDS:
        first.vault.page(ListQuery(kind=kind))
    assert any(CANARY in str(one) for one in first.vault.all(Party))
    (tmp_path / "route").mkdir()
    route = FolderRoute(tmp_path / "route", chance=os.urandom)
    for _ in range(2):
        for session in (first, second):
            send.send(session, route)
        assert in_the_clear(tmp_path) == []
        for session in (first, second):
            receive.collect(session, route)
    assert second.vault.search(CANARY).hits
    assert check_vault(first).faults == ()
    assert check_vault(second).faults == ()
    opened = {path for path in open_files() - before if not Path(path).is_relative_to(office)}
    assert not [path for path in opened if not path.startswith(("/dev", "/proc", "/usr", "/sys", "/etc"))], opened
    assert not [path for path in open_files() if path.endswith("(deleted)") and str(tmp_path) in path]
    assert in_the_clear(tmp_path) == []
    for session in (first, second):
        session.close()
    assert in_the_clear(tmp_path) == []
    told = capfd.readouterr()
    assert CANARY not in told.out + told.err
    assert CANARY not in repr([first.vault.__dict__, second.vault.__dict__, first.__dict__])
