"""Pictures of Exchange: with nobody, with peers at every stage, before sending, and what was put aside."""

from __future__ import annotations

import io
import os
import tempfile
from dataclasses import replace
from pathlib import Path

from fieldcase.desktop.exchange.routes import Way
from fieldcase.desktop.exchange.view import Exchange
from fieldcase.desktop.settings.routes import RoutesPane
from fieldcase.desktop.settings.view import Settings
from fieldcase.desktop.theme.look import look, wear
from fieldcase.model.words import _
from fieldcase.office.exchange import enrol, send
from fieldcase.office.exchange.cards import folder_route
from fieldcase.office.exchange.receive import collect, receive
from fieldcase.office.session import Session
from tests.laptops import Clock, a_colleague, a_matter
from tests.offices import BOTH, enrol_both, headquarters
from tests.pictures.camera import Camera


def walk(camera: Camera) -> None:
    """From an office without peers to one that exchanges."""
    camera.window.go("exchange")
    camera.take("09-exchange-empty")
    with tempfile.TemporaryDirectory() as place:
        camera.program.desk.run(lambda session: exchanging(session, Path(place)))
        camera.settle()
        for kind, folder in (("folder", "office-folder"), ("stick", "stick")):
            add_route(camera, Way(kind, str(Path(place) / folder)))
        camera.window.go("exchange")
        camera.take("09-exchange")
        shown = camera.window.screen_shown
        assert isinstance(shown, Exchange)
        shown.ask_send()
        camera.take("09-exchange-before-sending")
        shown._close_sheet()
        camera.window.go("settings", "routes")
        camera.take("09-exchange-routes")
        camera.window.go("exchange")
        shown.transfer._begin("")
        shown.transfer._report(_("Packing for {peer}").format(peer="XHQ-01"), 0.4)
        camera.take("09-exchange-sending")
        shown.transfer.stop()
        for theme, size in (("dark", 100), ("light", 200)):
            camera.window.relook(theme, size)
            camera.take(f"09-exchange-{theme}-{size}")
        wear(camera.application, replace(look(), language="ar"))
        camera.window.relook("light", 100)
        camera.take("09-exchange-right-to-left")
        wear(camera.application, replace(look(), language=os.environ["FIELDCASE_LANG"]))
        camera.window.relook("light", 100)


def add_route(camera: Camera, way: Way) -> None:
    """One more route to headquarters, as the pane of the settings keeps it."""
    camera.window.go("settings", "routes")
    camera.settle()
    shown = camera.window.screen_shown
    assert isinstance(shown, Settings)
    pane = shown.pane
    assert isinstance(pane, RoutesPane)
    pane._keep(pane.routes.add(pane._peers[0].vault, way))


def exchanging(session: Session, folder: Path) -> None:
    """Headquarters and a colleague take part; one was sent to, one answered, and a package came altered."""
    clock = Clock(session.clock())
    desk = headquarters(folder, clock)
    enrol_both(session, desk)
    other = a_colleague(folder, session, clock, BOTH, device="07")
    enrol.end_founding(session)
    stick = folder / "stick"
    stick.mkdir()
    send.send(session, folder_route(session, stick), to="XKAL-07")
    collect(other, folder_route(other, stick))
    send.send(other, folder_route(other, stick), to=f"XKAL-{session.vault.device}")
    collect(session, folder_route(session, stick))
    a_matter(other)
    written = send.write_packages(other, folder, to=f"XKAL-{session.vault.device}", again=True).packages[0]
    altered = bytearray((folder / written.name).read_bytes())
    altered[-1] ^= 1
    receive(session, io.BytesIO(altered))
    for one in (desk, other):
        one.close()
