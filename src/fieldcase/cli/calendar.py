"""`fieldcase profile` on time: when the office works, from when a letter's clock runs, and for how many days."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from fieldcase.cli.lines import table
from fieldcase.cli.profile import GROUP
from fieldcase.cli.run import Run
from fieldcase.model.words import N_, _

Days = Annotated[list[datetime], typer.Argument(metavar="DAY", formats=["%Y-%m-%d"], help=N_("Day; repeat it."))]


@GROUP.command(
    "holiday",
    N_("Enter days on which the office does not work. Due dates fixed before stay as they are."),
    'profile holiday 2026-05-01 --name "Labour Day"',
    'profile holiday 2026-03-20 2026-03-23 --name "Eid al-Fitr"',
)
def holiday(run: Run, days: Days, name: Annotated[str, typer.Option(help=N_("What day it is."))] = "") -> None:
    """Days off."""
    from fieldcase.office.profiles.office import add_holiday

    with run.session() as session:
        made = [add_holiday(session, one.date().isoformat(), name) for one in days]
    run.says.document("profile-holiday", {"days": [one.date for one in made]}, _("Saved."))


@GROUP.command(
    "working-day", N_("Say that the office works on a day that was a holiday."), "profile working-day 2026-05-01"
)
def working_day(run: Run, days: Days) -> None:
    """Days worked after all."""
    from fieldcase.office.profiles.office import take_out_holiday

    with run.session() as session:
        for one in days:
            take_out_holiday(session, one.date().isoformat())
    run.says.document("profile-working-day", {}, _("Saved."))


@GROUP.command("holidays", N_("List the office's holidays."), "profile holidays")
def holidays(run: Run) -> None:
    """The calendar of the office."""
    from fieldcase.office.profiles.office import holidays as days_off

    with run.session() as session:
        found = days_off(session)
    rows = [(one.date, one.name) for one in found]
    run.says.document("profile-holidays", {"holidays": found}, *table((_("Day"), _("Name")), rows))


@GROUP.command("settings", N_("List what the office may settle, as it counts now."), "profile settings")
def settings(run: Run) -> None:
    """Every setting."""
    from fieldcase.office.profiles.office import settled

    with run.session() as session:
        found = settled(session)
    rows = [(one.name, _shown(one.value), one.at[:10], one.label) for one in found]
    heads = (_("Setting"), _("Value"), _("Since"), _("What it is"))
    run.says.document("profile-settings", {"settings": found}, *table(heads, rows, sentences=True))


@GROUP.command(
    "setting",
    N_("Settle something otherwise than the program does by itself; who said so and when is kept."),
    "profile setting clock_start receipt",
    'profile setting weekend "fri sat"',
    "profile setting reply_days.note_verbale 45",
    "profile setting reply_days.letter_concern/urgent 5",
)
def setting(
    run: Run,
    name: Annotated[str, typer.Argument(metavar="SETTING", help=N_("Its name, as `profile settings` lists it."))],
    value: Annotated[str, typer.Argument(help=N_("Its value: a number, yes or no, or words."))],
    verified: Annotated[bool, typer.Option("--verified", help=N_("Geneva confirmed it."))] = False,
) -> None:
    """One setting."""
    from fieldcase.office.profiles.office import change_setting, read_setting

    with run.session() as session:
        change_setting(session, name, read_setting(session, name, value), verified=verified)
    run.says.document("profile-setting", {"setting": name}, _("Saved."))


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value is None:
        return _("fixed")
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
