"""Every word of the program exists in both languages, and the compiled files are in step with it."""

import ast
import importlib.util
import shutil
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest

SCRIPT = Path(__file__).parents[2] / "resources" / "i18n" / "update.py"
NAMES = ("omp_ko", "omp_en")


@pytest.fixture(scope="module")
def update() -> ModuleType:
    spec = importlib.util.spec_from_file_location("update_translations", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def fresh(update: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The committed translations, brought in step with the words of the program once more."""
    folder = tmp_path_factory.mktemp("i18n")
    for name in NAMES:
        shutil.copy(update.FOLDER / f"{name}.ts", folder)
    update.extract(folder)
    update.compile_all(folder)
    return folder


def words(update: ModuleType, path: Path) -> set[tuple[str | None, str | None]]:
    tree = ElementTree.parse(path)  # noqa: S314 - our own file
    return {
        (context.findtext("name"), message.findtext("source"))
        for context in tree.iter("context")
        for message in context.iter("message")
        if update.is_used(message)
    }


@pytest.mark.parametrize("name", NAMES)
def test_the_words_are_those_of_the_program(update: ModuleType, fresh: Path, name: str) -> None:
    assert words(update, update.FOLDER / f"{name}.ts") == words(update, fresh / f"{name}.ts")


def test_the_extractor_saw_every_text_of_the_code(update: ModuleType) -> None:
    # It overlooks calls within the braces of a string.
    asked = {
        (form.name, call.args[0].value)
        for path in update.source_files()
        if path.suffix == ".py"
        for form in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(form, ast.ClassDef)
        for call in ast.walk(form)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "tr"
        if isinstance(call.args[0], ast.Constant)
    }
    assert asked - words(update, update.FOLDER / "omp_ko.ts") == set()


def test_nothing_is_left_untranslated(update: ModuleType, fresh: Path) -> None:
    assert update.unfinished(fresh) == []


@pytest.mark.parametrize("name", NAMES)
def test_the_compiled_files_are_those_of_the_translations(update: ModuleType, fresh: Path, name: str) -> None:
    assert (update.FOLDER / f"{name}.qm").read_bytes() == (fresh / f"{name}.qm").read_bytes()


@pytest.mark.parametrize("name", NAMES)
def test_placeholders_are_the_same_in_translations(update: ModuleType, name: str) -> None:
    def fields(text: str) -> set[str]:
        return {part.split("}")[0] for part in text.split("{")[1:]} | ({"%n"} if "%n" in text else set())

    wrong = []
    tree = ElementTree.parse(update.FOLDER / f"{name}.ts")  # noqa: S314 - our own file
    for message in tree.iter("message"):
        source = message.findtext("source") or ""
        translation = message.find("translation")
        assert translation is not None
        forms = translation.findall("numerusform") or [translation]
        wrong += [form.text for form in forms if form.text and fields(form.text) != fields(source)]
    assert wrong == []


def test_a_missing_translation_is_noticed(update: ModuleType, fresh: Path, tmp_path: Path) -> None:
    for name in NAMES:
        shutil.copy(fresh / f"{name}.ts", tmp_path)
    path = tmp_path / "omp_ko.ts"
    text = path.read_text(encoding="utf-8").replace(
        "<translation>도움말</translation>", "<translation></translation>"
    )
    path.write_text(text, encoding="utf-8")
    assert "ko\tRail\tHelp" in update.unfinished(tmp_path)


def test_translations_are_taken_from_a_table(update: ModuleType, fresh: Path, tmp_path: Path) -> None:
    for name in NAMES:
        shutil.copy(fresh / f"{name}.ts", tmp_path)
    unknown = update.take(["ko\tRail\tHelp\t도우미", "ko\tNowhere\tHelp\t도우미"], tmp_path)
    assert unknown == ["ko\tNowhere\tHelp\t도우미"]
    assert "도우미" in (tmp_path / "omp_ko.ts").read_text(encoding="utf-8")
