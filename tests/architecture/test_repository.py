"""The repository stands alone: no path of a machine, no registry, no vault, nothing half-copied."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BINARY = {".ttf", ".png", ".docx", ".xlsx", ".mo", ".pdf", ".fcpkg", ".db"}
FORBIDDEN = {
    "a path of somebody's machine": re.compile(r"(?<![\w.])/(?:work|root|home/\w+|Users/\w+)/|(?<!\w)[A-Z]:\\Users\\"),
    "a folder outside the repository": re.compile(
        r"(?<![\w/])(?:\.\./)+shared\b|(?<![\w./-])shared/(?:design|data|domain)"
    ),
    "the address of a package registry": re.compile(
        r"pypi\.org|pythonhosted\.org|registry\.npmjs|deb\.debian\.org|--(?:extra-)?index-url|--find-links",
        re.IGNORECASE,
    ),
    "a private key": re.compile(r"BEGIN (?:OPENSSH|RSA|EC|DSA) ?PRIVATE KEY|AGE-SECRET-KEY-1[0-9A-Z]{20}"),
}
# the lock is made with these words and must not contain what they stand for
ALLOWED = {"Makefile": {"the address of a package registry"}, "tests/architecture/test_repository.py": set(FORBIDDEN)}


def kept() -> list[Path]:
    """Files under version control and those that would be added now."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    paths = (ROOT / name for name in listed.stdout.decode().split("\0") if name)
    return sorted(path for path in paths if path.is_file())


@pytest.fixture(scope="module")
def files() -> list[Path]:
    return kept()


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_names(what: str, files: list[Path]) -> None:
    found = []
    for path in files:
        name = path.relative_to(ROOT).as_posix()
        if path.suffix in BINARY or what in ALLOWED.get(name, ()):
            continue
        text = path.read_bytes().decode("utf-8", "replace")
        found += [
            f"{name}:{number}" for number, line in enumerate(text.splitlines(), 1) if FORBIDDEN[what].search(line)
        ]
    assert found == []


def test_no_vault_key_or_package_is_under_version_control(files: list[Path]) -> None:
    ends = (".fcpkg", ".slots", ".age", ".agekey", ".db", ".db-wal", ".sqlite")
    inside = [path.relative_to(ROOT).as_posix() for path in files if path.name.endswith(ends)]
    assert [name for name in inside if not name.startswith("tests/keepsakes/")] == []


def test_the_lock_names_every_hash_and_nothing_else() -> None:
    lines = ROOT.joinpath("requirements.lock").read_text("utf-8").splitlines()
    package = re.compile(r"[a-z0-9.-]+(\[[a-z,]+\])?==\S+( ;.*)? \\")
    digest = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")
    assert [line for line in lines if not package.fullmatch(line) and not digest.fullmatch(line)] == []
    assert sum(bool(package.fullmatch(line)) for line in lines) > 50


def test_links_in_the_documents_lead_somewhere(files: list[Path]) -> None:
    broken = []
    for path in files:
        if path.suffix != ".md":
            continue
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", path.read_text("utf-8")):
            if "://" not in target and not target.startswith("mailto:") and not (path.parent / target).exists():
                broken.append(f"{path.relative_to(ROOT).as_posix()}: {target}")
    assert broken == []


def test_every_font_and_icon_set_carries_its_licence() -> None:
    fonts = [folder for folder in (ROOT / "resources" / "fonts").iterdir() if folder.is_dir()]
    assert fonts
    assert [
        folder.name for folder in fonts if "Open Font License" not in (folder / "LICENSE.txt").read_text("utf-8")
    ] == []
    assert "ISC" in (ROOT / "resources" / "icons" / "LICENSE").read_text("utf-8")


def test_the_changelog_says_what_is_unreleased() -> None:
    changes = ROOT.joinpath("CHANGELOG.md").read_text("utf-8")
    assert "## Unreleased" in changes
    assert changes.split("## Unreleased", 1)[1].split("\n## ", 1)[0].strip()
