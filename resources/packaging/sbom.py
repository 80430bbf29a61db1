"""What is in the installers, for whoever watches for weaknesses, and their checksums.

A bill of materials in CycloneDX 1.6 and a file for `sha256sum -c`; from the same bundle and installers the
same two files. `.venv/bin/python -m resources.packaging.sbom INSTALLER…` writes them again.
"""

from __future__ import annotations

import hashlib
import platform
import re
import sys
import uuid
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import msgspec
from cyclonedx.contrib.license.exceptions import InvalidLicenseExpressionException
from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import ExternalReference, ExternalReferenceType, HashAlgorithm, HashType, XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.dependency import Dependency
from cyclonedx.model.license import LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL
from packaging.utils import canonicalize_name

from omp_desktop.parts import FOLDER, LIST, Part, PartKind, read_parts
from resources.packaging import product

SUMS: Final = "SHA256SUMS"
_LOCK: Final = product.ROOT / "requirements.lock"
_DATA: Final = Path("_internal", "omp_desktop", "_data")
_SYSTEMS: Final = {"Linux": "linux", "Windows": "windows", "Darwin": "macos"}

_TYPES: Final = {
    PartKind.PROGRAM: ComponentType.APPLICATION,
    PartKind.PYTHON: ComponentType.PLATFORM,
    PartKind.QT: ComponentType.FRAMEWORK,
    PartKind.FILES: ComponentType.DATA,
}
# Where the files of a part lie among the data of the program.
_FOLDERS: Final = {"Pretendard": "fonts", "Lucide": "icons"}
# Under which maker and name the list of known weaknesses (NVD) has what no registry of packages has.
_KNOWN_AS: Final = {
    "Python": "python:python",
    "Qt": "qt:qt",
    "SQLCipher": "zetetic:sqlcipher",
    "SQLite": "sqlite:sqlite",
    "OpenSSL (in cryptography)": "openssl:openssl",
    "OpenSSL (in SQLCipher)": "openssl:openssl",
    "libsodium": "libsodium:libsodium",
}
# The source packages of Debian from which libraries of the system come.
_SOURCES: Final = {
    "OpenSSL": "openssl",
    "SQLite (of the centre)": "sqlite3",
    "libffi": "libffi",
    "bzip2": "bzip2",
    "liblzma": "xz-utils",
}


class Unlisted(Exception):
    """Why there is no bill of materials, in words for whoever builds."""


def write(installers: Sequence[Path], bundle: Path, out: Path) -> list[Path]:
    """The bill of materials and the checksums, in `out` beside the installers. Raises Unlisted."""
    for file in installers:
        if not file.is_file():
            raise Unlisted(f"This installer is missing: {file}")
        if file.resolve().parent != out.resolve():
            raise Unlisted(f"This installer does not lie in {out}: {file}")
    bill = out / bill_name()
    bill.write_bytes(bill_of_materials(installers, bundle).encode())
    sums = out / SUMS
    # `sha256sum` on Linux would take a line's end of Windows for a part of the name.
    sums.write_bytes("".join(f"{_digest(file)}  {file.name}\n" for file in (*installers, bill)).encode())
    return [bill, sums]


def bill_name() -> str:
    """With system and processor: each builder takes other libraries along."""
    machine = platform.machine().lower().replace("amd64", "x86_64")
    return f"{product.NAME}-{product.VERSION}-{_SYSTEMS[platform.system()]}-{machine}.cdx.json"


