"""What Windows shows of a program's file under “Details”, in English and Korean, as PyInstaller takes it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from resources.packaging import product

_UTF_16: Final = 1200  # the code page of the texts
_ENGLISH: Final = 0x0409
_KOREAN: Final = 0x0412


def resource(work: Path = product.WORK / "windows", version: str = product.VERSION) -> str:
    """Writes the file for `EXE(version=…)` in build.spec into `work`, and returns its path."""
    work.mkdir(parents=True, exist_ok=True)
    written = work / "version.txt"
    written.write_text(text(version), encoding="utf-8")
    return str(written)


def text(version: str) -> str:
    """The description: a Python expression of PyInstaller's own classes."""
    numbers = four_numbers(version)
    tables = ",\n".join(
        _table(language, title, summary, version)
        for language, title, summary in (
            (_ENGLISH, product.TITLE, product.SUMMARY),
            (_KOREAN, product.TITLE_KO, product.SUMMARY_KO),
        )
    )
    return f"""VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3f, flags=0x0, OS=0x40004,
    fileType=0x1, subtype=0x0, date=(0, 0)),
  kids=[
    StringFileInfo([
{tables}
    ]),
    VarFileInfo([VarStruct('Translation', {[_ENGLISH, _UTF_16, _KOREAN, _UTF_16]})])
  ]
)
"""


def four_numbers(version: str) -> tuple[int, ...]:
    """0.1.0 → (0, 1, 0, 0)."""
    return tuple([*(int(number) for number in version.split(".")), 0, 0][:4])


def _table(language: int, title: str, summary: str, version: str) -> str:
    named = {
        "CompanyName": product.MAKER,
        "FileDescription": f"{title} – {summary}",
        "FileVersion": version,
        "InternalName": product.NAME,
        "LegalCopyright": "Apache License 2.0",
        "ProductName": title,
        "ProductVersion": version,
    }
    pairs = ",\n".join(f"        StringStruct({name!r}, {value!r})" for name, value in named.items())
    return f"      StringTable('{language:04X}{_UTF_16:04X}', [\n{pairs}\n      ])"
