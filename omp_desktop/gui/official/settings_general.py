"""Language, data folder, versions and licences."""

from __future__ import annotations

import platform
from importlib import metadata
from pathlib import Path

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from omp_desktop import __version__, parts
from omp_desktop.domain.errors import OmpError
from omp_desktop.gui import language, tasks
from omp_desktop.gui.forms import Form
from omp_desktop.gui.official.words import sentence_case
from omp_desktop.gui.widgets import (
    Column,
    Label,
    Notice,
    PushButton,
    Row,
    SegmentedButtons,
    TableView,
    Text,
)
from omp_desktop.services.key_trial import KeyPlace, KeyTrial

# Each language in its own name, whatever the window speaks.
_LANGUAGES = (("ko", "한국어"), ("en", "English"))
_LIBRARIES = ("sqlcipher3", "sqlalchemy", "pynacl")
# Parts with the licences they are under; read from each project's own licence file.
_LICENCES = (
    ("OMP Desktop", "Apache-2.0"),
    ("Qt, PySide6", "LGPL-3.0"),
    ("SQLCipher", "BSD-3-Clause"),
    ("SQLAlchemy, Alembic", "MIT"),
    ("PyNaCl, keyring", "Apache-2.0, MIT"),
    ("Pretendard", "OFL-1.1"),
    ("Lucide", "ISC"),
)


class GeneralSettings(Form):
    """Nothing here changes an election."""

    ui = ("official", "settings_general.ui")
    language_wanted = Signal(str)

    languageSwitch: SegmentedButtons
    folderLabel: Label
    placeLabel: Label
    keysNotice: Notice
    testButton: PushButton
    versionsTable: TableView
    licencesTable: TableView

    def __init__(self, data_dir: Path | None, trial: KeyTrial, parent: QWidget | None = None) -> None:
        """`trial` tries the place of the keys when somebody wants it."""
        self._trial = trial
        self._outcome: OmpError | KeyPlace | None = None
        super().__init__(parent)
        self.testButton.clicked.connect(self._test)
        self.folderLabel.setText(str(data_dir) if data_dir is not None else "–")
        self.languageSwitch.chosen.connect(self.language_wanted)

    def _test(self) -> None:
        self.testButton.setEnabled(False)
        self.work(
            self._trial.run,
            self._say,
            self._say,
            lane=tasks.POOL,
            settled=lambda: self.testButton.setEnabled(True),
        )

    def _say(self, outcome: OmpError | KeyPlace) -> None:
        self._outcome = outcome
        self._show_keys()

    def _show_keys(self) -> None:
        self.placeLabel.setText(sentence_case(self._trial.place().label(language.of(self))))
        outcome = self._outcome
        self.keysNotice.setVisible(outcome is not None)
        if isinstance(outcome, OmpError):
            self.keysNotice.say("err", self.in_words(outcome))
        elif outcome is not None:
            self.keysNotice.say("ok", self.tr("The keys are kept and read back."))

    def retranslate(self) -> None:
        self._show_keys()
        self.languageSwitch.set_options(_LANGUAGES, "form")
        self.languageSwitch.current = language.of(self)
        self.versionsTable.set_columns(
            [Column(self.tr("Part"), stretch=1), Column(self.tr("Version"), width=160)]
        )
        self.versionsTable.set_rows(
            [Row(name, (Text(name), Text(version, weight="name"))) for name, version in _versions()]
        )
        self.licencesTable.set_columns(
            [Column(self.tr("Part"), stretch=1), Column(self.tr("Licence"), stretch=1)]
        )
        self.licencesTable.set_rows(
            [Row(name, (Text(name), Text(licence, weight="name"))) for name, licence in _licences()]
        )


def _versions() -> list[tuple[str, str]]:
    inside = {part.name.lower(): part.version for part in _inside()}
    shown = [
        ("OMP Desktop", __version__),
        ("Python", platform.python_version()),
        ("PySide6", pyside_version),
    ]
    for name in _LIBRARIES:
        try:
            shown.append((name, inside.get(name) or metadata.version(name)))
        except metadata.PackageNotFoundError:
            continue
    return shown


def _licences() -> list[tuple[str, str]]:
    """Every part of a bundle; from source those that are not packages in the lock."""
    return [(f"{part.name} {part.version}".strip(), part.licence) for part in _inside()] or list(_LICENCES)


def _inside() -> tuple[parts.Part, ...]:
    try:
        return parts.parts()
    except OmpError:  # the self-test says it with what to do; this page has better things to show
        return ()
