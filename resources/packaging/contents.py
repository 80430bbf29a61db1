"""What goes into a bundle, what stays out, and under which licences it is. build.spec asks here."""

from __future__ import annotations

import platform
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from importlib.metadata import (
    Distribution,
    distribution,
    packages_distributions,
    version,
)
from pathlib import Path, PurePosixPath
from typing import Final, NamedTuple

import msgspec
import sqlcipher3
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from omp_desktop.parts import LIST, Part, PartKind
from resources.packaging import product

TEXTS: Final = Path(__file__).resolve().parent / "licences"

# A station's own centre keeps to SQLite.
_LEFT_OUT: Final = frozenset({"psycopg"})
_EXTRAS: Final = ("central",)

# Modules of Python and of Qt that nothing here imports; whatever imports them in passing can do without.
UNUSED_MODULES: Final = (
    *("tkinter", "curses", "readline", "lib2to3", "ensurepip", "idlelib", "pydoc_data", "turtledemo", "nis"),
    *("dbm.gnu", "dbm.ndbm", "doctest", "test"),
    *(
        f"PySide6.Qt{name}"
        for name in ("Qml", "Quick", "QuickWidgets", "Sql", "Designer", "Help", "Concurrent")
    ),
    *(f"PySide6.Qt{name}" for name in ("OpenGL", "OpenGLWidgets", "SvgWidgets", "Xml")),
    # Under another licence: see the dependencies in pyproject.toml.
    *(f"PySide6.Qt{name}" for name in ("Charts", "Graphs", "VirtualKeyboard", "DataVisualization")),
)

# Qt's plugins that are shipped: windows, pictures, printing, input of Korean. Not among them: a theme that
# brings all of GTK, screens without a window system, secure connections (requests makes those).
_PLUGINS: Final = re.compile(
    r"platforms/(lib)?q(xcb|wayland|offscreen|windows|cocoa)\."
    r"|platforms/(lib)?q(xcb|wayland)-"
    r"|wayland-(shell-integration|decoration-client)/"
    r"|platforminputcontexts/(lib)?(compose|ibus)platforminputcontextplugin\."
    r"|platformthemes/(lib)?qxdgdesktopportal\."
    r"|printsupport/"
    r"|iconengines/(lib)?qsvgicon\."
    r"|imageformats/(lib)?q(jpeg|svg|ico)\."
    r"|styles/"
)
_TRANSLATIONS: Final = ("qtbase_ko.qm", "qtbase_en.qm")
# Libraries of plugins that stay out, and what draws in three dimensions without a graphics card.
_USELESS_OF_QT: Final = re.compile(r"libQt6EglF|opengl32sw\.|d3dcompiler_", re.IGNORECASE)


class Library(NamedTuple):
    """A library of the system on which the bundle is built that is shipped all the same."""

    pattern: str
    name: str
    licence: str


# Python's own needs, whose names differ between systems, and what Qt needs of X11 that ordinary PCs lack. All
# other libraries are the system's own: it keeps them safe, and they fit its screen and its printers.
_SYSTEM_LIBRARIES: Final = (
    Library(r"lib(ssl|crypto)\.so", "OpenSSL", "Apache-2.0"),
    Library(r"libsqlite3\.so", "SQLite (of the centre)", "blessing"),
    Library(r"libffi\.so", "libffi", "MIT"),
    Library(r"libbz2\.so", "bzip2", "bzip2-1.0.6"),
    Library(r"liblzma\.so", "liblzma", "0BSD"),
    Library(r"libxcb-(cursor|icccm|image|keysyms|render-util|util)\.so", "XCB utilities", "MIT"),
)

