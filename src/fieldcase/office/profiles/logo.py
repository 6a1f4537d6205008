"""The office's logo above the letterhead of its letters: kept in the vault, for all who work here.

Signed letters stay as they were signed. A picture is taken in one strict form alone (`documents.logo`); no emblem ships
with the program, and whether an office may use one is the office's to know.
"""

from __future__ import annotations

import base64
import binascii

from fieldcase.documents.logo import Logo, LogoUnfit, read_logo
from fieldcase.model.kinds.letters import Letter
from fieldcase.model.kinds.office import OfficeSettings
from fieldcase.office.letters.facts import office_of
from fieldcase.office.profiles.office import write_office
from fieldcase.office.session import Session


def set_logo(session: Session, data: bytes) -> OfficeSettings:
    """Make a picture the logo: the bytes of a PNG, of which size and pixels alone are kept.

    Raises `NotYourRole`, `LogoUnfit`.
    """
    kept = read_logo(data).png()
    return write_office(session, {"logo": base64.b64encode(kept).decode("ascii")})


def take_out_logo(session: Session) -> OfficeSettings:
    """Letters bear no logo any more. Raises `NotYourRole`."""
    return write_office(session, {"logo": None})


def logo_of(record: OfficeSettings) -> Logo | None:
    """The logo of an office; None where it has none, and where what another laptop wrote is none: no letter waits for
    a picture."""
    try:
        return read_logo(base64.b64decode(record.logo, validate=True)) if record.logo else None
    except (LogoUnfit, binascii.Error, ValueError):
        return None


def logo_for(session: Session, letter: Letter) -> Logo | None:
    """The logo of the office that a letter is written in."""
    return logo_of(office_of(session, letter))
