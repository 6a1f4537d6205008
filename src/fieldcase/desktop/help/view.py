"""F1: the page of the manual for the place one is in, all other pages, words to search, the keys of this place."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QTextBrowser, QTextEdit, QWidget

from fieldcase.desktop.help.pages import Page, keys_of, read_manual
from fieldcase.desktop.parts.arrange import column, framed, plain, row, scrolling
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.label import Keycap, Label, named
from fieldcase.desktop.parts.screen import Screen
from fieldcase.desktop.theme.look import look
from fieldcase.model.words import _

NAME = Qt.ItemDataRole.UserRole
FEATURES = QTextDocument.MarkdownFeature.MarkdownDialectGitHub | QTextDocument.MarkdownFeature.MarkdownNoHTML


class Reader(QTextBrowser):
    """Shows our own pages; fetches nothing, and a link leads to another page of the manual or nowhere."""

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        return None


class Help(Screen):
    """The screen; `place` is where somebody pressed F1."""

    def __init__(self, place: str) -> None:
        super().__init__()
        self.setObjectName("page")
        self._place, self._manual = place, read_manual(look().language)
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search the help"))
        self.search.setAccessibleName(_("Search the help"))
        self.search.textEdited.connect(self._filter)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Pages of the help"))
        self.list.currentItemChanged.connect(self._chosen)
        self.text = Reader()
        self.text.setAccessibleName(_("Help"))
        self.text.setOpenLinks(False)
        self.text.setTabChangesFocus(True)
        self.text.setProperty("kind", "help")
        self.text.document().setDocumentMargin(look().px(16))
        self.text.document().setDefaultFont(look().font("body"))
        self.text.anchorClicked.connect(self._follow)
        self._back = Button(_("Back"), "primary", "arrow-left")
        self._back.clicked.connect(self.primary)
        head = row(Label(_("Help"), "title"), ..., self._back)
        self.setLayout(column(head, (plain(self._body()), 1), gap=12, margins=(24, 14, 24, 16)))
        self._filter("")

    def _body(self) -> QBoxLayout:
        side = column(self.search, (self.list, 1), gap=8, margins=12)
        pages = framed(side)
        keys = framed(column(Label(_("Keys of this place"), "heading"), *self._keys(), ..., gap=6, margins=(16, 12)))
        text = framed(column(self.text, gap=0, margins=1))
        if look().stacked:
            self.list.setFixedHeight(look().px(140))
            return column(pages, (text, 1), gap=12)
        pages.setFixedWidth(look().px(230))
        held = scrolling(plain(column(keys, gap=0)), _("Keys of this place"))
        held.setFixedWidth(look().px(270))
        return row(pages, (text, 1), held, gap=12)

    def _keys(self) -> list[QWidget]:
        lines = []
        for key in keys_of(self._place):
            caps = row(*(Keycap(keys) for keys in key.keys[:1]), (Label(_(key.words), wrap=True), 1), gap=8)
            lines.append(plain(caps))
        every = Button(_("All keys"), "quiet", "keyboard", small=True)
        every.clicked.connect(lambda: self.went.emit("keys", None))
        return [*lines, every]

    def _filter(self, words: str) -> None:
        wanted = self._manual.of(self._place)
        found = self._manual.found(words)
        self.list.clear()
        for page in found:
            item = QListWidgetItem(page.title, self.list)
            item.setData(NAME, page.name)
            if page is wanted or self.list.currentItem() is None:
                self.list.setCurrentItem(item)
        if not found:
            self.text.setPlainText(_("No page has all of these words. Try fewer, or others."))

    def _chosen(self, item: QListWidgetItem | None) -> None:
        page = self._manual.named(item.data(NAME)) if item is not None else None
        if page is not None:
            self._show(page)

    def _show(self, page: Page) -> None:
        self.text.document().setMarkdown(page.text, FEATURES)
        named(self.text, page.title)
        self._mark()

    def _mark(self) -> None:
        """Mark the words that are searched, and show the first."""
        looked = QTextCharFormat()
        looked.setBackground(look().colour("mark_bg"))
        looked.setForeground(look().colour("ink"))
        marks: list[QTextEdit.ExtraSelection] = []
        first = None
        for word in self.search.text().split():
            at = self.text.document().find(word)
            while not at.isNull() and len(marks) < 200:
                selection = QTextEdit.ExtraSelection()
                selection.cursor, selection.format = QTextCursor(at), looked
                marks.append(selection)
                first = first or at
                at = self.text.document().find(word, at)
        self.text.setExtraSelections(marks)
        if first is not None:
            first.clearSelection()
            self.text.setTextCursor(first)
            self.text.ensureCursorVisible()

    def _follow(self, link: QUrl) -> None:
        page = self._manual.named(link.path().removesuffix(".md").rsplit("/", 1)[-1])
        if page is not None:
            self._show(page)

    def primary(self) -> None:
        self.went.emit("back", None)

    def arrive(self) -> None:
        self.text.setFocus()

    def command(self, name: str) -> bool:
        if name in ("search", "filter"):
            self.search.setFocus()
            return True
        return False

    def regions(self) -> list[QWidget]:
        return [self.search, self.list, self.text]
