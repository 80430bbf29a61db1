"""What goes into a bundle, and what is found when something is in it that must not be."""

from __future__ import annotations

import marshal
import re
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import PathDistribution
from pathlib import Path

import pytest
from PyInstaller.archive.writers import CArchiveWriter, ZlibArchiveWriter

from omp_desktop.parts import PartKind, read_parts
from resources.packaging import bundle, contents, inspection, installer, product

LIB = Path("/usr/lib/x86_64-linux-gnu")
QT = "PySide6/Qt"


def test_the_packages_of_a_station_and_a_centre_are_shipped_and_no_tools() -> None:
    shipped = set(contents.shipped_distributions())

    assert {"omp-desktop", "pyside6-essentials", "sqlcipher3", "keyring", "fastapi", "uvicorn"} <= shipped
    assert shipped.isdisjoint({"psycopg", "psycopg-binary", "pytest", "pyinstaller", "hypothesis", "mypy"})


def test_modules_of_everything_else_are_left_out() -> None:
    left_out = set(contents.modules_left_out())

    assert {"psycopg", "pytest", "hypothesis", "PySide6.QtCharts", "PySide6.QtVirtualKeyboard"} <= left_out
    assert left_out.isdisjoint({"PySide6", "omp_desktop", "keyring", "jaraco", "sqlalchemy", "sqlite3"})


@pytest.mark.parametrize(
    ("place", "wanted"),
    [
        (f"{QT}/plugins/platforms/libqxcb.so", True),
        (f"{QT}/plugins/platforms/libqoffscreen.so", True),
        ("PySide6/plugins/platforms/qwindows.dll", True),
        ("PySide6\\plugins\\platforms\\qwindows.dll", True),
        (f"{QT}/plugins/platforms/libqcocoa.dylib", True),
        (f"{QT}/plugins/platforms/libqvnc.so", False),
        (f"{QT}/plugins/platforms/libqeglfs.so", False),
        (f"{QT}/plugins/platformthemes/libqgtk3.so", False),
        (f"{QT}/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so", True),
        (f"{QT}/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so", False),
        ("PySide6/plugins/platforminputcontexts/qtvirtualkeyboardplugin.dll", False),
        ("PySide6/plugins/styles/qmodernwindowsstyle.dll", True),
        ("PySide6/Qt6Gui.dll", True),
        ("PySide6/opengl32sw.dll", False),
        (f"{QT}/plugins/styles/libqmacstyle.dylib", True),
        (f"{QT}/plugins/imageformats/libqjpeg.so", True),
        (f"{QT}/plugins/imageformats/libqtiff.so", False),
        (f"{QT}/plugins/printsupport/libcupsprintersupport.so", True),
        (f"{QT}/translations/qtbase_ko.qm", True),
        (f"{QT}/translations/qtbase_de.qm", False),
        (f"{QT}/qml/QtQuick/qmldir", False),
        (f"{QT}/lib/libQt6Gui.so.6", True),
        (f"{QT}/lib/libQt6EglFSDeviceIntegration.so.6", False),
        ("omp_desktop/central/migrations/__pycache__/env.cpython-311.pyc", False),
    ],
)
def test_only_what_the_program_can_use_of_qt_is_shipped(place: str, wanted: bool) -> None:
    assert contents.is_wanted(place, f"/venv/{place}") is wanted


@pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="Only Linux has libraries of the system to leave"
)
@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("libssl.so.3", True),
        ("libxcb-cursor.so.0", True),
        ("libglib-2.0.so.0", False),
        ("libX11.so.6", False),
    ],
)
def test_libraries_of_the_system_stay_with_it_but_for_a_few(name: str, wanted: bool) -> None:
    assert contents.is_wanted(name, str(LIB / name)) is wanted
    # The same name from Python's own folder, or from a package, is Python's business.
    assert contents.is_wanted(name, f"{sys.prefix}/lib/{name}")


