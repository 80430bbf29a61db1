#!/usr/bin/env bash
# Tries the project on a fresh Debian 12 (or SUITE), as a newcomer would: a clone of the last commit, python3, pip, make, git.
#
#   tests/packaging/chroot.sh BASE.tar root make test      as root
#   tests/packaging/chroot.sh BASE.tar user make test      as an ordinary user
#
# Needs root, and debootstrap where BASE.tar does not exist yet (it is then made). What this machine needs to reach
# packages (name servers, certificates, pip's own settings) is lent to the guest; nothing else is. The folder of
# the guest is removed at the end, unless KEEP names a folder to put it in. SETUP is a command run as root before.
set -euo pipefail

if [ $# -lt 3 ]; then
    sed -n '2,10p' "$0" | cut -c3-
    exit 2
fi
base=$1 who=$2
shift 2
project=$(cd "$(dirname "$0")/../.." && pwd)

if [ ! -e "$base" ]; then
    fresh=$(mktemp -d)
    debootstrap --variant=minbase --include=python3,python3-pip,make,git,ca-certificates "${SUITE:-bookworm}" "$fresh"
    tar cf "$base" -C "$fresh" .
    rm -rf "$fresh"
fi

guest=${KEEP:-$(mktemp -d)}
if [ ! -d "$guest/usr" ]; then
    mkdir -p "$guest"
    tar xf "$base" -C "$guest"
    chroot "$guest" useradd --create-home --shell /bin/bash user
fi
for lent in /etc/resolv.conf /etc/hosts /etc/pip.conf /etc/ssl/certs/ca-certificates.crt; do
    [ ! -e "$lent" ] || cp -L "$lent" "$guest$lent"
done
home=/root
[ "$who" = root ] || home=/home/user
if [ ! -d "$guest$home/omp" ]; then
    git clone -q --no-hardlinks "$project" "$guest$home/omp"
    chroot "$guest" chown -R "$who:" "$home/omp"
fi

# In namespaces of its own, so that every process and mount of the guest ends with the command.
inside='
guest=$1 who=$2 home=$3 setup=$4
shift 4
mount -t proc proc "$guest/proc"
mount --rbind /dev "$guest/dev"
mount -t tmpfs tmpfs "$guest/dev/shm"
clean="env -i LANG=C.UTF-8 PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
[ -z "$setup" ] || chroot "$guest" $clean HOME=/root sh -c "$setup"
chroot --userspec="$who:$who" "$guest" $clean HOME="$home" USER="$who" sh -c "cd $home/omp && exec \"\$@\"" sh "$@"
'
status=0
unshare --mount --pid --fork bash -euc "$inside" bash "$guest" "$who" "$home" "${SETUP:-}" "$@" || status=$?
[ -n "${KEEP:-}" ] || rm -rf --one-file-system "$guest"
echo "Exit code: $status"
exit "$status"
