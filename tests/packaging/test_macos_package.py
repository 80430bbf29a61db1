"""The application of macOS: what it says of itself, and its signing, with stand-ins for Apple's programs.

None of this was run on a Mac: the stand-ins show what is asked of Apple's programs, in which order, and that
no secret is on the way; not what those programs make of it.
"""

from __future__ import annotations

import base64
import os
import plistlib
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from resources.packaging import product
from resources.packaging.macos import build, info

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the scripts are for a shell")

MACOS = product.ROOT / "resources" / "packaging" / "macos"
SCRIPTS = ("sign.sh", "notarise.sh")
BASH = shutil.which("bash") or "bash"
KIOSK_JOB = MACOS.parent / "kiosk" / "macos" / "org.omp.desktop.kiosk.plist"

PASSWORD = """-x "quoted" it's $HOME \\ `and` 투표"""
CERTIFICATE = b"\x30\x82certificate\xff"
NOTARY_KEY = b"-----BEGIN PRIVATE KEY-----\nkey\n"
IDENTITY = "0123456789ABCDEF0123456789ABCDEF01234567"
SECRETS = (
    PASSWORD,
    base64.b64encode(CERTIFICATE).decode(),
    base64.b64encode(NOTARY_KEY).decode(),
    NOTARY_KEY.decode(),
)
SIGNING = {
    "OMP_MACOS_CERTIFICATE": base64.b64encode(CERTIFICATE).decode(),
    "OMP_MACOS_CERTIFICATE_PASSWORD": PASSWORD,
}
NOTARISING = {
    "OMP_MACOS_NOTARY_KEY": base64.b64encode(NOTARY_KEY).decode(),
    "OMP_MACOS_NOTARY_KEY_ID": "KEYNAME",
    "OMP_MACOS_NOTARY_ISSUER": "issuer",
}

# Each writes down its name, its arguments and the secrets that it could see in its environment.
STAND_IN = """#!/bin/sh
name=${0##*/}
line=$name
for word in "$@"; do line="$line	$word"; done
printf '%s\\n' "$line" >>"$NOTES/calls"
env | grep -E '^OMP_MACOS_(CERTIFICATE|NOTARY_KEY=)' >>"$NOTES/leaked"
"""
# What it reads from its standard input, a POSIX shell takes apart as the real one does.
SECURITY = """
if [ "$1" = -i ]; then
  interactive=yes
  while IFS= read -r asked; do
    eval "set -- $asked"
    line=$1
    shift
    for word in "$@"; do line="$line	$word"; last=$word; done
    printf '%s\\n' "$line" >>"$NOTES/asked"
    case $line in
      create-keychain*) : >"$last"; dirname "$last" >"$NOTES/folder" ;;
      import*) cp "$1" "$NOTES/imported"; ls -l "$1" >"$NOTES/mode" ;;
    esac
  done
fi
case $1 in
  find-identity) printf '%s' "$IDENTITIES" ;;
  delete-keychain) rm -f "$2" ;;
esac
if [ "$*" = "list-keychains -d user" ]; then printf '    "/Users/someone/login.keychain-db"\\n'; fi
if [ -n "$interactive" ]; then exit "$ASKED_ENDS_WITH"; fi
"""
CODESIGN = """
case "$*" in *"$BREAKS_AT") echo "no timestamp server" >&2; exit 1 ;; esac
if [ "$1" = --verify ] && [ -n "$ENDS" ]; then kill -TERM $PPID; fi
"""
XCRUN = """
case "$1 $2" in
  "notarytool submit")
    for word in "$@"; do
      case $word in *.p8) cp "$word" "$NOTES/key"; ls -l "$word" >"$NOTES/mode" ;; esac
    done
    printf '{"id": "2efe2717", "status": "%s", "message": "Processing complete"}' "$ANSWER" ;;
  "notarytool log") echo "The signature does not include a secure timestamp." ;;
  "stapler staple") [ "$(grep -c "stapler	staple" "$NOTES/calls")" -gt "$LATE" ] || exit 65 ;;
esac
"""
HDIUTIL = """
for word in "$@"; do last=$word; done
printf image >"$last"
"""
DITTO = """
if [ "$1" = -c ]; then printf zip >"$5"; else cp -R "$1" "$2"; fi
"""
STAND_INS = {
    "security": SECURITY, "codesign": CODESIGN, "xcrun": XCRUN, "hdiutil": HDIUTIL, "ditto": DITTO,
    "spctl": "", "sleep": "",
}  # fmt: skip


