#!/bin/sh
# make-secrets.sh [HOST]
# Makes what compose.yaml needs, once, and overwrites nothing: a password, the database's address with it, and
# a certificate of its own for HOST. For an election put the real certificate in tls.crt
# and tls.key, or give this tls.crt to the stations as the authority that they pin. They lie in the folder
# "secrets" at the top of the project, which neither git nor an image takes along, or where OMP_SECRETS says.
set -eu
host="${1:-localhost}"
folder="${OMP_SECRETS:-$(dirname "$0")/../../secrets}"
umask 077
mkdir -p "$folder"
cd "$folder"
[ -e database-password ] || od -An -N24 -tx1 /dev/urandom | tr -d ' \n' > database-password
[ -e database-url ] || printf 'postgresql+psycopg://omp:%s@database/omp' "$(cat database-password)" > database-url
[ -e tls.crt ] || openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 90 \
    -subj "/CN=$host" -addext "subjectAltName=DNS:$host" -keyout tls.key -out tls.crt 2> /dev/null
# Containers read the files as another user; nobody else on this computer enters the folder.
chmod 0700 . && chmod 0444 ./*
