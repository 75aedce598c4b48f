#!/usr/bin/env bash
# Refreshes everything vendored from npm; needs Node.js and npm (`make vendor`).
# To take another version: change it in package.json, run this, look at the pages, commit.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cp "$here/package.json" "$work/"
[ ! -f "$here/package-lock.json" ] || cp "$here/package-lock.json" "$work/"
# The lock file keeps hashes and leaves out addresses, so that any mirror serves.
(cd "$work" && npm install --omit-lockfile-registry-resolved --no-audit --no-fund --loglevel=error)
cp "$work/package-lock.json" "$here/package-lock.json"

version() { node -p "require('$work/node_modules/$1/package.json').version"; }

mkdir -p "$here/bootstrap"
# Without the comment that names a source map: the manifest storage would look for that file.
sed '/^\/\*# sourceMappingURL=/d' "$work/node_modules/bootstrap/dist/css/bootstrap.min.css" \
  > "$here/bootstrap/bootstrap.min.css"
cp "$work/node_modules/bootstrap/LICENSE" "$here/bootstrap/LICENSE"
version bootstrap > "$here/bootstrap/VERSION"

for font in source-serif-4:400-normal:600-normal source-sans-3:400-normal:400-italic:600-normal; do
  IFS=: read -r name first second third <<< "$font"
  folder="$root/static/fonts/$name"
  mkdir -p "$folder"
  for style in $first $second ${third:-}; do
    for subset in latin latin-ext; do
      cp "$work/node_modules/@fontsource/$name/files/$name-$subset-$style.woff2" "$folder/"
    done
  done
  cp "$work/node_modules/@fontsource/$name/LICENSE" "$folder/LICENSE"
  version "@fontsource/$name" > "$folder/VERSION"
done

mkdir -p "$root/tests/browser/vendor/axe-core"
cp "$work/node_modules/axe-core/axe.min.js" "$work/node_modules/axe-core/LICENSE" \
  "$root/tests/browser/vendor/axe-core/"
version axe-core > "$root/tests/browser/vendor/axe-core/VERSION"

bash "$here/plotly/build.sh" "$work"

cd "$root"
find static/vendor static/fonts tests/browser/vendor -type f ! -name CHECKSUMS ! -name README.md -print0 \
  | LC_ALL=C sort -z | xargs -0 sha256sum > static/vendor/CHECKSUMS
