"""How files are said, without a window."""

from __future__ import annotations

from fieldcase.desktop.files import lines
from fieldcase.model.kinds.evidence import Evidence
from fieldcase.office.sources.files import CustodyLine, FileLine, type_of
from tests.unit.desktop.samples import wording

EVENT = CustodyLine(event="received", at="2026-03-12T09:30:00Z", by="Sami Rahal")


def a_line(**more: object) -> FileLine:
    item = Evidence(ev_no="EV1", kind="document", size=2048, received_at="2026-03-12T09:30:00Z", **more)  # type: ignore[arg-type]
    return FileLine(evidence=item, custody=(EVENT,), intact=True)


def test_sizes_are_said_in_the_unit_that_suits_them() -> None:
    assert [lines.size_words(one) for one in (None, 12, 2048, 5 * 1024 * 1024)] == ["", "12 bytes", "2 KB", "5.0 MB"]


def test_a_hash_is_said_in_groups() -> None:
    assert lines.hash_words("0123456789abcdef") == "01234567 89abcdef"


def test_who_took_a_file_in_and_when_is_said() -> None:
    assert lines.facts_of(a_line(), wording()) == "Document · 2 KB · added by Sami Rahal, 12 Mar 2026"
    assert lines.event_words(EVENT, wording()) == "Received · 2026-03-12 09:30 UTC · Sami Rahal"


def test_what_may_be_revealed_is_said_until_somebody_looked() -> None:
    assert lines.reveals(a_line()) == "May reveal a source and who people are"
    assert lines.reveals(a_line(reveals_source=False)) == "Reveals who people are"
    assert lines.reveals(a_line(reveals_source=False, reveals_identity=False)) == ""


def test_what_is_too_large_is_not_opened() -> None:
    small = a_line()
    assert lines.why_not_shown(small) == ""
    large = FileLine(evidence=Evidence(size=lines.MOST_SHOWN + 1), custody=(), intact=True)
    assert "too large" in lines.why_not_shown(large)


def test_the_kind_of_a_file_follows_its_ending_and_nothing_else() -> None:
    assert [type_of(one) for one in ("a.PDF", "b.jpeg", "c.exe")] == [
        "application/pdf",
        "image/jpeg",
        "application/octet-stream",
    ]
