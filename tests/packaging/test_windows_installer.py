"""What is made for Windows, as far as it can be looked at without one."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from resources.packaging import product
from resources.packaging.windows import build, sign, version

THUMBPRINT = "0123456789ABCDEF0123456789ABCDEF01234567"
PASSWORD = "not-to-be-seen-1"
CERTIFICATE = base64.b64encode(b"a certificate, not to be seen").decode()
TIMESTAMP = "http://timestamp.example"

# Writes down what it was given, and fails for a word in its arguments.
FAKE = f"""#!{sys.executable}
import json, os, sys
with open(os.environ["SEEN"], "a") as seen:
    print(json.dumps({{"command": sys.argv, "environment": dict(os.environ)}}), file=seen)
print(os.environ.get("ANSWER", ""))
print("loud: " + repr(sys.argv), file=sys.stderr)
sys.exit(any(word == os.environ.get("FAIL") for word in sys.argv))
"""


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """signtool and PowerShell, which no computer but Windows has; the file with what they were given."""
    for name in ("signtool", "powershell"):
        (tmp_path / name).write_text(FAKE, encoding="utf-8")
        (tmp_path / name).chmod(0o700)
    seen = tmp_path / "seen"
    for name in ("OMP_SIGN_THUMBPRINT", "OMP_SIGN_PFX_BASE64", "OMP_SIGN_REQUIRED", "OMP_SIGN_TIMESTAMP_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("SEEN", str(seen))
    monkeypatch.setenv("ANSWER", THUMBPRINT)
    return seen


@pytest.fixture
def certificate(tools: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One as a build machine gives it."""
    monkeypatch.setenv("OMP_SIGN_PFX_BASE64", CERTIFICATE)
    monkeypatch.setenv("OMP_SIGN_PFX_PASSWORD", PASSWORD)
    monkeypatch.setenv("OMP_SIGN_TIMESTAMP_URL", TIMESTAMP)


def calls(seen: Path) -> list[dict[str, Any]]:
    """What the programs were given, in order."""
    return [json.loads(line) for line in seen.read_text(encoding="utf-8").splitlines()]


