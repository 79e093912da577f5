// What the templates and the components speak of: the classes, tags and attributes that the
// style sheet must know. Everything else of the design system is left out.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const CLASS = /(?<![\w-])(?:fr|gps)-[\w-]*\w/g;
const TAG = /<([a-z][a-z0-9]*)/g;
const WORD = /[A-Za-z_][\w-]*/g;

// Tags that browsers add, and those of the page's skeleton.
const ALWAYS_THERE = ["html", "body", "tbody"];

const matches = (text, pattern) => [...text.matchAll(pattern)].map((found) => found[1] ?? found[0]);

// The templates of every room, and the components' own sources, where tones become classes.
export function markupFiles(root) {
  const source = join(root, "src");
  const templates = readdirSync(source)
    .map((room) => join(source, room, "pages"))
    .filter(existsSync)
    .flatMap((folder) => filesOf(folder, /\.html$/));
  return [...templates, ...filesOf(join(source, "ui"), /(?<!_test)\.[ch]pp$/)].sort();
}

function filesOf(folder, pattern) {
  const names = readdirSync(folder).filter((name) => pattern.test(name));
  return names.map((name) => join(folder, name));
}

export function readUsed(files) {
  const used = { classes: new Set(), tags: new Set(ALWAYS_THERE), words: new Set(), at: new Map() };
  for (const file of files) {
    const text = readFileSync(file, "utf8");
    for (const name of matches(text, CLASS)) {
      used.classes.add(name);
      if (!used.at.has(name)) used.at.set(name, file);
    }
    for (const tag of matches(text, TAG)) used.tags.add(tag);
    for (const word of matches(text, WORD)) used.words.add(word);
  }
  return used;
}
