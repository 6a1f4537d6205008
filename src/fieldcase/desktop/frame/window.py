"""The one window: it only composes. Rail, top bar, the screen of the place, status line, notices, keys.

It is built anew when the look changes; what was typed is put away before and taken up again after.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, QTime, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from fieldcase.desktop.bugs import BugDialog
from fieldcase.desktop.desk import Bug, Desk
from fieldcase.desktop.drafting import keep_below
from fieldcase.desktop.frame.clipboard import ClipboardGuard
from fieldcase.desktop.frame.counts import Counts
from fieldcase.desktop.frame.goto import GoTo
from fieldcase.desktop.frame.lastchange import LastChange
from fieldcase.desktop.frame.menu import command_menu
from fieldcase.desktop.frame.palette import Target
from fieldcase.desktop.frame.rail import Rail
from fieldcase.desktop.frame.rooms import SHOWN_AS, Rooms
from fieldcase.desktop.frame.status import StatusLine
from fieldcase.desktop.frame.topbar import TopBar
from fieldcase.desktop.frame.trail import Stop, Trail
from fieldcase.desktop.frame.training import TrainingBand
from fieldcase.desktop.frame.walk import step_to
from fieldcase.desktop.frame.warming import Warming
from fieldcase.desktop.keys import KEYS, Where
from fieldcase.desktop.lock import IdleLock, Lock
from fieldcase.desktop.onebyone import Told
from fieldcase.desktop.parts.arrange import column, plain, row
from fieldcase.desktop.parts.focusring import FocusRing
from fieldcase.desktop.parts.screen import Screen
from fieldcase.desktop.parts.taborder import TabbedWindow
from fieldcase.desktop.parts.toast import Toast
from fieldcase.desktop.standing import Standing, speak_in
from fieldcase.desktop.theme.look import dress, look, wear
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import _, speak
from fieldcase.office import resources

SMALLEST = (1024, 600)


class Window(TabbedWindow):
    """`desk` holds an open session; `lock` replaces the program. Threads: the window's."""

    locked = Signal()

    def __init__(self, desk: Desk, standing: Standing, lock: Lock, *, idle_minutes: int = 10) -> None:
        super().__init__()
        self._desk, self._standing, self._lock = desk, standing, lock
        self._rooms = Rooms(desk, standing)
        self._rooms.transfer.ended.connect(self._transferred)
        self._rooms.sealing.ended.connect(lambda told: self.say(told.sentence, None))
        self._counts, self._warming = Counts(desk, self), Warming(desk, self)
        self._place = "today"
        self._about: object = None
        self._trail = Trail(standing.memory.of("recent"))
        self._clipboard = ClipboardGuard(self)
        self._last = LastChange(desk, lambda *words, **kind: self.toast.say(*words, **kind), self)
        self._locking = False
        self.setWindowTitle(_("Fieldcase — training office") if standing.training else _("Fieldcase"))
        self.setMinimumSize(*SMALLEST)
        dress(self)
        desk.refused.connect(self._refused)
        desk.broken.connect(self._broken)
        self._compose()
        for key in KEYS:
            if key.where in (Where.EVERYWHERE, Where.CASE, Where.FIELD) and key.name != "escape":
                for keys in key.keys:
                    shortcut = QShortcut(QKeySequence(keys), self)
                    shortcut.activated.connect(lambda name=key.name: self.do(name))
        self._idle = IdleLock(self, idle_minutes)
        self._idle.due.connect(self.lock)
        self._idle.left.connect(self._left)
        self._noting = QTimer(self)
        self._noting.timeout.connect(self._note)
        self._noting.start(look().duration("autosave"))
        self._begin()

    # --- as it was left

    def as_left(self, *, maximised: bool = False) -> None:
        """Show the window as large as it was left here last."""
        said = self._standing.memory.of("window")
        width, height = said.get("width"), said.get("height")
        if isinstance(width, int) and isinstance(height, int):
            room = self.screen().availableSize()
            self.resize(min(width, room.width()), min(height, room.height()))
        if said.get("maximised", maximised):
            self.showMaximized()
        else:
            self.show()

    def _begin(self) -> None:
        """Go to where this seat was when the vault was closed."""
        said = self._standing.memory.of("place")
        place, about, where = said.get("place"), said.get("about"), said.get("where")
        if not isinstance(place, str) or not self._rooms.leads(place, about):
            self.go("today")
            return
        self.go(place, about)
        if isinstance(where, dict):
            self.screen_shown.take_up(where)

    def _note(self) -> None:
        """Remember in the vault where one is, and how large the window; costs nothing while nothing moved."""
        if self._locking:
            return
        place = {"place": self._place, "about": self._about, "where": self.screen_shown.where()}
        self._standing.memory.keep(self._desk, "place", place)
        usual = self.normalGeometry() if self.isMaximized() else self.geometry()
        size = {"maximised": self.isMaximized(), "width": usual.width(), "height": usual.height()}
        self._standing.memory.keep(self._desk, "window", size)

    # --- composing

    def _compose(self) -> None:
        """Build everything around the screen, in the look worn now."""
        self.rail = Rail()
        self.rail.chosen.connect(self.do)
        self.top = TopBar(self._standing.who, self._standing.role)
        self.top.searched.connect(self._search)
        self.top.asked.connect(self.do)
        self.status = StatusLine()
        self._counts.show_on(self.rail, self.status)
        self.pages = QStackedWidget()
        band = TrainingBand() if self._standing.training else None
        right = plain(column(band, self.top, (self.pages, 1), self.status, gap=0))
        body = plain(row(self.rail, (right, 1), gap=0))
        body.setObjectName("window")
        body.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setCentralWidget(body)
        self.toast = Toast(right)
        self.ring = FocusRing(body)
        self.status.locks_in(self._idle.minutes_left if hasattr(self, "_idle") else 10)
        self._fit()

    def _fit(self) -> None:
        narrow = look().narrow(self.width())
        self.rail.narrow(narrow)
        self.top.narrow(narrow, look().stacked)
        self.status.narrow(narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The rail shows icons alone where the window is narrow."""
        super().resizeEvent(event)
        self._fit()
        self.toast.place()

    @property
    def screen_shown(self) -> Screen:
        """The screen of the place that is shown."""
        shown = self.pages.currentWidget()
        assert isinstance(shown, Screen)
        return shown

    # --- going about

    def go(self, place: str, about: object = None, *, remember: bool = True) -> None:
        """Show a place, a case or a letter; Alt+← comes back."""
        if remember and self.pages.count():
            shown = self.screen_shown
            self._trail.leave(Stop(self._place, self._about, shown.where()), shown.called())
            self._standing.memory.keep(self._desk, "recent", self._trail.kept())
        old = self.pages.currentWidget()
        self._place, self._about = place, about
        screen = self._rooms.screen(place, about)
        if screen.parent() is None:
            screen.went.connect(self._went)
            screen.said.connect(self.say)
        self.pages.addWidget(screen)
        self.pages.setCurrentWidget(screen)
        if isinstance(old, Screen) and old is not screen:
            old.keep()
            if not self._rooms.stays(old):
                self.pages.removeWidget(old)
                old.deleteLater()
        self.rail.show_place(SHOWN_AS.get(place, place))
        screen.arrive()
        self._counts.ask()

    def back(self) -> None:
        """Back to where one came from, at the same row."""
        stop = self._trail.back()
        self.go(stop.place, stop.about, remember=False)
        if stop.where and stop.place != "cases":
            self.screen_shown.take_up(dict(stop.where))

    def _went(self, place: str, about: object) -> None:
        if place == "search":
            self.top.search.setText(about if isinstance(about, str) else self.top.search.text())
            self.do("search")
        elif place == "found":
            self.top.search.setText(str(about))
        elif place == "back":
            self.back()
        elif place == "at" and isinstance(about, tuple):
            place, about, where = about
            self.go(place, about)
            self.screen_shown.take_up(where)
        elif place == "speak":
            self.speak(str(about))
        elif place == "wear" and isinstance(about, tuple):
            self.relook(*about)
        else:
            self.go(place, about)

    def _search(self, words: str) -> None:
        if self._place != "cases":
            self.go("cases")
            self.top.search.setFocus()
        self._rooms.search(words)

    # --- commands

    def do(self, name: str) -> None:
        """Carry out a command of the table of keys."""
        if self.screen_shown.command(name):
            return
        commands: dict[str, Callable[[], object]] = {
            "lock": self.lock,
            "search": self._to_search,
            "goto": self._go_to,
            "undo": self.take_back,
            "save": self._saved,
            "print": lambda: self.toast.say(_("Open a letter to print it."), kind="note"),
            "primary": lambda: self.screen_shown.primary(),
            "back": self.back,
            "menu": self._menu,
            "help": self._help,
            "to_found": lambda: self.screen_shown.arrive(),
            "send": lambda: self._exchange("send"),
            "receive": lambda: self._exchange("receive"),
            "next_region": lambda: self._region(1),
            "previous_region": lambda: self._region(-1),
            "next_problem": lambda: self._problem(1),
            "previous_problem": lambda: self._problem(-1),
            "larger": lambda: self.relook(look().theme, look().larger().text_size),
            "smaller": lambda: self.relook(look().theme, look().smaller().text_size),
            "usual_size": lambda: self.relook(look().theme, 100),
        }
        if name in commands:
            commands[name]()
        elif self._rooms.knows(name):
            self.go(name)

    def say(self, sentence: str, undo: Callable[[], object] | None) -> None:
        """A notice, with Undo where something can be taken back."""
        self._counts.ask()
        if undo is not None:
            self._last.note(sentence, undo)
            self.status.saved(self._standing.wording.clock(QTime.currentTime()))
        self.toast.say(sentence, self.take_back if undo is not None else None)

    def take_back(self) -> None:
        """Undo the last change, once."""
        self._last.take_back()

    def relook(self, theme: str, text_size: int, language: str = "") -> None:
        """Other colours or another text size: build everything anew, at the same place, nothing typed lost."""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        kept = self.screen_shown.put_away()
        wear(application, replace(look(), theme=theme, text_size=text_size, language=language or look().language))
        worn = {"theme": theme, "text_size": text_size, "language": look().language}
        self._standing.memory.keep(self._desk, "look", worn)
        self._rooms.forget(self._standing)
        self._compose()
        self.go(self._place, self._about, remember=False)
        self.screen_shown.take_up(kept)

    def speak(self, language: str) -> None:
        """Another language for everything in the window, at the same place, nothing typed lost."""

        def spoken(told: Standing) -> None:
            speak(resources.catalogue(language))
            os.environ["FIELDCASE_LANG"] = language
            self._standing = replace(told, memory=self._standing.memory)
            self.relook(look().theme, look().text_size, language)

        speak_in(self._desk, language, spoken)

    def lock(self) -> None:
        """Lock at once, no question asked: cover everything, keep what is typed, close the vault, start anew."""
        if self._locking:
            return
        self._shut(QApplication.topLevelWidgets())
        self.locked.emit()
        self._lock()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing the window closes the vault."""
        if not self._locking:
            self._shut([])
        event.accept()

    def _shut(self, covered: list[QWidget]) -> None:
        self._note()
        self._locking = True
        self._clipboard.clear()
        for window in covered:
            window.hide()
        self._idle.stop()
        self._counts.stop()
        self._warming.stop()
        self.screen_shown.keep()
        keep_below(self)
        self._desk.close()

    # --- small things

    def _transferred(self, told: Told) -> None:
        if self._place != "exchange":  # there it is said in full
            self.say(told.sentence, None)

    def _help(self) -> None:
        """The page of the manual for the place one is in; F1 again goes back."""
        if self._place == "help":
            self.back()
        else:
            self.go("help", self._place)

    def _exchange(self, name: str) -> None:
        """Send or receive, from wherever one is."""
        if self._place != "exchange":
            self.go("exchange")
        self.screen_shown.command(name)

    def _left(self, minutes: int) -> None:
        self.status.locks_in(minutes)
        if minutes == 1:
            self.toast.say(_("Locks in a minute. Press a key or move the pointer to go on."))

    def _saved(self) -> None:
        """There is nothing to save: what is typed is kept by itself."""
        self.screen_shown.keep()
        self.say(_("Saved {time}").format(time=self._standing.wording.clock(QTime.currentTime())), None)

    def _to_search(self) -> None:
        self.top.search.setFocus()
        self.top.search.selectAll()

    def _go_to(self) -> None:
        not_now = dict(self._standing.not_now)
        if self._last.empty:
            not_now["undo"] = _("Nothing to undo.")
        if self._trail.empty:
            not_now["back"] = _("This is where you began.")
        stopped = [Target(words, "", None, "ban", beside=why) for words, why in self.screen_shown.stopped()]
        dialog = GoTo(self, self._rooms.find, self._trail.recent, not_now, stopped)
        dialog.chosen.connect(self._follow)
        dialog.open()

    def _follow(self, target: Target) -> None:
        """Go to or do what was chosen in the palette."""
        if target.about is None:
            self.do(target.name)
            return
        self.go(target.name, target.about)
        if target.where:
            self.screen_shown.take_up(dict(target.where))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that nothing inside took: one layer back. A notice goes, then the bars, then the page."""
        if event.key() != Qt.Key.Key_Escape or event.modifiers():
            super().keyPressEvent(event)
        elif self.toast.isVisible():
            self.toast.hide()
        elif not self.pages.isAncestorOf(QApplication.focusWidget() or self):
            self.screen_shown.arrive()
        elif not self.screen_shown.command("escape") and not self._trail.empty:
            self.back()

    def _menu(self) -> None:
        menu = command_menu(self, self.do, self.relook)
        seat, width = self.top.seat, menu.sizeHint().width()
        left = 0 if look().right_to_left else seat.width() - width
        menu.popup(seat.mapToGlobal(QPoint(left, seat.height())))

    def _region(self, step: int) -> None:
        here = next((one for one in self.rail.buttons.values() if one.isChecked()), self.rail.buttons["today"])
        step_to([here, self.top.search, *self.screen_shown.regions()], step)

    def _problem(self, step: int) -> None:
        if not step_to(self.screen_shown.problems(), step):
            self.say(_("Nothing blocks here."), None)

    def _refused(self, refusal: Refusal) -> None:
        self.toast.say(str(refusal), kind="refused")

    def _broken(self, bug: Bug) -> None:
        BugDialog(bug, self).open()
