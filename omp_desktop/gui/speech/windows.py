"""Speech through SAPI (Windows): a PowerShell that runs as long as the guide, fed by its standard input."""

from __future__ import annotations

import base64
from typing import Final

from PySide6.QtCore import QObject

from omp_desktop.domain.language import Lang
from omp_desktop.gui import language
from omp_desktop.gui.speech.child import Child
from omp_desktop.gui.speech.errors import SpeechSilent
from omp_desktop.gui.speech.speaker import USUAL, Patience, Speaker

PROGRAM: Final = "powershell.exe"
# It prints "voices ko en", then for each line "number language words-in-base64" that it reads the number when
# it has said them; a line with only a number interrupts. A reader of our own, because the console's does not
# return from ReadLineAsync before there is a line.
_SCRIPT: Final = """
$ErrorActionPreference = 'Stop'
Add-Type -AssemblyName System.Speech
$voice = New-Object System.Speech.Synthesis.SpeechSynthesizer
$voice.SetOutputToDefaultAudioDevice()
$names = @{}
foreach ($found in $voice.GetInstalledVoices()) {
    $code = $found.VoiceInfo.Culture.TwoLetterISOLanguageName
    if ($found.Enabled -and -not $names.ContainsKey($code)) { $names[$code] = $found.VoiceInfo.Name }
}
$reader = New-Object System.IO.StreamReader([Console]::OpenStandardInput(), [Text.Encoding]::ASCII)
[Console]::Out.WriteLine('voices ' + ($names.Keys -join ' '))
$number = ''; $said = $null
$line = $reader.ReadLineAsync()
while ($true) {
    if ($line.Wait(30)) {
        if ($null -eq $line.Result) { exit }
        $part = $line.Result.Split(' ')
        $line = $reader.ReadLineAsync()
        $voice.SpeakAsyncCancelAll()
        $number = $part[0]; $said = $null
        if ($part.Length -eq 3) {
            $voice.SelectVoice($names[$part[1]])
            $said = $voice.SpeakAsync([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($part[2])))
        }
    }
    if ($null -ne $said -and $said.IsCompleted) { $said = $null; [Console]::Out.WriteLine($number) }
}
"""
ARGUMENTS: Final = (
    "-NoLogo",
    "-NoProfile",
    "-NonInteractive",
    "-EncodedCommand",
    base64.b64encode(_SCRIPT.encode("utf-16-le")).decode(),
)


class SapiSpeaker(Speaker):
    """Numbers what it asks for, so that the end of something older means nothing."""

    def __init__(
        self,
        program: str = PROGRAM,
        arguments: tuple[str, ...] = ARGUMENTS,
        patience: Patience = USUAL,
        parent: QObject | None = None,
    ) -> None:
        """`program` with `arguments` is the process that speaks."""
        super().__init__(patience, parent)
        self._program, self._arguments = program, arguments
        self._process: Child | None = None
        self._number = 0

    def _open(self) -> None:
        process = Child(read=True)
        self._process = process
        process.failed.connect(self._fail)
        process.over.connect(lambda _: self._fail(SpeechSilent()))
        process.printed.connect(self._read)
        process.start(self._program, list(self._arguments))

    def _read(self) -> None:
        while self._process is not None and self._process.canReadLine():
            line = bytes(self._process.readLine().data()).decode("ascii", errors="replace")
            word, *rest = line.split() or [""]
            if word == "voices":
                self._on_voices(rest)
            elif word == str(self._number):
                self._ended()

    def _on_voices(self, codes: list[str]) -> None:
        self._opened(frozenset(lang for lang in language.LANGUAGES if lang in codes))

    def _speak(self, text: str, lang: Lang) -> None:
        self._write(f" {lang} {base64.b64encode(text.encode()).decode()}")

    def _stop(self) -> None:
        self._write("")

    def _write(self, words: str) -> None:
        self._number += 1
        if self._process is not None:
            self._process.write(f"{self._number}{words}\n".encode("ascii"))

    def _shut(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.end()
