"""Opens what ships with the program: vocabularies, templates, fonts, icons, training data, translations.

They lie in `resources/` beside the source (the manual in `docs/manual`), or in `fieldcase/_resources` of an installed
program. This is the only module that knows where; `model` and `documents` are handed bytes. It refuses names
that leave that folder.
"""

from __future__ import annotations

import gettext
import io
from pathlib import Path, PurePosixPath

import fieldcase
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_

MANUAL = "manual"
CATALOGUE = "translations/{language}/LC_MESSAGES/fieldcase.mo"


class MissingResource(Refusal):
    """A file that ships with the program is not there: the installation is incomplete."""

    code = "FC-499"
    message = N_("A part of fieldcase is missing: {name}.")
    remedy = N_("Install fieldcase again; in a checkout, run `make setup`.")


def resource(name: str) -> Path:
    """Where the file or folder `name` (relative, with `/`) lies. Raises `MissingResource`."""
    wanted = PurePosixPath(name)
    found = _root(wanted) / wanted
    if wanted.is_absolute() or ".." in wanted.parts or not found.exists():
        raise MissingResource(name=name)
    return found


def read(name: str) -> bytes:
    """The bytes of one file, such as `vocabularies/vocab.json`. Raises `MissingResource`."""
    found = resource(name)
    if not found.is_file():
        raise MissingResource(name=name)
    return found.read_bytes()


def listed(folder: str, suffix: str = "") -> tuple[str, ...]:
    """The names (as `read` takes them) of the files below `folder` that end in `suffix`, in order."""
    inside = resource(folder)
    root = _root(PurePosixPath(folder))
    return tuple(sorted(p.relative_to(root).as_posix() for p in inside.rglob("*" + suffix) if p.is_file()))


def catalogue(language: str) -> gettext.NullTranslations:
    """The translations into `language` (a code such as `fr` or `fr_CH`); English for a language that has none."""
    for code in (language, language.replace("-", "_").split("_")[0]):
        try:
            return gettext.GNUTranslations(io.BytesIO(read(CATALOGUE.format(language=code))))
        except MissingResource:
            continue
    return gettext.NullTranslations()


def languages() -> tuple[str, ...]:
    """Codes of the languages that the window and the commands speak, English first."""
    return ("en", *sorted({name.split("/")[1] for name in listed("translations", ".mo")}))


def _root(wanted: PurePosixPath) -> Path:
    inside = Path(fieldcase.__file__).parent / "_resources"
    if inside.is_dir():
        return inside
    return Path(fieldcase.__file__).parents[2] / ("docs" if wanted.parts[:1] == (MANUAL,) else "resources")
