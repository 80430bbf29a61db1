from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from omp_desktop import parts, paths

QT = parts.Part("Qt", "6.11.3", "LGPL-3.0-only", parts.PartKind.QT, ("Qt/LGPL-3.0.txt",))
ICONS = parts.Part("Lucide", "1.0", "ISC", parts.PartKind.FILES)


@pytest.fixture
def bundled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of licences of a bundle with two parts."""
    folder = tmp_path / "_data" / parts.FOLDER
    (folder / "Qt").mkdir(parents=True)
    (folder / parts.LIST).write_bytes(msgspec.json.encode([ICONS, QT]))
    (folder / "Qt" / "LGPL-3.0.txt").write_text("Lesser General Public License")
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path)
    monkeypatch.setattr(paths, "is_frozen", lambda: True)
    return folder


def test_from_source_no_parts_are_known() -> None:
    assert parts.parts() == ()


@pytest.mark.usefixtures("bundled")
def test_a_bundle_names_its_parts_and_has_their_texts() -> None:
    assert parts.parts() == (ICONS, QT)
    assert parts.licence_texts(QT) == ("Lesser General Public License",)
    assert parts.licence_texts(ICONS) == ()


@pytest.mark.parametrize("content", [b"", b"{}", b'[{"name": "Qt"}]'])
def test_a_damaged_list_asks_to_install_anew(bundled: Path, content: bytes) -> None:
    (bundled / parts.LIST).write_bytes(content)

    with pytest.raises(parts.PartsUnreadable) as caught:
        parts.parts()

    assert "Install the program anew" in caught.value.describe("en").next_step


def test_a_missing_list_or_text_asks_to_install_anew(bundled: Path) -> None:
    (bundled / "Qt" / "LGPL-3.0.txt").unlink()
    (bundled / parts.LIST).unlink()

    with pytest.raises(parts.PartsUnreadable):
        parts.parts()
    with pytest.raises(parts.PartsUnreadable):
        parts.licence_texts(QT)
