#!/usr/bin/env bash
# Web server and task worker side by side. A worker that dies is started again, so that people go on
# answering; when the web server stops, or at Ctrl-C, both do.
# serve.sh ADDRESS:PORT [gunicorn options]; settings come from the environment, VENV names .venv.
set -euo pipefail
bin=$(cd "${VENV:-$(dirname "$0")/../.venv}/bin" && pwd)
cd "$(dirname "$0")/.."
bind=${1:?usage: serve.sh ADDRESS:PORT [gunicorn options]}
shift

children=()
stop() {
  trap - INT TERM EXIT
  kill -TERM "${children[@]}" 2>/dev/null || true
  wait "${children[@]}" 2>/dev/null || true
}
trap 'stop; exit 0' INT TERM
trap 'stop' EXIT

keep_working() {
  local worker=
  trap - EXIT
  trap 'kill -TERM "$worker" 2>/dev/null || true; wait "$worker" 2>/dev/null || true; exit 0' INT TERM
  while :; do
    "$bin/python" manage.py db_worker &
    worker=$!
    wait "$worker" && status=0 || status=$?
    echo "The task worker ended (status $status) and is started again." >&2
    sleep 2 &
    worker=$!
    wait "$worker"
  done
}

"$bin/gunicorn" cxmaturity.wsgi --bind "$bind" --workers 2 --worker-class gthread --threads 4 \
  --keep-alive 30 --preload "$@" &
children+=($!)
keep_working &
children+=($!)

wait "${children[0]}"
