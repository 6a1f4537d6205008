"""The card of a reply: when it came, from whom, in which language, and how far its translations may be trusted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame

from fieldcase.desktop.languages import LANGUAGES
from fieldcase.desktop.parts.arrange import column, framed, plain, row
from fieldcase.desktop.parts.label import Label
from fieldcase.desktop.reply.board import said_in
from fieldcase.desktop.wording import Wording
from fieldcase.model.words import _

if TYPE_CHECKING:
    from fieldcase.office.replies.page import ReplyPage


def reply_facts(page: ReplyPage, wording: Wording) -> QFrame:
    """The card; what is not known is left out."""
    reply = page.reply
    language = _("{language}, original").format(language=LANGUAGES.get(reply.language, reply.language))
    facts = [
        (_("Kind"), ", ".join(wording.term("reply_kind", one) for one in reply.kind)),
        (_("Dated"), wording.dated(reply.dated)),
        (_("Received"), wording.short_day(page.row.received) if page.row.received else ""),
        (_("Authority"), reply.authority),
        (_("Language"), language),
        *(_translation(page, code) for code in sorted({one.lang for one in reply.translations.values()})),
        (_("Asks for time"), wording.dated(reply.extended_to)),
        (_("Asks to keep confidential"), said_in(reply.confidentiality, wording.language)),
        (_("Summary"), said_in(reply.summary, wording.language)),
    ]
    parts = [
        plain(row((Label(word, "caption", wrap=True), 2), (Label(said, wrap=True), 3), gap=8))
        for word, said in facts
        if said
    ]
    return framed(column(Label(_("The reply"), "strong"), *parts, gap=4, margins=(16, 12)))


def _translation(page: ReplyPage, language: str) -> tuple[str, str]:
    held = [one for one in page.reply.translations.values() if one.lang == language]
    if any(one.official for one in held):
        how = _("official translation")
    elif any(one.checked_by for one in held):
        how = _("unofficial translation, checked by a second person")
    else:
        how = _("unofficial translation, not checked")
    return LANGUAGES.get(language, language), how
