#!/usr/bin/env bash
# Builds plotly.min.js and LICENSE from an installed node_modules: build.sh FOLDER_OF_NODE_MODULES
# (../refresh.sh installs one from the pinned package-lock.json and calls this script).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(cd "$1" && pwd)
version=$(node -p "require('$work/node_modules/plotly.js/package.json').version")

cp "$here/entry.js" "$work/entry.js"
cd "$work"
# Three places set a style attribute, which our content security policy refuses: heat maps would be
# blurred. The same through the style object is allowed.
patch_source() {
  local file=node_modules/plotly.js/src/$1
  grep -qF "$2" "$file" || { echo "$file has changed: look at the patches in build.sh" >&2; exit 1; }
  sed -i "s/$2/$3/" "$file"
}
patch_source traces/heatmap/plot.js \
  ".attr('style', PIXELATED_IMAGE_STYLE)" ".style('image-rendering', 'pixelated')"
patch_source lib/supports_pixelated_image.js \
  ".attr('style', constants.STYLE)" ".style('image-rendering', 'pixelated')"
patch_source components/colorbar/draw.js ".attr('style', '')" ".attr('style', null)"
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