@dataclass(frozen=True)
class Mac:
    """A machine with the stand-ins."""

    notes: Path
    environment: dict[str, str]

    def run(self, script: str, what: Path, **more: str) -> subprocess.CompletedProcess[str]:
        environment = {**self.environment, **more}
        command = [BASH, MACOS / script, what]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    def lines(self, name: str) -> list[list[str]]:
        file = self.notes / name
        if not file.exists():
            return []
        return [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines()]

    def calls(self, program: str) -> list[list[str]]:
        return [arguments for name, *arguments in self.lines("calls") if name == program]

    def asked(self, command: str) -> list[list[str]]:
        """What `security` was asked through its standard input."""
        return [words for name, *words in self.lines("asked") if name == command]

    def signed(self) -> list[str]:
        return [call[-1] for call in self.calls("codesign") if "--sign" in call]


def make_mac(folder: Path) -> Mac:
    programs, notes, temporary = (folder / name for name in ("bin", "notes", "tmp"))
    for new in (programs, notes, temporary):
        new.mkdir()
    for name, more in STAND_INS.items():
        file = programs / name
        file.write_text(STAND_IN + more + "\nexit 0\n", encoding="utf-8")
        file.chmod(0o755)
    environment = {
        "PATH": f"{programs}:{os.environ['PATH']}",
        "NOTES": str(notes),
        "TMPDIR": str(temporary),
        "LC_ALL": "C.UTF-8",
        "IDENTITIES": f'  1) {IDENTITY} "Developer ID Application: Someone (TEAM)"\n     1 valid\n',
        "ASKED_ENDS_WITH": "0",
        "BREAKS_AT": "nothing",
        "ENDS": "",
        "ANSWER": "Accepted",
        "LATE": "0",
    }
    return Mac(notes, environment)


def make_app(folder: Path) -> Path:
    """As PyInstaller lays an application out: programs, a framework, data, links from one to the other."""
    app = folder / "dist" / info.APP
    contents = app / "Contents"
    machine_code = b"\xcf\xfa\xed\xfe rest"
    for name in (
        "MacOS/omp-desktop",
        "Frameworks/libssl.3.dylib",
        "Frameworks/PySide6/QtCore.abi3.so",
        "Frameworks/Python.framework/Versions/3.11/Python",
    ):
        file = contents / name
        file.parent.mkdir(parents=True)
        file.write_bytes(machine_code)
    (contents / "Frameworks" / "fat.dylib").write_bytes(b"\xca\xfe\xba\xbe rest")
    (contents / "Resources").mkdir()
    (contents / "Resources" / "form.ui").write_text("<ui/>", encoding="utf-8")
    (contents / "Resources" / "empty").touch()
    (contents / "Resources" / "libssl.3.dylib").symlink_to("../Frameworks/libssl.3.dylib")
    return app


@pytest.fixture
def mac(tmp_path: Path) -> Mac:
    return make_mac(tmp_path)


@pytest.fixture
def app(tmp_path: Path) -> Path:
    return make_app(tmp_path)


@dataclass(frozen=True)
class Signed:
    mac: Mac
    app: Path
    done: subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Signed:
    """An application that was signed; for looking at only."""
    folder = tmp_path_factory.mktemp("signed")
    mac, app = make_mac(folder), make_app(folder)
    return Signed(mac, app, mac.run("sign.sh", app, **SIGNING, **NOTARISING))


def nothing_is_left(mac: Mac) -> bool:
    return not list(Path(mac.environment["TMPDIR"]).iterdir())


def shows_a_secret(mac: Mac, *output: str) -> bool:
    calls = (mac.notes / "calls").read_text(encoding="utf-8")
    leaked = (mac.notes / "leaked").read_text(encoding="utf-8")
    return leaked != "" or any(secret in text for secret in SECRETS for text in (calls, *output))


# --- what it says of itself ------------------------------------------------------------------------------


def test_the_application_names_itself_in_both_languages(tmp_path: Path) -> None:
    listed = info.name_files(tmp_path)

    names = {name: plistlib.loads(Path(file).read_bytes()) for name, file, _ in listed}
    assert names["ko.lproj/InfoPlist.strings"]["CFBundleDisplayName"] == "OMP 투표소"
    assert names["en.lproj/InfoPlist.strings"]["CFBundleDisplayName"] == "OMP Desktop"
    assert {kind for _, _, kind in listed} == {"DATA"}
    said = info.info()
    assert said["LSHasLocalizedDisplayName"] is True
    # Whatever is said in one language is said in the other, and in Info.plist for any third.
    assert all(set(words) == set(info.NAMES["en"]) <= set(said) for words in info.NAMES.values())


