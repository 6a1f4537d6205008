"""Dates that templates print say no more than is known, in the grammar of each language."""

from __future__ import annotations

import msgspec
import pytest

from fieldcase.documents.draft import draft_letter
from fieldcase.documents.resources import DocumentResources
from tests.letters.kalindra import facts

REPLIES = [
    ("en", "2025-06-02", "The communication dated 2 June 2025 was received on 3 June 2025."),
    ("en", "2025-06", "The communication dated June 2025 was received on 3 June 2025."),
    ("fr", "2025-06-01", "La communication datée du 1er juin 2025 a été reçue le 3 juin 2025."),
    ("fr", "2025-06", "La communication (date : juin 2025) a été reçue le 3 juin 2025."),
    ("es", "2025-06-02", "La comunicación de fecha 2 de junio de 2025 se recibió el 3 de junio de 2025."),
    ("es", "2025-06", "La comunicación de fecha junio de 2025 se recibió el 3 de junio de 2025."),
    ("ru", "2025-06-02", "Сообщение, составленное 2 июня 2025 года, было получено 3 июня 2025 года."),
    ("ru", "2025-06", "Сообщение, составленное в июне 2025 года, было получено 3 июня 2025 года."),
    ("ar", "2025-06-02", "وقد وردت الرسالة المؤرخة 2 حزيران/يونيه 2025 في 3 حزيران/يونيه 2025."),
    ("ar", "2025-06", "وقد وردت الرسالة المؤرخة حزيران/يونيه 2025 في 3 حزيران/يونيه 2025."),
    ("zh", "2025-06-02", "已于2025年6月3日收到2025年6月2日的来函。"),
    ("zh", "2025-06", "已于2025年6月3日收到2025年6月的来函。"),
    ("fr", "", "La communication a été reçue le 3 juin 2025."),
    ("zh", "", "已于2025年6月3日收到来函。"),
]


@pytest.mark.parametrize(("language", "dated", "said"), REPLIES)
def test_a_reply_is_dated_as_exactly_as_it_is(
    language: str, dated: str, said: str, resources: DocumentResources
) -> None:
    letter = facts("acknowledgement_state", language)
    reply = msgspec.structs.replace(letter.replies[0], dated=dated)
    made = draft_letter(msgspec.structs.replace(letter, replies=(reply,)), resources)
    text = next(one.text for one in made.blocks if one.block == "reply_received")
    words = text.splitlines()[0]
    for sign in ("{=replies.0.dated|", "{=replies.0.received|", "}"):
        words = words.replace(sign, "")
    assert words.replace("\u00a0", " ") == said
