#!/usr/bin/env bash
# What `make demo` does once everything is installed: data, then server and worker.
# HOST and PORT say where; another HOST than localhost lets phones in the same network join.
set -euo pipefail
cd "$(dirname "$0")/.."
umask 077 # answers are nobody else's on this machine
host=${HOST:-localhost}
port=${PORT:-8000}
export VENV=${VENV:-.venv}
export SITE_URL=${SITE_URL:-http://$host:$port} CXMATURITY_INSECURE_HTTP=1
unset DEBUG
manage=("$VENV/bin/python" manage.py)

address=$host
[ "$host" != localhost ] || address=127.0.0.1
if (exec 3<>"/dev/tcp/$address/$port") 2>/dev/null; then
  echo "Port $port is in use. Choose another: make demo PORT=8001" >&2
  exit 1
fi

echo "Preparing the data …"
"${manage[@]}" migrate --no-input --verbosity 0
# Compressing the static files takes seconds: only when one is newer than the last time.
collected=${DATA_DIR:-var}/static/staticfiles.json
if [ ! -e "$collected" ] ||
  [ -n "$(find static cxmaturity/settings.py requirements.lock -newer "$collected" -print -quit)" ]; then
  "${manage[@]}" collectstatic --no-input --verbosity 0
fi
"${manage[@]}" demo

deploy/serve.sh "$address:$port" --log-level warning &
server=$!
trap 'kill -TERM "$server" 2>/dev/null || true; wait "$server" || true; exit 0' INT TERM
until (exec 3<>"/dev/tcp/$address/$port") 2>/dev/null; do
  kill -0 "$server" 2>/dev/null || { wait "$server"; exit 1; }
  sleep 0.2
done
printf '\nOpen %s · Ctrl-C stops it, the data stay.\n' "$SITE_URL"
wait "$server"
