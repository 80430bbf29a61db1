"""What programs of the system inherit from a bundle."""

from __future__ import annotations

import pytest

from omp_desktop.gui.system_environment import system_environment


@pytest.fixture(autouse=True)
def started_as_a_bundle(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/omp-desktop/_internal")
    monkeypatch.setenv("QT_PLUGIN_PATH", "/opt/omp-desktop/_internal/PySide6/Qt/plugins")
    monkeypatch.setenv("_PYI_ARCHIVE_FILE", "/opt/omp-desktop/omp-desktop")
    monkeypatch.setenv("CUPS_SERVER", "/run/cups.sock")


def test_a_program_of_the_system_does_not_load_the_libraries_of_a_bundle() -> None:
    given = system_environment(bundled=True)

    names = ("LD_LIBRARY_PATH", "QT_PLUGIN_PATH", "_PYI_ARCHIVE_FILE")
    assert not [name for name in names if given.contains(name)]
    assert given.value("CUPS_SERVER") == "/run/cups.sock"


def test_libraries_that_somebody_named_before_the_start_are_given_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/usr/local/lib")

    given = system_environment(bundled=True)

    assert given.value("LD_LIBRARY_PATH") == "/usr/local/lib"
    assert not given.contains("LD_LIBRARY_PATH_ORIG")


def test_from_source_the_environment_is_left_alone() -> None:
    assert system_environment(bundled=False).value("LD_LIBRARY_PATH") == "/opt/omp-desktop/_internal"
