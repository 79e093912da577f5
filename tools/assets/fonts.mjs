// Cuts the State's typeface down to the characters that French pages show.
// Usage: node tools/assets/fonts.mjs OUT_FOLDER
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const FONTS = join(ROOT, "node_modules/@gouvfr/dsfr/dist/fonts");

// ASCII, Latin-1 (no-break space, «», accents), Œ œ Ÿ, the letters of other European languages
// that names bear, dashes, quotes, …, no-break narrow space, €, →.
const CHARACTERS =
  "U+20-7E,U+A0-FF,U+100-17F,U+218-21B,U+2010-2015,U+2018-201A,U+201C-201E,U+2022,U+2026," +
  "U+202F,U+2039,U+203A,U+20AC,U+2190-2193,U+2212";

function subset(name, out) {
  execFileSync("pyftsubset", [
    join(FONTS, `${name}.woff2`),
    `--output-file=${out}`,
    "--flavor=woff2",
    `--unicodes=${CHARACTERS}`,
    "--layout-features=kern,liga,mark,mkmk,ccmp,locl",
    "--no-hinting",
    "--desubroutinize",
    "--name-IDs=0,1,2,13,14",
  ]);
}

const out = process.argv[2];
mkdirSync(out, { recursive: true });
subset("Marianne-Regular", join(out, "marianne-regular.woff2"));
subset("Marianne-Bold", join(out, "marianne-bold.woff2"));