# What a package's own notes do not say, or say in words.
_LICENCES: Final = {
    "License :: OSI Approved :: MIT License": "MIT",
    "License :: OSI Approved :: Apache Software License": "Apache-2.0",
    "License :: OSI Approved :: ISC License (ISCL)": "ISC",
}
_LICENCE_OF: Final = {
    "segno": "BSD-3-Clause",
    "sqlcipher3": "Zlib",
    "colorama": "BSD-3-Clause",
    # Of the licences that its makers offer, the one under which it is used here.
    "pyside6-essentials": "LGPL-3.0-only",
    "shiboken6": "LGPL-3.0-only",
}
_QT_PACKAGES: Final = frozenset({"pyside6-essentials", "shiboken6"})
_LICENCE_FILE: Final = re.compile(r"(licen[cs]e|copying|notice|authors)", re.IGNORECASE)


class Unlicensed(Exception):
    """A part whose licence is not known: add it above, or leave the part out."""


class Piece(NamedTuple):
    """A part and the files with its licence texts on this machine."""

    part: Part
    files: tuple[Path, ...]


# --- what stays out ---------------------------------------------------------------------------------------


def shipped_distributions() -> dict[str, Distribution]:
    """The program and every package it needs at run time, by name; nothing else of the environment."""
    found: dict[str, Distribution] = {}
    waiting: list[tuple[str, tuple[str, ...]]] = [(product.NAME, _EXTRAS)]
    done: set[tuple[str, tuple[str, ...]]] = set()
    while waiting:
        name, extras = step = waiting.pop()
        if step in done or name in _LEFT_OUT:
            continue
        done.add(step)
        found[name] = here = distribution(name)
        waiting.extend(
            (canonicalize_name(need.name), tuple(sorted(need.extras)))
            for need in map(Requirement, here.requires or ())
            if need.marker is None or any(need.marker.evaluate({"extra": extra}) for extra in ("", *extras))
        )
    return dict(sorted(found.items()))


def modules_left_out() -> list[str]:
    """Modules that must not be taken along, however they are imported: tools, tests, what is not used."""
    shipped = set(shipped_distributions())
    foreign = [
        module
        for module, owners in packages_distributions().items()
        if shipped.isdisjoint(canonicalize_name(owner) for owner in owners)
    ]
    return sorted({*foreign, *UNUSED_MODULES})


def is_wanted(target: str, source: str) -> bool:
    """Whether a file or link belongs in the bundle.

    `target`: its place there; `source`: where a file lies now, or where a link leads.
    """
    place = PurePosixPath(target.replace("\\", "/"))
    if "__pycache__" in place.parts:  # it names the folder in which it was compiled
        return False
    if "PySide6" in place.parts:
        return _is_wanted_of_qt(place)
    return not _is_of_system(Path(source)) or _library(place.name) is not None


def _is_wanted_of_qt(place: PurePosixPath) -> bool:
    if "translations" in place.parts:
        return place.name in _TRANSLATIONS
    if "plugins" in place.parts:
        return _PLUGINS.match(place.as_posix().partition("plugins/")[2]) is not None
    return not {"qml", "metatypes", "libexec"} & set(place.parts) and not _USELESS_OF_QT.match(place.name)


def _is_of_system(source: Path) -> bool:
    """Linux only: elsewhere the bundler leaves the system's libraries out by itself.

    Links that it makes beside the libraries of packages are out as well: these find each other without.
    """
    if not sys.platform.startswith("linux") or ".so" not in source.name:
        return False
    places = [Path(sys.prefix), Path(sysconfig.get_path("stdlib"))]
    return not source.name.startswith("libpython") and not any(map(source.is_relative_to, places))


def _library(name: str) -> Library | None:
    return next((lib for lib in _SYSTEM_LIBRARIES if re.match(lib.pattern, name)), None)


# --- what is inside ---------------------------------------------------------------------------------------


def pieces(libraries: Iterable[Path]) -> list[Piece]:
    """Everything in a bundle. `libraries`: the files taken from the system. Raises Unlicensed."""
    return sorted(
        [
            Piece(_part("OMP Desktop", product.VERSION, "Apache-2.0", PartKind.PROGRAM), (_own("LICENSE"),)),
            Piece(_part("Python", platform.python_version(), "PSF-2.0", PartKind.PYTHON), _python_texts()),
            *_packages(),
            *_of_qt(),
            *_embedded(),
            *_starter(),
            *_system_libraries(libraries),
            *_files(),
        ],
        key=lambda piece: (piece.part.name.lower(), piece.part.kind),
    )


