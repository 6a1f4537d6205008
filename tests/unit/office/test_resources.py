"""What ships with the program is found by name, and nothing else is."""

from __future__ import annotations

import json

import pytest

from fieldcase.office.resources import MissingResource, catalogue, languages, listed, read, resource


def test_a_file_is_read_by_name() -> None:
    assert "act_type" in json.loads(read("vocabularies/vocab.json"))["lists"]


def test_files_below_a_folder_are_listed_as_read_takes_them() -> None:
    fonts = listed("fonts", ".ttf")
    assert "fonts/amiri/Amiri_400Regular.ttf" in fonts
    assert all(read(name)[:4] == b"\x00\x01\x00\x00" for name in fonts)


@pytest.mark.parametrize("name", ["no/such.file", "../pyproject.toml", "/etc/passwd", "fonts/../../README.md"])
def test_a_name_that_is_missing_or_leaves_the_folder_is_refused(name: str) -> None:
    with pytest.raises(MissingResource, match="missing"):
        resource(name)


def test_a_folder_is_not_read_as_a_file() -> None:
    with pytest.raises(MissingResource):
        read("fonts")


@pytest.mark.parametrize("language", ["fr", "fr_CH", "fr-FR"])
def test_french_speaks_french(language: str) -> None:
    assert catalogue(language).gettext("Print the version and stop.") == "Afficher la version et s’arrêter."


def test_a_language_without_translations_speaks_english() -> None:
    assert catalogue("xx").gettext("Print the version and stop.") == "Print the version and stop."
    assert languages()[0] == "en"
    assert "fr" in languages()
