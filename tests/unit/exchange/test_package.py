"""Seal and open a package: what was put in comes out, and every reason not to take one is a sentence (package.md)."""

from __future__ import annotations

import io
import random
from typing import Any

import msgspec
import pyrage
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from fieldcase.exchange.package import limits, lines, refusals
from fieldcase.exchange.package.lines import Line
from fieldcase.exchange.package.manifest import Manifest, line_of, read_manifest, require_shallow
from fieldcase.exchange.package.opening import Standing, first_pass, second_pass
from fieldcase.exchange.package.padding import padding, padme, zeros_after
from fieldcase.exchange.package.seal import NAMESPACE, compressed, sealed
from tests.parcels import Book, Person, manifest_for

ILENA, OREN, TARO = Person("Ilena"), Person("Oren"), Person("Taro")
BOOK = Book(ILENA, OREN)
LINES = [Line(b"link", b"label", (b"0" * 16 + b'["note/en",{"text":"a\\"b"}]', None)), Line(b"other", None, ())]
BODY = [lines.written(line) for line in LINES]


def made(body: list[bytes] = BODY, to: Person = OREN, sender: Person = ILENA, **said: Any) -> bytes:
    said.setdefault("fills", len(body))
    return sealed(manifest_for(sender, to, **said), body, recipient=to.recipients["case"], sign=sender.sign)[1]


def wrapped(*frames: bytes, pad: bytes | None = None, to: Person = OREN) -> bytes:
    data = b"".join(frames)
    whole = data + (padding(len(data)) if pad is None else pad)
    return pyrage.encrypt(whole, [to.identities["case"].to_public()])


def frame(plain: bytes, **settings: Any) -> bytes:
    return zstandard.ZstdCompressor(level=3, **settings).compress(plain)


def head_of(manifest: Manifest, sender: Person = ILENA, line: bytes | None = None) -> bytes:
    line = line_of(manifest) if line is None else line
    return line + b"\n" + msgspec.json.encode(sender.sign(NAMESPACE, line)) + b"\n"


def opened(data: bytes, by: Person = OREN, book: Book = BOOK, **open_as: Any) -> list[Line]:
    source = io.BytesIO(data)
    found: list[Line] = []
    package = first_pass(source, by.addressee(**open_as), book)
    second_pass(source, by.addressee(**open_as), package, found.extend)
    return found


def test_what_was_sealed_comes_out_byte_for_byte() -> None:
    assert opened(made()) == LINES


values = st.one_of(st.none(), st.builds(lambda s, t: s + t.encode(), st.binary(min_size=16, max_size=16), st.text()))
any_line = st.one_of(
    st.builds(lambda link: Line(link, None, ()), st.binary(max_size=200)),
    st.builds(
        lambda link, label, parts: Line(link, label, tuple(parts)),
        st.binary(max_size=200),
        st.binary(max_size=300),
        st.lists(values, max_size=5),
    ),
)


@given(st.lists(any_line, max_size=20))
def test_any_lines_survive_the_way(sent: list[Line]) -> None:
    assert opened(made([lines.written(line) for line in sent])) == sent


