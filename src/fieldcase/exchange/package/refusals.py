"""Why a package is not taken: one sentence each, and what becomes of the file.

A sentence never carries a name, a place or anything that stood in the package, but counts and ids. Nothing here is a
warning: a package applies wholly or not at all.
"""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_


class Fate(StrEnum):
    """What becomes of a package that was not applied."""

    ASIDE = "aside"
    WAITS = "waits"
    IGNORED = "ignored"


class PackageRefused(Refusal):
    """Base of all reasons; `fate` says whether the package is put aside, waits or is ignored."""

    fate: ClassVar[Fate] = Fate.ASIDE
    code = "FC-200"
    message = N_("This package was not applied.")
    remedy = N_("Ask the sender for a new one.")


class NotAPackage(PackageRefused):
    """The file does not begin as a sealed package does."""

    code = "FC-201"
    message = N_("This file is not a fieldcase package.")
    remedy = N_("Choose a file that ends in .fcpkg and was not changed on its way.")


class ForSomebodyElse(PackageRefused):
    """No key of this vault opens it, or the manifest names another vault."""

    code = "FC-202"
    message = N_("This package is for somebody else: nothing of it can be read here.")
    remedy = N_("Give it to the office it was made for. Nothing was changed.")


class ClosedHere(PackageRefused):
    """No key at hand opens it, but this vault has compartments that are closed to this seat."""

    fate = Fate.WAITS
    code = "FC-203"
    message = N_("This package is for a compartment that is closed to you, or for somebody else. It waits, sealed.")
    remedy = N_("It is applied by itself when somebody with the key opens the vault.")


class ShutHere(PackageRefused):
    """This seat reads the compartment, but its copy could not be built from the ledger: it stays closed for now."""

    fate = Fate.WAITS
    code = "FC-226"
    message = N_("This package is for a compartment that stays closed here. It waits, sealed.")
    remedy = N_(
        "It is applied by itself once the compartment opens again. Ask the custodian of your office why it is closed."
    )


class FromNobody(PackageRefused):
    """Signed by a key that is in no roster known here, or not signed at all."""

    code = "FC-204"
    message = N_("Nobody whom this vault knows signed this package. It was put aside unread.")
    remedy = N_("Enrol the sender first: exchange cards and compare the six words by voice.")


class FromARevokedSeat(PackageRefused):
    """The seat that signed was revoked."""

    code = "FC-205"
    message = N_("The seat that signed this package has been revoked. It was put aside unread.")
    remedy = N_("The head and the custodian decide whether anything in it is to be taken over.")


class SenderInQuestion(PackageRefused):
    """A revocation of the sender was asked for and is not confirmed (ledger rule 9)."""

    fate = Fate.WAITS
    code = "FC-206"
    message = N_("The revocation of the seat that signed this package has been asked for. The package waits.")
    remedy = N_("Confirm the revocation or withdraw it.")


class Altered(PackageRefused):
    """A signature, hash or seal does not hold: altered, or cut short on the way."""

    code = "FC-207"
    message = N_("This package was altered or cut short on its way. Nothing of it was applied.")
    remedy = N_("Ask the sender to send it again; tell them if it happens twice.")


class FromTheFuture(PackageRefused):
    """A newer version of the program wrote it."""

    fate = Fate.WAITS
    code = "FC-208"
    message = N_("This package was made by a newer version of the program and cannot be read yet.")
    remedy = N_("Update the program; the package is then applied by itself. Nothing of it was applied.")


class TrainingMixed(PackageRefused):
    """Training data and real data never meet."""

    code = "FC-209"
    message = N_("Training and real data never mix: the package and this vault are not of the same kind.")
    remedy = N_("Open it in a vault of its own kind.")


class TooLarge(PackageRefused):
    """A limit of the format is passed."""

    code = "FC-210"
    message = N_("This package is larger than a package may be. It was put aside.")
    remedy = N_("Ask the sender to send less at a time.")


class Malformed(PackageRefused):
    """Signed, but not made as the format says."""

    code = "FC-211"
    message = N_("This package is signed, but not made as a package must be. Nothing of it was applied.")
    remedy = N_("Tell the sender: their program made it wrongly, or somebody uses their key.")


class GapBefore(PackageRefused):
    """It continues something that is not here yet."""

    fate = Fate.WAITS
    code = "FC-212"
    message = N_("This package goes on from a point that has not arrived here yet. It waits.")
    remedy = N_("It is applied by itself when the package before it arrives.")


class SeenBefore(PackageRefused):
    """Its id was applied already."""

    fate = Fate.IGNORED
    code = "FC-213"
    message = N_("This package was applied before. It was ignored.")
    remedy = N_("There is nothing to do: what it brings is here already.")


class RoomUnknown(PackageRefused):
    """The room belongs to no office whose data may lie in this vault, or the sender has no part in it."""

    code = "FC-214"
    message = N_("This package is for a room in which its sender has no part, or which has no place here.")
    remedy = N_("Look in the settings, under colleagues, at what that office is to yours, then try again.")


class TooLargeToSend(Refusal):
    """The package to be made would pass a limit that its reader enforces."""

    code = "FC-216"
    message = N_("The package cannot be made: it would grow larger than a package may be.")
    remedy = N_("Send smaller parts, or write to the project: no office should reach this.")