def test_info_plist_can_be_written_and_asks_for_a_macos_on_which_qt_runs() -> None:
    said = plistlib.loads(plistlib.dumps(info.info()))

    assert said["LSMinimumSystemVersion"] == "13.0"
    assert said["CFBundleVersion"] == product.VERSION
    assert said["CFBundleLocalizations"] == ["en", "ko"]
    assert said["NSHighResolutionCapable"] is True
    # With this one PyInstaller's default for a program with a console would leave it without a window.
    assert "LSBackgroundOnly" not in said


def test_the_hardened_runtime_is_opened_in_one_place_only() -> None:
    allowed = plistlib.loads((MACOS / "entitlements.plist").read_bytes())

    assert allowed == {"com.apple.security.cs.allow-unsigned-executable-memory": True}


def test_the_kiosk_job_starts_the_program_where_the_image_says_it_goes() -> None:
    job = plistlib.loads(KIOSK_JOB.read_bytes())

    program = f"/Applications/{info.APP}/Contents/MacOS/{product.NAME}"
    assert job["ProgramArguments"] == [program, "kiosk"]
    assert job["Label"] == KIOSK_JOB.stem == f"{product.IDENTIFIER}.kiosk"


# --- signing ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_shell_reads_the_script(script: str) -> None:
    assert subprocess.run([BASH, "-n", MACOS / script], check=False).returncode == 0


@pytest.mark.parametrize("script", SCRIPTS)
def test_shellcheck_finds_nothing(script: str) -> None:
    if (shellcheck := shutil.which("shellcheck")) is None:
        pytest.skip("shellcheck is not on this machine (Debian package shellcheck)")
    checked = subprocess.run([shellcheck, MACOS / script], capture_output=True, text=True, check=False)
    assert checked.stdout == ""


def test_everything_is_signed_from_the_inside_out(signed: Signed) -> None:
    assert signed.done.returncode == 0, signed.done.stderr
    contents = signed.app / "Contents"
    order = signed.mac.signed()
    assert order[-2:] == [str(contents / "Frameworks" / "Python.framework"), str(signed.app)]
    assert set(order[:-2]) == {
        str(contents / "Frameworks" / name)
        for name in (
            "libssl.3.dylib",
            "fat.dylib",
            "PySide6/QtCore.abi3.so",
            "Python.framework/Versions/3.11/Python",
        )
    }
    assert len(order) == len(set(order))


def test_each_signature_is_hardened_timed_and_of_the_one_certificate(signed: Signed) -> None:
    signing = [call for call in signed.mac.calls("codesign") if "--sign" in call]
    for call in signing:
        assert {"--force", "--timestamp", "--options"} <= set(call)
        assert call[call.index("--options") + 1] == "runtime"
        assert call[call.index("--sign") + 1] == IDENTITY
    assert [call[-1] for call in signing if "--entitlements" in call] == [str(signed.app)]
    assert signed.mac.calls("codesign")[-1] == [
        "--verify",
        "--deep",
        "--strict",
        "--verbose=2",
        str(signed.app),
    ]


def test_the_certificate_and_its_password_arrive_as_they_are(signed: Signed) -> None:
    notes = signed.mac.notes
    assert (notes / "imported").read_bytes() == CERTIFICATE
    assert (notes / "mode").read_text(encoding="utf-8").startswith("-rw-------")
    ((file, *words),) = signed.mac.asked("import")
    assert words[words.index("-P") + 1] == PASSWORD
    assert words[words.index("-k") + 1] == str(Path(file).parent / "sign.keychain-db")


def test_a_certificate_without_a_password_is_taken(mac: Mac, app: Path) -> None:
    done = mac.run("sign.sh", app, OMP_MACOS_CERTIFICATE=SIGNING["OMP_MACOS_CERTIFICATE"])

    assert done.returncode == 0
    (words,) = mac.asked("import")
    assert words[words.index("-P") + 1] == ""


