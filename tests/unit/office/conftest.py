"""A laptop of a training office, just founded, for the tests of use cases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldcase.office.session import Session
from tests.laptops import Clock, an_office


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """Laptop 03, whose person is case officer and custodian."""
    session = an_office(tmp_path, Clock())
    yield session
    session.close()
