"""Icons tinted from the tokens: `currentColor` of the drawing becomes a colour of the look.

In a right-to-left window the icons that point somewhere are mirrored; clocks, ticks and the brand are not.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from fieldcase.desktop.theme.look import look
from fieldcase.office import resources

MIRRORED = frozenset(
    {
        "chevron-right",
        "chevron-left",
        "arrow-left",
        "arrow-right",
        "undo-2",
        "reply",
        "corner-down-left",
        "corner-down-right",
        "send",
        "log-out",
        "list-filter",
    }
)


def picture(name: str, colour: str = "ink2", size: int = 16) -> QPixmap:
    """The icon as a pixmap of `size` pixels at 100 % text, in the colour of that token. Raises `MissingResource`."""
    worn = look()
    pixels, hue = worn.px(size), worn.colours[colour]
    ratio = _ratio()
    mirrored = worn.right_to_left and name in MIRRORED
    key = f"{name} {hue} {pixels} {ratio} {mirrored}"
    found = QPixmap()
    if QPixmapCache.find(key, found):
        return found
    drawn = _draw(name, hue, pixels, ratio, mirrored)
    QPixmapCache.insert(key, drawn)
    return drawn


def icon(name: str, colour: str = "ink2", size: int = 16) -> QIcon:
    return QIcon(picture(name, colour, size))


def _draw(name: str, hue: str, pixels: int, ratio: float, mirrored: bool) -> QPixmap:
    drawn = QPixmap(round(pixels * ratio), round(pixels * ratio))
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    if mirrored:
        painter.translate(pixels, 0)
        painter.scale(-1, 1)
    QSvgRenderer(QByteArray(_drawing(name).replace("currentColor", hue).encode())).render(
        painter, QRectF(0, 0, pixels, pixels)
    )
    painter.end()
    return drawn


def _ratio() -> float:
    application = QGuiApplication.instance()
    return application.devicePixelRatio() if isinstance(application, QGuiApplication) else 1.0


@lru_cache(maxsize=256)
def _drawing(name: str) -> str:
    return resources.read(f"icons/{name}.svg").decode("utf-8").replace('stroke-width="2"', 'stroke-width="1.9"')