def test_no_program_sees_a_secret_when_it_is_signed(signed: Signed) -> None:
    assert not shows_a_secret(signed.mac, signed.done.stdout, signed.done.stderr)
    ((_, key, _),) = signed.mac.asked("create-keychain")
    assert len(key) == 48
    assert key not in (signed.mac.notes / "calls").read_text(encoding="utf-8")


def test_a_shell_that_shows_its_commands_shows_no_secret(mac: Mac, app: Path) -> None:
    command = [BASH, "-x", MACOS / "sign.sh", app]
    environment = {**mac.environment, **SIGNING}

    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    assert done.returncode == 0
    assert not shows_a_secret(mac, done.stdout, done.stderr)


def test_the_keychains_of_the_user_stay_in_the_list_and_the_new_one_goes(signed: Signed) -> None:
    mac = signed.mac
    keychain = f"{(mac.notes / 'folder').read_text(encoding='utf-8').strip()}/sign.keychain-db"
    lists = [call for call in mac.calls("security") if "-s" in call]
    assert lists == [["list-keychains", "-d", "user", "-s", keychain, "/Users/someone/login.keychain-db"]]
    assert mac.calls("security")[-1] == ["delete-keychain", keychain]
    assert nothing_is_left(mac)


@pytest.mark.parametrize(
    ("trouble", "told"),
    [
        ({"BREAKS_AT": "libssl.3.dylib"}, "codesign could not sign"),
        ({"IDENTITIES": "     0 valid\n", "ASKED_ENDS_WITH": "1"}, "no valid"),
        ({"ENDS": "yes"}, ""),
        ({"OMP_MACOS_CERTIFICATE": "!!"}, "is not base64"),
    ],
    ids=["codesign fails", "wrong password", "it is ended from outside", "no certificate at all"],
)
def test_whatever_goes_wrong_no_keychain_is_left(
    mac: Mac, app: Path, trouble: dict[str, str], told: str
) -> None:
    done = mac.run("sign.sh", app, **{**SIGNING, **trouble})

    assert done.returncode == 1
    assert told in done.stderr
    assert "Signed" not in done.stdout
    made, removed = mac.asked("create-keychain"), [c for c in mac.calls("security") if "delete-keychain" in c]
    assert len(made) == len(removed)
    assert nothing_is_left(mac)
    assert not (mac.notes / "calls").exists() or not shows_a_secret(mac, done.stdout, done.stderr)


@pytest.mark.parametrize("script", SCRIPTS)
def test_without_a_certificate_it_says_so_and_does_nothing(mac: Mac, app: Path, script: str) -> None:
    done = mac.run(script, app)

    assert done.returncode == 0
    assert done.stdout.startswith("Not ")
    assert mac.lines("calls") == []


@pytest.mark.parametrize("script", SCRIPTS)
def test_without_a_certificate_it_refuses_where_one_is_required(mac: Mac, app: Path, script: str) -> None:
    done = mac.run(script, app, OMP_SIGN_REQUIRED="1")

    assert done.returncode == 3
    assert "OMP_SIGN_REQUIRED" in done.stderr


def test_an_image_is_signed_as_a_whole(mac: Mac, tmp_path: Path) -> None:
    image = tmp_path / "omp-desktop.dmg"
    image.touch()

    done = mac.run("sign.sh", image, **SIGNING)

    assert done.returncode == 0
    assert mac.signed() == [str(image)]


# --- notarising ------------------------------------------------------------------------------------------


def test_apples_answer_is_fastened_and_gatekeeper_asked(mac: Mac, app: Path) -> None:
    done = mac.run("notarise.sh", app, **NOTARISING, LATE="2")

    assert done.returncode == 0, done.stderr
    submitted, *staples, validated = mac.calls("xcrun")
    assert submitted[2].endswith("application.zip")
    assert "--wait" in submitted
    assert staples == [["stapler", "staple", str(app)]] * 3
    assert validated == ["stapler", "validate", str(app)]
    assert mac.calls("spctl") == [["--assess", "--type", "execute", "--verbose=2", str(app)]]
    assert nothing_is_left(mac)


def test_the_key_is_in_a_file_that_only_the_user_reads_and_nowhere_else(mac: Mac, app: Path) -> None:
    done = mac.run("notarise.sh", app, **NOTARISING, **SIGNING)

    assert (mac.notes / "key").read_bytes() == NOTARY_KEY
    assert (mac.notes / "mode").read_text(encoding="utf-8").startswith("-rw-------")
    assert not shows_a_secret(mac, done.stdout, done.stderr)


