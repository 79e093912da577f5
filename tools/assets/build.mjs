// Builds what pages load: one style sheet, one script, an icon, two fonts; compressed, named by
// their content, and written as the C++ source that embeds them.
// Usage: node tools/assets/build.mjs [--strict] FONTS_FOLDER OUT_FOLDER
//   --strict fails when a template speaks of a class that no style sheet knows.
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const DSFR = join(ROOT, "node_modules/@gouvfr/dsfr/dist");
const OURS = join(ROOT, "src/assets");

// The libraries below are loaded after this check, which says it better than an import would.
if (!existsSync(DSFR)) {
  console.error("node_modules is missing: run  npm ci --ignore-scripts --no-audit --no-fund");
  process.exit(1);
}
const { minify: minifyCss } = await import("csso");
const { minify: minifyJs } = await import("terser");
const { embed, hashedName } = await import("./embed.mjs");
const { absolutePictures, inlinePictures } = await import("./inline.mjs");
const { classesOf, purge } = await import("./purge.mjs");
const { markupFiles, readUsed } = await import("./used.mjs");

const { values: options, positionals } = parseArgs({
  options: { strict: { type: "boolean" } },
  allowPositionals: true,
});
const [fontsFolder, outFolder] = positionals;

function designSystem() {
  const sheets = ["dsfr.main.css", "utility/icons/icons.main.css"].map((name) => join(DSFR, name));
  return sheets
    .map((sheet) => absolutePictures(readFileSync(sheet, "utf8"), dirname(sheet)))
    .join("\n");
}

// A class that no style sheet knows is a slip of the pen: better said here than seen on a screen.
function checkClasses(used, known) {
  const unknown = [...used.classes].filter((name) => !known.has(name));
  for (const name of unknown) {
    console.error(`${relative(ROOT, used.at.get(name))}: no style sheet knows the class "${name}"`);
  }
  if (unknown.length > 0 && options.strict) process.exit(1);
}

function withFontNames(css, fonts) {
  const name = (text, font) => text.replace(font.name, hashedName(font.name, font.content));
  return fonts.reduce(name, css);
}

function styleSheet(fonts) {
  const used = readUsed(markupFiles(ROOT));
  const shared = designSystem();
  const ours = readFileSync(join(OURS, "gps.css"), "utf8");
  checkClasses(used, new Set([...classesOf(shared), ...classesOf(ours)]));
  const purged = purge(shared, withFontNames(ours, fonts), used);
  return Buffer.from(minifyCss(inlinePictures(purged), { comments: false }).css);
}

async function script(name) {
  const source = readFileSync(join(OURS, name), "utf8");
  const { code } = await minifyJs(source, { toplevel: true, ecma: 2020, enclose: true });
  return Buffer.from(code);
}

const fonts = ["marianne-regular.woff2", "marianne-bold.woff2"].map((name) => ({
  name,
  content: readFileSync(join(fontsFolder, name)),
}));
mkdirSync(outFolder, { recursive: true });
const weights = embed(
  [
    { name: "gps.css", content: styleSheet(fonts) },
    { name: "gps.js", content: await script("gps.js") },
    { name: "passkeys.js", content: await script("passkeys.js") },
    { name: "favicon.svg", content: readFileSync(join(OURS, "favicon.svg")) },
    ...fonts,
  ],
  resolve(outFolder),
);
for (const { name, bytes, gzip, brotli } of weights) {
  console.log(`${name}: ${bytes} bytes, ${gzip} gzip, ${brotli} brotli`);
}
