"""Signs the program, the installer and the uninstaller with signtool, where a certificate is given.

`python -m resources.packaging.windows.sign FILE…`. From the environment:

- OMP_SIGN_THUMBPRINT: SHA-1 of a certificate in the user's store (also one on a token); or
- OMP_SIGN_PFX_BASE64 and OMP_SIGN_PFX_PASSWORD: a certificate with its key, put into the store for the time
  of signing. signtool would take the password as an argument, which every user of the computer can read;
- OMP_SIGN_TIMESTAMP_URL: a time-stamping authority (RFC 3161): signatures outlive the certificate;
- OMP_SIGN_REQUIRED=1: an error instead of unsigned files.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from resources.packaging import product

_PFX: Final = "OMP_SIGN_PFX_BASE64"
_PASSWORD: Final = "OMP_SIGN_PFX_PASSWORD"  # noqa: S105 - a name
_THUMBPRINT: Final = "OMP_SIGN_THUMBPRINT"
_TIMESTAMP: Final = "OMP_SIGN_TIMESTAMP_URL"
_REQUIRED: Final = "OMP_SIGN_REQUIRED"
_SHA1: Final = re.compile(r"[0-9A-Fa-f]{40}")

# Both read what is secret from their environment.
_IMPORT: Final = """
$ErrorActionPreference = 'Stop'
$bytes = [Convert]::FromBase64String($env:OMP_SIGN_PFX_BASE64)
$password = $env:OMP_SIGN_PFX_PASSWORD
$made = [Security.Cryptography.X509Certificates.X509Certificate2]::new($bytes, $password, 'PersistKeySet')
$store = [Security.Cryptography.X509Certificates.X509Store]::new('My', 'CurrentUser')
$store.Open('ReadWrite')
$store.Add($made)
$store.Close()
$made.Thumbprint
"""
_REMOVE: Final = "Remove-Item -DeleteKey -Path ('Cert:\\CurrentUser\\My\\' + $env:OMP_SIGN_THUMBPRINT)"
_KITS: Final = r"%ProgramFiles(x86)%\Windows Kits\10\bin"


def sign(files: Sequence[Path]) -> bool:
    """Signs and verifies `files`; False where there is no certificate. Ends with a sentence when it fails."""
    given = os.environ
    if not (given.get(_THUMBPRINT) or given.get(_PFX)):
        if given.get(_REQUIRED) == "1":
            sys.exit(f"Not signed: {_REQUIRED} is set, but neither {_THUMBPRINT} nor {_PFX}.")
        sys.stdout.write(f"Not signed, for there is no certificate: {_names(files)}\n")
        return False
    timestamp = given.get(_TIMESTAMP)
    if not timestamp:
        sys.exit(f"Not signed: {_TIMESTAMP} is missing.")
    signtool = _signtool()
    with _certificate() as thumbprint:
        named = ["/fd", "SHA256", "/sha1", thumbprint, "/tr", timestamp, "/td", "SHA256", "/d", product.TITLE]
        _run([signtool, "sign", *named, *map(str, files)], "signtool could not sign")
    _run([signtool, "verify", "/pa", "/all", "/tw", *map(str, files)], "The signature does not hold of")
    sys.stdout.write(f"Signed: {_names(files)}\n")
    return True


@contextmanager
def _certificate() -> Iterator[str]:
    """The thumbprint of the certificate. One that is given stays in the store only while this is open."""
    thumbprint = os.environ.get(_THUMBPRINT, "").replace(" ", "")
    if thumbprint:
        yield _checked(thumbprint)
        return
    said = _powershell(_IMPORT, {_PFX: os.environ[_PFX], _PASSWORD: os.environ.get(_PASSWORD, "")})
    thumbprint = _checked(said.strip())
    try:
        yield thumbprint
    finally:
        _powershell(_REMOVE, {_THUMBPRINT: thumbprint})


def _checked(thumbprint: str) -> str:
    if _SHA1.fullmatch(thumbprint) is None:
        sys.exit("Not signed: the thumbprint of a certificate is 40 hexadecimal digits.")
    return thumbprint


def _powershell(script: str, given: dict[str, str]) -> str:
    found = shutil.which("powershell") or shutil.which("pwsh")
    if found is None:
        sys.exit("Not signed: PowerShell is missing.")
    done = subprocess.run(  # noqa: S603 - fixed scripts of this file
        [found, "-NoProfile", "-NonInteractive", "-Command", script],
        env={**_environment(), **given},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        # What it says may repeat what it was given.
        sys.exit("Not signed: Windows did not take the certificate. Are the file and its password right?")
    return done.stdout


def _run(command: list[str], failed: str) -> None:
    done = subprocess.run(  # noqa: S603 - signtool with arguments of this file
        command, env=_environment(), check=False
    )
    if done.returncode != 0:
        sys.exit(f"{failed} one of the files; see its words above.")


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in (_PFX, _PASSWORD)}


def _signtool() -> str:
    found = shutil.which("signtool")
    if found is None:
        kits = sorted(Path(os.path.expandvars(_KITS)).glob("10.*/x64/signtool.exe"))
        if not kits:
            sys.exit("Not signed: signtool is missing. Install the Windows SDK (Signing Tools).")
        found = str(kits[-1])
    return found


def _names(files: Sequence[Path]) -> str:
    return ", ".join(file.name for file in files)


if __name__ == "__main__":
    sign([Path(argument) for argument in sys.argv[1:]])
