"""The documentation: in step with the program, without dead links, and silent about where it was written."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
import typer

from docs import update
from omp_desktop import __version__
from omp_desktop.cli import app
from omp_desktop.domain.definition import parse_definition
from omp_desktop.domain.language import Labelled

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
DECISIONS = sorted((DOCS / "decisions").glob("[0-9]*.md"))
GUIDES = {"ko": DOCS / "operator-guide.ko.md", "en": DOCS / "operator-guide.en.md"}
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]
# Pages for people who type commands; elsewhere the name stands in signatures and file formats too.
MANUALS = [ROOT / "README.md", DOCS / "developing.md", *GUIDES.values()]
PICTURE_MOST = 200_000
FEW_SIGNS = 3

CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ +(.+)$", re.MULTILINE)
COMMAND = re.compile(r"\bomp-desktop\b(?:\.exe)?((?: +[^\s`|<>#]+)*)")
PLACEHOLDER = re.compile(r"%n|\\{\w+\\}")


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def links_of(page: Path) -> list[str]:
    found = LINK.findall(CODE.sub("", text_of(page)))
    return [link for link in found if not re.match(r"[a-z]+:", link)]


def anchors_of(page: Path) -> set[str]:
    """What GitHub makes of the headings."""
    anchors = set()
    for heading in HEADING.findall(CODE.sub("", text_of(page))):
        plain = re.sub(r"[^\w\- ]", "", heading.lower())
        anchors.add(plain.replace(" ", "-"))
    return anchors


# --- written from the program ----------------------------------------------------------------------------


@pytest.mark.parametrize("page", update.PAGES)
def test_the_page_lists_what_the_program_says(page: str) -> None:
    assert text_of(DOCS / page) == update.PAGES[page](), "run: .venv/bin/python -m docs.update"


def test_no_error_of_the_source_is_left_out() -> None:
    assert update.import_errors().keys() == update.codes_in_source()


# --- links -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_leads_somewhere(page: Path) -> None:
    dead = []
    for link in links_of(page):
        target, _, anchor = link.partition("#")
        file = (page.parent / target).resolve() if target else page
        if not file.exists() or (anchor and anchor not in anchors_of(file)):
            dead.append(link)

    assert dead == []


def test_a_dead_link_would_be_noticed(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# A B\n\n[here](#a-b) [there](gone.md) `[code](not-a-link)`", encoding="utf-8")

    assert links_of(page) == ["#a-b", "gone.md"]
    assert anchors_of(page) == {"a-b"}


def test_pictures_are_small_and_shown_somewhere() -> None:
    pictures = {file.resolve() for file in (DOCS / "pictures").iterdir()}
    shown = {(page.parent / link).resolve() for page in PAGES for link in links_of(page)}

    assert pictures <= shown
    assert [file.name for file in pictures if file.stat().st_size > PICTURE_MOST] == []


def test_every_folder_that_developers_are_told_of_is_there() -> None:
    page = text_of(DOCS / "developing.md")
    rows = re.findall(r"^\| (`(?:omp_desktop|tests|ui|resources|docs)\b[^|]*) \|", page, re.MULTILINE)
    named = [name for row in rows for name in re.findall(r"`([^`]+)`", row)]

    assert named
    assert [n for n in named if not any((ROOT / f / n).exists() for f in ("", "omp_desktop"))] == []


def test_the_example_in_the_readme_is_an_election() -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", text_of(ROOT / "README.md"), re.DOTALL)

    definition = parse_definition(example)

    assert [contest.id for contest in definition.contests] == ["chair"]


# --- commands --------------------------------------------------------------------------------------------


def commands_in(text: str) -> Iterator[list[str]]:
    """The words behind each `omp-desktop` inside code, also of lines that go on after a backslash."""
    for code in CODE.findall(text):
        for found in COMMAND.findall(re.sub(r"\\\n\s*", "", code)):
            yield found.split()


def unknown_part(words: list[str]) -> str | None:
    """The first word that the program would not understand."""
    command = typer.main.get_command(app)
    for word in words:
        options = {option for part in command.params for option in part.opts}
        if word.startswith("--"):
            if word not in options | {"--help"}:
                return word
        elif word in getattr(command, "commands", {}):
            command = command.commands[word]  # type: ignore[attr-defined] - a group has it
        elif getattr(command, "commands", {}):
            return word
    return None


@pytest.mark.parametrize("page", MANUALS, ids=name_of)
def test_every_command_exists(page: Path) -> None:
    wrong = [" ".join(words) for words in commands_in(text_of(page)) if unknown_part(words)]

    assert wrong == []


def test_a_wrong_command_would_be_noticed() -> None:
    assert unknown_part(["voters", "import", "FILE", "--skip-bad"]) is None
    assert unknown_part(["voters", "export"]) == "export"
    assert unknown_part(["doctor", "--verbose"]) == "--verbose"


def test_the_readme_names_every_command() -> None:
    named = {tuple(w for w in words if w[:1].islower()) for words in commands_in(text_of(ROOT / "README.md"))}

    assert set(command_names()) - named == set()


def command_names() -> Iterator[tuple[str, ...]]:
    for name, command in typer.main.get_command(app).commands.items():  # type: ignore[attr-defined]
        inner = getattr(command, "commands", None)
        yield from ((name, sub) for sub in inner) if inner else [(name,)]


# --- words of the screens --------------------------------------------------------------------------------


def words_on_screen(lang: str) -> list[re.Pattern[str]]:
    """Every text that a window can show, with anything in the place of what is filled in."""
    texts = {korean if lang == "ko" else english for english, korean in window_texts()}
    for error in update.import_errors().values():
        said = error.ko if lang == "ko" else error.en
        texts |= {said.text, said.next_step}
    for kind in Labelled.__subclasses__():
        texts |= {sentence_case(getattr(member, lang)) for member in kind}
    return [re.compile(PLACEHOLDER.sub(".+", re.escape(text))) for text in texts if tells_something(text)]


def tells_something(text: str) -> bool:
    """Not a text such as "{hour}h", which any word that ends in h would match."""
    own = re.sub(r"%n|\{\w+\}", "", text)
    return bool(own) if own == text else len(re.findall(r"\w", own)) > FEW_SIGNS


def window_texts() -> Iterator[tuple[str, str]]:
    """English and Korean of every text of the windows that is in use."""
    for context in ElementTree.parse(ROOT / "resources/i18n/omp_ko.ts").iter("context"):  # noqa: S314 - ours
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is None or translation.get("type") in {"vanished", "obsolete"}:
                continue
            forms = [form.text or "" for form in translation.iter("numerusform")]
            for korean in forms or [translation.text or ""]:
                yield message.findtext("source") or "", korean


def sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]


@pytest.mark.parametrize("lang", GUIDES)
def test_the_guide_uses_the_words_of_the_screens(lang: str) -> None:
    known = words_on_screen(lang)
    said = {found.strip() for found in re.findall(r"\*\*(.+?)\*\*", CODE.sub("", text_of(GUIDES[lang])))}

    assert sorted(words for words in said if not any(k.fullmatch(words) for k in known)) == []


def test_both_guides_have_the_same_pages() -> None:
    shapes = {
        lang: [len(line.split(" ")[0]) for line in text_of(guide).splitlines() if line.startswith("#")]
        for lang, guide in GUIDES.items()
    }

    assert shapes["ko"] == shapes["en"]


# --- decisions and packages ------------------------------------------------------------------------------


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
def test_a_decision_has_all_its_parts(page: Path) -> None:
    title, *parts = HEADING.findall(text_of(page))

    assert title.startswith(f"{page.name[:4]} ")
    assert parts == ["Context", "Decision", "Consequences", "Alternatives"]


def test_decisions_are_numbered_and_listed() -> None:
    numbers = [int(page.name[:4]) for page in DECISIONS]
    listed = [link for link in links_of(DOCS / "decisions" / "README.md") if link.endswith(".md")]

    assert numbers == list(range(1, len(DECISIONS) + 1))
    assert listed == [page.name for page in DECISIONS]


def test_every_package_that_is_shipped_has_its_licence_told() -> None:
    page = text_of(DOCS / "decisions" / "0010-dependencies-licences-upkeep.md")
    told = {name.lower() for name in re.findall(r"^\| ([\w.-]+) \|", page, re.MULTILINE)}
    project = tomllib.loads(text_of(ROOT / "pyproject.toml"))["project"]
    needed = {re.split(r"[<>=~! \[;]", need, maxsplit=1)[0].lower() for need in project["dependencies"]}

    assert needed - told == set()


# --- what must not stand there ---------------------------------------------------------------------------

# The folder of the packages for Linux is the same everywhere.
MACHINE = re.compile(
    r"(?<![\w.])/(?:(?:work|tmp|root|mnt|opt(?!/omp-desktop))\b|(?:home|Users)/\w)|[A-Z]:\\Users\\\w"
)
REGISTRY = re.compile(r"pypi\.org|pythonhosted|registry\.npmjs|index-url=|crates\.io|proxy\.golang", re.I)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_it_names_no_folder_of_a_machine_and_no_registry(page: Path) -> None:
    assert not MACHINE.search(text_of(page))
    assert not REGISTRY.search(text_of(page))


def test_such_names_would_be_noticed() -> None:
    assert MACHINE.search("see /home/somebody/omp")
    assert MACHINE.search("in C:\\Users\\somebody")
    assert MACHINE.search("below /opt/python")
    assert not MACHINE.search("it lies in /opt/omp-desktop")
    assert not MACHINE.search("open `/v1/elections` or docs/home/page")
    assert REGISTRY.search("https://PyPI.org/simple")


@pytest.mark.parametrize("page", ["README.md", "docs/operator-guide.en.md", "docs/operator-guide.ko.md"])
def test_installers_are_named_with_the_present_version(page: str) -> None:
    named = re.findall(r"omp-desktop[-_](\d+\.\d+\.\d+)", (ROOT / page).read_text(encoding="utf-8"))

    assert named
    assert set(named) == {__version__}
