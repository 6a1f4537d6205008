"""`fieldcase profile`: what letters are written with: the office, States and whom to address there, texts cited."""

from __future__ import annotations

from typing import Annotated

import typer

from fieldcase.cli.decision import by_language
from fieldcase.cli.lines import table
from fieldcase.cli.run import Group, Run
from fieldcase.model.words import N_, _

GROUP = Group("profile", N_("What letters are written with: office, States, addressees, resolutions."))
State = Annotated[str, typer.Argument(metavar="STATE", help=N_("Code of the State, such as XKA."))]


@GROUP.command(
    "office",
    N_("Say how the office is called, where its letters are written, to which States it is accredited."),
    'profile office --name "en:the Presence in Kalindra" --place "en:Kalindra City" --accredited-to XKA',
)
def office(
    run: Run,
    name: Annotated[list[str] | None, typer.Option(metavar="LANGUAGE:TEXT", help=N_("Name; repeat it."))] = None,
    place: Annotated[list[str] | None, typer.Option(metavar="LANGUAGE:TEXT", help=N_("Place of letters."))] = None,
    letterhead: Annotated[list[str] | None, typer.Option(metavar="LANGUAGE:TEXT", help=N_("Letterhead."))] = None,
    accredited_to: Annotated[list[str] | None, typer.Option(help=N_("Code of a State; repeat it."))] = None,
    time_zone: Annotated[str, typer.Option(help=N_("Time zone, such as Africa/Nairobi."))] = "",
    hemisphere: Annotated[str, typer.Option(help=N_("north or south: what seasons mean."))] = "",
) -> None:
    """The office as letters name it."""
    from fieldcase.office.profiles.office import name_office

    with run.session() as session:
        language = session.language
        name_office(
            session,
            name=by_language(name or [], language),
            place=by_language(place or [], language),
            letterhead=by_language(letterhead or [], language),
            accredited_to=tuple(accredited_to or ()),
            time_zone=time_zone,
            hemisphere=hemisphere,
        )
    run.says.document("profile-office", {}, _("Saved."))


@GROUP.command(
    "state",
    N_("Enter the names of a State in one language: formal, short, and the formal one after “of”."),
    'profile state XKA en --formal "the Republic of Kalindra" --short Kalindra '
    '--after-of "of the Republic of Kalindra"',
)
def state(
    run: Run,
    code: State,
    language: Annotated[str, typer.Argument(help=N_("Language of the names."))],
    formal: Annotated[str, typer.Option(help=N_("Formal name."))],
    short: Annotated[str, typer.Option(help=N_("Short name."))],
    after_of: Annotated[str, typer.Option(help=N_("The formal name after “of”."))],
) -> None:
    """A State as letters name it."""
    from fieldcase.model.kinds.directory import StateName
    from fieldcase.office.profiles.states import write_state

    said = StateName(formal=formal, short=short, prepositional=after_of)
    with run.session() as session:
        made = write_state(session, code, {language: said})
    run.says.document("profile-state", {"id": made.id, "code": code}, _("Saved."))


@GROUP.command(
    "addressee",
    N_("Enter whom letters to a State go to."),
    'profile addressee XKA foreign_ministry --role "en:the Ministry of Foreign Affairs" --lines "en:Kalindra City"',
)
def addressee(
    run: Run,
    code: State,
    kind: Annotated[str, typer.Argument(help=N_("foreign_ministry, permanent_mission …"))],
    role: Annotated[list[str], typer.Option(metavar="LANGUAGE:TEXT", help=N_("Whole name; repeat it."))],
    lines: Annotated[list[str], typer.Option(metavar="LANGUAGE:TEXT", help=N_("Address; repeat it."))],
) -> None:
    """An addressee."""
    from fieldcase.office.profiles.states import write_addressee

    with run.session() as session:
        made = write_addressee(
            session, code, kind, by_language(role, session.language), by_language(lines, session.language)
        )
    run.says.document("profile-addressee", {"id": made.id}, _("Saved."))


@GROUP.command(
    "mandate",
    N_("Enter a resolution in force that letters may cite."),
    'profile mandate A/HRC/RES/54/24 2023-10-12 --title "en:Cooperation with the United Nations"',
)
def mandate(
    run: Run,
    symbol: Annotated[str, typer.Argument(help=N_("Symbol of the document."))],
    adopted: Annotated[str, typer.Argument(help=N_("Day of its adoption."))],
    title: Annotated[list[str], typer.Option(metavar="LANGUAGE:TEXT", help=N_("Title; repeat it."))],
) -> None:
    """A text that letters cite."""
    from fieldcase.office.profiles.texts import add_mandate

    with run.session() as session:
        made = add_mandate(session, symbol, by_language(title, session.language), adopted)
    run.says.document("profile-mandate", {"id": made.id}, _("Saved."))


