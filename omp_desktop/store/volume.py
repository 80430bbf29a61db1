"""Where a folder lies: on a disk of this PC, or on a drive that only looks like one.

Sources: proc(5) for /proc/self/mounts, statfs(2) of macOS for MNT_LOCAL, Microsoft's GetDriveTypeW.
"""

from __future__ import annotations

import ctypes
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from omp_desktop.store.errors import StoreOnNetworkDrive

# Name of the network file system a path lies on, or None when it is a disk of this PC.
VolumeProbe = Callable[[Path], str | None]

NETWORK_FILE_SYSTEMS = frozenset({
    "9p", "acfs", "afpfs", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "gfs", "gfs2", "glusterfs",
    "gpfs", "lustre", "ncp", "ncpfs", "nfs", "nfs4", "ocfs2", "orangefs", "prl_fs", "pvfs2", "smb2", "smb3",
    "smbfs", "vboxsf", "virtiofs", "vmhgfs", "webdav",
})  # fmt: skip
NETWORK_FUSE = frozenset({
    "afpfs", "ceph", "curlftpfs", "davfs", "davfs2", "dropbox", "gcsfuse", "glusterfs",
    "google-drive-ocamlfuse", "gvfsd-fuse", "lustre", "onedriver", "rclone",
    "s3fs", "seaweedfs", "smbnetfs", "sshfs", "vmhgfs-fuse",
})  # fmt: skip

_MOUNTS = Path("/proc/self/mounts")
_OCTAL = re.compile(r"\\([0-7]{3})")
_DRIVE_REMOTE = 4
_MNT_LOCAL = 0x1000


def refuse_network_drive(folder: Path, probe: VolumeProbe) -> None:
    """Raises StoreOnNetworkDrive when the folder does not lie on a disk of this PC."""
    file_system = probe(folder)
    if file_system is not None:
        raise StoreOnNetworkDrive(file_system=file_system)


def network_file_system(folder: Path) -> str | None:
    """The network file system the folder lies on, by the means of this system; None for a disk of this PC."""
    real = folder.resolve()
    if sys.platform == "win32":
        return _on_windows(real)
    if sys.platform == "darwin":
        return _on_macos(real)
    return from_mounts(_MOUNTS.read_text(encoding="utf-8", errors="surrogateescape"), real)


def from_mounts(mounts: str, real: Path) -> str | None:
    """The network file system of a path, by the text of /proc/self/mounts; the deepest, latest one counts."""
    deepest, found = -1, ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:  # noqa: PLR2004 - device, mount point, type
            continue
        point = Path(_OCTAL.sub(lambda match: chr(int(match[1], 8)), fields[1]))
        if real.is_relative_to(point) and len(point.parts) >= deepest:
            deepest, found = len(point.parts), fields[2]
    return found if is_network_type(found) else None


def is_network_type(file_system: str) -> bool:
    """Whether a type of file system lies beyond a network or outside the virtual machine."""
    kind, _, fuse = file_system.lower().partition(".")
    if kind.startswith("fuse"):
        return fuse in NETWORK_FUSE
    return kind in NETWORK_FILE_SYSTEMS


def from_macos_statfs(raw: bytes) -> str | None:
    """The network file system by the bytes of macOS' `struct statfs` (64-bit inodes)."""
    flags = int.from_bytes(raw[64:68], sys.byteorder)
    name = raw[72:88].partition(b"\0")[0].decode("ascii", errors="replace")
    return None if flags & _MNT_LOCAL else name or "network"


def _on_macos(real: Path) -> str | None:
    library = ctypes.CDLL(None, use_errno=True)
    # On Intel the plain name is the old structure.
    call = getattr(library, "statfs$INODE64", None) or library.statfs
    buffer = ctypes.create_string_buffer(4096)
    if call(os.fsencode(real), buffer) != 0:
        raise OSError(ctypes.get_errno(), "statfs failed", str(real))
    return from_macos_statfs(buffer.raw)


def _on_windows(real: Path) -> str | None:
    # Only that system has the attribute, and its type.
    kernel: Any = vars(ctypes)["windll"].kernel32
    root = real.anchor.rstrip("\\") + "\\"
    return root if kernel.GetDriveTypeW(root) == _DRIVE_REMOTE else None
