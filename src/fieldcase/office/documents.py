"""What letters are made with, read from what ships with the program: fonts, templates, word lists, context sentences.

One object serves the whole process and is made when the first letter needs it. A font is read from the disk only when
a letter uses its script.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import PurePosixPath

import msgspec

from fieldcase.documents.names import Ordinary
from fieldcase.documents.onrecord import ordinary
from fieldcase.documents.resources import DocumentResources, LanguageNotReady
from fieldcase.model.vocabulary import Vocabularies
from fieldcase.office import resources

APART = ("context", "organisations", "claims", "refusal")
"""What is read by itself."""


class Sentence(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One sentence about one person, or several; `{people}` and `{what}` are filled in."""

    one: str
    several: str


class ContextWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How cooperation with the United Nations is told in one language, by its stage, and how people are counted up.

    `mechanisms` names organs and mechanisms as a sentence does, where that differs from the label in a list.
    """

    comma: str
    joined: str = msgspec.field(name="and")
    part: str
    stages: dict[str, Sentence]
    mechanisms: dict[str, str]


@lru_cache(maxsize=1)
def document_resources() -> DocumentResources:
    """The resources of letters, read once a process. Raises `MissingResource`."""
    return DocumentResources(
        fonts=_Files(resources.listed("fonts", ".ttf")),
        templates={_stem(name): resources.read(name).decode() for name in resources.listed("templates", ".txt")},
        data=_Files(name for name in resources.listed("documents", ".json") if _stem(name) not in APART),
    )


@lru_cache(maxsize=4)
def common_words(vocabularies: Vocabularies) -> Ordinary:
    """What points at nobody in an organisation's name: words of terms, and words of which such names are made (village,
    council, union). Read once a vocabulary.
    """
    made_of = msgspec.json.decode(resources.read("documents/organisations.json"), type=dict[str, tuple[str, ...]])
    return ordinary(vocabularies, (word for said in made_of.values() for word in said))


@lru_cache(maxsize=1)
def _contexts() -> dict[str, ContextWords]:
    return msgspec.json.decode(resources.read("documents/context.json"), type=dict[str, ContextWords])


def context_words(language: str) -> ContextWords:
    """How cooperation is told in a language. Raises `LanguageNotReady`."""
    found = _contexts().get(language)
    if found is None:
        raise LanguageNotReady(language=language, known=", ".join(sorted(_contexts())))
    return found


def _stem(name: str) -> str:
    return PurePosixPath(name).stem


class _Files(Mapping[str, bytes]):
    """Files by their last name, each read when it is asked for."""

    def __init__(self, names: Iterator[str] | tuple[str, ...]) -> None:
        self._names = {PurePosixPath(name).name: name for name in names}

    def __getitem__(self, name: str) -> bytes:
        return resources.read(self._names[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)
