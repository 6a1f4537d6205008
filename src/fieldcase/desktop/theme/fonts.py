"""Loads the fonts that ship with the program; the window never depends on what a laptop has installed.

Latin comes first, so that the prompt appears at once; the large Chinese and the Arabic fonts follow after it.
"""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase

from fieldcase.office import resources

FIRST = ("fonts/noto-sans/NotoSans_400Regular.ttf", "fonts/noto-sans/NotoSans_600SemiBold.ttf")
LATER = (
    "fonts/noto-sans/NotoSans_500Medium.ttf",
    "fonts/noto-sans/NotoSans_700Bold.ttf",
    "fonts/noto-sans-mono/NotoSansMono_400Regular.ttf",
    "fonts/ibm-plex-sans-arabic/IBMPlexSansArabic_400Regular.ttf",
    "fonts/ibm-plex-sans-arabic/IBMPlexSansArabic_500Medium.ttf",
    "fonts/ibm-plex-sans-arabic/IBMPlexSansArabic_600SemiBold.ttf",
    "fonts/noto-sans-sc/NotoSansSC_400Regular.ttf",
)


def load(names: tuple[str, ...]) -> int:
    """Make these fonts known to Qt; returns how many could be read. Raises `MissingResource`."""
    return sum(QFontDatabase.addApplicationFont(str(resources.resource(name))) >= 0 for name in names)
