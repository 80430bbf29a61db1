"""Which folders lie on a disk of this PC."""

from __future__ import annotations

import sys
from pathlib import Path, PurePosixPath

import pytest

from omp_desktop.store import volume
from omp_desktop.store.errors import StoreOnNetworkDrive

MOUNTS = r"""
/dev/sda1 / ext4 rw 0 0
server:/export /mnt/nfs nfs4 rw 0 0
//server/share /mnt/share cifs rw 0 0
user@host: /mnt/ssh fuse.sshfs rw 0 0
host /mnt/host 9p rw 0 0
/dev/sdb1 /mnt/share/disk ext4 rw 0 0
server:/a\040b /mnt/with\040space nfs rw 0 0
systemd-1 /mnt/auto autofs rw 0 0
server:/auto /mnt/auto nfs4 rw 0 0
/dev/sdc1 /mnt/usb fuseblk rw 0 0
tmpfs /run tmpfs rw 0 0
short line
"""


@pytest.mark.parametrize(
    ("place", "file_system"),
    [
        ("/home/station", None),
        ("/mnt/nfs/station", "nfs4"),
        ("/mnt/share", "cifs"),
        ("/mnt/share/disk/station", None),
        ("/mnt/shareable", None),
        ("/mnt/ssh/a/b", "fuse.sshfs"),
        ("/mnt/host/station", "9p"),
        ("/mnt/with space/station", "nfs"),
        ("/mnt/auto/station", "nfs4"),
        ("/mnt/usb/station", None),
        ("/run/station", None),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="paths of Linux")
def test_linux_the_deepest_mount_decides(place: str, file_system: str | None) -> None:
    assert volume.from_mounts(MOUNTS, Path(PurePosixPath(place))) == file_system


@pytest.mark.parametrize(
    "kind", ["nfs", "NFS4", "cifs", "smb3", "fuse.sshfs", "9p", "virtiofs", "fuse.rclone"]
)
def test_kinds_beyond_a_network_are_known(kind: str) -> None:
    assert volume.is_network_type(kind)


@pytest.mark.parametrize("kind", ["ext4", "xfs", "btrfs", "apfs", "ntfs", "fuseblk", "tmpfs", "overlay", ""])
def test_disks_of_this_pc_pass(kind: str) -> None:
    assert not volume.is_network_type(kind)


def _statfs(flags: int, name: bytes) -> bytes:
    return bytes(64) + flags.to_bytes(4, sys.byteorder) + bytes(4) + name.ljust(16, b"\0") + bytes(64)


def test_macos_a_local_disk_passes() -> None:
    assert volume.from_macos_statfs(_statfs(0x1000, b"apfs")) is None


def test_macos_a_share_is_named() -> None:
    assert volume.from_macos_statfs(_statfs(0, b"smbfs")) == "smbfs"


def test_the_folder_of_the_tests_is_looked_at_on_this_system(tmp_path: Path) -> None:
    found = volume.network_file_system(tmp_path)
    assert found is None or isinstance(found, str)


def test_a_network_drive_is_refused_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(StoreOnNetworkDrive, match="cifs"):
        volume.refuse_network_drive(tmp_path, lambda _folder: "cifs")


def test_a_local_disk_is_taken(tmp_path: Path) -> None:
    volume.refuse_network_drive(tmp_path, lambda _folder: None)
