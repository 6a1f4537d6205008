"""The resources of letters, read once."""

from __future__ import annotations

import pytest

from fieldcase.documents.resources import DocumentResources
from tests.letters.kalindra import shipped


@pytest.fixture(scope="session")
def resources() -> DocumentResources:
    return shipped()
