"""The documents say what the code has: names of functions, files, decisions and commands in them exist."""

from __future__ import annotations

import importlib
import inspect
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "fieldcase"
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.glob("*.md"), *DOCS.glob("manual/*.md")])
LAYERS = {"model", "vault", "exchange", "documents", "office", "cli", "desktop"}
SHOWN = re.compile(r"`([^`\n]+)`")
TYPED_MAKE = re.compile(r"^    (make (?:[a-z-]+ ?)+)(?:$|  | #)", re.MULTILINE)


def shown(path: Path) -> list[str]:
    """What a page shows as code inside its sentences."""
    return SHOWN.findall(path.read_text("utf-8"))


def part(page: str, title: str) -> str:
    """One chapter of a page in docs/."""
    return DOCS.joinpath(page).read_text("utf-8").split(f"## {title}", 1)[1].split("\n## ", 1)[0]


def exists(name: str) -> bool:
    """Whether a dotted name leads to a module, or to what one holds."""
    parts = name.split(".")
    for cut in range(len(parts), 0, -1):
        try:
            found: object = importlib.import_module(".".join(parts[:cut]))
        except ModuleNotFoundError:
            continue
        for attribute in parts[cut:]:
            if not hasattr(found, attribute):
                return False
            found = getattr(found, attribute)
        return True
    return False


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_functions_named_in_a_page_exist(page: Path) -> None:
    named = {text for text in shown(page) if re.fullmatch(r"fieldcase(\.\w+)+", text)}
    assert sorted(name for name in named if not exists(name)) == []


def test_the_way_of_one_allegation_goes_through_every_layer_below_the_screens() -> None:
    way = part("architecture.md", "The way of one allegation")
    assert {name.split(".")[1] for name in SHOWN.findall(way) if name.startswith("fieldcase.")} == (
        LAYERS - {"cli", "desktop"}
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_files_named_in_a_page_exist(page: Path) -> None:
    missing = []
    for text in shown(page):
        if not re.fullmatch(r"(?:\w[\w.-]*/)+[\w.-]*\.?\w*", text) or "NNNN" in text:
            continue
        top = text.split("/", 1)[0]
        here = ROOT if top in {"src", "tests", "docs", "resources", "packaging", ".ci"} else None
        if top in LAYERS and text.endswith((".py", "/")):
            here = SOURCE
        if here is not None and not here.joinpath(text).exists():
            missing.append(text)
    assert missing == []


def test_every_package_stands_among_the_rooms_of_the_house() -> None:
    rooms = part("architecture.md", "The rooms of the house")
    packages = {
        path.parent.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("__init__.py") if path.parent != SOURCE
    }
    desktop = {name for name in packages if name.startswith("desktop/")}
    below = {name.split("/", 1)[1] for name in packages if "/" in name and name not in desktop}
    screens = {name.split("/", 1)[1] for name in desktop}
    assert sorted(name for name in LAYERS if f"{name}/" not in rooms) == []
    assert sorted(name for name in below if f"{name}/" not in rooms) == []
    assert sorted(name for name in screens if name not in rooms) == []


def test_files_among_the_rooms_of_the_house_stand_in_their_layer() -> None:
    rooms = part("architecture.md", "The rooms of the house")
    missing, layer = [], ""
    for line in rooms.splitlines():
        if found := re.match(r"    (\w+)/", line):
            layer = found[1]
        for name in re.findall(r"\b(\w+\.py)\b", line):
            if layer and not list(SOURCE.joinpath(layer).rglob(name)):
                missing.append(f"{layer}: {name}")
    assert missing == []


def test_the_index_of_decisions_lists_every_one() -> None:
    index = DOCS.joinpath("adr", "README.md").read_text("utf-8")
    records = sorted(path.name for path in DOCS.joinpath("adr").glob("[0-9]*.md") if path.name != "0000-template.md")
    assert [name for name in records if f"({name})" not in index] == []
    for name in records:
        text = DOCS.joinpath("adr", name).read_text("utf-8")
        title = text.splitlines()[0].partition(". ")[2]
        assert f"]({name}) | {title} |" in index
        assert [part for part in ("Context", "Decision", "Consequences") if f"## {part}" not in text] == []


def test_make_targets_named_in_a_page_exist() -> None:
    makefile = ROOT.joinpath("Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    named = {
        target
        for page in PAGES
        for text in [*shown(page), *TYPED_MAKE.findall(page.read_text("utf-8"))]
        if text.startswith("make ")
        for target in text.split()[1:]
        if re.fullmatch(r"[a-z-]+", target)
    }
    assert sorted(named - targets) == []


DOORS = {
    "FeedWriter": "fieldcase.vault.ledger",
    "RoomLedger": "fieldcase.vault.ledger",
    "SealedRoom": "fieldcase.vault.ledger",
    "Vault": "fieldcase.vault.vault",
    "Writing": "fieldcase.vault.writing",
    "Taking": "fieldcase.vault.taking",
    "Session": "fieldcase.office.session",
    "Outbox": "fieldcase.exchange.outbox",
    "Inbox": "fieldcase.exchange.inbox",
}


@pytest.mark.parametrize("door", DOORS)
def test_a_part_has_what_it_promises(door: str) -> None:
    promised: set[str] = set()
    current = ""
    for line in part("architecture.md", "What the parts promise each other").splitlines():
        if found := re.match(r"    (\w+)", line):
            current = found[1]
        if current == door:
            promised |= set(re.findall(r"(?<=[ ;])\.([a-z]\w*)", line))
    module = importlib.import_module(DOORS[door])
    kind = getattr(module, door)
    given = set(re.findall(r"self\.(\w+)(?:: [^=\n]+)? =", inspect.getsource(inspect.getmodule(kind) or module)))
    assert promised
    assert sorted(name for name in promised if not hasattr(kind, name) and name not in given) == []
