#!/usr/bin/env bash
# Runs a command against a private PostgreSQL cluster: postgresql.sh COMMAND [ARGUMENTS]
# The cluster lives in a temporary folder, listens on a Unix socket only, and is always removed.
set -euo pipefail

bin=$(dirname "$(compgen -G '/usr/lib/postgresql/*/bin/initdb' | sort -V | tail -n 1 || true)")
[ "$bin" != . ] || bin=$(dirname "$(command -v initdb)")

folder=$(mktemp -d /tmp/cxmaturity-postgresql.XXXXXX)
as_owner=()
if [ "$(id -u)" -eq 0 ]; then # PostgreSQL refuses root
  owner=$(id -un postgres 2>/dev/null || echo nobody)
  chown "$owner" "$folder"
  as_owner=(runuser -u "$owner" --)
fi

in_cluster() { (cd "$folder" && "${as_owner[@]}" "$@"); }

remove() {
  trap - EXIT INT TERM
  in_cluster "$bin/pg_ctl" stop --silent --pgdata "$folder/data" --mode immediate 2>/dev/null || true
  rm -rf "$folder"
}
trap remove EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

in_cluster "$bin/initdb" --pgdata "$folder/data" --username cxmaturity --auth trust \
  --encoding UTF8 --locale C.UTF-8 --no-sync >"$folder/initdb.log" ||
  { cat "$folder/initdb.log" >&2; exit 1; }
# Nothing here outlives the run: no need to sync.
in_cluster "$bin/pg_ctl" start --silent --wait --pgdata "$folder/data" --log "$folder/log" \
  --options "-c listen_addresses='' -c unix_socket_directories='$folder' -c fsync=off \
    -c synchronous_commit=off -c full_page_writes=off" ||
  { cat "$folder/log" >&2; exit 1; }

export DATABASE_URL="postgres://cxmaturity@${folder//\//%2F}/postgres"
"$@"
