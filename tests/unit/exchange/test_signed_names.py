"""Names on cards and rosters are what a person sees of them: people compare and sign what a screen shows."""

from __future__ import annotations

import msgspec
import pytest

from fieldcase.exchange import cards
from fieldcase.exchange.roster import RosterDocument, RosterUnreadable, read_roster, write_roster
from fieldcase.exchange.signed import CARD, NameUnfit, SignedText, shown_as_it_is
from fieldcase.model.roles import Role, Roster, Seat, VaultCard
from tests.parcels import NOW, Person

pytestmark = pytest.mark.security
ILENA = Person("Ilena")
UNFIT = ("Sami\nRahal", "Sami\x1b[2K", "\u202eimaS", "Sa\u2066mi", "Sa\u200bmi", "\ufeffSami", "Sami\x00", "a\u2028b")
FIT = ("", "Ilena Dovrak", "سامي رحّال", "م\u200cن", "O’Neil-Dúarte", "Ilena\u00a0Dovrak", "王小明", "नेहा")


def a_card(name: str) -> cards.Card:
    return cards.Card(
        vault=ILENA.vault,
        office="XKA",
        device="03",
        training=True,
        made=NOW,
        root=ILENA.seat,
        recipients=ILENA.recipients,
        seats=(cards.card_seat(ILENA.seat, name),),
    )


@pytest.mark.parametrize("name", UNFIT)
def test_a_card_with_a_name_that_hides_something_is_not_read_nor_written(name: str) -> None:
    assert not shown_as_it_is(name)
    with pytest.raises(NameUnfit):
        cards.write_card(a_card(name), ILENA.sign)
    line = msgspec.json.encode(a_card(name))
    forged = SignedText(line=line.decode(), signature=ILENA.sign(CARD, line)).text
    with pytest.raises(cards.CardUnreadable):
        cards.read_card(forged, training=True)


@pytest.mark.parametrize("name", FIT)
def test_names_of_any_script_are_read(name: str) -> None:
    text = cards.write_card(a_card(name), ILENA.sign).document.text
    assert cards.read_card(text, training=True).card.seats[0].name == name


@pytest.mark.parametrize("name", [*FIT, *UNFIT])
def test_a_roster_whose_changes_would_be_shown_otherwise_than_they_are_is_not_read(name: str) -> None:
    roster = Roster(
        number=1,
        office="XKA",
        seats=(Seat(key=ILENA.seat, name=name, roles=(Role.HEAD,), vault=ILENA.vault),),
        vaults=(VaultCard(id=ILENA.vault, office="XKA", device="03", training=True),),
    )
    line = write_roster(RosterDocument(made=NOW, training=True, roster=roster)).line
    if name in FIT:
        assert read_roster(line).roster.seats[0].name == name
    else:
        with pytest.raises(RosterUnreadable):
            read_roster(line)
