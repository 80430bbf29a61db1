#!/usr/bin/env bash
# Signs the application folder or the disk image: sign.sh PATH. build.py calls it.
#
# What it takes from the environment:
#   OMP_MACOS_CERTIFICATE           a "Developer ID Application" certificate with its key: a .p12 file in base64
#   OMP_MACOS_CERTIFICATE_PASSWORD  the password of that file
#   OMP_SIGN_REQUIRED=1             without a certificate it fails; otherwise it says so and signs nothing
#
# Secrets go through standard input and files that only this user reads; arguments are seen by every process of
# the machine. Ends with 0 done or not asked for, 1 failed, 2 wrong use, 3 no certificate.
# Written for macOS 13 and its bash 3.2 after Apple's documentation, tried with stand-ins for Apple's programs only.
{ set +x; } 2>/dev/null
set -euo pipefail
umask 077

stop() {
  printf '%s\n' "$2" >&2
  exit "$1"
}

if [ $# -ne 1 ] || [ ! -e "$1" ]; then stop 2 "Use: sign.sh PATH, an application folder or a disk image."; fi
what=$1
certificate=${OMP_MACOS_CERTIFICATE:-}
password=${OMP_MACOS_CERTIFICATE_PASSWORD:-}
# Not for the programs that are started below.
unset OMP_MACOS_CERTIFICATE OMP_MACOS_CERTIFICATE_PASSWORD OMP_MACOS_NOTARY_KEY

if [ -z "$certificate" ]; then
  [ "${OMP_SIGN_REQUIRED:-}" != 1 ] || stop 3 "Not signed: OMP_SIGN_REQUIRED is 1 and OMP_MACOS_CERTIFICATE is empty."
  printf 'Not signed: OMP_MACOS_CERTIFICATE is empty. macOS asks before it opens such a program.\n'
  exit 0
fi
case $password in
  *$'\n'*) stop 1 "OMP_MACOS_CERTIFICATE_PASSWORD has more than one line." ;;
esac

here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d "${TMPDIR:-/tmp}/omp-sign.XXXXXX")
keychain=$folder/sign.keychain-db

clean_up() {
  local status=$?
  trap - EXIT
  # It goes out of the search list with that, too.
  if [ -e "$keychain" ]; then security delete-keychain "$keychain" || status=1; fi
  rm -rf "$folder"
  exit "$status"
}
trap clean_up EXIT
trap 'exit 1' HUP INT TERM

# A word as `security -i` reads it: any byte behind a backslash stands for itself.
word() {
  local LC_ALL=C text=$1 at
  [ -n "$text" ] || printf '""'
  for ((at = 0; at < ${#text}; at++)); do printf '\\%s' "${text:at:1}"; done
}

# One command of `security`, through its standard input. Whether it was done is looked at afterwards, because
# its exit code tells nothing here. printf is a part of the shell, so these words are nobody's arguments.
ask_security() {
  local part line=
  for part in "$@"; do line="$line$(word "$part") "; done
  printf '%s\n' "$line" | security -i >/dev/null || true
}

import_certificate() {
  local file=$folder/certificate.p12 key line known
  printf '%s' "$certificate" | tr -d ' \r\n' | base64 --decode >"$file" || true
  [ -s "$file" ] || stop 1 "OMP_MACOS_CERTIFICATE is not base64."
  key=$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')
  ask_security create-keychain -p "$key" "$keychain"
  [ -e "$keychain" ] || stop 1 "No keychain could be made in $folder."
  ask_security unlock-keychain -p "$key" "$keychain"
  # Signing everything takes minutes; a keychain locks itself after five.
  security set-keychain-settings -u -t 7200 "$keychain"
  ask_security import "$file" -k "$keychain" -f pkcs12 -P "$password" -T /usr/bin/codesign
  rm -f "$file"
  # Otherwise a window would ask whether codesign may use the key.
  ask_security set-key-partition-list -S apple-tool:,apple: -s -k "$key" "$keychain"
  # codesign finds the issuers of a certificate only in the keychains of this list.
  known=()
  while IFS= read -r line; do
    line=${line#*\"}
    known+=("${line%\"*}")
  done < <(security list-keychains -d user)
  security list-keychains -d user -s "$keychain" ${known[@]+"${known[@]}"}
}

# The certificate's fingerprint, by which codesign takes it and no other.
find_identity() {
  local list
  list=$(security find-identity -v -p codesigning "$keychain")
  printf '%s\n' "$list" | sed -n 's/^ *[0-9]*) \([0-9A-F]\{40\}\) "Developer ID Application: .*/\1/p' | sed -n 1p
}

sign() {
  local said
  said=$(codesign --force --sign "$identity" --keychain "$keychain" --timestamp "$@" 2>&1) ||
    stop 1 "codesign could not sign ${*: -1}: $said"
}

is_program() {
  case $(od -An -N4 -tx1 "$1" | tr -d ' \n') in
    feedface | feedfacf | cefaedfe | cffaedfe | cafebabe | bebafeca) return 0 ;;
    *) return 1 ;;
  esac
}

# From the inside out, because the signature of what is outside covers those inside: each library, then the
# frameworks, then the application with its program. Only a program has entitlements; its libraries use them.
sign_application() {
  local app=$1 file
  while IFS= read -r -d '' file; do
    if [ "$file" != "$app/Contents/MacOS/omp-desktop" ] && is_program "$file"; then sign --options runtime "$file"; fi
  done < <(find "$app/Contents" -depth -type f -print0)
  while IFS= read -r -d '' file; do
    sign --options runtime "$file"
  done < <(find "$app/Contents" -depth -type d -name '*.framework' -print0)
  sign --options runtime --entitlements "$here/entitlements.plist" "$app"
}

import_certificate
identity=$(find_identity)
[ -n "$identity" ] || stop 1 "There is no valid \"Developer ID Application\" certificate in OMP_MACOS_CERTIFICATE, or \
OMP_MACOS_CERTIFICATE_PASSWORD is not its password. (macOS reads no .p12 with newer ciphers: export it with -legacy.)"

if [ -d "$what" ]; then
  sign_application "${what%/}"
  codesign --verify --deep --strict --verbose=2 "$what"
else
  sign "$what"
  codesign --verify --strict --verbose=2 "$what"
fi
# Gatekeeper (spctl) is asked in notarise.sh: it refuses whatever is not notarised yet.
printf 'Signed: %s\n' "$what"
