#!/usr/bin/env bash
# Web server and task worker side by side: both stop when one of them does, or at Ctrl-C.
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

"$bin/gunicorn" cxmaturity.wsgi --bind "$bind" --workers 2 --worker-class gthread --threads 4 \
  --keep-alive 30 --preload "$@" &
children+=($!)
"$bin/python" manage.py db_worker &
children+=($!)

wait -n "${children[@]}"
