"""What tests of the import share: settings from the resources that ship, and plans of files."""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache
from typing import Any

from fieldcase.model.dates import Hemisphere
from fieldcase.office import resources
from fieldcase.office.importing.mapping import Mapping, read_mapping
from fieldcase.office.importing.plan import ImportPlan
from fieldcase.office.importing.proposing import propose
from fieldcase.office.importing.reading import read
from fieldcase.office.importing.settings import ImportSettings, settings_from
from fieldcase.office.importing.sheets import Book


def decoded(name: str) -> Any:
    """A JSON file of the resources."""
    return json.loads(resources.read(name))


@lru_cache(maxsize=4)
def settings(hemisphere: Hemisphere | None = Hemisphere.NORTH) -> ImportSettings:
    """The settings of an office in that hemisphere, in January 2026."""
    return settings_from(
        resources.read, key=b"a key for tests, of any length..", today=date(2026, 1, 15), hemisphere=hemisphere
    )


def open_file(name: str, mapping: Mapping) -> Book:
    """A training file, decoded."""
    return read(resources.read(f"training/{name}"), encoding=mapping.encoding, delimiter=mapping.delimiter)


@lru_cache(maxsize=8)
def plan_of(name: str, mapping_name: str) -> ImportPlan:
    """The plan of a training file with its mapping."""
    mapping = read_mapping(resources.read(f"training/{mapping_name}"))
    return propose(open_file(name, mapping), mapping, settings(), file=name)
