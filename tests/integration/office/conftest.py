"""Laptops of one office for the tests of use cases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldcase.office.session import Session
from tests.laptops import Clock, founded, two_laptops
from tests.letter_ground import name_kalindra


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The two laptops as they are right after founding, closed."""
    return founded(tmp_path_factory.mktemp("founded"))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def laptops(office: Path, tmp_path: Path, clock: Clock) -> Iterator[tuple[Session, Session]]:
    """Laptop 03 (case officer and custodian) and laptop 07 (reviewer and head)."""
    with two_laptops(office, tmp_path, clock) as both:
        yield both


@pytest.fixture
def laptop(laptops: tuple[Session, Session]) -> Session:
    """Laptop 03: case officer and custodian."""
    return laptops[0]


@pytest.fixture
def officer(laptop: Session) -> Session:
    """Laptop 03 of an office that knows how Kalindra is addressed."""
    name_kalindra(laptop)
    return laptop