def write(into: Path, libraries: Iterable[Path]) -> None:
    """The list and the texts, as `omp_desktop.parts` reads them. The folder is made anew."""
    shutil.rmtree(into, ignore_errors=True)
    into.mkdir(parents=True)
    listed = []
    for piece in pieces(libraries):
        folder = into / re.sub(r"[^\w.+-]+", "-", piece.part.name)
        folder.mkdir(exist_ok=True)
        texts = []
        for file in piece.files:
            name = file.name if not (folder / file.name).exists() else f"{file.parent.name}-{file.name}"
            shutil.copyfile(file, folder / name)
            texts.append(f"{folder.name}/{name}")
        listed.append(msgspec.structs.replace(piece.part, texts=tuple(texts)))
    for file in _bills():
        shutil.copyfile(file, into / file.name)
    (into / LIST).write_bytes(msgspec.json.format(msgspec.json.encode(listed), indent=1))


def _part(name: str, number: str, licence: str, kind: PartKind) -> Part:
    return Part(name, number, licence, kind)


def _own(*names: str) -> Path:
    return product.ROOT.joinpath(*names)


def _packages() -> Iterator[Piece]:
    for name, here in shipped_distributions().items():
        if name == product.NAME or name in _QT_PACKAGES:
            continue
        licence = _licence(name, here)
        yield Piece(
            _part(here.metadata["Name"], here.version, licence, PartKind.PYTHON_PACKAGE), _texts_of(here)
        )


def _licence(name: str, here: Distribution) -> str:
    """The SPDX expression, from what was looked up by hand, or from whichever of the notes says it."""
    notes = here.metadata
    expressions = notes.get_all("License-Expression", [])
    words = notes.get_all("License", [])
    known = [_LICENCES.get(word) for word in (*notes.get_all("Classifier", []), *words)]
    # A short word in the older field is the name of a licence; a long one its text.
    short = [word for word in words if re.fullmatch(r"[\w.+-]+", word)]
    found: str | None = next(filter(None, (_LICENCE_OF.get(name), *expressions, *known, *short)), None)
    if found is None:
        raise Unlicensed(f"{name}: no licence in its notes")
    return found


def _texts_of(here: Distribution) -> tuple[Path, ...]:
    notes = [
        Path(str(here.locate_file(file)))
        for file in here.files or ()
        if ".dist-info" in file.parts[0] and _LICENCE_FILE.search(file.name)
    ]
    return tuple(sorted(file for file in notes if file.is_file()))


def _bills() -> Iterator[Path]:
    """Bills of materials that came with packages: what was compiled into them of other languages."""
    for here in shipped_distributions().values():
        for file in here.files or ():
            if file.parent.name == "sboms" and "-" in file.name:
                yield Path(str(here.locate_file(file)))


def _python_texts() -> tuple[Path, ...]:
    number = f"python{sys.version_info.major}.{sys.version_info.minor}"
    places = (
        Path(sysconfig.get_path("stdlib")) / "LICENSE.txt",
        Path(sys.base_prefix) / "LICENSE.txt",
        Path(f"/usr/share/doc/{number}/copyright"),
        Path(f"/usr/share/doc/lib{number}-minimal/copyright"),
    )
    return tuple(place for place in places if place.is_file())[:1]


def _of_qt() -> Iterator[Piece]:
    texts = (TEXTS / "LGPL-3.0.txt", TEXTS / "GPL-3.0.txt")
    number = version("PySide6-Essentials")
    yield Piece(_part("Qt", number, "LGPL-3.0-only", PartKind.QT), (*texts, TEXTS / "Qt-third-party.txt"))
    yield Piece(_part("PySide6-Essentials", number, "LGPL-3.0-only", PartKind.PYTHON_PACKAGE), texts)
    yield Piece(_part("shiboken6", version("shiboken6"), "LGPL-3.0-only", PartKind.PYTHON_PACKAGE), texts)


