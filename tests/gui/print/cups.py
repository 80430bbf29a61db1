"""A real CUPS of the tests: its server on a socket in a folder, and printers that do as they are told."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

# A printer of the tests: it writes what it gets into its folder, or misbehaves while a file there says so.
BACKEND = """#!/bin/sh
[ $# -eq 0 ] && { echo 'direct paper "Paper" "Paper"'; exit 0; }
folder=${DEVICE_URI#paper:}
if [ -e "$folder/empty" ]; then
    echo "STATE: +media-empty-error" >&2
    while [ -e "$folder/empty" ]; do sleep 0.1; done
fi
echo "STATE: -media-empty-error" >&2
while [ -e "$folder/hangs" ]; do sleep 0.1; done
[ -e "$folder/broken" ] && exit 4
number=$(ls "$folder" | grep -c pdf)
cat ${6:+"$6"} > "$folder/$number.part"
mv "$folder/$number.part" "$folder/$number.pdf"
"""
PPD = """*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "PAPER.PPD"
*Manufacturer: "Paper"
*Product: "(Paper)"
*ModelName: "Paper"
*ShortNickName: "Paper"
*NickName: "Paper"
*PSVersion: "(3010) 0"
*cupsFilter: "application/pdf 0 -"
*OpenUI *PageSize/Media Size: PickOne
*DefaultPageSize: {size}
*PageSize A4/A4: ""
*PageSize X80MMY200MM/80 x 200 mm: ""
*CloseUI: *PageSize
*OpenUI *PageRegion: PickOne
*DefaultPageRegion: {size}
*PageRegion A4/A4: ""
*PageRegion X80MMY200MM/80 x 200 mm: ""
*CloseUI: *PageRegion
*DefaultImageableArea: {size}
*ImageableArea A4/A4: "0 0 595 842"
*ImageableArea X80MMY200MM/80 x 200 mm: "0 0 227 567"
*DefaultPaperDimension: {size}
*PaperDimension A4/A4: "595 842"
*PaperDimension X80MMY200MM/80 x 200 mm: "227 567"
"""
FILES = """ServerRoot {folder}/etc
ServerBin {folder}/bin
RequestRoot {folder}/spool
TempDir {folder}/tmp
CacheDir {folder}/cache
StateDir {folder}/run
AccessLog {folder}/log/access
ErrorLog {folder}/log/error
PageLog {folder}/log/page
"""
SERVER = """Listen {folder}/s
Browsing No
WebInterface No
<Location />
  Allow all
</Location>
<Policy default>
  <Limit All>
    Allow all
  </Limit>
</Policy>
"""
_PATIENCE = 30.0  # seconds


@dataclass
class Cups:
    """One server in a folder. Its usual settings are kept where the tests do not need others."""

    folder: Path
    server: subprocess.Popen[bytes] | None = field(default=None, init=False)

    @property
    def environment(self) -> dict[str, str]:
        """What leads the commands to this server."""
        return {"CUPS_SERVER": str(self.folder / "s"), "CUPS_SERVERROOT": str(self.folder / "etc")}

    def start(self) -> None:
        for name in ("etc/ppd", "bin/backend", "bin/filter", "spool", "tmp", "cache", "run", "log"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        shutil.copytree("/usr/lib/cups/daemon", self.folder / "bin" / "daemon")
        backend = self.folder / "bin" / "backend" / "paper"
        backend.write_text(BACKEND)
        # As root, so that it may write where the tests look.
        backend.chmod(0o700)
        files, settings = self.folder / "etc" / "cups-files.conf", self.folder / "etc" / "cupsd.conf"
        files.write_text(FILES.format(folder=self.folder))
        settings.write_text(SERVER.format(folder=self.folder))
        cupsd = shutil.which("cupsd", path=os.environ["PATH"] + ":/usr/sbin")
        assert cupsd is not None
        self.server = subprocess.Popen(
            [cupsd, "-f", "-c", str(settings), "-s", str(files)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        until = time.monotonic() + _PATIENCE
        while self.ask("lpstat", "-r").strip() != "scheduler is running":
            assert time.monotonic() < until

    def stop(self) -> None:
        if self.server is not None:
            self.server.terminate()
            self.server.wait(_PATIENCE)

    def add(self, printer: str, size: str = "X80MMY200MM") -> Path:
        """A printer with that paper in it; returns the folder where its paper comes out."""
        out = self.folder / "out" / printer
        out.mkdir(parents=True)
        description = self.folder / f"{printer}.ppd"
        description.write_text(PPD.format(size=size))
        self.ask("lpadmin", "-p", printer, "-E", "-v", f"paper:{out}", "-P", str(description))
        return out

    def ask(self, *words: str) -> str:
        """One of the commands of CUPS, which may fail."""
        program = shutil.which(words[0], path=os.environ["PATH"] + ":/usr/sbin")
        assert program is not None
        answer = subprocess.run(
            [program, *words[1:]],
            env=os.environ | self.environment | {"LC_ALL": "C"},
            capture_output=True,
            text=True,
            check=False,
            timeout=_PATIENCE,
        )
        return answer.stdout

    def spooled(self) -> list[str]:
        """Names of the files of jobs that the server keeps."""
        return sorted(file.name for file in (self.folder / "spool").iterdir() if file.is_file())
