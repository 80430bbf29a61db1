"""Bring the translations in step with the words of the program, and compile them.

    .venv/bin/python resources/i18n/update.py [WORDS.tsv]

reads the words of every `.ui` file and of `self.tr(...)` in `omp_desktop/gui`, puts new ones into
`omp_ko.ts` and `omp_en.ts` (what was translated stays; what is gone is marked as vanished, and comes back
with its translation when the text does), takes translations from WORDS.tsv, compiles both to `.qm`, and
lists what is still missing. The exit code is 1 while something is.

A line of WORDS.tsv has four or more fields with tabs between them: language (ko, en), context (the class
name), English text, translation; for a text that counts one translation for each plural form (en: singular,
plural; ko: one). Texts may also be filled in with Qt Linguist.

The words in the code are English. So `omp_ko.ts` holds everything; `omp_en.ts` holds only texts that count
(`%n`), because these need a singular and a plural form.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
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
            *(_tool("pyside6-lupdate"), *files, *only, "-locations", "none"),
            *("-source-language", "en", "-target-language", language, "-ts", target),
        )


def compile_all(folder: Path = FOLDER) -> None:
    """Compile the .ts files of `folder` to .qm."""
    for language in LANGUAGES:
        source, target = folder / f"omp_{language}.ts", folder / f"omp_{language}.qm"
        _run(_tool("pyside6-lrelease"), "-silent", str(source), "-qm", str(target))


def take(lines: Iterable[str], folder: Path = FOLDER) -> list[str]:
    """Put translations into the .ts files; returns the lines whose text the program does not have."""
    trees = {language: ElementTree.parse(folder / f"omp_{language}.ts") for language in LANGUAGES}  # noqa: S314 - our own files
    unknown = []
    for line in lines:
        language, context, source, *translations = line.rstrip("\n").split("\t")
        message = _message(trees[language], context, source) if language in trees else None
        if message is None or len(translations) < 1:
            unknown.append(line)
        else:
            _fill(message, translations)
    for language, tree in trees.items():
        _write(tree, folder / f"omp_{language}.ts")
    return unknown


def _message(
    tree: "ElementTree.ElementTree[ElementTree.Element]", context: str, source: str
) -> ElementTree.Element | None:
    for part in tree.iter("context"):
        if part.findtext("name") == context:
            for message in part.iter("message"):
                if message.findtext("source") == source:
                    return message
    return None


def _fill(message: ElementTree.Element, translations: list[str]) -> None:
    translation = message.find("translation")
    if translation is None:
        translation = ElementTree.SubElement(message, "translation")
    translation.attrib.pop("type", None)
    forms = translation.findall("numerusform")
    if not forms:
        translation.text = translations[0]
    for form, text in zip(forms, translations, strict=False):
        form.text = text


def _write(tree: "ElementTree.ElementTree[ElementTree.Element]", path: Path) -> None:
    body = ElementTree.tostring(tree.getroot(), encoding="unicode")
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', encoding="utf-8")


def unfinished(folder: Path = FOLDER) -> list[str]:
    """What still has no translation, as lines of a WORDS.tsv without their translation."""
    missing = []
    for language in LANGUAGES:
        tree = ElementTree.parse(folder / f"omp_{language}.ts")  # noqa: S314 - our own file
        for context in tree.iter("context"):
            missing.extend(
                f"{language}\t{context.findtext('name')}\t{message.findtext('source')}"
                for message in context.iter("message")
                if is_used(message) and not _is_translated(message.find("translation"))
            )
    return missing


def is_used(message: ElementTree.Element) -> bool:
    """Whether the program still has this text."""
    translation = message.find("translation")
    return translation is None or translation.get("type") not in {"vanished", "obsolete"}


def _is_translated(translation: ElementTree.Element | None) -> bool:
    if translation is None or translation.get("type") == "unfinished":
        return False
    forms = translation.findall("numerusform")
    texts = [form.text for form in forms] if forms else [translation.text]
    return all(text and text.strip() for text in texts)


def main(arguments: list[str]) -> int:
    """Update, take, compile, and say what is missing."""
    with TemporaryDirectory(dir=FOLDER) as name:
        # Beside the real files until all is done, so that nobody ever reads half a file.
        folder = Path(name)
        for language in LANGUAGES:
            if (FOLDER / f"omp_{language}.ts").exists():
                shutil.copy(FOLDER / f"omp_{language}.ts", folder)
        extract(folder)
        for table in arguments:
            for line in take(Path(table).read_text(encoding="utf-8").splitlines(), folder):
                print(f"not in the program: {line}")  # noqa: T201 - this is what the script says
            # Once more, so that the files look as Qt writes them.
            extract(folder)
        compile_all(folder)
        for path in folder.iterdir():
            path.replace(FOLDER / path.name)
    missing = unfinished()
    for line in missing:
        print(line)  # noqa: T201 - the same
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
