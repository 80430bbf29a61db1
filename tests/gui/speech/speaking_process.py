"""Speaks like `say` of macOS, or like our PowerShell on Windows, without a sound. Started by the tests."""

from __future__ import annotations

import base64
import sys
import time
from pathlib import Path

VOICES = """Yuna                ko_KR    # 안녕하세요. 제 이름은 Yuna입니다.
Bad News            en_US    # Hello! My name is Bad News.
Samantha            en_US    # Hello! My name is Samantha.
Eddy (프랑스어)       fr_FR    # Bonjour!
"""


def say(fault: str, said: Path, arguments: list[str]) -> int:
    """`say -v ?`, or `say -v VOICE -f -` with the words in the standard input."""
    if arguments == ["-v", "?"]:
        sys.stdout.buffer.write(("" if fault == "no voices" else VOICES).encode())
        return 0
    if fault == "never done":
        time.sleep(600)
    with said.open("a", encoding="utf-8") as heard:
        heard.write(f"{' '.join(arguments)}: {sys.stdin.buffer.read().decode()}\n")
    return 1 if fault == "fails" else 0


def sapi(fault: str, said: Path) -> int:
    """The conversation that windows.py describes."""
    if fault == "mute":
        time.sleep(600)
    sys.stdout.write("voices da\n" if fault == "no voices" else "voices ko en\n")
    sys.stdout.flush()
    for line in sys.stdin:
        number, *words = line.split()
        if not words:
            continue
        if fault == "ends":
            return 1
        with said.open("a", encoding="utf-8") as heard:
            heard.write(f"{words[0]}: {base64.b64decode(words[1]).decode()}\n")
        if fault != "never done":
            sys.stdout.write(f"{number}\n")
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    kind, fault, said, *rest = sys.argv[1:]
    sys.exit(say(fault, Path(said), rest) if kind == "say" else sapi(fault, Path(said)))