def bill_of_materials(installers: Iterable[Path], bundle: Path) -> str:
    """CycloneDX 1.6 in JSON. Raises Unlisted."""
    folder = bundle / _DATA / FOLDER
    if not folder.is_dir():
        raise Unlisted(f"{bundle} lists no parts: run `make bundle` first.")
    program, components = None, []
    parts = read_parts(folder)
    crates = _crates(folder, parts)
    hashes = _locked_hashes(_LOCK.read_text(encoding="utf-8"))
    for part in parts:
        name = canonicalize_name(part.name)
        component = _component(part, hashes.get(name, ()), bundle)
        component.components.update(crates.get(name, ()))
        if part.kind is PartKind.PROGRAM:
            program = component
        else:
            components.append(component)
    if program is None:
        raise Unlisted(f"The list of parts of {bundle} lacks the program itself.")
    # They hold the program and are not in it.
    program.external_references.update(map(_distribution, installers))
    return _written(program, components)


def _written(program: Component, components: list[Component]) -> str:
    bom = Bom(components=components, serial_number=uuid.UUID(int=0))
    bom.metadata.component = program
    bom.metadata.timestamp = datetime.fromtimestamp(product.build_time(), UTC)
    bom.dependencies.add(Dependency(program.bom_ref, [Dependency(each.bom_ref) for each in components]))
    bom.dependencies.update(Dependency(each.bom_ref) for each in components)
    # Another number for other contents, and the same for the same.
    contents = hashlib.sha256(_json(bom).encode()).hexdigest()
    bom.serial_number = uuid.uuid5(uuid.NAMESPACE_DNS, f"{contents}.{product.IDENTIFIER}")
    return _json(bom)


def _json(bom: Bom) -> str:
    return JsonV1Dot6(bom).output_as_string(indent=2) + "\n"


# --- one part ---------------------------------------------------------------------------------------------


def _component(part: Part, hashes: Sequence[str], bundle: Path) -> Component:
    purl = _package_url(part)
    component = Component(
        name=part.name,
        version=part.version or None,
        type=_TYPES.get(part.kind, ComponentType.LIBRARY),
        bom_ref=_reference(part, purl),
        licenses=[_licence(part)],
        purl=purl,
        cpe=_weakness_name(part),
        components=_files(part, bundle),
    )
    if hashes and purl:
        # Which of a version's files was taken depends on the builder; the lock allows these.
        component.external_references.add(
            ExternalReference(
                type=ExternalReferenceType.DISTRIBUTION,
                url=XsUri(purl.to_string()),
                comment="any of these files, as locked",
                hashes=[HashType(alg=HashAlgorithm.SHA_256, content=value) for value in hashes],
            )
        )
    return component


def _reference(part: Part, purl: PackageURL | None) -> str:
    """Its own: two packages may have the same version of the same library in them."""
    if purl is None or part.kind is PartKind.EMBEDDED:
        return f"{part.kind}:{_words(part.name)}"
    return purl.to_string()


def _licence(part: Part) -> LicenseExpression:
    try:
        return LicenseFactory().make_with_expression(part.licence)
    except InvalidLicenseExpressionException as problem:
        raise Unlisted(f"{part.licence!r}, the licence of {part.name}, is no SPDX expression.") from problem


def _package_url(part: Part) -> PackageURL | None:
    """Its public address, where there is one."""
    if part.kind is PartKind.PYTHON_PACKAGE:
        return PackageURL("pypi", name=part.name, version=part.version)
    if part.kind is PartKind.SYSTEM_LIBRARY:
        return _package_of_system(part)
    return PackageURL("generic", name=_plain(part.name), version=part.version or None)


def _package_of_system(part: Part) -> PackageURL | None:
    """Only Debian and its relatives tell which version a library has."""
    source = _SOURCES.get(part.name)
    if source is None or not part.version:
        return None
    system = platform.freedesktop_os_release()
    release = f"{system['ID']}-{system.get('VERSION_ID', 'testing')}"
    return PackageURL("deb", system["ID"], source, part.version, {"arch": "source", "distro": release})


def _weakness_name(part: Part) -> str | None:
    known = _KNOWN_AS.get(part.name)
    return f"cpe:2.3:a:{known}:{part.version}:*:*:*:*:*:*:*" if known and part.version else None


