// Puts the pictures that a style sheet refers to inside it: a data URI costs no request.
import { readFileSync } from "node:fs";
import { isAbsolute, resolve } from "node:path";

const REFERENCE = /url\((?!["']?data:)["']?([^"')]+)["']?\)/g;

// Only the characters that end a data URI or an attribute of CSS need escaping.
const escaped = (svg) =>
  svg.trim().replace(/\s+/g, " ").replace(/> </g, "><").replace(/"/g, "'").replace(/%/g, "%25")
    .replace(/#/g, "%23").replace(/</g, "%3C").replace(/>/g, "%3E");

// The pictures of a style sheet of `folder` keep their way to the file in a longer sheet.
export function absolutePictures(css, folder) {
  return css.replace(REFERENCE, (_, path) => `url("${resolve(folder, path)}")`);
}

// What is still relative is served beside the sheet: the fonts.
export function inlinePictures(css) {
  return css.replace(REFERENCE, (reference, path) => {
    if (!isAbsolute(path)) return reference;
    return `url("data:image/svg+xml,${escaped(readFileSync(path, "utf8"))}")`;
  });
}
