"""What lies beside the finished installers: checksums that hold, and a bill of materials that names them."""

from __future__ import annotations

import json
import subprocess
from typing import Any

import pytest

from resources.packaging import product, sbom
from tests.packaging.test_sbom import complaints

pytestmark = pytest.mark.installer


@pytest.fixture
def bill() -> dict[str, Any]:
    file = product.DIST / sbom.bill_name()
    assert file.is_file(), "make installer comes first"
    return dict(json.loads(file.read_text(encoding="utf-8")))


def test_every_checksum_holds_and_no_installer_is_without_one() -> None:
    command = ["sha256sum", "--strict", "-c", sbom.SUMS]
    checked = subprocess.run(command, cwd=product.DIST, capture_output=True, text=True, check=False)

    assert checked.returncode == 0, checked.stdout + checked.stderr
    named = {line.partition(": ")[0] for line in checked.stdout.splitlines()}
    built = {file.name for file in product.DIST.glob(f"*{product.VERSION}*") if file.is_file()}
    assert named == built


def test_the_bill_of_materials_fits_its_schema_and_names_the_installers(bill: dict[str, Any]) -> None:
    assert complaints(bill) == []
    installers = {each["url"] for each in bill["metadata"]["component"]["externalReferences"]}
    assert any(name.endswith((".deb", ".rpm", ".exe", ".dmg")) for name in installers)


def test_it_lists_what_a_polling_station_depends_on(bill: dict[str, Any]) -> None:
    names = {each["name"] for each in bill["components"]}

    assert {"Python", "Qt", "SQLCipher", "PyNaCl", "cryptography", "Pretendard"} <= names
    # Tools with which it is made.
    assert names & {"pytest", "mypy", "ruff", "cyclonedx-python-lib"} == set()
