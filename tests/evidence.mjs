// What docs/security.md says holds each requirement exists: tests, cases, attacks, journeys, files,
// documents and their headings; and every requirement that applies is there, once.
// Usage: node tests/evidence.mjs
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
const DOCUMENT = join(ROOT, "docs/security.md");
const LEVELS = { 1: 54, 2: 141, 3: 78 };
const FAULTS = 13;

const read = (path) => readFileSync(join(ROOT, path), "utf8");

function* filesOf(folder, ending) {
  for (const entry of readdirSync(join(ROOT, folder), { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesOf(path, ending);
    else if (entry.name.endsWith(ending)) yield path;
  }
}

// The names of the tests written in C++, as GoogleTest prints them.
function unitTests() {
  const names = new Set();
  for (const folder of ["src", "tools"]) {
    for (const path of filesOf(folder, "_test.cpp")) {
      for (const [, suite, test] of read(path).matchAll(/^TEST(?:_F|_P)?\((\w+),\s*(\w+)\)/gm))
        names.add(`${suite}.${test}`);
    }
  }
  return names;
}

const UNIT_TESTS = unitTests();
const JOURNEYS = [...filesOf("tests/browser", ".mjs")].map(read).join("\n");

// As GitHub makes the anchor of a heading.
const anchorOf = (heading) => heading.toLowerCase().replace(/[^\w -]/g, "").replaceAll(" ", "-");

function isHeading(path, anchor) {
  return read(path).split("\n").some((line) =>
    /^#+ /.test(line) && anchorOf(line.replace(/^#+ /, "")) === anchor);
}

function isThere(name) {
  const tool = /^(attack|campaign) (\w+)$/.exec(name);
  if (tool?.[1] === "attack") return existsSync(join(ROOT, `tests/attack/${tool[2]}.mjs`));
  if (tool) return existsSync(join(ROOT, `tests/campaigns/${tool[2]}.mjs`));
  if (/^[A-Z]\w+\.[A-Z]\w+$/.test(name)) return UNIT_TESTS.has(name);
  return existsSync(join(ROOT, name));
}

function missingIn(text) {
  const missing = [];
  for (const [, name] of text.matchAll(/`([^`]+)`/g)) if (!isThere(name)) missing.push(name);
  for (const [, file, title] of text.matchAll(/(\w+\.case) "([^"]+)"/g)) {
    const path = `tests/http/${file}`;
    if (!existsSync(join(ROOT, path)) || !read(path).includes(`\n== ${title}\n`))
      missing.push(`${file} "${title}"`);
  }
  for (const [, title] of text.matchAll(/journey "([^"]+)"/g))
    if (!JOURNEYS.includes(`"${title}"`)) missing.push(`journey "${title}"`);
  for (const [, path, , anchor] of text.matchAll(/\]\(([^)#]+)(#([^)]+))?\)/g)) {
    const isFile = existsSync(join(ROOT, "docs", path));
    if (!isFile || (anchor && !isHeading(join("docs", path), anchor)))
      missing.push(`${path}${anchor ? `#${anchor}` : ""}`);
  }
  return missing;
}

const holdsNothing = (held) =>
  !/`|\.case "|journey "|\]\(|^(deployment: )?not met: \w|^none: \w/.test(held);

// What is wrong with the rows of requirements.
function wrongRows(rows) {
  const wrong = [];
  const seen = new Set();
  const levels = {};
  for (const [id, level, held] of rows) {
    if (seen.has(id)) wrong.push(`${id} is there twice`);
    seen.add(id);
    levels[level] = (levels[level] ?? 0) + 1;
    if (holdsNothing(held)) wrong.push(`${id} is held by nothing`);
    for (const name of missingIn(held)) wrong.push(`${id}: ${name} does not exist`);
  }
  for (const [level, many] of Object.entries(LEVELS))
    if (levels[level] !== many) wrong.push(`${levels[level]} rows of level ${level}, not ${many}`);
  return wrong;
}

function wrongFaults(text) {
  const wrong = [];
  for (let number = 1; number <= FAULTS; number += 1) {
    const row = new RegExp(`^\\| W${number} \\|.*$`, "m").exec(text)?.[0];
    if (!row?.includes(`"W${number} `)) wrong.push(`W${number} has no test of its name`);
    for (const name of missingIn(row ?? "")) wrong.push(`W${number}: ${name} does not exist`);
  }
  return wrong;
}

// What holds a row: "partly" and "not met" are said first, and count as nothing else.
function kindOf(held) {
  if (held.includes("not met")) return "not met";
  if (held.startsWith("partly: ")) return "partly";
  if (held.startsWith("deployment: ")) return "deployment";
  const isTried = /`[A-Z]\w+\.[A-Z]\w+`|`(attack|campaign) |\.case "|journey "|`tests\//.test(held);
  return isTried ? "test" : "document";
}

// What the document says of itself, in numbers.
function wrongCount(text, rows) {
  const many = {};
  for (const [, , held] of rows) many[kindOf(held)] = (many[kindOf(held)] ?? 0) + 1;
  const said = `Of the ${rows.length}: ${many.test} are held by a test or an attack, ` +
    `${many.document} by a document or by the code alone, ${many.deployment} by whoever runs the ` +
    `service, ${many.partly} are held in part, and ${many["not met"]} are not met.`;
  return text.replace(/\s+/g, " ").includes(said) ? [] : [`the numbers: ${said}`];
}

const text = readFileSync(DOCUMENT, "utf8");
const rows = [...text.matchAll(/^\| (\d+\.\d+\.\d+) \| ([123]) \| (.*) \|$/gm)]
  .map(([, ...cells]) => cells);
const wrong = [...wrongRows(rows), ...wrongFaults(text), ...wrongCount(text, rows)];

// A row with each mistake that is looked for: all are told.
const PLANTED = [[rows[0]?.[0] ?? "1.1.1", "1", "`Nowhere.NothingOfTheKind`, following.case \"Never\", " +
  "journey \"nowhere\", [no](nowhere.md), `attack nowhere`, [no](testing.md#nowhere)"],
["99.1.1", "1", ""]];
const toldOf = wrongRows([...rows, ...PLANTED]).length - wrongRows(rows).length;
if (toldOf < 8) wrong.push(`the control was not found: ${toldOf} of its 8 mistakes were told`);

for (const one of wrong) console.log(`docs/security.md: ${one}`);
console.log(`${rows.length} requirements, ${FAULTS} faults, ${wrong.length} mistakes`);
process.exitCode = wrong.length ? 1 : 0;
