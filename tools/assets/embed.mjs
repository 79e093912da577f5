// Writes the assets and the C++ source that embeds them in the binary.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

// A coding that saves less than this is not worth a second copy.
const WORTH_BYTES = 200;

export function hashedName(name, content) {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 12);
  return `${basename(name, extname(name))}.${hash}${extname(name)}`;
}

// Rebuilding what did not change would recompile what depends on it.
export function writeIfChanged(path, content) {
  const bytes = Buffer.from(content);
  if (existsSync(path) && readFileSync(path).equals(bytes)) return;
  writeFileSync(path, bytes);
}

function codings(content) {
  const gzip = gzipSync(content, { level: 9 });
  const brotli = brotliCompressSync(content, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
  });
  const worth = (coded) => (content.length - coded.length >= WORTH_BYTES ? coded : null);
  return { identity: content, gzip: worth(gzip), brotli: worth(brotli) };
}

function symbol(name, coding) {
  return `gps_asset_${name.replace(/\W/g, "_")}_${coding}`;
}

// The assembler copies the file between two symbols: no array of numbers to compile.
function incbin(label, path) {
  const lines = [
    ".section .rodata",
    `.hidden ${label}`,
    `.hidden ${label}_end`,
    `.global ${label}`,
    `.global ${label}_end`,
    `${label}:`,
    `.incbin \\"${path}\\"`,
    `${label}_end:`,
    ".previous",
  ];
  const program = lines.map((line) => `    "${line}\\n"`).join("\n");
  return `asm(\n${program});\nextern "C" const char ${label}[];\nextern "C" const char ${label}_end[];\n`;
}

function entry(asset) {
  const bytes = (coding) => {
    const label = symbol(asset.name, coding);
    return asset.codings[coding] ? `Bytes(${label}, ${label}_end)` : "Bytes()";
  };
  const path = `/assets/${hashedName(asset.name, asset.content)}`;
  return (
    `    {.path = "${path}",\n     .type = "${TYPES[extname(asset.name)]}",\n` +
    `     .etag = "\\"${createHash("sha256").update(asset.content).digest("hex").slice(0, 16)}\\"",\n` +
    `     .identity = ${bytes("identity")},\n     .gzip = ${bytes("gzip")},\n` +
    `     .brotli = ${bytes("brotli")}},\n`
  );
}

// `assets`: {name, content} each. Returns what each weighs, for the build's log.
export function embed(assets, folder) {
  let data = "";
  for (const asset of assets) {
    asset.codings = codings(asset.content);
    for (const [coding, content] of Object.entries(asset.codings)) {
      if (!content) continue;
      const path = join(folder, `${asset.name}.${coding}`);
      writeIfChanged(path, content);
      data += incbin(symbol(asset.name, coding), path);
    }
  }
  const source =
    `// Written by tools/assets/build.mjs.\n#include "assets/assets.hpp"\n\n#include <array>\n\n${data}\n` +
    `namespace gps::assets {\nnamespace {\nconst std::array<Asset, ${assets.length}> kAssets{{\n` +
    assets.map(entry).join("") +
    "}};\n}  // namespace\n\nstd::span<const Asset> all() {\n    return kAssets;\n}\n\n}  // namespace gps::assets\n";
  writeIfChanged(join(folder, "assets_data.cpp"), source);
  return assets.map((asset) => ({
    name: asset.name,
    bytes: asset.content.length,
    gzip: asset.codings.gzip?.length ?? asset.content.length,
    brotli: asset.codings.brotli?.length ?? asset.content.length,
  }));
}
