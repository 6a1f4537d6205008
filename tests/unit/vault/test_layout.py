"""What list columns and the search read of each shape of field."""

from __future__ import annotations

from typing import Annotated, Any

import pytest

from fieldcase.model.declare import Field, Group, LText, Record, Room, Type, describe
from fieldcase.vault.views.layout import Layout, days, layouts, words_in
from fieldcase.vault.views.shown import Mark, Shown
from fieldcase.vault.views.texts import columns_of, pieces_of, words_of


class Where(Group, frozen=True, kw_only=True):
    text: Annotated[LText, Field("Words", Type.LONG_TEXT, search=3)] = {}
    country: Annotated[str, Field("State", Type.STATE, listed=True)] = ""
    kinds: Annotated[tuple[str, ...], Field("Kinds", Type.CODE, listed=True)] = ()
    secret: Annotated[str, Field("Not searched")] = ""


class Plain(Group, frozen=True, kw_only=True):
    number: Annotated[int | None, Field("Number", Type.NUMBER)] = None
    place: Annotated[str, Field("Place")] = ""


class Thing(Record, frozen=True, kw_only=True):
    where: Annotated[Where, Field("Where", Type.GROUP)] = Where()
    more: Annotated[dict[str, Where], Field("More", Type.GROUP, listed=True)] = {}
    whole: Annotated[Plain, Field("Whole", Type.GROUP, listed=True)] = Plain()
    open: Annotated[bool | None, Field("Open", Type.BOOL, listed=True)] = None
    count: Annotated[int | None, Field("Count", Type.NUMBER, listed=True)] = None
    day: Annotated[str, Field("Day", Type.EDTF, listed=True)] = ""
    note: Annotated[LText, Field("Note", Type.LONG_TEXT, listed=True, search=2)] = {}


THING = layouts([describe(Thing, "thing", "Thing", "Things", "x")], [Room.CASE])["thing"]


def cells(layout: Layout = THING, **values: Any) -> dict[str, Any]:
    row = layout.row("id", Shown(values={path.replace("__", "/"): value for path, value in values.items()}))
    return dict(zip(layout.names, row, strict=True))


def test_every_shape_is_one_line() -> None:
    row = cells(
        where={"country": "XKA", "kinds": ["a", "b"], "text": {"en": {"text": "At home"}}},
        more__1={"country": "XME"},
        more__2={"text": {"fr": {"text": "Chez elle"}}},
        whole={"number": None, "place": "Sarn Vallo"},
        open=False,
        count=3,
        day="2025-03/..",
        note__fr={"text": "long " * 100, "original": True},
        note__en={"text": "short"},
    )
    assert (row["country"], row["kinds"]) == ("XKA", " a b ")
    assert row["more"] == "XME; Chez elle"
    assert row["whole"] == "Sarn Vallo"
    assert (row["open"], row["count"]) == (False, 3)
    assert (row["day"], row["day_days"]) == ("2025-03/..", "2025-03-01/9999-12-31")
    assert row["note"] == ("long " * 100)[:200]


def test_what_is_not_said_or_of_another_form_is_empty() -> None:
    said = cells(where="nonsense", more__1=7, open="yes", count="many", day="in spring", note__en={}, whole=["x"])
    assert said["day"] == "in spring"
    assert {name for name, value in said.items() if value is None} >= {
        "country",
        "kinds",
        "open",
        "count",
        "note",
        "whole",
    }
    assert said["more"] == "7"
    assert {value for name, value in cells().items() if not name.startswith("_")} == {None}


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2025-03-04", "2025-03-04/2025-03-04"),
        ("2025-02~", "2025-02-01/2025-02-28"),
        ("", None),
        (None, None),
        (5, None),
    ],
)
def test_days_that_a_date_may_be(date: Any, expected: str | None) -> None:
    assert days(date) == expected


@pytest.mark.parametrize(
    ("value", "words"),
    [("x", "x"), (True, ""), (None, ""), (4.5, "4.5"), ({"a": None, "b": "y"}, "y"), ({}, ""), ([1], "")],
)
def test_words_in_a_value(value: Any, words: str) -> None:
    assert words_in(value) == words


def test_only_changed_columns_are_written_anew() -> None:
    was = Shown(values={"open": True, "count": 1})
    assert THING.changes(was, Shown(values={"open": True, "count": 2}), {"count"}) == {"count": 2}
    assert THING.changes(was, was, set()) == {}
    hidden = Shown(values=was.values, hidden=True, marks={"open": (Mark.CONFLICT,)})
    assert THING.changes(was, hidden, set()) == {"_hidden": True, "_marks": 1}
    assert THING.changes(was, Shown(values={"day": "2025"}), {"day"}) == {
        "day": "2025",
        "day_days": "2025-01-01/2025-12-31",
    }


def test_search_reads_texts_inside_groups_and_leaves_the_rest() -> None:
    values = {
        "where": {
            "text": {"en": {"text": "At home"}, "ar": {"text": "في البيت"}},
            "secret": "hidden",
            "country": "XKA",
        },
        "more/2": {"text": {"fr": {"text": "Chez elle"}}},
        "more/1": "of another form",
        "note/en": {"text": "A note", "translator": "nobody"},
        "gone/x": "unknown field",
    }
    words = words_of(THING, values)
    assert [(one.field, one.text) for one in words if one.field != "more"] == [
        ("where", "At home"),
        ("where", "في البيت"),
        ("note", "A note"),
    ]
    assert "hidden" not in " ".join(columns_of(words))
    assert pieces_of(words) == ("", "في البيت")
    assert words == words_of(THING, dict(reversed(values.items())))
