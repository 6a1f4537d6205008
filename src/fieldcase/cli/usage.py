"""How a command line ends that could not be carried out: typed wrongly (status 2), stopped, or met by what nobody
foresaw (status 1). With `--json` each is one JSON document too, and never a traceback on a screen.

What nobody foresaw is told by its kind and place; the words of a record are never repeated.
"""

from __future__ import annotations

import os
import re
import traceback
from collections.abc import Callable, Sequence
from pathlib import PurePath
from typing import Any

from fieldcase.cli.outcome import Says
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_, _

QUOTED = re.compile(r"'([^']{1,40})'")
WRONG, FAILED = 2, 1


class WrongUsage(Refusal):
    """A command line that is no command of this program."""

    code = "FC-562"
    message = N_("{what}")
    remedy = N_("See {command} --help for what may be typed.")


class UnspokenLanguage(Refusal):
    """A language was asked for in which the program does not speak."""

    code = "FC-563"
    message = N_("fieldcase does not speak “{said}”.")
    remedy = N_("Languages: {known}.")


class Stopped(Refusal):
    """Somebody stopped the command."""

    code = "FC-564"
    message = N_("Stopped. Nothing half-done was kept.")


class Unforeseen(Refusal):
    """A fault of the program: its kind and place, without a word of any record."""

    code = "FC-565"
    message = N_("Something went wrong that nobody foresaw ({kind} at {place}). Nothing half-done was kept.")
    remedy = N_("Report this line; it has no word of a case. fieldcase check looks through the vault.")


def wants_json(arguments: Sequence[str]) -> bool:
    """Whether a command line asks for one JSON document, even one that cannot be read further."""
    return "--json" in arguments[: arguments.index("--") if "--" in arguments else len(arguments)]


def tell(refusal: Refusal, status: int, *, json: bool) -> int:
    """Say why a command line was not carried out, and give back its status."""
    Says(json=json).reason(refusal)
    return status


def language_asked(arguments: Sequence[str]) -> str:
    """The language named on the command line: help speaks it, so it is looked for before anything else."""
    for at, word in enumerate(arguments):
        if word == "--lang" and at + 1 < len(arguments):
            return arguments[at + 1]
        if word.startswith("--lang="):
            return word.partition("=")[2]
    return ""


def unspoken(said: str) -> UnspokenLanguage | None:
    """The refusal for a language that is not spoken here; None for one that is, or for none at all."""
    from fieldcase.office import resources

    known = resources.languages()
    if not said or said.replace("-", "_").split("_")[0].lower() in known:
        return None
    return UnspokenLanguage(said=said[:20], known=", ".join(sorted(known)))


def unspoken_by_habit() -> str:
    """A sentence where `FIELDCASE_LANG` names a language that is not spoken; else empty."""
    refusal = unspoken(os.environ.get("FIELDCASE_LANG", ""))
    return f"FIELDCASE_LANG: {refusal}" if refusal else ""


def unforeseen(failure: Exception) -> Unforeseen:
    """The refusal for something nobody foresaw."""
    frames = traceback.extract_tb(failure.__traceback__)
    place = " < ".join(f"{PurePath(one.filename).name}:{one.lineno}" for one in reversed(frames[-4:]))
    return Unforeseen(kind=type(failure).__name__, place=place)


def wrong_usage(failure: Exception) -> WrongUsage:
    """One sentence of ours for what the reader of command lines found wrong."""
    said = _FOUND.get(type(failure).__name__, _otherwise)(failure)
    context = getattr(failure, "ctx", None)
    return WrongUsage(what=said, command=getattr(context, "command_path", "") or "fieldcase")


def _missing(failure: Any) -> str:
    if failure.param.param_type_name == "argument":
        return _("{name} is missing.").format(name=(failure.param.metavar or failure.param.name.upper()).strip("[]"))
    return _("{option} is needed.").format(option=failure.param.opts[0])


def _bad(failure: Any) -> str:
    """What a value should have been, by the declaration of its option: a whole number within limits, or a day."""
    param = failure.param
    if param is None:
        return str(failure.message)
    name = param.opts[0] if param.param_type_name == "option" else param.name.upper()
    declared = param.get_runtime_param()
    about = declared.parameter_info
    if about.formats:
        return _("{option} takes a day, such as 2026-03-31.").format(option=name)
    if declared.annotation is not int:
        return _("{option} cannot be read: {why}").format(option=name, why=failure.message)
    if about.min is not None and about.max is not None:
        sentence = _("{option} takes a whole number from {least} to {most}.")
        return sentence.format(option=name, least=about.min, most=about.max)
    return _("{option} takes a whole number, {least} or more.").format(option=name, least=about.min or 0)


def _no_option(failure: Any) -> str:
    sentence = _("There is no option {option}.").format(option=failure.option_name)
    close = ", ".join(failure.possibilities or ())
    return " ".join((sentence, _("Did you mean {close}?").format(close=close))) if close else sentence


def _option_alone(failure: Any) -> str:
    return _("{option} needs a value.").format(option=failure.option_name)


def _otherwise(failure: Any) -> str:
    """An unknown command, or words too many: what typer says of it has no class of its own."""
    said = str(getattr(failure, "message", "") or failure)
    quoted = QUOTED.findall(said)
    if said.startswith("No such command") and quoted:
        sentence = _("There is no command “{said}”.").format(said=quoted[0])
        close = ", ".join(quoted[1:])
        return " ".join((sentence, _("Did you mean {close}?").format(close=close))) if close else sentence
    if said.startswith("Got unexpected extra"):
        return _("There are words too many on this line; what has blanks goes between quotation marks.")
    return said


_FOUND: dict[str, Callable[[Any], str]] = {
    "MissingParameter": _missing,
    "BadParameter": _bad,
    "NoSuchOption": _no_option,
    "BadOptionUsage": _option_alone,
}
