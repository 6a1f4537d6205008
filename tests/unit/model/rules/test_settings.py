"""Office settings (section 16) and the scales that the vocabulary must agree with."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldcase.model.dates.deadlines import OfficeCalendar
from fieldcase.model.kinds.office import OfficeSettings as OfficeRecord
from fieldcase.model.kinds.office import Setting
from fieldcase.model.rules.scales import (
    CONSENT,
    RISK,
    VERIFICATION,
    consent_rank,
    level_rank,
    lower_consent,
    lower_level,
    risk_rank,
)
from fieldcase.model.rules.settings import SETTINGS, Loosen, OfficeSettings, setting_findings, settings_from
from tests.plain import vocabularies


@pytest.mark.parametrize(
    ("vocabulary", "scale"), [("consent_level", CONSENT), ("verification_level", VERIFICATION), ("risk_level", RISK)]
)
def test_the_scales_of_the_rules_are_those_of_the_vocabulary(vocabulary: str, scale: dict[str, int]) -> None:
    ranks = {term.code: term.rank for term in vocabularies().terms(vocabulary)}
    assert ranks == {code: rank for code, rank in scale.items() if code in ranks}
    assert set(scale) - set(ranks) <= {"NOT_ASKED", ""}


def test_a_word_that_no_scale_knows_is_read_on_the_strict_side() -> None:
    assert (consent_rank("ALL"), level_rank("sure"), risk_rank("extreme")) == (0, 0, RISK["imminent"])
    assert lower_consent(["NAMED", "ALL"]) == "NONE"
    assert lower_consent([]) == "NOT_ASKED"
    assert lower_consent(["NOT_ASKED", "NONE"]) == "NONE"
    assert lower_level([]) == "not_assessed"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("suppression_n", 2),
        ("consent_life_months", 24),
        ("consent_life_months", 0),
        ("unreachable_days", 90),
        ("risk_review_hours", {"imminent": 48}),
        ("source_exclusion", False),
        ("four_eyes", False),
        ("nothing", 1),
    ],
)
def test_what_would_loosen_a_protection_is_refused(name: str, value: object) -> None:
    assert [f.rule for f in setting_findings(name, value)] == ["CFG"]


@pytest.mark.parametrize(
    ("name", "value"),
    [("suppression_n", 10), ("consent_life_months", 6), ("matrix_days", 30), ("risk_review_hours", {"imminent": 12})],
)
def test_what_is_stricter_or_free_is_accepted(name: str, value: object) -> None:
    assert setting_findings(name, value) == ()


def test_every_default_is_a_setting_that_somebody_may_read() -> None:
    missing = set(OfficeSettings.__struct_fields__) - set(SETTINGS) - {"office", "said"}
    assert not missing
    never = {name for name, setting in SETTINGS.items() if setting.loosen is Loosen.NEVER}
    assert never == {"source_exclusion", "consent_required", "four_eyes", "external_references"}


def test_settings_are_read_from_the_offices_record_and_a_loosening_value_is_passed_over() -> None:
    said = {
        "matrix_days": Setting(value=20, verified=True, by="a" * 32, at="2025-01-01T00:00:00Z"),
        "reply_days.note_verbale": Setting(value=60),
        "suppression_n": Setting(value=1),
        "thresholds.report_entry/E2": Setting(value="confirmed"),
        "op13_scope": Setting(value=7),
        "office": Setting(value="XXX"),
        "unheard": Setting(value=1),
    }
    read = settings_from(OfficeRecord(accredited_to=("XKA",), settings=said), "KAL", OfficeCalendar())
    assert (read.office, read.accredited_to, read.matrix_days, read.suppression_n) == ("KAL", ("XKA",), 20, 5)
    assert (read.days_for_reply("note_verbale"), read.days_for_reply("reminder")) == (60, 15)
    assert (read.op13_scope, read.thresholds) == ("strict", {"report_entry/E2": "confirmed"})
    assert read.said["matrix_days"].verified


def test_urgent_letters_have_their_own_days_and_a_cycle_spans_two_years() -> None:
    settings = OfficeSettings()
    assert (settings.days_for_reply("letter_concern", urgent=True), settings.days_for_reply("letter_concern")) == (
        7,
        30,
    )
    assert settings.days_for_reply("note_verbale", urgent=True) == 30
    assert settings.cycle(2024) == (date(2024, 5, 1), date(2025, 4, 30))


@given(st.integers(-1000, 1000))
def test_no_number_makes_the_suppression_threshold_smaller_than_three(number: int) -> None:
    read = settings_from(OfficeRecord(settings={"suppression_n": Setting(value=number)}), "KAL", OfficeCalendar())
    assert read.suppression_n >= 3


def settled(name: str, value: str | int) -> OfficeSettings:
    said = Setting(value=value, by="a" * 32, at="2026-01-01T00:00:00Z")
    calendar = OfficeCalendar(holidays=frozenset({date(2026, 5, 1)}))
    return settings_from(OfficeRecord(settings={name: said}), "XKAL", calendar, ZoneInfo("Europe/Berlin"))


def test_the_days_off_of_a_week_are_the_offices() -> None:
    calendar = settled("weekend", "fri sat").calendar
    assert (calendar.weekend, calendar.holidays) == (frozenset({4, 5}), frozenset({date(2026, 5, 1)}))
    assert settled("weekend", "").calendar.weekend == frozenset()
    assert settled("weekend", "caturday").calendar.weekend == frozenset({5, 6}), "what another program wrote wrongly"


def test_days_for_a_reply_are_settled_kind_by_kind() -> None:
    settings = settled("reply_days.letter_concern:urgent", 5)
    assert (settings.days_for_reply("letter_concern", urgent=True), settings.days_for_reply("letter_concern")) == (
        5,
        30,
    )
    assert settled("reply_days.note_verbale", 0).days_for_reply("note_verbale") == 30


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("clock_start", "whenever"),
        ("weekend", "mon tue wed thu"),
        ("weekend", "sunday"),
        ("reply_days", {"reminder": 400}),
    ],
)
def test_a_word_that_no_setting_has_is_refused(name: str, value: object) -> None:
    assert [(one.rule, bool(one.remedy)) for one in setting_findings(name, value)] == [("CFG", True)]


def test_a_day_is_the_offices_as_its_clocks_stood_then() -> None:
    settings = settled("weekend", "sat sun")
    assert settings.local_day("2026-07-01T22:30:00Z") == date(2026, 7, 2), "summer: two hours east"
    assert settings.local_day("2026-12-01T22:30:00Z") == date(2026, 12, 1), "winter: one hour"
