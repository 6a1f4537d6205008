"""The pages of the manual: which there are, which belongs to a place, and which have the words that are searched."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from fieldcase.desktop.keys import KEYS, Key, Where
from fieldcase.office import resources

FOLDER = "manual"
PAGE_OF = {
    "new_case": "cases",
    "write_letter": "letters",
    "letter": "letters",
    "reply": "replies",
    "register_reply": "replies",
    "keys": "cases",
}
"""Places whose page has another name; every other place has a page of its own name, if it has one."""
FIRST = (
    "today",
    "cases",
    "case",
    "verification",
    "letters",
    "replies",
    "reports",
    "exchange",
    "import",
    "settings",
    "start",
)
_PICTURE = re.compile(r"^\s*!\[[^\]]*\]\([^)]*\)\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Page:
    """One page of the manual, as Markdown without its pictures."""

    name: str
    title: str
    text: str

    def has(self, words: str) -> bool:
        """Whether every word that was typed stands in it."""
        text = self.text.casefold()
        return all(word in text for word in words.casefold().split())


class Manual:
    """All pages in one language, those of the places first; a page that nobody translated is given in English."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        made = [Page(name, _title(text, name), _PICTURE.sub("", text)) for name, text in texts.items()]
        order = {name: place for place, name in enumerate(FIRST)}
        self.pages = tuple(sorted(made, key=lambda page: (order.get(page.name, len(order)), page.title)))

    def of(self, place: str) -> Page | None:
        """The page of a place of the window, else the first."""
        wanted = (place, PAGE_OF.get(place, ""))
        found = next((page for name in wanted for page in self.pages if page.name == name), None)
        return found or (self.pages[0] if self.pages else None)

    def named(self, name: str) -> Page | None:
        return next((page for page in self.pages if page.name == name), None)

    def found(self, words: str) -> tuple[Page, ...]:
        """The pages in which these words stand; all without words."""
        return tuple(page for page in self.pages if page.has(words))


def read_manual(language: str) -> Manual:
    """The manual that ships with the program."""
    names = resources.listed(FOLDER, ".md")
    own = f"{FOLDER}/{language}/"
    texts = {name[len(FOLDER) + 1 : -3]: name for name in names if name.count("/") == 1}
    texts |= {name[len(own) : -3]: name for name in names if name.startswith(own)}
    return Manual({name: resources.read(path).decode("utf-8") for name, path in texts.items()})


def keys_of(place: str) -> tuple[Key, ...]:
    """The keys that act in a place besides those that act everywhere."""
    wheres = {"case": (Where.CASE, Where.FIELD, Where.LIST), "cases": (Where.LIST,), "letter": (Where.FIELD,)}
    return tuple(key for key in KEYS if key.where in wheres.get(place, (Where.FIELD,)))


def _title(text: str, name: str) -> str:
    first = next((line for line in text.splitlines() if line.startswith("# ")), "")
    return first.removeprefix("# ").strip() or name
