#!/usr/bin/env bash
# Has Apple look through a signed application folder or disk image, and fastens the answer to it:
# notarise.sh PATH. build.py calls it.
#
# What it takes from the environment:
#   OMP_MACOS_NOTARY_KEY     the key of App Store Connect: its .p8 file in base64
#   OMP_MACOS_NOTARY_KEY_ID  the name of that key (not secret)
#   OMP_MACOS_NOTARY_ISSUER  the issuer (not secret)
#   OMP_SIGN_REQUIRED=1      without a key it fails; otherwise it says so and does nothing
#
# Ends with 0 done or not asked for, 1 failed, 2 wrong use, 3 no key.
# Written for macOS 13 and its bash 3.2 after Apple's documentation, tried with stand-ins for Apple's programs only.
{ set +x; } 2>/dev/null
set -euo pipefail
umask 077

stop() {
  printf '%s\n' "$2" >&2
  exit "$1"
}

if [ $# -ne 1 ] || [ ! -e "$1" ]; then stop 2 "Use: notarise.sh PATH, a signed application folder or disk image."; fi
what=${1%/}
key=${OMP_MACOS_NOTARY_KEY:-}
key_id=${OMP_MACOS_NOTARY_KEY_ID:-}
issuer=${OMP_MACOS_NOTARY_ISSUER:-}
unset OMP_MACOS_NOTARY_KEY OMP_MACOS_CERTIFICATE OMP_MACOS_CERTIFICATE_PASSWORD

if [ -z "$key" ]; then
  [ "${OMP_SIGN_REQUIRED:-}" != 1 ] || stop 3 "Not notarised: OMP_SIGN_REQUIRED is 1 and OMP_MACOS_NOTARY_KEY is empty."
  printf 'Not notarised: OMP_MACOS_NOTARY_KEY is empty.\n'
  exit 0
fi
if [ -z "$key_id" ] || [ -z "$issuer" ]; then
  stop 3 "OMP_MACOS_NOTARY_KEY needs OMP_MACOS_NOTARY_KEY_ID and OMP_MACOS_NOTARY_ISSUER beside it."
fi

folder=$(mktemp -d "${TMPDIR:-/tmp}/omp-notarise.XXXXXX")
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' HUP INT TERM

printf '%s' "$key" | tr -d ' \r\n' | base64 --decode >"$folder/key.p8" || true
[ -s "$folder/key.p8" ] || stop 1 "OMP_MACOS_NOTARY_KEY is not base64."
login=(--key "$folder/key.p8" --key-id "$key_id" --issuer "$issuer")

said() {
  sed -n "s/.*\"$1\" *: *\"\([^\"]*\)\".*/\1/p" "$folder/answer.json" | sed -n 1p
}

sent=$what
if [ -d "$what" ]; then
  sent=$folder/application.zip
  ditto -c -k --keepParent "$what" "$sent"
fi
# It ends with 0 after a refusal too, so the answer is read.
xcrun notarytool submit "$sent" "${login[@]}" --wait --timeout 1h --output-format json >"$folder/answer.json"
if [ "$(said status)" != Accepted ]; then
  number=$(said id)
  [ -z "$number" ] || xcrun notarytool log "$number" "${login[@]}" >&2 || true
  stop 1 "Apple did not accept $what: $(said status)"
fi

# The answer takes a while to reach the server from which it is fetched.
tries=1
until xcrun stapler staple "$what"; do
  [ "$tries" -lt 5 ] || stop 1 "The answer of Apple could not be fastened to $what."
  tries=$((tries + 1))
  sleep 20
done
xcrun stapler validate "$what"

if [ -d "$what" ]; then
  spctl --assess --type execute --verbose=2 "$what"
else
  spctl --assess --type open --context context:primary-signature --verbose=2 "$what"
fi
printf 'Notarised: %s\n' "$what"