def test_a_refusal_by_apple_is_a_failure_with_apples_reasons(mac: Mac, app: Path) -> None:
    done = mac.run("notarise.sh", app, **NOTARISING, ANSWER="Invalid")

    assert done.returncode == 1
    assert "Apple did not accept" in done.stderr
    assert "secure timestamp" in done.stderr
    assert not [call for call in mac.calls("xcrun") if call[0] == "stapler"]
    assert nothing_is_left(mac)


def test_an_answer_that_does_not_come_is_a_failure(mac: Mac, app: Path) -> None:
    done = mac.run("notarise.sh", app, **NOTARISING, LATE="99")

    assert done.returncode == 1
    assert "could not be fastened" in done.stderr


def test_a_key_without_its_name_is_refused(mac: Mac, app: Path) -> None:
    done = mac.run("notarise.sh", app, OMP_MACOS_NOTARY_KEY=NOTARISING["OMP_MACOS_NOTARY_KEY"])

    assert done.returncode == 3
    assert "OMP_MACOS_NOTARY_KEY_ID" in done.stderr


# --- the image -------------------------------------------------------------------------------------------


def test_on_another_system_it_says_where_an_image_can_be_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platform.system", lambda: "Linux")

    with pytest.raises(SystemExit) as end:
        build.build(tmp_path / "omp-desktop", tmp_path)

    assert end.value.code == 3
    assert "only be made on macOS" in capsys.readouterr().err


@pytest.fixture
def on_a_mac(mac: Mac, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Mac:
    monkeypatch.setattr("platform.system", lambda: "Darwin")
    monkeypatch.setattr("platform.machine", lambda: "arm64")
    monkeypatch.setattr(build, "FOLDER", tmp_path / "work")
    monkeypatch.setattr(build, "_PAUSE_S", 0)
    for name, value in mac.environment.items():
        monkeypatch.setenv(name, value)
    return mac


def test_the_application_is_signed_before_it_is_packed_and_the_image_afterwards(
    on_a_mac: Mac, app: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name, value in {**SIGNING, **NOTARISING}.items():
        monkeypatch.setenv(name, value)

    (image,) = build.build(app.parent / product.NAME, tmp_path / "out")

    assert image == tmp_path / "out" / f"omp-desktop-{product.VERSION}-arm64.dmg"
    order = [
        (name, arguments[-1])
        for name, *arguments in on_a_mac.lines("calls")
        if name in {"spctl", "hdiutil"} or "--verify" in arguments
    ]
    assert order == [
        ("codesign", str(app)),
        ("spctl", str(app)),
        ("hdiutil", str(image)),
        ("codesign", str(image)),
        ("spctl", str(image)),
    ]


def test_the_image_holds_the_application_beside_the_folder_where_it_goes(
    on_a_mac: Mac, app: Path, tmp_path: Path
) -> None:
    build.build(app.parent / product.NAME, tmp_path / "out")

    (call,) = on_a_mac.calls("hdiutil")
    content = Path(call[call.index("-srcfolder") + 1])
    assert sorted(path.name for path in content.iterdir()) == ["Applications", info.APP]
    assert (content / "Applications").readlink() == Path("/Applications")
    assert call[call.index("-volname") + 1] == f"OMP Desktop {product.VERSION}"


def test_without_the_application_it_names_the_command_that_makes_it(
    on_a_mac: Mac, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with pytest.raises(SystemExit):
        build.build(tmp_path / "nowhere" / product.NAME, tmp_path)

    assert "make bundle" in capsys.readouterr().err
    assert on_a_mac.lines("calls") == []


def test_a_failed_signature_leaves_no_image(
    on_a_mac: Mac, app: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name, value in {**SIGNING, "BREAKS_AT": info.APP}.items():
        monkeypatch.setenv(name, value)

    with pytest.raises(SystemExit) as end:
        build.build(app.parent / product.NAME, tmp_path / "out")

    assert end.value.code == 1
    assert on_a_mac.calls("hdiutil") == []


def test_a_busy_image_is_made_again_and_not_for_ever(
    on_a_mac: Mac, app: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    broken = tmp_path / "bin" / "hdiutil"
    broken.write_text(STAND_IN + "exit 1\n", encoding="utf-8")

    with pytest.raises(SystemExit):
        build.build(app.parent / product.NAME, tmp_path / "out")

    assert len(on_a_mac.calls("hdiutil")) == 4
    assert "hdiutil could not make" in capsys.readouterr().err
