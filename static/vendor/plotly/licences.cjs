// Writes the licence text of every package that esbuild's metafile says is in the bundle.
const fs = require("fs");
const path = require("path");

const [root, metafile] = process.argv.slice(2);
const inputs = Object.keys(Object.values(JSON.parse(fs.readFileSync(metafile)).outputs)[0].inputs);
const packages = new Set(
  inputs
    .map((input) => /^.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input))
    .filter(Boolean)
    .map((match) => match[0]),
);
const texts = [...packages].sort().map((folder) => {
  const about = JSON.parse(fs.readFileSync(path.join(root, folder, "package.json")));
  const file = fs.readdirSync(path.join(root, folder)).find((name) => /^licen[cs]e/i.test(name));
  const licence = about.license ?? (about.licenses ?? []).map((one) => one.type).join(", ");
  const text = file
    ? fs.readFileSync(path.join(root, folder, file), "utf8").trim()
    : `No licence file is shipped; package.json says: ${licence}`;
  return `${about.name} ${about.version} (${licence})\n\n${text}\n`;
});
process.stdout.write(texts.join(`\n${"-".repeat(80)}\n\n`));
