#!/usr/bin/env bash
# Makes sure of what pip cannot install: require.sh python|libraries|tests
# As root missing Debian packages are installed; anybody else is told the one line to run.
set -euo pipefail

missing=()

libraries=$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p)
need_library() { [[ $libraries == *"$1"* ]] || missing+=("$2"); }
need_command() { command -v "$1" >/dev/null || missing+=("$2"); }

need_python() {
  local python=${PYTHON:-python3}
  if ! command -v "$python" >/dev/null; then
    missing+=(python3 python3-venv)
  elif ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "cxmaturity needs Python 3.11 or newer; $python is older. Say which: make PYTHON=python3.12 …" >&2
    exit 1
  elif ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    missing+=("$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')")
  fi
}

need_libraries() {
  need_library libpango-1.0.so.0 libpango-1.0-0
  need_library libpangoft2-1.0.so.0 libpangoft2-1.0-0
  need_library libharfbuzz-subset.so.0 libharfbuzz-subset0
  need_command msgfmt gettext
}

need_tests() {
  if ! command -v chromium >/dev/null && ! command -v chromium-browser >/dev/null; then
    missing+=(chromium)
  fi
  if ! compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; then
    need_command initdb postgresql
  fi
}

case "${1:-}" in
  python) need_python ;;
  libraries) need_libraries ;;
  tests) need_tests ;;
  *) echo "usage: require.sh python|libraries|tests" >&2; exit 2 ;;
esac

[ ${#missing[@]} -gt 0 ] || exit 0

if ! command -v apt-get >/dev/null; then
  echo "Missing on this system (names of Debian packages): ${missing[*]}" >&2
  exit 1
elif [ "$(id -u)" -ne 0 ]; then
  echo "Some system packages are missing. Run this once, then make again:" >&2
  echo "  sudo apt-get update && sudo apt-get install --yes --no-install-recommends ${missing[*]}" >&2
  exit 1
fi
echo "Installing ${missing[*]} …"
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
if ! { apt-get update -qq &&
  apt-get install --yes -qq --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
  cat "$log" >&2
  rm -f "$log"
  exit 1
fi
rm -f "$log"
