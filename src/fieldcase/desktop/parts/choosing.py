"""Choosing a file or a folder, so that nothing outside the vault remembers which.

Qt's own dialog writes the last folders into the settings of the user, and those of desktops keep lists of their own.
"""

from __future__ import annotations

import os

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog, QWidget

_OWN = QFileDialog.Option.DontUseNativeDialog


def forget_folders() -> None:
    """Before the first dialog: what Qt wants to remember goes nowhere. fieldcase keeps no settings of this kind."""
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, os.devnull)


def chosen_file(parent: QWidget | None, title: str) -> str:
    """The path of a file that the person chose; empty where they chose none."""
    path, _filter = QFileDialog.getOpenFileName(parent, title, options=_OWN)
    return path


def chosen_files(parent: QWidget | None, title: str) -> tuple[str, ...]:
    """The paths of one or several files that the person chose; none where they chose none."""
    paths, _filter = QFileDialog.getOpenFileNames(parent, title, options=_OWN)
    return tuple(paths)


def chosen_folder(parent: QWidget | None, title: str) -> str:
    """The path of a folder that the person chose; empty where they chose none."""
    return QFileDialog.getExistingDirectory(parent, title, options=QFileDialog.Option.ShowDirsOnly | _OWN)