@pytest.mark.parametrize(("system", "wanted"), [("linux", False), ("darwin", True)])
def test_links_to_libraries_stay_where_something_needs_them(
    monkeypatch: pytest.MonkeyPatch, system: str, wanted: bool
) -> None:
    monkeypatch.setattr(sys, "platform", system)

    assert contents.is_wanted("libpyside6.so", "PySide6/libpyside6.so") is wanted
    # Without them the folder of a library of macOS cannot be signed.
    assert contents.is_wanted(f"{QT}/lib/QtCore.framework/Versions/Current", "A")


def test_every_part_is_written_with_its_licence_and_text(tmp_path: Path) -> None:
    contents.write(tmp_path / "licences", [])

    listed = read_parts(tmp_path / "licences")
    assert {"OMP Desktop", "Python", "Qt", "SQLCipher", "SQLite", "requests", "Pretendard"} <= {
        part.name for part in listed
    }
    assert all(part.licence for part in listed)
    assert [part.name for part in listed if not part.texts and part.kind is not PartKind.PYTHON] == []
    for part in listed:
        assert len(set(part.texts)) == len(part.texts)
        for text in part.texts:
            assert (tmp_path / "licences" / text).stat().st_size > 0


def test_a_library_inside_two_packages_is_listed_for_both() -> None:
    found = {piece.part.name: piece.part.version for piece in contents.pieces([])}

    assert re.fullmatch(r"[34]\.\d+\.\d+", found["OpenSSL (in SQLCipher)"])
    assert re.fullmatch(r"[34]\.\d+\.\d+", found["OpenSSL (in cryptography)"])


def test_packages_of_other_systems_have_a_known_licence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = tmp_path / "colorama-0.4.6.dist-info"
    notes.mkdir()
    (notes / "METADATA").write_text(
        "Name: colorama\nVersion: 0.4.6\nClassifier: License :: OSI Approved :: BSD License\n"
    )
    only_windows = {"colorama": PathDistribution(notes)}
    monkeypatch.setattr(contents, "shipped_distributions", lambda: only_windows)

    found = {piece.part.name: piece.part.licence for piece in contents.pieces([])}

    assert found["colorama"] == "BSD-3-Clause"


def test_a_part_without_a_known_licence_stops_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contents, "_LICENCE_OF", {})

    with pytest.raises(contents.Unlicensed, match="no licence in its notes"):
        contents.pieces([])


@pytest.mark.skipif(not Path("/var/lib/dpkg").is_dir(), reason="Only Debian knows the package of a library")
def test_a_library_of_debian_is_named_with_its_version_and_text() -> None:
    library = next(LIB.parent.glob("*/libxcb-cursor.so.0"), None)
    if library is None:
        pytest.skip("libxcb-cursor0 is not installed here")

    found = {piece.part.name: piece for piece in contents.pieces([library])}["XCB utilities"]

    assert found.part.version
    assert found.part.licence == "MIT"
    assert [text.name for text in found.files] == ["copyright"]


# --- what a bundle may not hold ---------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A bundle with one good file."""
    made = tmp_path / "omp-desktop"
    (made / "_internal").mkdir(parents=True)
    (made / "_internal" / "good.txt").write_text("good")
    return made


def test_a_good_bundle_is_passed(folder: Path) -> None:
    assert inspection.complaints(folder) == []


@pytest.mark.parametrize(
    "name",
    [
        *("libQt6Charts.so.6", "Qt6VirtualKeyboard.dll", "QtGraphs.abi3.so", "QtDataVisualization.framework"),
        *("libQt6Lottie.so.6", "libQt6WaylandCompositor.so.6", "libqtvirtualkeyboardplugin.dylib"),
    ],
)
def test_parts_of_qt_under_another_licence_are_found(folder: Path, name: str) -> None:
    (folder / "_internal" / name).touch()

    (found,) = inspection.complaints(folder)
    assert name in found
    assert "another licence" in found


@pytest.mark.parametrize(
    "name",
    ["psycopg/pq.py", "libqgtk3.so", "libQt6Qml.so.6", "libQt6EglFsKmsSupport.so.6", "_pytest/main.py"],
)
def test_what_is_of_no_use_is_found(folder: Path, name: str) -> None:
    (folder / "_internal" / name).parent.mkdir(exist_ok=True)
    (folder / "_internal" / name).touch()

    (found,) = inspection.complaints(folder)
    assert name in found