@GROUP.command(
    "formula",
    N_("Enter how letters open or close; without a text, the shipped one is confirmed as it stands."),
    'profile formula opening foreign_ministry fr --verified-by "Protocol service" --verified-on 2026-01-10',
    'profile formula closing minister en --text "I avail myself of this opportunity, Excellency."',
)
def formula(
    run: Run,
    kind: Annotated[str, typer.Argument(help=N_("opening, closing or salutation."))],
    addressee_kind: Annotated[str, typer.Argument(metavar="ADDRESSEE", help=N_("foreign_ministry, minister …"))],
    language: Annotated[str, typer.Argument(help=N_("Language of the formula."))],
    text: Annotated[str, typer.Option(help=N_("Its words, with the fields of docs/templates.md."))] = "",
    verified_by: Annotated[str, typer.Option(help=N_("Who confirmed it."))] = "",
    verified_on: Annotated[str, typer.Option(help=N_("Day of the confirmation."))] = "",
) -> None:
    """A formula of the office's own, or the shipped one confirmed."""
    from fieldcase.office.profiles.texts import confirm_formula

    with run.session() as session:
        made = confirm_formula(
            session, kind, addressee_kind, language, text, verified_by=verified_by, verified_on=verified_on
        )
    run.says.document("profile-formula", {"id": made.id}, _("Saved."))


@GROUP.command(
    "outside",
    N_("Enter somebody letters may go to who is no State: a company, an association, a de facto authority."),
    'profile outside "Harbour Holding" company --role "en:Harbour Holding Ltd" --lines "en:1 Quay, Port Sarn"',
)
def outside(
    run: Run,
    name: Annotated[str, typer.Argument(help=N_("Name that people are asked about when they consent."))],
    kind: Annotated[
        str, typer.Argument(help=N_("company, organisation, armed_group, de_facto_authority or other_addressee."))
    ],
    role: Annotated[list[str], typer.Option(metavar="LANGUAGE:TEXT", help=N_("Name in letters; repeat it."))],
    lines: Annotated[list[str] | None, typer.Option(metavar="LANGUAGE:TEXT", help=N_("Address; repeat it."))] = None,
    country: Annotated[str, typer.Option(help=N_("State where it is, for lists."))] = "",
) -> None:
    """An addressee who is no State."""
    from fieldcase.office.profiles.outside import write_outside_addressee

    with run.session() as session:
        said = by_language(role, session.language)
        where = by_language(lines or [], session.language)
        made = write_outside_addressee(session, name, kind, said, where, country=country)
    run.says.document("profile-outside", {"id": made.id}, _("Saved."))


@GROUP.command(
    "propose",
    N_("Take the names of a State from the ISO list in the six languages; they wait until somebody confirms each."),
    "profile propose ATA",
)
def propose(run: Run, code: State) -> None:
    """Names from a list, not yet confirmed."""
    from fieldcase.office.profiles.listed import propose_names

    with run.session() as session:
        made = propose_names(session, code)
    rows = [
        (language, one.formal, one.short, one.prepositional, _("confirmed") if one.confirmed_by else _("to confirm"))
        for language, one in sorted(made.names.items())
    ]
    heads = (_("Language"), _("Formal name"), _("Short name"), _("Form after a preposition"), "")
    run.says.document("profile-propose", {"id": made.id, "names": made.names}, *table(heads, rows))


@GROUP.command(
    "confirm",
    N_("Confirm a name of a State that was proposed, with its form after “of”; letters print it from then on."),
    'profile confirm ATA fr --after-of "de l’Antarctique"',
)
def confirm(
    run: Run,
    code: State,
    language: Annotated[str, typer.Argument(help=N_("Language of the names."))],
    after_of: Annotated[str, typer.Option(help=N_("The formal name after “of”."))] = "",
) -> None:
    """A name confirmed."""
    from fieldcase.office.profiles.states import confirm_name

    with run.session() as session:
        made = confirm_name(session, code, language, after_of)
    run.says.document("profile-confirm", {"id": made.id}, _("Saved."))