def test_without_a_certificate_nothing_is_signed_and_it_says_so(
    tools: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert not sign.sign([Path("setup.exe")])
    assert "Not signed" in capsys.readouterr().out
    assert not tools.exists()


def test_where_signatures_are_required_a_missing_certificate_is_an_error(
    tools: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OMP_SIGN_REQUIRED", "1")
    with pytest.raises(SystemExit, match="Not signed"):
        sign.sign([Path("setup.exe")])


@pytest.mark.usefixtures("certificate")
def test_files_are_signed_with_a_time_and_then_verified(tools: Path) -> None:
    assert sign.sign([Path("a.exe"), Path("b c.exe")])
    names = [Path(call["command"][0]).name for call in calls(tools)]
    assert names == ["powershell", "signtool", "powershell", "signtool"]
    signing, verifying = (call["command"][1:] for call in calls(tools) if "signtool" in call["command"][0])
    assert signing == [
        *("sign", "/fd", "SHA256", "/sha1", THUMBPRINT, "/tr", TIMESTAMP, "/td", "SHA256"),
        *("/d", product.TITLE, "a.exe", "b c.exe"),
    ]
    assert verifying == ["verify", "/pa", "/all", "/tw", "a.exe", "b c.exe"]


@pytest.mark.usefixtures("certificate")
def test_no_secret_is_in_arguments_or_output_and_only_the_import_gets_any(
    tools: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    sign.sign([Path("a.exe")])
    said = "".join(capfd.readouterr())
    secrets = (PASSWORD, CERTIFICATE)
    for call in calls(tools):
        assert not any(secret in word for secret in secrets for word in call["command"])
    assert not any(secret in said for secret in secrets)
    given = [any(value in secrets for value in call["environment"].values()) for call in calls(tools)]
    assert given == [True, False, False, False]


@pytest.mark.usefixtures("certificate")
@pytest.mark.parametrize("failing", ["sign", "verify"])
def test_the_certificate_leaves_the_store_also_when_signing_fails(
    tools: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    monkeypatch.setenv("FAIL", failing)
    with pytest.raises(SystemExit):
        sign.sign([Path("a.exe")])
    removals = [call for call in calls(tools) if "Remove-Item" in call["command"][-1]]
    assert [call["environment"]["OMP_SIGN_THUMBPRINT"] for call in removals] == [THUMBPRINT]


def test_a_certificate_in_the_store_stays_there(tools: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_SIGN_THUMBPRINT", THUMBPRINT)
    monkeypatch.setenv("OMP_SIGN_TIMESTAMP_URL", TIMESTAMP)
    assert sign.sign([Path("a.exe")])
    assert [Path(call["command"][0]).name for call in calls(tools)] == ["signtool", "signtool"]


@pytest.mark.usefixtures("certificate")
@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("OMP_SIGN_TIMESTAMP_URL", "", "OMP_SIGN_TIMESTAMP_URL is missing"),
        ("ANSWER", "no thumbprint", "40 hexadecimal digits"),
        ("FAIL", "-Command", "did not take the certificate"),
    ],
)
def test_what_is_wrong_with_a_certificate_is_said_without_it(
    tools: Path, monkeypatch: pytest.MonkeyPatch, variable: str, value: str, said: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(SystemExit, match=said) as refused:
        sign.sign([Path("a.exe")])
    assert PASSWORD not in str(refused.value)


def bundle(folder: Path) -> Path:
    """Something that looks like a bundle."""
    for name in (build.PROGRAM, build.WINDOW_PROGRAM, "_internal/b/한글 $1.txt", "_internal/a.dll"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name, encoding="utf-8")
    return folder


def test_an_installation_knows_its_files_and_its_folders_the_deepest_first(tmp_path: Path) -> None:
    assert build.file_list(build.files_of(bundle(tmp_path))).splitlines() == [
        *(r"_internal\a.dll", r"_internal\b\한글 $1.txt", "omp-desktop-window.exe", "omp-desktop.exe"),
        *("uninstall.exe", "_internal\\b\\", "_internal\\"),
    ]


@pytest.mark.skipif(shutil.which("makensis") is None, reason="makensis is missing (Debian package nsis)")
def test_the_same_bundle_gives_the_same_installer(tmp_path: Path) -> None:
    hashes = set()
    for number in ("1", "2"):
        folder = tmp_path / number
        (made,) = build.build(bundle(folder / "bundle"), folder, work=tmp_path / "work")
        assert made.name == f"omp-desktop-{product.VERSION}-setup.exe"
        hashes.add(hashlib.sha256(made.read_bytes()).hexdigest())
    assert len(hashes) == 1


def test_without_makensis_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SystemExit, match="apt install nsis"):
        build.build(tmp_path, tmp_path)


def test_an_nsis_without_the_64_bit_stub_is_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    makensis = tmp_path / "makensis"
    makensis.write_text(f"#!/bin/sh\necho 'Defined symbols: A,NSISDIR={tmp_path},B'\n", encoding="utf-8")
    makensis.chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("NSISDIR", raising=False)
    with pytest.raises(SystemExit, match="nsis-common"):
        build.build(bundle(tmp_path / "bundle"), tmp_path)


@pytest.mark.skipif(shutil.which("makensis") is None, reason="makensis is missing (Debian package nsis)")
@pytest.mark.parametrize(
    ("number", "name", "said"),
    [("0.2.0.dev1", "a", "two to four numbers"), ("0.2.0", "a" * 220, "too long")],
)
def test_what_windows_could_not_take_is_refused(tmp_path: Path, number: str, name: str, said: str) -> None:
    (bundle(tmp_path / "bundle") / name).touch()
    with pytest.raises(SystemExit, match=said):
        build.build(tmp_path / "bundle", tmp_path, version=number, work=tmp_path / "work")


def test_every_text_of_the_installer_is_in_both_languages() -> None:
    words = (build.HERE / "words.nsh").read_text(encoding="utf-8").replace("\\\n", " ")
    said = dict(re.findall(r'^\$\{Word\} (\w+) +(".*")$', words, re.MULTILINE))
    for name, texts in said.items():
        english, korean = re.fullmatch(r'"([^"]*)" +"([^"]*)"', texts).groups()  # type: ignore[union-attr]
        assert re.search(
            "[가-힣]", korean.replace("${TITLE_KO}", "이름").replace("${DEMONSTRATION_KO}", "이름")
        ), name
        assert not re.search("[가-힣]", english), name
    scripts = "".join(path.read_text(encoding="utf-8") for path in build.HERE.glob("*.ns[hi]"))
    assert {name for name in re.findall(r"\$\((\w+)\)", scripts) if name != "…"} == set(said)


def test_names_in_the_script_are_those_of_the_module() -> None:
    script = build.SCRIPT.read_text(encoding="utf-8")
    named = dict(re.findall(r'^!define (\w+) "([^"]*)"$', script, re.MULTILINE))
    assert (named["UNINSTALLER"], named["LIST"], named["NEW"]) == (build.UNINSTALLER, build.LIST, build.STAGE)


def test_windows_shows_name_and_version_in_both_languages(tmp_path: Path) -> None:
    """The names in the file are PyInstaller's classes, which exist on Windows only."""
    written = Path(version.resource(tmp_path, "1.2.3")).read_text(encoding="utf-8")
    part = lambda *values, **named: SimpleNamespace(values=values, **named)  # noqa: E731
    classes = (
        "VSVersionInfo",
        "FixedFileInfo",
        "StringFileInfo",
        "StringTable",
        "StringStruct",
        "VarFileInfo",
        "VarStruct",
    )
    read = eval(written, dict.fromkeys(classes, part))  # noqa: S307 - as PyInstaller reads it
    assert read.ffi.filevers == read.ffi.prodvers == (1, 2, 3, 0)
    texts, languages = read.kids
    tables = {
        table.values[0]: {pair.values[0]: pair.values[1] for pair in table.values[1]}
        for table in texts.values[0]
    }
    assert {table: named["ProductName"] for table, named in tables.items()} == {
        "040904B0": product.TITLE,
        "041204B0": product.TITLE_KO,
    }
    assert languages.values[0][0].values == ("Translation", [0x0409, 1200, 0x0412, 1200])


def test_the_kiosk_starts_the_program_where_the_installer_puts_it() -> None:
    read = ET.parse(product.ROOT / "resources" / "packaging" / "kiosk" / "windows" / "assigned-access.xml")  # noqa: S314
    allowed = [app.attrib["DesktopAppPath"] for app in read.iter() if app.tag.endswith("}App")]
    assert allowed == [rf"%ProgramFiles%\{product.TITLE}\{build.WINDOW_PROGRAM}"]


def test_no_folder_is_deleted_with_what_its_links_lead_to() -> None:
    for script in build.HERE.glob("*.ns?"):
        lines = script.read_text(encoding="utf-8-sig").splitlines()
        assert [line for line in lines if re.match(r"\s*RMDir\s+/r", line, re.IGNORECASE)] == []
