"""The workflow that builds the installers: the targets that everybody uses, and as few rights as possible."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / ".github" / "workflows" / "installers.yml").read_text(encoding="utf-8")
WORKFLOW: dict[Any, Any] = yaml.safe_load(TEXT)
JOBS: dict[str, dict[str, Any]] = WORKFLOW["jobs"]
STEPS = [(name, step) for name, job in JOBS.items() for step in job["steps"]]
BUILDERS = ("linux", "windows", "macos")
# YAML 1.1 reads the word `on` as true.
TRIGGERS = WORKFLOW[True]

OF_A_TAG = "${{ startsWith(github.ref, 'refs/tags/') && secrets.%s || '' }}"
TARGET = re.compile(r"(?:make|python dev\.py) ([\w-]+)")
SELF_TEST = re.compile(r'"?dist/[\w .-]+/[\w/ .-]*omp-desktop(\.exe)?"? self-test')
TOOLS = re.compile(
    r"apt-get update && apt-get install -y --no-install-recommends [\w -]+|choco install nsis .*"
)


INSTALLED = """\
Start-Process -Wait -FilePath (Get-Item dist/*-setup.exe) -ArgumentList /S
& "$Env:ProgramFiles/OMP Desktop/omp-desktop.exe" self-test
exit $LASTEXITCODE"""


def commands(job: str) -> list[str]:
    return [step["run"].strip() for name, step in STEPS if name == job and "run" in step]


def secrets_of(step: dict[str, Any]) -> set[str]:
    return set(re.findall(r"secrets\.(\w+)", str(step)))


@pytest.mark.parametrize("job", BUILDERS)
def test_a_builder_calls_targets_of_the_project_and_the_program_itself(job: str) -> None:
    spec = importlib.util.spec_from_file_location("dev_of_workflow", ROOT / "dev.py")
    assert spec is not None
    assert spec.loader is not None
    dev = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(dev)

    done = commands(job)
    targets = [found[1] for command in done if (found := TARGET.fullmatch(command))]
    others = [command for command in done if not TARGET.fullmatch(command) and command != INSTALLED]
    assert "installer" in targets
    assert set(targets) <= set(dev.TARGETS)
    assert [command for command in others if SELF_TEST.fullmatch(command)] != []
    assert [c for c in others if not SELF_TEST.fullmatch(c) and not TOOLS.fullmatch(c)] == []


def test_linux_is_built_on_the_oldest_debian_and_tried_there() -> None:
    assert JOBS["linux"]["container"]["image"] == "debian:12"
    assert commands("linux")[-1] == "make test-installer"


def test_on_windows_the_program_is_tried_where_the_installer_puts_it() -> None:
    assert commands("windows")[-1] == INSTALLED
    installer = (ROOT / "resources" / "packaging" / "windows" / "installer.nsi").read_text(
        encoding="utf-8-sig"
    )
    assert 'InstallDir "$PROGRAMFILES64\\${TITLE}"' in installer


def test_macos_is_built_for_the_processor_for_which_every_package_has_a_wheel() -> None:
    assert JOBS["macos"]["runs-on"] == "macos-15"


def test_it_starts_by_a_tag_or_by_hand_and_never_for_a_stranger() -> None:
    assert TRIGGERS == {"push": {"tags": ["v*"]}, "workflow_dispatch": None}


def test_every_job_only_reads_and_one_attests() -> None:
    assert WORKFLOW["permissions"] == {"contents": "read"}
    more = {name: job["permissions"] for name, job in JOBS.items() if "permissions" in job}
    assert more == {"checksums": {"contents": "read", "id-token": "write", "attestations": "write"}}


def test_what_may_write_runs_no_code_of_the_project() -> None:
    assert not [step for name, step in STEPS if name == "checksums" and "checkout" in step.get("uses", "")]


def test_foreign_steps_are_pinned_to_commits_with_their_versions_beside_them() -> None:
    lines = re.findall(r"uses: (.*)", TEXT)

    assert len(lines) == len([step for _, step in STEPS if "uses" in step])
    assert [
        line for line in lines if not re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)
    ] == []


def test_the_checked_out_copy_keeps_no_token() -> None:
    checkouts = [step for _, step in STEPS if step.get("uses", "").startswith("actions/checkout@")]

    assert checkouts != []
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_secrets_reach_only_the_steps_that_sign_and_only_for_a_tag() -> None:
    with_secrets = [(name, step) for name, step in STEPS if secrets_of(step)]

    assert [(name, step["name"]) for name, step in with_secrets] == [
        ("windows", "Build, and sign for a release"),
        ("macos", "Build, and sign for a release"),
    ]
    for _, step in with_secrets:
        given = {name: value for name, value in step["env"].items() if "secrets." in value}
        assert given == {name: OF_A_TAG % name for name in given}
        assert secrets_of(step) == set(given)
    outside = {key: value for key, value in WORKFLOW.items() if key != "jobs"}
    assert "secrets." not in str([outside, [{**job, "steps": None} for job in JOBS.values()]])


def test_the_secrets_are_those_that_the_scripts_take() -> None:
    packaging = ROOT / "resources" / "packaging"
    taken = {
        "windows": (packaging / "windows" / "sign.py").read_text(encoding="utf-8"),
        "macos": "".join(
            (packaging / "macos" / name).read_text(encoding="utf-8") for name in ("sign.sh", "notarise.sh")
        ),
    }
    for job, text in taken.items():
        (step,) = [step for name, step in STEPS if name == job and "sign" in step.get("name", "")]
        given = {name for name in step["env"] if name.startswith("OMP_")}
        assert {name for name in given if name not in text} == set()
        asked = set(re.findall(r"\bOMP_(?:MACOS|SIGN)_\w+\b", text))
        # A certificate in the store of the computer is nothing for a computer that is new each time.
        assert asked - given <= {"OMP_SIGN_THUMBPRINT"}


def test_no_condition_and_no_command_names_a_secret_or_puts_foreign_words_into_a_shell() -> None:
    assert [step for _, step in STEPS if "secrets" in str(step.get("if", ""))] == []
    assert [step["run"] for _, step in STEPS if "${{" in step.get("run", "")] == []


def test_every_job_ends_some_time() -> None:
    assert {
        name: job.get("timeout-minutes", 0) for name, job in JOBS.items() if not job.get("timeout-minutes")
    } == {}


def test_a_release_is_not_broken_off_by_the_next_run() -> None:
    assert WORKFLOW["concurrency"]["cancel-in-progress"] == "${{ !startsWith(github.ref, 'refs/tags/') }}"


def test_installers_checksums_and_bill_of_materials_are_kept_for_a_while() -> None:
    uploads = {
        step["with"]["name"]: step["with"] for _, step in STEPS if "upload-artifact" in step.get("uses", "")
    }
    for name, upload in uploads.items():
        assert upload["if-no-files-found"] == "error"
        assert 0 < upload["retention-days"] <= 90
        if name.startswith("installers-"):
            assert {"dist/*.cdx.json", "dist/SHA256SUMS"} <= set(upload["path"].split())
    # No name of a branch in them: one with a / would make the last job fail.
    assert set(uploads) == {
        "installers-linux", "installers-windows", "installers-macos", "nsis", "omp-desktop",
    }  # fmt: skip


def test_the_parts_of_all_builders_come_together() -> None:
    assert set(JOBS["checksums"]["needs"]) == set(BUILDERS)
    (checked,) = commands("checksums")
    assert checked.endswith("sha256sum --strict -c SHA256SUMS")


def test_a_tag_that_names_another_version_builds_nothing() -> None:
    needs = {name: job.get("needs") for name, job in JOBS.items()}
    assert needs["linux"] == needs["macos"] == needs["nsis"] == "version"
    assert needs["windows"] == "nsis"
    (compared,) = commands("version")
    # As the file stands there.
    line = (ROOT / "omp_desktop" / "__init__.py").read_text(encoding="utf-8").splitlines()[-1]
    assert re.fullmatch(r'__version__ = "[\d.]+"', line)
    assert compared == 'grep -qxF "__version__ = \\"${GITHUB_REF_NAME#v}\\"" omp_desktop/__init__.py'
