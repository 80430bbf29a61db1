"""Settings, this station: versions and licences."""

from __future__ import annotations

import pytest

from omp_desktop import parts
from omp_desktop.gui.widgets import TableView
from tests.gui.official.office import Office

QT = parts.Part("Qt", "6.11.3", "LGPL-3.0-only", parts.PartKind.QT)
CIPHER = parts.Part("sqlcipher3", "9.8.7", "Zlib", parts.PartKind.PYTHON_PACKAGE)


def _rows(table: TableView) -> dict[str, str]:
    model = table.model()
    return {
        str(model.index(row, 0).data()): str(model.index(row, 1).data()) for row in range(model.rowCount())
    }


def _damaged() -> tuple[parts.Part, ...]:
    raise parts.PartsUnreadable(file="parts.json")


def test_a_bundle_shows_every_part_with_its_licence(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "parts", lambda: (QT, CIPHER))
    page = office.settings.general
    page.retranslate()

    assert _rows(page.licencesTable) == {"Qt 6.11.3": "LGPL-3.0-only", "sqlcipher3 9.8.7": "Zlib"}
    assert _rows(page.versionsTable)["sqlcipher3"] == "9.8.7"


@pytest.mark.parametrize("found", [tuple, _damaged])
def test_without_a_list_the_most_important_ones_are_shown(
    office: Office, monkeypatch: pytest.MonkeyPatch, found: object
) -> None:
    monkeypatch.setattr(parts, "parts", found)
    page = office.settings.general
    page.retranslate()

    assert _rows(page.licencesTable)["Pretendard"] == "OFL-1.1"
    assert "sqlalchemy" in _rows(page.versionsTable)
