"""The bill of materials and the checksums beside the installers."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import cyclonedx.schema
import jsonschema_rs
import msgspec
import pytest

from omp_desktop.parts import LIST, Part, PartKind
from resources.packaging import product, sbom

SCHEMAS = Path(cyclonedx.schema.__file__).parent / "_res"
SCHEMA = "bom-1.6"
ITS_OWN = ("spdx", "jsf-0.82")
PARTS = (
    Part("OMP Desktop", product.VERSION, "Apache-2.0", PartKind.PROGRAM),
    Part("Python", "3.11.7", "PSF-2.0", PartKind.PYTHON),
    Part("Qt", "6.11.3", "LGPL-3.0-only", PartKind.QT),
    Part("jaraco.classes", "3.4.0", "MIT", PartKind.PYTHON_PACKAGE),
    Part("cryptography", "50.0.2", "Apache-2.0 OR BSD-3-Clause", PartKind.PYTHON_PACKAGE),
    Part("OpenSSL (in cryptography)", "4.0.3", "Apache-2.0", PartKind.EMBEDDED),
    Part("OpenSSL (in SQLCipher)", "4.0.3", "Apache-2.0", PartKind.EMBEDDED),
    Part("OpenSSL", "3.0.19-1~deb12u2", "Apache-2.0", PartKind.SYSTEM_LIBRARY),
    Part("XCB utilities", "", "MIT", PartKind.SYSTEM_LIBRARY),
    Part("Pretendard", "", "OFL-1.1", PartKind.FILES),
)


def make_bundle(folder: Path, parts: tuple[Part, ...] = PARTS) -> Path:
    data = folder / product.NAME / "_internal" / "omp_desktop" / "_data"
    (data / "licences").mkdir(parents=True, exist_ok=True)
    (data / "licences" / LIST).write_bytes(msgspec.json.encode(parts))
    (data / "fonts").mkdir(exist_ok=True)
    (data / "fonts" / "Pretendard-Bold.ttf").write_bytes(b"font")
    return folder / product.NAME


@pytest.fixture(autouse=True)
def on_debian(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platform.freedesktop_os_release", lambda: {"ID": "debian", "VERSION_ID": "12"})


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    return make_bundle(tmp_path)


@pytest.fixture
def installer(tmp_path: Path) -> Path:
    file = tmp_path / "out" / "omp-desktop_0.1.0_amd64.deb"
    file.parent.mkdir()
    file.write_bytes(b"installer")
    return file


@pytest.fixture
def bill(bundle: Path, installer: Path) -> dict[str, Any]:
    return dict(json.loads(sbom.bill_of_materials([installer], bundle)))


def the(bill: dict[str, Any], name: str) -> dict[str, Any]:
    (found,) = [each for each in bill["components"] if each["name"] == name]
    return dict(found)


def complaints(bill: dict[str, Any]) -> list[str]:
    """What the published schema says against it."""
    schemas = {
        name: json.loads((SCHEMAS / f"{name}.SNAPSHOT.schema.json").read_text(encoding="utf-8"))
        for name in (SCHEMA, *ITS_OWN)
    }
    # It names the other two by their files.
    others = [(f"http://cyclonedx.org/schema/{name}.SNAPSHOT.schema.json", schemas[name]) for name in ITS_OWN]
    registry = jsonschema_rs.Registry(others)
    validator = jsonschema_rs.validator_for(schemas[SCHEMA], registry=registry, validate_formats=True)
    return [str(error.message) for error in validator.iter_errors(bill)]


def test_it_fits_the_published_schema(bill: dict[str, Any]) -> None:
    assert bill["specVersion"] == "1.6"
    assert complaints(bill) == []


@pytest.mark.parametrize(
    "broken", [{"version": "one"}, {"serialNumber": "1"}, {"components": [{"name": "no type"}]}]
)
def test_the_schema_finds_what_does_not_fit(bill: dict[str, Any], broken: dict[str, Any]) -> None:
    assert complaints({**bill, **broken}) != []


def test_every_part_is_listed_with_version_and_licence(bill: dict[str, Any]) -> None:
    program = bill["metadata"]["component"]
    listed = {(each["name"], each.get("version", "")) for each in (program, *bill["components"])}

    assert listed == {(part.name, part.version) for part in PARTS}
    assert program["type"] == "application"
    assert the(bill, "cryptography")["licenses"] == [{"expression": "Apache-2.0 OR BSD-3-Clause"}]


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("jaraco.classes", "pkg:pypi/jaraco.classes@3.4.0"),
        ("OpenSSL", "pkg:deb/debian/openssl@3.0.19-1~deb12u2?arch=source&distro=debian-12"),
        ("OpenSSL (in cryptography)", "pkg:generic/openssl@4.0.3"),
        ("OpenSSL (in SQLCipher)", "pkg:generic/openssl@4.0.3"),
        ("Qt", "pkg:generic/qt@6.11.3"),
        # Of a system that does not tell which version its libraries have.
        ("XCB utilities", None),
    ],
)
def test_a_part_is_found_by_its_public_address(bill: dict[str, Any], name: str, address: str | None) -> None:
    assert the(bill, name).get("purl") == address


def test_the_same_library_in_two_packages_is_told_apart(bill: dict[str, Any]) -> None:
    references = [each["bom-ref"] for each in bill["components"]]

    assert len(set(references)) == len(references)


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Python", "python:python:3.11.7"),
        ("OpenSSL (in cryptography)", "openssl:openssl:4.0.3"),
        ("OpenSSL (in SQLCipher)", "openssl:openssl:4.0.3"),
    ],
)
def test_what_no_registry_has_is_named_as_lists_of_weaknesses_do(
    bill: dict[str, Any], name: str, known: str
) -> None:
    assert the(bill, name)["cpe"].startswith(f"cpe:2.3:a:{known}:*")


def test_a_python_package_has_the_hashes_of_the_lock(bill: dict[str, Any]) -> None:
    (files,) = the(bill, "cryptography")["externalReferences"]
    lock = (product.ROOT / "requirements.lock").read_text(encoding="utf-8")

    entry = lock.partition("\ncryptography==")[2].partition("    # via")[0]
    assert len(files["hashes"]) == entry.count("sha256:") > 1
    assert all(each["content"] in entry for each in files["hashes"])


BROUGHT = {
    "metadata": {"component": {"name": "cryptography-rust", "version": "0.50.2", "type": "library"}},
    "components": [
        {
            "name": "asn1",
            "version": "0.24.0",
            "scope": "required",
            "licenses": [{"expression": "BSD-3-Clause"}],
            "purl": "pkg:cargo/asn1@0.24.0?download_url=file://asn1",
        },
        {"name": "cc", "version": "1.2.0", "scope": "excluded", "purl": "pkg:cargo/cc@1.2.0"},
        {"name": "odd", "version": "1", "licenses": [{"license": {"id": "MIT"}}]},
    ],
}


def bring(bundle: Path, bill: bytes) -> None:
    (bundle / "_internal" / "omp_desktop" / "_data" / "licences" / "brought.cyclonedx.json").write_bytes(bill)


def test_what_a_package_says_is_compiled_into_it_stands_below_it(bundle: Path, installer: Path) -> None:
    bring(bundle, json.dumps(BROUGHT).encode())

    bill = json.loads(sbom.bill_of_materials([installer], bundle))

    assert complaints(bill) == []
    inside = {each["name"]: each for each in the(bill, "cryptography")["components"]}
    assert set(inside) == {"asn1", "odd"}
    assert inside["asn1"]["purl"] == "pkg:cargo/asn1@0.24.0"
    assert {each["name"] for each in bill["components"] if "components" in each} == {
        "cryptography",
        "Pretendard",
    }


def test_crates_of_a_package_are_not_taken_for_those_of_one_with_a_shorter_name(
    installer: Path, tmp_path: Path
) -> None:
    longer = Part("cryptography_rust", "1", "MIT", PartKind.PYTHON_PACKAGE)
    bundle = make_bundle(tmp_path, (*PARTS, longer))
    bring(bundle, json.dumps(BROUGHT).encode())

    bill = json.loads(sbom.bill_of_materials([installer], bundle))

    assert "components" not in the(bill, "cryptography")
    assert len(the(bill, "cryptography_rust")["components"]) == 2


@pytest.mark.parametrize(
    ("bill", "told"),
    [
        (b"{", "is no bill of materials"),
        (
            json.dumps({**BROUGHT, "metadata": {"component": {"name": "x", "version": "1"}}}).encode(),
            "no package",
        ),
    ],
    ids=["cut off", "of a package that is not inside"],
)
def test_a_brought_bill_that_cannot_be_used_is_named(
    bundle: Path, installer: Path, bill: bytes, told: str
) -> None:
    bring(bundle, bill)

    with pytest.raises(sbom.Unlisted, match=told):
        sbom.bill_of_materials([installer], bundle)


def test_fonts_without_a_version_are_named_by_their_hashes(bill: dict[str, Any]) -> None:
    (font,) = the(bill, "Pretendard")["components"]

    assert font["name"] == "Pretendard-Bold.ttf"
    assert font["hashes"][0]["alg"] == "SHA-256"


def test_the_installers_stand_beside_the_program_with_their_checksums(
    bill: dict[str, Any], installer: Path
) -> None:
    (reference,) = bill["metadata"]["component"]["externalReferences"]

    assert reference["url"] == installer.name
    checked = subprocess.run(["sha256sum", installer], capture_output=True, text=True, check=True)  # noqa: S607
    assert reference["hashes"] == [{"alg": "SHA-256", "content": checked.stdout.split()[0]}]


def test_everything_inside_belongs_to_the_program(bill: dict[str, Any]) -> None:
    needs = {each["ref"]: each.get("dependsOn", []) for each in bill["dependencies"]}

    inside = [each["bom-ref"] for each in bill["components"]]
    assert sorted(needs[bill["metadata"]["component"]["bom-ref"]]) == sorted(inside)


def test_the_same_contents_give_the_same_file_and_others_another_number(
    bundle: Path, installer: Path, tmp_path: Path
) -> None:
    first = sbom.bill_of_materials([installer], bundle)

    # In whatever order the list is.
    make_bundle(tmp_path, tuple(reversed(PARTS)))
    assert sbom.bill_of_materials([installer], bundle) == first
    installer.write_bytes(b"another")
    other = sbom.bill_of_materials([installer], bundle)
    assert json.loads(other)["serialNumber"] != json.loads(first)["serialNumber"]


def test_its_time_is_that_of_the_archives(
    bundle: Path, installer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764547200")

    bill = json.loads(sbom.bill_of_materials([installer], bundle))

    assert bill["metadata"]["timestamp"] == "2025-12-01T00:00:00+00:00"


@pytest.mark.parametrize(
    ("system", "machine", "name"),
    [
        ("Linux", "x86_64", "linux-x86_64"),
        ("Windows", "AMD64", "windows-x86_64"),
        ("Darwin", "arm64", "macos-arm64"),
    ],
)
def test_the_bills_of_several_builders_fit_into_one_folder(
    monkeypatch: pytest.MonkeyPatch, system: str, machine: str, name: str
) -> None:
    monkeypatch.setattr("platform.system", lambda: system)
    monkeypatch.setattr("platform.machine", lambda: machine)

    assert sbom.bill_name() == f"omp-desktop-{product.VERSION}-{name}.cdx.json"


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="sha256sum is not on this machine")
def test_sha256sum_reads_the_checksums_and_finds_what_was_changed(bundle: Path, installer: Path) -> None:
    bill, sums = sbom.write([installer], bundle, installer.parent)
    command = ["sha256sum", "--strict", "-c", sums.name]

    good = subprocess.run(command, cwd=sums.parent, capture_output=True, text=True, check=False)
    installer.write_bytes(b"changed")
    bad = subprocess.run(command, cwd=sums.parent, capture_output=True, text=True, check=False)

    assert good.stdout.splitlines() == [f"{installer.name}: OK", f"{bill.name}: OK"]
    assert (good.returncode, bad.returncode) == (0, 1)
    assert f"{installer.name}: FAILED" in bad.stdout


def test_a_missing_installer_is_named_and_nothing_is_written(bundle: Path, installer: Path) -> None:
    missing = installer.with_suffix(".rpm")

    with pytest.raises(sbom.Unlisted, match=f"missing: .*{missing.name}"):
        sbom.write([installer, missing], bundle, installer.parent)

    assert list(installer.parent.iterdir()) == [installer]


def test_an_installer_elsewhere_is_refused_because_its_checksum_would_not_be_found(
    bundle: Path, installer: Path, tmp_path: Path
) -> None:
    with pytest.raises(sbom.Unlisted, match="does not lie in"):
        sbom.write([installer], bundle, tmp_path)


def test_without_a_bundle_it_names_the_command_that_makes_one(installer: Path, tmp_path: Path) -> None:
    with pytest.raises(sbom.Unlisted, match="make bundle"):
        sbom.write([installer], tmp_path / "nowhere", installer.parent)


def test_a_licence_that_is_no_expression_is_named_with_its_part(installer: Path, tmp_path: Path) -> None:
    bundle = make_bundle(tmp_path, (*PARTS, Part("odd", "1", "free as in beer", PartKind.EMBEDDED)))

    with pytest.raises(sbom.Unlisted, match="licence of odd"):
        sbom.write([installer], bundle, installer.parent)


def test_a_list_without_the_program_is_refused(installer: Path, tmp_path: Path) -> None:
    with pytest.raises(sbom.Unlisted, match="lacks the program"):
        sbom.write([installer], make_bundle(tmp_path, PARTS[1:]), installer.parent)


def test_the_command_writes_beside_the_installers_and_says_what_is_missing(
    bundle: Path, installer: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(product, "BUNDLE", bundle)
    monkeypatch.setattr(product, "DIST", installer.parent)

    assert sbom.main([str(installer)]) == 0
    assert (installer.parent / "SHA256SUMS").is_file()
    assert sbom.main([f"{installer}.gone"]) == 1
    assert "is missing" in capsys.readouterr().err
    assert sbom.main([]) == 2
