"""Under which policy a peer gets packages: whoever is not plainly a colleague gets what headquarters gets."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from fieldcase.exchange.policy import Profile
from fieldcase.model.roles import Role, Roster, Seat, VaultCard
from fieldcase.office.exchange.send import takes_part_in

OURS, THEIRS = "0a" * 16, "0b" * 16


@pytest.mark.security
@pytest.mark.parametrize(
    ("roles", "profile"),
    [
        ((Role.CASE_OFFICER,), Profile.COLLEAGUE),
        ((Role.REVIEWER, Role.HEAD), Profile.COLLEAGUE),
        ((Role.HQ_DESK,), Profile.HEADQUARTERS),
        ((Role.HQ_DESK, Role.ANALYST), Profile.HEADQUARTERS),
        ((), Profile.HEADQUARTERS),
    ],
)
def test_only_a_plain_colleague_gets_everything(roles: tuple[Role, ...], profile: Profile) -> None:
    card = VaultCard(id=THEIRS, office="XKAL", device="07")
    roster = Roster(
        office="XKAL",
        vaults=(VaultCard(id=OURS, office="XKAL", device="03"), card),
        seats=(Seat(key="0c" * 32, vault=THEIRS, roles=roles),),
    )
    known = SimpleNamespace(rosters={"XKAL": SimpleNamespace(roster=roster)})
    session = SimpleNamespace(known=known, vault=SimpleNamespace(id=OURS))
    assert list(takes_part_in(cast("Any", session), card)) == [("XKAL", profile)]
