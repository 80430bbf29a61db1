"""What the application folder of macOS says of the program. build.spec hands it to PyInstaller."""

from __future__ import annotations

import plistlib
from pathlib import Path
from typing import Final

from resources.packaging import product

APP: Final = f"{product.TITLE}.app"
# As old as Qt 6.11 runs on: https://doc.qt.io/qt-6.11/macos.html
OLDEST_MACOS: Final = "13.0"

_COPYRIGHT: Final = f"{product.MAKER} · Apache-2.0"
# macOS 15 asks before a program may reach a computer in the same building, such as the centre.
_WHY_NETWORK: Final = "To send encrypted ballots to the central computer of this election."
_WHY_NETWORK_KO: Final = "암호화된 투표지를 이 선거의 중앙 서버로 보내기 위해 필요합니다."

# By language: what macOS shows in place of the words in Info.plist.
NAMES: Final = {
    "en": {
        "CFBundleDisplayName": product.TITLE,
        "CFBundleName": product.TITLE,
        "NSLocalNetworkUsageDescription": _WHY_NETWORK,
    },
    "ko": {
        "CFBundleDisplayName": product.TITLE_KO,
        "CFBundleName": product.TITLE_KO,
        "NSLocalNetworkUsageDescription": _WHY_NETWORK_KO,
    },
}


def info() -> dict[str, object]:
    """Info.plist, without what PyInstaller knows itself: program, icon, identifier, version."""
    return {
        **NAMES["en"],
        # Without it the Finder shows the folder's name, whatever language the user reads.
        "LSHasLocalizedDisplayName": True,
        "CFBundleDevelopmentRegion": "en",
        # Qt and macOS take the words of their own menus and dialogs in these.
        "CFBundleLocalizations": list(NAMES),
        "CFBundleVersion": product.VERSION,
        "NSHumanReadableCopyright": _COPYRIGHT,
        "LSApplicationCategoryType": "public.app-category.utilities",
        "LSMinimumSystemVersion": OLDEST_MACOS,
        "NSHighResolutionCapable": True,
        # The windows are light whatever the system is, so their frames and the dialogs of the system are too.
        "NSRequiresAquaSystemAppearance": True,
        # A booth with nobody in front of it is not idle: it waits for a voter, and still sends.
        "NSAppSleepDisabled": True,
        "NSSupportsAutomaticTermination": False,
        "NSSupportsSuddenTermination": False,
    }


def name_files(folder: Path) -> list[tuple[str, str, str]]:
    """Write the names in each language below `folder`; returns them as PyInstaller lists data files."""
    listed = []
    for language, names in NAMES.items():
        name = f"{language}.lproj/InfoPlist.strings"
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(plistlib.dumps(names))
        listed.append((name, str(file), "DATA"))
    return listed
