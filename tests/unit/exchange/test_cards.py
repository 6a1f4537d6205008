"""Cards, the six words, and joining an office (card.md)."""

from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path
from typing import Any

import msgspec
import pytest

from fieldcase.exchange import cards, signed
from fieldcase.exchange.cards import Answer, Card, ReadCard
from fieldcase.exchange.package.opening import unsealer
from fieldcase.exchange.roster import NoRoster, RosterDocument, with_signature, write_roster
from fieldcase.model.roles import Role, Roster
from tests.parcels import NOW, Person

ROOT, ILENA, OREN = Person("Root"), Person("Ilena"), Person("Oren")
ROLES = (Role.REVIEWER, Role.HEAD)


def a_card(person: Person, **said: Any) -> Card:
    facts: dict[str, Any] = {
        "vault": person.vault,
        "office": "XKA",
        "device": "03",
        "training": True,
        "made": NOW,
        "root": ROOT.seat,
        "recipients": person.recipients,
        "seats": (cards.card_seat(person.seat, person.name, (Role.CASE_OFFICER,)),),
    }
    return Card(**(facts | said))


def a_request(person: Person, **said: Any) -> ReadCard:
    return cards.write_card(a_card(person, **({"office": "", "device": "", "root": None} | said)), person.sign)


OFFICE = cards.write_card(a_card(ILENA), ILENA.sign)
REQUEST = a_request(OREN)


def an_answer(request: ReadCard = REQUEST, roster: Any = None, by: Person = ILENA, **said: Any) -> bytes:
    vaults = (
        cards.vault_row(OFFICE.card, office="XKA", device="03"),
        cards.vault_row(request.card, office="XKA", device=said.get("device", "07")),
    )
    seats = cards.seat_rows(OFFICE.card, (Role.CASE_OFFICER, Role.CUSTODIAN)) + cards.seat_rows(request.card, ROLES)
    document = roster or RosterDocument(
        made=NOW, training=True, roster=Roster(number=1, office="XKA", vaults=vaults, seats=seats)
    )
    facts: dict[str, Any] = {
        "request": request.hash,
        "office": "XKA",
        "device": "07",
        "roles": ROLES,
        "training": True,
        "made": NOW,
        "card": OFFICE.document.text,
        "rosters": (with_signature(write_roster(document), ROOT.seat, said.pop("root", ROOT).sign),),
    }
    return cards.write_answer(Answer(**(facts | said)), request.card, by.sign)


def opened(sealed: bytes, request: ReadCard = REQUEST, person: Person = OREN) -> tuple[Answer, ReadCard]:
    return cards.read_answer(sealed, unsealer(str(person.identities["office"])), request)


def test_a_card_comes_back_as_it_was_written() -> None:
    assert cards.read_card(OFFICE.document.text.encode(), training=True) == OFFICE
    assert REQUEST.card.asks_to_join
    assert not OFFICE.card.asks_to_join


def test_a_card_altered_anywhere_is_refused() -> None:
    text = OFFICE.document.text.encode()
    for at in range(0, len(text), 7):
        altered = bytearray(text)
        altered[at] ^= 1
        with pytest.raises((cards.CardUnreadable, cards.CardFromTheFuture)):
            cards.read_card(bytes(altered), training=True)


@pytest.mark.parametrize(
    "said",
    [
        {"recipients": {"case": ILENA.recipients["case"]}},
        {"recipients": {"office": "age1" + "q" * 58}},
        {"recipients": ILENA.recipients | {"log": ILENA.recipients["case"]}},
        {"office": "../x"},
        {"device": "3"},
        {"seats": ()},
        {"seats": (cards.card_seat(OREN.seat, "Oren"),)},
        {"seats": (msgspec.structs.replace(cards.card_seat(ILENA.seat, ""), key=cards.openssh_key(OREN.seat)),)},
        {"format": "other/1"},
    ],
)
def test_a_card_of_another_form_is_refused(said: dict[str, Any]) -> None:
    line = msgspec.json.encode(a_card(ILENA, **said))
    document = signed.SignedText(line=line.decode(), signature=ILENA.sign(signed.CARD, line))
    with pytest.raises(cards.CardUnreadable):
        cards.read_card(document.text, training=True)


def test_a_newer_card_and_one_of_the_other_kind_say_so() -> None:
    newer = cards.write_card(a_card(ILENA, format="fieldcase-card/2"), ILENA.sign)
    with pytest.raises(cards.CardFromTheFuture):
        cards.read_card(newer.document.text, training=True)
    with pytest.raises(cards.CardOfOtherKind):
        cards.read_card(OFFICE.document.text, training=False)


@pytest.mark.parametrize("text", [b"", b"x", b"\n\n", b"a\nb\nc\n", b'\xff\n""\n', b'{}\n"\xc3\xa9"\n', b'{}\n"\\x"\n'])
def test_what_is_no_signed_file_is_refused(text: bytes) -> None:
    with pytest.raises(cards.CardUnreadable):
        cards.read_card(text, training=True)