def _embedded() -> Iterator[Piece]:
    """Libraries that came compiled into a package, whose notes do not name them."""
    cipher, ssl_of_cipher = _cipher_versions()
    yield Piece(_part("SQLCipher", cipher, "BSD-3-Clause", PartKind.EMBEDDED), (TEXTS / "SQLCipher.txt",))
    yield Piece(
        _part("SQLite", sqlcipher3.sqlite_version, "blessing", PartKind.EMBEDDED), (TEXTS / "SQLite.txt",)
    )
    apache = (_own("LICENSE"),)
    yield Piece(_part("OpenSSL (in SQLCipher)", ssl_of_cipher, "Apache-2.0", PartKind.EMBEDDED), apache)
    sodium = [text for text in _texts_of(distribution("PyNaCl")) if "libsodium" in text.name]
    yield Piece(_part("libsodium", "", "ISC", PartKind.EMBEDDED), tuple(sodium))
    from cryptography.hazmat.backends.openssl import backend  # noqa: PLC0415 - loads a large library

    ssl = backend.openssl_version_text().split()[1]
    yield Piece(_part("OpenSSL (in cryptography)", ssl, "Apache-2.0", PartKind.EMBEDDED), apache)


def _cipher_versions() -> tuple[str, str]:
    """Of SQLCipher, and of the OpenSSL in it, which it tells only of a database with a key."""
    connection = sqlcipher3.connect(":memory:")
    connection.execute("PRAGMA key = 'any'")
    told = [
        connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("cipher_version", "cipher_provider_version")
    ]
    connection.close()
    return told[0].split()[0], told[1].split()[1]


def _starter() -> Iterator[Piece]:
    here = distribution("pyinstaller")
    licence = "GPL-2.0-or-later WITH Bootloader-exception"
    yield Piece(_part("PyInstaller bootloader", here.version, licence, PartKind.EMBEDDED), _texts_of(here))


def _system_libraries(libraries: Iterable[Path]) -> Iterator[Piece]:
    seen: dict[str, tuple[Library, str, list[Path]]] = {}
    for file in libraries:
        library = _library(file.name)
        if library is None:
            continue
        package, number, text = _debian_package(file)
        _, _, texts = seen.setdefault(f"{library.name} {package}", (library, number, []))
        texts.extend(place for place in (text,) if place is not None and place not in texts)
    by_name: dict[str, Piece] = {}
    for library, number, texts in seen.values():
        known = by_name.get(library.name)
        files = tuple(dict.fromkeys((*(known.files if known else ()), *texts)))
        part = _part(library.name, number, library.licence, PartKind.SYSTEM_LIBRARY)
        by_name[library.name] = Piece(part, files)
    yield from by_name.values()


def _debian_package(file: Path) -> tuple[str, str, Path | None]:
    """Package, version and copyright file, where the system is Debian or one of its relatives."""
    if shutil.which("dpkg-query") is None:
        return file.name, "", None
    # The package may know it under the merged folder, or under the older one.
    for place in (file, file.resolve(), Path(str(file.resolve()).removeprefix("/usr"))):
        found = _ask_dpkg("-S", str(place))
        if found:
            package = found.split(":")[0]
            text = Path(f"/usr/share/doc/{package}/copyright")
            number = _ask_dpkg("-W", "-f=${Version}", found.rpartition(": ")[0].split(",")[0])
            return package, number, text if text.is_file() else None
    return file.name, "", None


def _ask_dpkg(*words: str) -> str:
    answer = subprocess.run(  # noqa: S603 - words of our own
        ["dpkg-query", *words],  # noqa: S607 - wherever it lies
        capture_output=True,
        text=True,
        check=False,
    )
    return answer.stdout.strip() if answer.returncode == 0 else ""


def _files() -> Iterator[Piece]:
    # Neither tells its version in a way that a program could read.
    yield Piece(_part("Pretendard", "", "OFL-1.1", PartKind.FILES), (_own("resources", "fonts", "OFL.txt"),))
    yield Piece(_part("Lucide", "", "ISC", PartKind.FILES), (_own("resources", "icons", "LICENSE"),))