def _files(part: Part, bundle: Path) -> Iterator[Component]:
    """The files of a part that has no version, by their hashes."""
    folder = bundle / _DATA / _FOLDERS.get(part.name, "") if part.name in _FOLDERS else None
    for file in sorted(folder.iterdir()) if folder and folder.is_dir() else ():
        if file.is_file():
            yield Component(
                name=file.name,
                type=ComponentType.FILE,
                bom_ref=f"{_plain(part.name)}/{file.name}",
                hashes=[HashType(alg=HashAlgorithm.SHA_256, content=_digest(file))],
            )


# --- what came compiled into a package --------------------------------------------------------------------


class _Crate(msgspec.Struct):
    """As a bill of materials out of a package names a part."""

    name: str
    version: str
    purl: str = ""
    scope: str = "required"
    licenses: list[dict[str, Any]] = []


class _About(msgspec.Struct):
    component: _Crate


class _Bill(msgspec.Struct):
    metadata: _About
    components: list[_Crate] = []


def _crates(folder: Path, parts: Iterable[Part]) -> dict[str, list[Component]]:
    """By package, from the bills of materials that packages brought: what is in them of other languages."""
    packages = {canonicalize_name(part.name) for part in parts if part.kind is PartKind.PYTHON_PACKAGE}
    found: dict[str, list[Component]] = {}
    for file in sorted(folder.glob("*.json")):
        if file.name == LIST:
            continue
        try:
            bill = msgspec.json.decode(file.read_bytes(), type=_Bill)
        except msgspec.DecodeError as problem:
            raise Unlisted(f"{file} is no bill of materials: {problem}") from problem
        # It is named after its package: cryptography-rust is in cryptography, pydantic-core not in pydantic.
        named = canonicalize_name(bill.metadata.component.name)
        owners = [name for name in packages if f"{named}-".startswith(f"{name}-")]
        if not owners:
            raise Unlisted(f"{file} belongs to no package of the bundle.")
        owner = max(owners, key=len)
        # What is not required was there to build it.
        found[owner] = [_crate(crate, owner) for crate in bill.components if crate.scope == "required"]
    return found


def _crate(crate: _Crate, inside: str) -> Component:
    # Where it lay when the package was built says nothing.
    purl = PackageURL.from_string(crate.purl)._replace(qualifiers={}, subpath=None) if crate.purl else None
    words = [each.get("expression") or each.get("license", {}).get("id") for each in crate.licenses]
    return Component(
        name=crate.name,
        version=crate.version,
        type=ComponentType.LIBRARY,
        bom_ref=f"{inside}/{crate.name}@{crate.version}",
        licenses=[LicenseFactory().make_from_string(word) for word in words if word],
        purl=purl,
    )


def _distribution(installer: Path) -> ExternalReference:
    return ExternalReference(
        type=ExternalReferenceType.DISTRIBUTION,
        url=XsUri(installer.name),
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=_digest(installer))],
    )


def _locked_hashes(lock: str) -> dict[str, tuple[str, ...]]:
    """SHA-256 of the files of each package, from the lock."""
    found = re.findall(r"^(\S+)==\S+.*((?:\n {4}--hash=sha256:\w+.*)*)", lock, re.MULTILINE)
    return {canonicalize_name(name): tuple(re.findall(r"sha256:(\w+)", rest)) for name, rest in found}


def _plain(name: str) -> str:
    """What it is, without where: `OpenSSL (in cryptography)` is openssl."""
    return _words(name.partition(" (")[0])


def _words(name: str) -> str:
    """Small letters and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def main(arguments: list[str]) -> int:
    """Exit codes: 0 done, 1 something is missing, 2 wrong use."""
    if not arguments:
        sys.stderr.write("Name the installers.\n")
        return 2
    try:
        made = write([Path(name) for name in arguments], product.BUNDLE, product.DIST)
    except Unlisted as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    sys.stdout.write("".join(f"{file}\n" for file in made))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