def test_six_words_are_the_same_on_both_sides_and_other_for_another_card() -> None:
    words = cards.six_words(OFFICE, REQUEST)
    assert words == cards.six_words(REQUEST, OFFICE)
    assert len(words) == 6
    assert words != cards.six_words(OFFICE, a_request(OREN, made="2026-03-02T10:00:01Z"))
    cards.require_same_words(" ".join(words).upper().replace(" ", "-"), words)
    with pytest.raises(cards.WordsDiffer):
        cards.require_same_words(" ".join(words[:5]), words)
    with pytest.raises(cards.OwnCard):
        cards.six_words(OFFICE, OFFICE)


def test_six_words_are_computed_as_the_format_says() -> None:
    from shamir_mnemonic.wordlist import WORDLIST

    lines = sorted(hashlib.sha256(one.document.line.encode()).digest() for one in (OFFICE, REQUEST))
    key = hashlib.scrypt(b"".join(lines), salt=b"fieldcase-words/1", n=131072, r=8, p=1, dklen=8, maxmem=2**28)
    bits = f"{int.from_bytes(key):064b}"
    assert cards.six_words(OFFICE, REQUEST) == tuple(WORDLIST[int(bits[at : at + 10], 2)] for at in range(0, 60, 10))


def test_an_answer_brings_device_roles_and_roster() -> None:
    answer, office = opened(an_answer())
    assert (answer.device, answer.roles, office) == ("07", ROLES, OFFICE)


def test_a_roster_gives_a_vault_only_the_compartments_that_its_roles_may_open() -> None:
    analyst = (Role.ANALYST,)
    row = cards.vault_row(REQUEST.card, office="XKA", device="07", roles=analyst)
    assert row.recipients.keys() == {"office"}
    roster = Roster(
        number=1,
        office="XKA",
        vaults=(cards.vault_row(OFFICE.card, office="XKA", device="03"), row),
        seats=cards.seat_rows(OFFICE.card, ROLES) + cards.seat_rows(REQUEST.card, analyst),
    )
    document = RosterDocument(made=NOW, training=True, roster=roster)
    assert opened(an_answer(roster=document, roles=analyst))[0].roles == analyst
    without = msgspec.structs.replace(row, recipients={})
    nothing = msgspec.structs.replace(
        document, roster=msgspec.structs.replace(roster, vaults=(roster.vaults[0], without))
    )
    refused(an_answer(roster=nothing, roles=analyst))


def refused(sealed: bytes, expected: type[Exception] = cards.AnswerUnreadable, **how: Any) -> None:
    with pytest.raises(expected):
        opened(sealed, **how)


def test_an_answer_to_somebody_else_or_signed_by_a_stranger_is_refused() -> None:
    refused(an_answer(), person=ILENA)
    refused(an_answer(a_request(OREN, made="2025-01-01T00:00:00Z")))
    refused(an_answer(by=OREN))
    refused(an_answer(root=OREN), NoRoster)
    refused(b"x" * 3_000_000)
    refused(b"x")


def test_an_answer_that_contradicts_its_roster_is_refused() -> None:
    refused(an_answer(roles=(Role.HEAD,)))
    refused(an_answer(office="XME"))
    refused(an_answer(training=False))
    refused(an_answer(format="fieldcase-join/2"))
    alone = Roster(
        number=1,
        office="XKA",
        vaults=(cards.vault_row(OFFICE.card, office="XKA", device="03"),),
        seats=cards.seat_rows(OFFICE.card, ROLES),
    )
    refused(an_answer(roster=RosterDocument(made=NOW, training=True, roster=alone)))
    stranger = a_request(OREN, recipients=ILENA.recipients)
    swapped = Roster(
        number=1,
        office="XKA",
        vaults=(alone.vaults[0], cards.vault_row(stranger.card, office="XKA", device="07")),
        seats=alone.seats + cards.seat_rows(stranger.card, ROLES),
    )
    refused(an_answer(roster=RosterDocument(made=NOW, training=True, roster=swapped)))


def test_ssh_keygen_checks_a_card_as_the_format_says(tmp_path: Path) -> None:
    (tmp_path / "some.fccard").write_text(OFFICE.document.text)
    script = """
    sed -n 1p some.fccard | tr -d '\\n' > line && printf '%b' "$(sed -n 2p some.fccard | tr -d '"')" > line.sig
    printf 'seat namespaces="fieldcase-card" %s\\n' "$KEY" > allowed_signers
    ssh-keygen -Y verify -f allowed_signers -I seat -n fieldcase-card -s line.sig < line
    """
    for key, expected in ((OFFICE.card.seats[0].key, 0), (cards.openssh_key(OREN.seat), 255)):
        done = subprocess.run(["sh", "-c", script], cwd=tmp_path, env={"KEY": key, "PATH": "/usr/bin:/bin"})
        assert done.returncode == expected