def test_the_place_where_it_was_built_is_found(folder: Path) -> None:
    code = compile("x = 1", "/home/somebody/checkout/module.py", "exec")
    (folder / "_internal" / "module.pyc").write_bytes(marshal.dumps(code))

    (found,) = inspection.complaints(folder, checkout=Path("/home/somebody/checkout"))
    assert "module.pyc" in found


@pytest.fixture
def archive(folder: Path) -> Callable[..., None]:
    """Makes the program of the bundle: an archive of modules, each with its source."""

    def make(**modules: str) -> None:
        made = {name: compile(source, f"{name}.py", "exec") for name, source in modules.items()}
        inner = folder.parent / "modules.pyz"
        ZlibArchiveWriter(str(inner), [(name, name, "PYMODULE") for name in made], made)
        program = folder / product.NAME
        CArchiveWriter(
            str(program), [("modules.pyz", str(inner), False, "z")], f"libpython{sys.version_info.minor}"
        )

    return make


def test_tools_among_the_compressed_modules_are_found(folder: Path, archive: Callable[..., None]) -> None:
    archive(good="x = 1", hypothesis="x = 1")

    (found,) = inspection.complaints(folder)
    assert "of no use in a bundle: hypothesis, in omp-desktop" in found


def test_the_place_where_it_was_built_is_found_in_compressed_modules(
    folder: Path, archive: Callable[..., None]
) -> None:
    archive(good="x = 1", bad="def here():\n    return '/home/somebody/checkout/ui'")

    (found,) = inspection.complaints(folder, checkout=Path("/home/somebody/checkout"))
    assert "stands in bad, in omp-desktop" in found


def test_a_picture_with_the_name_of_the_program_is_not_taken_for_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As Windows answers for every file.
    monkeypatch.setattr("os.access", lambda *_: True)
    (folder / "_internal" / f"{product.NAME}.svg").write_text("<svg/>")

    assert inspection.complaints(folder) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows makes links only for administrators")
def test_a_link_that_leads_nowhere_is_found(folder: Path) -> None:
    (folder / "_internal" / "lib.so").symlink_to("gone.so")

    (found,) = inspection.complaints(folder)
    assert "leads nowhere" in found


@pytest.mark.skipif(sys.platform == "win32", reason="Windows makes links only for administrators")
def test_the_list_of_contents_tells_bytes_places_and_links(folder: Path) -> None:
    (folder / "link").symlink_to("_internal/good.txt")
    before = inspection.listing(folder)

    assert [line.split("  ")[1] for line in before.splitlines()] == ["link", "_internal/good.txt"]
    assert "-> _internal/good.txt" in before

    (folder / "_internal" / "good.txt").write_text("other")
    assert inspection.listing(folder) != before


def test_a_build_that_fails_leaves_neither_the_bundle_before_nor_its_list(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(product, "BUNDLE", folder)
    inspection.listing_file(folder).write_text(inspection.listing(folder))
    monkeypatch.setattr("subprocess.run", lambda command, **_: subprocess.CompletedProcess(command, 1))

    assert bundle.main() == 1
    assert not folder.exists()
    assert not inspection.listing_file(folder).exists()


def test_a_bundle_that_holds_what_must_not_be_shipped_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def build(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        folder.mkdir()
        (folder / "libQt6Charts.so.6").touch()
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(product, "BUNDLE", folder)
    monkeypatch.setattr("subprocess.run", build)

    assert bundle.main() == 1
    assert "libQt6Charts.so.6" in capsys.readouterr().err


def test_a_system_without_installer_is_told_what_there_is() -> None:
    with pytest.raises(SystemExit, match="make bundle"):
        installer.builder("plan9")


def test_without_a_bundle_it_says_how_one_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(product, "BUNDLE", tmp_path / "nothing")

    with pytest.raises(SystemExit, match="make bundle"):
        installer.main()
