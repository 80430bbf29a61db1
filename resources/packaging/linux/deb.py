"""The .deb: files, what they need of Debian, and the scripts around an installation."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Final

from resources.packaging.linux import tree as staged
from resources.packaging.linux.tree import HERE, HOME, MAIL, SETTINGS, elf_files, filled, script
from resources.packaging.product import MAKER, NAME, SUMMARY, SUMMARY_KO, build_time

# Where the program looks for its own libraries before those of the system.
_PRIVATE: Final = (f"/{HOME}/_internal", f"/{HOME}/_internal/PySide6/Qt/lib")
_SCRIPTS: Final = ("preinst", "postinst", "postrm")


def make(tree: Path, out: Path, version: str, strength: int = 6) -> Path:
    """The package of a staged tree in `out`. `strength` of the compression: 0 to 9."""
    architecture = _run(["dpkg", "--print-architecture"], tree).strip()
    root = tree.with_name("deb")
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(tree, root, symlinks=True, copy_function=os.link)
    control = root / "DEBIAN"
    control.mkdir()
    _write_overrides(root)
    (control / "conffiles").write_text("".join(f"/{name}\n" for name in SETTINGS), encoding="utf-8")
    (control / "md5sums").write_text(_sums(root), encoding="utf-8")
    for name in _SCRIPTS:
        (control / name).write_text(script(name, version), encoding="utf-8")
    values = {
        "NAME": NAME,
        "VERSION": version,
        "ARCHITECTURE": architecture,
        "MAKER": MAKER,
        "MAIL": MAIL,
        "SIZE": str(_kilobytes(root)),
        "DEPENDS": depends(root),
        "SUMMARY": SUMMARY,
        "SUMMARY_KO": SUMMARY_KO,
    }
    (control / "control").write_text(filled(HERE / "control", values), encoding="utf-8")
    for path in [control, *control.iterdir()]:
        path.chmod(0o755 if path.is_dir() or path.name in _SCRIPTS else 0o644)
    out.mkdir(parents=True, exist_ok=True)
    file = out / f"{NAME}_{version}_{architecture}.deb"
    _run(
        [
            "dpkg-deb",
            "--root-owner-group",
            "-Zxz",
            f"-z{strength}",
            "--build",
            str(root),
            str(file.resolve()),
        ],
        tree,
    )
    return file


def depends(root: Path) -> str:
    """The packages of this Debian that hold the system's libraries which the bundle needs."""
    work = root.with_name("shlibdeps")
    shutil.rmtree(work, ignore_errors=True)
    (work / "debian").mkdir(parents=True)
    # It wants to know whose files these are.
    (work / "debian" / "control").write_text(
        f"Source: {NAME}\n\nPackage: {NAME}\nArchitecture: any\n", encoding="utf-8"
    )
    places = [f"-l{folder}" for folder in _PRIVATE]
    command = ["dpkg-shlibdeps", "-O", "--warnings=0", f"-S{root.resolve()}", *places]
    answer = _run([*command, *(str(file.resolve()) for file in elf_files(root))], work)
    return re.sub(r"^shlibs:Depends=", "", answer.strip())


def _write_overrides(root: Path) -> None:
    folder = root / "usr/share/lintian/overrides"
    folder.mkdir(parents=True)
    shutil.copyfile(HERE / "files" / "lintian-overrides", folder / NAME)
    for path in (folder.parent, folder, folder / NAME):
        staged.settle(path, root)


def _sums(root: Path) -> str:
    files = [path for path in sorted(root.rglob("*")) if path.is_file() and not path.is_symlink()]
    named = {path.relative_to(root).as_posix(): path for path in files}
    return "".join(
        f"{hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()}  {name}\n"
        for name, path in named.items()
        if not name.startswith("DEBIAN/") and name not in SETTINGS
    )


def _kilobytes(root: Path) -> int:
    """As Debian's policy counts them: files in whole kilobytes, and one for everything else."""
    paths = [path for path in root.rglob("*") if "DEBIAN" not in path.parts]
    return sum(-(-path.stat().st_size // 1024) if staged.is_plain(path) else 1 for path in paths)


def _run(command: list[str], folder: Path) -> str:
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(build_time()), "LC_ALL": "C.UTF-8"}
    done = subprocess.run(  # noqa: S603 - programs of the system with words of our own
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise SystemExit(f"{command[0]}: {done.stderr}")
    return done.stdout
