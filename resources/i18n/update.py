"""Bring the translations in step with the words of the program, and compile them.

    .venv/bin/python resources/i18n/update.py

reads the words of every `.ui` file and of `self.tr(...)` in `omp_desktop/gui`, puts new ones into `omp_ko.ts` and
`omp_en.ts` (what was translated stays, what is gone is removed), and compiles both to `.qm`. Fill in what is still
`type="unfinished"` and run it again. The exit code is 1 while a translation is missing.

The words in the code are English. So `omp_ko.ts` holds everything; `omp_en.ts` holds only texts that count (`%n`),
because these need a singular and a plural form.
"""

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

FOLDER = Path(__file__).resolve().parent
ROOT = FOLDER.parent.parent
LANGUAGES = ("ko", "en")


def source_files() -> list[Path]:
    """Every file that may hold words, in a fixed order."""
    return sorted([*(ROOT / "ui").rglob("*.ui"), *(ROOT / "omp_desktop" / "gui").rglob("*.py")])


def _tool(name: str) -> str:
    # The scripts lie beside the interpreter of the virtual environment (.exe on Windows).
    beside = Path(sys.executable).parent
    for found in (beside / name, beside / f"{name}.exe"):
        if found.exists():
            return str(found)
    raise FileNotFoundError(f"{name} is not beside {sys.executable}: use the project's virtual environment")


def _run(*command: str) -> None:
    # Fixed programs of this project on files of this project.
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)


def extract(folder: Path = FOLDER) -> None:
    """Put the words of the program into the .ts files of `folder`."""
    files = [str(path.relative_to(ROOT)) for path in source_files()]
    for language in LANGUAGES:
        only = ["-pluralonly"] if language == "en" else []
        target = str(folder / f"omp_{language}.ts")
        _run(
            *(_tool("pyside6-lupdate"), *files, *only, "-no-obsolete", "-locations", "none"),
            *("-source-language", "en", "-target-language", language, "-ts", target),
        )


def compile_all(folder: Path = FOLDER) -> None:
    """Compile the .ts files of `folder` to .qm."""
    for language in LANGUAGES:
        source, target = folder / f"omp_{language}.ts", folder / f"omp_{language}.qm"
        _run(_tool("pyside6-lrelease"), "-silent", str(source), "-qm", str(target))


def unfinished(folder: Path = FOLDER) -> list[str]:
    """What still has no translation, as `language context: text`."""
    missing = []
    for language in LANGUAGES:
        # Our own file, from this repository.
        tree = ElementTree.parse(folder / f"omp_{language}.ts")  # noqa: S314
        for context in tree.iter("context"):
            for message in context.iter("message"):
                if not _is_translated(message.find("translation")):
                    missing.append(f"{language} {context.findtext('name')}: {message.findtext('source')}")
    return missing


def _is_translated(translation: ElementTree.Element | None) -> bool:
    if translation is None or translation.get("type") == "unfinished":
        return False
    forms = translation.findall("numerusform")
    texts = [form.text for form in forms] if forms else [translation.text]
    return all(text and text.strip() for text in texts)


def main() -> int:
    """Update, compile, and say what is missing."""
    extract()
    compile_all()
    missing = unfinished()
    for line in missing:
        print(line)  # noqa: T201 - this is what the script says
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