@pytest.mark.parametrize("size", [0, 1, 131_071, 131_072, 131_073, 5_000_000])
def test_bodies_of_every_size_around_a_block_pass(size: int) -> None:
    label = bytes(range(256)) * 8
    body = [lines.written(Line(b"l", label, ()))] * (size // 2760 + 1)
    assert len(opened(made(body))) == len(body)


def test_the_size_is_one_of_few_whatever_was_said() -> None:
    assert {len(made([lines.written(Line(b"x" * n, None, ()))])) // 1024 for n in range(0, 250, 10)} <= {8}
    for length in (8192, 8193, 100_000, 10**7):
        assert length <= padme(length) <= length * 1.12
    assert len(padding(100)) + 100 == 8192 == zeros_after(100) + 108


def refused(data: bytes, expected: type[refusals.PackageRefused], by: Person = OREN, **how: Any) -> str:
    with pytest.raises(expected) as caught:
        opened(data, by, **how)
    assert "{" not in str(caught.value)
    return f"{caught.value} {caught.value.facts}"


def test_a_package_for_somebody_else_is_not_opened() -> None:
    assert "somebody else" in refused(made(), refusals.ForSomebodyElse, TARO)


def test_a_package_named_for_another_vault_is_not_taken_though_the_key_fits() -> None:
    forged, _ = sealed(manifest_for(ILENA, TARO), [], recipient=OREN.recipients["case"], sign=ILENA.sign)
    data = sealed(manifest_for(ILENA, TARO), [], recipient=OREN.recipients["case"], sign=ILENA.sign)[1]
    assert forged.addressee == TARO.vault
    refused(data, refusals.ForSomebodyElse)


def test_a_closed_compartment_makes_it_wait() -> None:
    refused(made(), refusals.ClosedHere, closed=("case",))


def test_a_stranger_is_nobody_and_nothing_of_the_manifest_is_parsed() -> None:
    head = head_of(manifest_for(TARO, OREN), TARO, line=b"[" * 100_000)
    refused(wrapped(frame(head), frame(b"")), refusals.FromNobody)
    refused(made(sender=TARO), refusals.FromNobody)


@pytest.mark.parametrize(
    "second", [b"", b'""', b'"x"', b"null", b'"\\u0041"', b'"-----BEGIN SSH SIGNATURE-----\\n"', b"\xff"]
)
def test_a_second_line_that_is_no_signature_is_nobody(second: bytes) -> None:
    line = line_of(manifest_for(ILENA, OREN))
    refused(wrapped(frame(line + b"\n" + second + b"\n"), frame(b"")), refusals.FromNobody)


@pytest.mark.parametrize("head", [b"", b"\n", b"{}", b"{}\n", b"{}\n\n\n"])
def test_a_first_frame_of_another_form_is_nobody(head: bytes) -> None:
    refused(wrapped(frame(head), frame(b"")), refusals.FromNobody)


def test_a_revoked_seat_is_refused_and_one_in_question_waits() -> None:
    refused(made(), refusals.FromARevokedSeat, book=Book(ILENA, OREN, Ilena=Standing.REVOKED))
    refused(made(), refusals.SenderInQuestion, book=Book(ILENA, OREN, Ilena=Standing.IN_QUESTION))


def test_a_signature_over_other_bytes_or_for_another_use_is_noticed() -> None:
    line = line_of(manifest_for(ILENA, OREN))
    for signature in (ILENA.sign(NAMESPACE, line + b" "), ILENA.sign("fieldcase-card", line)):
        head = line + b"\n" + msgspec.json.encode(signature) + b"\n"
        refused(wrapped(frame(head), frame(b"")), refusals.Altered)


def test_one_seat_does_not_sign_for_another() -> None:
    head = head_of(manifest_for(OREN, OREN), ILENA)
    refused(wrapped(frame(head), frame(b"")), refusals.Malformed)


def test_training_and_production_never_mix() -> None:
    refused(made(), refusals.TrainingMixed, training=False)
    refused(made(training=False), refusals.TrainingMixed)


def test_a_newer_format_or_an_unknown_need_waits_for_an_update() -> None:
    assert "fieldcase-package/2" in refused(made(format="fieldcase-package/2"), refusals.FromTheFuture)
    assert "fill-by-mail" in refused(made(needs=("fill-by-mail",)), refusals.FromTheFuture)
    refused(made(format="fieldcase-package/2 {x} Ilena"), refusals.Malformed)


def test_a_room_sealed_to_the_key_of_another_compartment_is_refused() -> None:
    refused(made(room="XKA/identity"), refusals.Malformed)


@pytest.mark.parametrize("room", ["XKA/log", "XKA", "../case", "xka/case", "XKA/case/x"])
def test_rooms_that_never_travel_are_refused(room: str) -> None:
    refused(made(room=room), refusals.Malformed)


@pytest.mark.parametrize("cut", [0, 1, 21, 100, 300, -1, -17])
def test_a_package_cut_short_is_noticed(cut: int) -> None:
    data = made()
    refused(data[:cut], refusals.PackageRefused)


def test_another_body_under_the_same_manifest_is_noticed() -> None:
    manifest = manifest_for(ILENA, OREN, fills=2, length=len(b"".join(BODY)), sha256=compressed(BODY).sha256)
    head = frame(head_of(manifest))
    assert opened(wrapped(head, frame(b"".join(BODY)))) == LINES
    other = b"".join(BODY).replace(b"null", b'"aa"')
    refused(wrapped(head, frame(other)), refusals.Altered)
    refused(wrapped(head, frame(b"".join(BODY) * 2)), refusals.TooLarge)
    refused(wrapped(head, frame(b"")), refusals.Altered)


def test_lines_more_or_fewer_than_signed_are_refused() -> None:
    for fills in (1, 3):
        refused(made(fills=fills), refusals.Malformed)


@pytest.mark.parametrize(
    "line",
    [
        b"{}\n",
        b"[]\n",
        b'["AA==",null,[["AA==","x"]]]\n',
        b'["AA==","AA==",[["AA==","x"]]]\n',
        b'["AA=",null,[]]\n',
        b'["A-_=",null,[]]\n',
        b'["AA==",null,[],1]\n',
        b'["\xff",null,[]]\n',
        b'["AA==","AA==",[["AAAAAAAAAAAAAAAAAAAAAA==","\\ud800"]]]\n',
        b"[" * 5000 + b"]" * 5000 + b"\n",
    ],
)
def test_lines_of_another_form_are_refused(line: bytes) -> None:
    refused(made([line]), refusals.Malformed)


def test_a_value_nested_too_deep_is_refused_and_brackets_in_text_are_not() -> None:
    deep = b"0" * 16 + b"[" * 17 + b"]" * 17
    refused(made([lines.written(Line(b"l", b"l", (deep,)))]), refusals.TooLarge)
    fine = b"0" * 16 + b'["x","[[[[[[[[[[[[[[[[[[[[\\"[["]'
    assert opened(made([lines.written(Line(b"l", b"l", (fine,)))]))
    require_shallow(b'"' + b'\\"' * 100_000 + b"[" * 20, 16)


@pytest.mark.parametrize(
    ("what", "line"),
    [
        ("link", Line(b"l" * (limits.LINK + 1), None, ())),
        ("label", Line(b"l", b"l" * (limits.LABEL + 1), ())),
        ("value", Line(b"l", b"l", (b"v" * (limits.VALUE_TEXT + 17),))),
        ("values", Line(b"l", b"l", (None,) * (limits.VALUES + 1))),
    ],
)
def test_fields_over_their_limit_are_refused(what: str, line: Line) -> None:
    assert what in refused(made([lines.written(line)]), refusals.TooLarge)


def test_a_manifest_too_deep_or_too_full_is_refused() -> None:
    line = line_of(manifest_for(ILENA, OREN))[:-1] + b',"more":' + b"[" * 8 + b"]" * 8 + b"}"
    refused(wrapped(frame(head_of(manifest_for(ILENA, OREN), line=line)), frame(b"")), refusals.TooLarge)
    with pytest.raises(refusals.TooLarge):
        read_manifest(line_of(manifest_for(ILENA, OREN, fills=limits.BODY_LINES, slices=(a_row(),))))


def a_row() -> Any:
    from fieldcase.exchange.package.manifest import SliceRow

    zeros = "0" * 64
    return SliceRow(feed="0" * 32, seat=zeros, start=zeros, head=zeros, entries=1, signature="")


def test_keys_that_a_reader_does_not_know_are_left_alone() -> None:
    line = line_of(manifest_for(ILENA, OREN, sha256=compressed([]).sha256))[:-1] + b',"later":{"a":[1]}}'
    assert opened(wrapped(frame(head_of(manifest_for(ILENA, OREN), line=line)), frame(b""))) == []


def test_nothing_stands_beside_the_three_frames() -> None:
    head, body = frame(head_of(manifest_for(ILENA, OREN, sha256=compressed([]).sha256))), frame(b"")
    data = head + body
    assert opened(wrapped(head, body)) == []
    whole = padding(len(data))
    for pad in (b"", whole[:-1], whole + b"\0", whole + frame(b""), whole[:8] + b"x" + whole[9:], whole * 2):
        refused(wrapped(head, body, pad=pad), refusals.Altered)
    refused(wrapped(head, body, body), refusals.Altered)
    refused(wrapped(padding(0), head, body), refusals.Altered)
    refused(wrapped(head), refusals.Altered)


def test_a_wide_window_or_a_dictionary_is_refused() -> None:
    head = frame(head_of(manifest_for(ILENA, OREN, sha256=compressed([]).sha256)))
    wide = zstandard.ZstdCompressor(
        compression_params=zstandard.ZstdCompressionParameters(window_log=27, write_content_size=False)
    ).compressobj()
    refused(wrapped(head, wide.compress(b"x") + wide.flush()), refusals.Altered)
    with_dictionary = bytearray(frame(b"x"))
    with_dictionary[4] |= 1
    refused(wrapped(head, bytes(with_dictionary)), refusals.Altered)


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", b"age-encryption.org/v1\n", b"age-encryption.org/v1\n" + b"-> x\n" * 99 + b"---"]
)
def test_what_is_no_package_is_said_to_be_none(data: bytes) -> None:
    refused(data, refusals.NotAPackage)


def test_an_altered_byte_anywhere_is_noticed() -> None:
    data = made()
    for at in range(0, len(data), 131):
        altered = bytearray(data)
        altered[at] ^= 1
        refused(bytes(altered), refusals.PackageRefused)


def test_a_package_that_its_reader_would_refuse_is_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("BODY", 100), ("SEALED", 8000), ("MANIFEST_LINE", 100)):
        with monkeypatch.context() as smaller:
            smaller.setattr(limits, name, value)
            with pytest.raises(refusals.TooLargeToSend):
                made([lines.written(Line(random.Random(1).randbytes(9000), None, ()))])


def test_a_sealed_file_over_the_limit_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    data = made()
    monkeypatch.setattr(limits, "SEALED", len(data) - 1)
    refused(data, refusals.TooLarge)


def test_a_failing_disk_is_not_taken_for_tampering() -> None:
    class Failing(io.BytesIO):
        reads = 0

        def read(self, size: int | None = -1) -> bytes:
            self.reads += 1
            if self.reads > 2:
                raise OSError(5, "failing")
            return super().read(size)

    with pytest.raises(OSError, match="failing"):
        first_pass(Failing(made()), OREN.addressee(), BOOK)


def test_frames_say_where_they_are_wrong() -> None:
    head, good = frame(head_of(manifest_for(ILENA, OREN, sha256=compressed([]).sha256))), bytearray(frame(b"x" * 100))
    reserved = good.copy()
    reserved[4] |= 8
    kind = good.copy()
    kind[6] |= 6
    for body in (reserved, kind, good[:-1], b"\x28\xb5\x2f\xfd\x20\x00\x03\x00\x10"):
        refused(wrapped(head, bytes(body)), refusals.Altered)
