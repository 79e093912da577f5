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

const digest = (content) => createHash("sha256").update(content).digest("hex");

export function hashedName(name, content) {
  const extension = extname(name);
  return `${basename(name, extension)}.${digest(content).slice(0, 12)}${extension}`;
}

// Rebuilding what did not change would recompile what depends on it.
export function writeIfChanged(path, content) {
  const bytes = Buffer.from(content);
  if (existsSync(path) && readFileSync(path).equals(bytes)) return;
  writeFileSync(path, bytes);
}

function codings(content) {
  const gzip = gzipSync(content, { level: 9 });
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  };
  const brotli = brotliCompressSync(content, { params });
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
  const declaration = (name) => `extern "C" const char ${name}[];\n`;
  return `asm(\n${program});\n${declaration(label)}${declaration(`${label}_end`)}`;
}

function entry(asset) {
  const bytes = (coding) => {
    const label = symbol(asset.name, coding);
    return asset.codings[coding] ? `Bytes(${label}, ${label}_end)` : "Bytes()";
  };
  const path = `/assets/${hashedName(asset.name, asset.content)}`;
  return (
    `    {.path = "${path}",\n     .type = "${TYPES[extname(asset.name)]}",\n` +
    `     .etag = "\\"${digest(asset.content).slice(0, 16)}\\"",\n` +
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
  const source = `// Written by tools/assets/build.mjs.
#include "assets/assets.hpp"

#include <array>

${data}
namespace gps::assets {
namespace {

const std::array<Asset, ${assets.length}> kAssets{{
${assets.map(entry).join("")}}};

}  // namespace

std::span<const Asset> all() {
    return kAssets;
}

}  // namespace gps::assets
`;
  writeIfChanged(join(folder, "assets_data.cpp"), source);
  return assets.map((asset) => ({
    name: asset.name,
    bytes: asset.content.length,
    gzip: asset.codings.gzip?.length ?? asset.content.length,
    brotli: asset.codings.brotli?.length ?? asset.content.length,
  }));
}
