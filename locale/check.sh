#!/usr/bin/env bash
# Every string of code and templates has its French, none fuzzy, and it compiles:
# check.sh PYTHON. The strings are collected in a copy, so nothing here changes.
set -euo pipefail
python=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
cd "$(dirname "$0")/.."
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT

cp -r assessments roadmaps cxmaturity templates locale manage.py "$copy/"
cd "$copy"
mkdir -p locale
DJANGO_SETTINGS_MODULE='' "$python" -m django makemessages --locale fr --no-obsolete --no-wrap \
  --add-location file --verbosity 0
po=locale/fr/LC_MESSAGES/django.po
msgfmt --check-format --output-file=/dev/null "$po"
wanting=$(msgattrib --untranslated --no-obsolete "$po"; msgattrib --only-fuzzy --no-obsolete "$po")
if [ -n "$wanting" ]; then
  echo "French is missing or fuzzy (make messages collects, locale/fr/LC_MESSAGES/django.po holds):" >&2
  echo "$wanting" | grep -E '^(msgid|#:|#,|")' >&2
  exit 1
fi
