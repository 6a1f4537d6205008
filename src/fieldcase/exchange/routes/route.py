"""What every route does: list, get, put and delete by name, in one layout. A route is trusted with nothing.

    mail/<addressee>/<name>     sealed packages; addressee = vault id (32 hex), name random
    objects/<hash>/<part>       sealed evidence files, in parts; hash = SHA-256 of the sealed file, part = 6 digits

Names are made here and checked here: one that a store reports and that is not of this layout is never used. A new
kind of route is one file beside `folder.py` with a class of these five methods; it passes
`tests/unit/exchange/test_routes.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import BinaryIO, Final, Protocol

import msgspec

from fieldcase.exchange.package.limits import MIB
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_

PART: Final = 8 * MIB
"""Length of one part of an evidence file, the last one excepted."""
MOST_NAMES = 20_000
"""So many names of the layout are listed; others do not count."""

_NAME = re.compile(r"\A(?:mail/[0-9a-f]{32}/[0-9a-f]{32}\.fcpkg|objects/[0-9a-f]{64}/[0-9]{6})\Z")
_PREFIX = re.compile(r"\A(?:mail/[0-9a-f]{32}|objects/[0-9a-f]{64})\Z")


class Listed(msgspec.Struct, frozen=True):
    """One thing on a route: its name and length (bytes), as the store reports them."""

    name: str
    length: int


class Route(Protocol):
    """A store of sealed bytes. Failures are refusals of this module; nothing is ever half there under its name."""

    def list(self, prefix: str) -> tuple[Listed, ...]:
        """What lies under `mail/<addressee>` or `objects/<hash>`: small before large. Foreign names are left out."""
        ...

    def get(self, name: str, into: BinaryIO) -> int:
        """Copy one thing into a file; returns its length. Raises `NotOnRoute` when it has gone."""
        ...

    def put(self, name: str, source: BinaryIO) -> None:
        """Store all of `source` under the name, which must be free; on return it is there whole and lasting."""
        ...

    def delete(self, name: str) -> None:
        """Remove one thing; nothing happens when it has gone already."""
        ...

    def check(self) -> None:
        """Write, read back and remove a test file: raises the refusal that sending would meet."""
        ...


class RouteFull(Refusal):
    """No room on the route."""

    code = "FC-240"
    message = N_("There is no room left on “{route}”; nothing half-written was left there.")
    remedy = N_("Make room or use another memory stick or folder, then send again.")


class RouteReadOnly(Refusal):
    """The route may be read, not written."""

    code = "FC-241"
    message = N_("“{route}” cannot be written: it is read-only or belongs to somebody else.")
    remedy = N_("Allow writing there (some memory sticks have a switch), then send again.")


class RouteGone(Refusal):
    """The route has vanished."""

    code = "FC-242"
    message = N_("“{route}” is not there, or was pulled out.")
    remedy = N_("Connect it again and repeat: what was sent whole stays.")


class RouteFailed(Refusal):
    """The route reports another error."""

    code = "FC-243"
    message = N_("“{route}” failed while it was read or written.")
    remedy = N_("Try again; if it stays so, use another route.")


class NotOnRoute(Refusal):
    """What was asked for is not there any more."""

    code = "FC-244"
    message = N_("A file has gone from “{route}” since it was listed.")
    remedy = N_("List again; if it was yours to fetch, ask the sender to send it again.")


class RouteFlooded(Refusal):
    """More lies in the mailbox than is read at once; packages are looked at, and removed, one by one."""

    code = "FC-246"
    message = N_("More than {limit} files lie on the route for this vault, so not all of them were looked at.")
    remedy = N_("Somebody may be filling it. Receive again; if it stays so, use another folder or memory stick.")


class LinkInRoute(Refusal):
    """A folder of the layout is a link; what it points to is none of this route's."""

    code = "FC-247"
    message = N_("In “{route}” a link stands in place of a folder. It was not followed.")
    remedy = N_("Somebody may have put it there. Remove the link, or use another folder or memory stick.")


class NameTaken(Refusal):
    """A thing of that name is there already; names are random, so this is no accident."""

    code = "FC-245"
    message = N_("A file of that name is already on “{route}”; it was not overwritten.")
    remedy = N_("Send again.")


def mailbox(addressee: str) -> str:
    """The prefix under which a vault's packages lie."""
    return _checked(_PREFIX, f"mail/{addressee}")


def mail_name(addressee: str, chance: Callable[[int], bytes]) -> str:
    """A new random name for a package to this vault."""
    return _checked(_NAME, f"{mailbox(addressee)}/{chance(16).hex()}.fcpkg")


def object_folder(sha256: str) -> str:
    """The prefix under which the parts of an evidence file lie."""
    return _checked(_PREFIX, f"objects/{sha256}")


def part_name(sha256: str, part: int) -> str:
    """The name of one part, counted from 0."""
    return _checked(_NAME, f"objects/{sha256}/{part:06d}")


def is_name(name: str) -> bool:
    """Whether a name is of the layout."""
    return _NAME.match(name) is not None


def require_name(name: str) -> str:
    """The name, or `ValueError`: names are only made here, so another one is a mistake of the program."""
    return _checked(_NAME, name)


def require_prefix(prefix: str) -> str:
    """The prefix, or `ValueError`."""
    return _checked(_PREFIX, prefix)


def _checked(pattern: re.Pattern[str], text: str) -> str:
    if not pattern.match(text):
        raise ValueError("not a name of the layout")
    return text
