#!/usr/bin/env bash
# Builds plotly.min.js and LICENSE from an installed node_modules: build.sh FOLDER_OF_NODE_MODULES
# (../refresh.sh installs one from the pinned package-lock.json and calls this script).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(cd "$1" && pwd)
version=$(node -p "require('$work/node_modules/plotly.js/package.json').version")

cp "$here/entry.js" "$work/entry.js"
cd "$work"
# The only style sheet in the graph belongs to MapLibre, which no trace of ours uses.
node_modules/.bin/esbuild entry.js --bundle --minify --format=iife --global-name=Plotly \
  --define:global=window --define:define.amd=false --target=es2020 --charset=utf8 \
  --loader:.css=empty --legal-comments=none --metafile=meta.json --outfile=plotly.min.js \
  --log-level=warning --log-override:unsupported-css-property=silent \
  --banner:js="/*! plotly.js $version, custom bundle (scatter, bar, heatmap, scatterpolar, fr); licences in LICENSE */"
cp plotly.min.js "$here/plotly.min.js"
node "$here/licences.cjs" "$work" meta.json > "$here/LICENSE"
echo "$version" > "$here/VERSION"
node -e "
  const bytes = require('fs').readFileSync('plotly.min.js');
  const packed = require('zlib').brotliCompressSync(bytes);
  console.log('plotly.min.js: ' + bytes.length + ' bytes, ' + packed.length + ' with brotli');"
