// Keeps of a style sheet what a set of templates can match, and turns the design system's dark
// theme, made for a script to choose, into a media query that follows the reader's system.
import * as csstree from "css-tree";

const DARK = "(prefers-color-scheme:dark)";
const FOREIGN = /^-(ms|o|khtml)-|^-moz-(?!appearance)/;
const VARIABLE = /var\(\s*(--[\w-]+)/g;

// ---- Selectors --------------------------------------------------------------------------------

const valueOf = (attribute) => attribute.value?.value ?? attribute.value?.name ?? "";

const isAttribute = (node, name) => node.type === "AttributeSelector" && node.name.name === name;

const isDarkTheme = (node) => isAttribute(node, "data-fr-theme") && valueOf(node) === "dark";

function attributeCanMatch(node, used) {
  const value = valueOf(node).trim();
  if (node.name.name === "class") return [...used.classes].some((name) => name.startsWith(value));
  if (isDarkTheme(node)) return true;
  const isWord = /^\w+$/.test(value);
  return used.words.has(node.name.name) && (!isWord || used.words.has(value));
}

function partCanMatch(node, used) {
  switch (node.type) {
    case "ClassSelector":
      return used.classes.has(node.name);
    case "IdSelector":
      return used.words.has(node.name);
    case "TypeSelector":
      return node.name === "*" || used.tags.has(node.name);
    case "AttributeSelector":
      return attributeCanMatch(node, used);
    case "PseudoClassSelector":
    case "PseudoElementSelector":
      return !FOREIGN.test(node.name);
    default:
      return true;
  }
}

// A :not() never prevents a match by naming something absent, so it is not looked into.
function canMatch(selector, used) {
  let possible = true;
  csstree.walk(selector, {
    enter(node) {
      if (!partCanMatch(node, used)) possible = false;
      const isNot = node.type === "PseudoClassSelector" && node.name === "not";
      return isNot ? csstree.walk.skip : undefined;
    },
  });
  return possible;
}

function keepMatching(rule, used) {
  rule.prelude.children = rule.prelude.children.filter((selector) => canMatch(selector, used));
  return !rule.prelude.children.isEmpty;
}

// ---- Media queries ----------------------------------------------------------------------------

// Queries that only Internet Explorer understood go; a list left empty takes its rules with it.
function modernQueries(prelude) {
  const queries = csstree.generate(prelude).split(",");
  const kept = queries.filter((query) => !/-ms-|0\\0|72dpi/.test(query));
  return [...new Set(kept)].join(",");
}

function keepMedia(atrule) {
  const queries = modernQueries(atrule.prelude);
  if (queries === "") return false;
  atrule.prelude = csstree.parse(queries, { context: "atrulePrelude", atrule: "media" });
  return true;
}

// ---- The dark theme ---------------------------------------------------------------------------

function isDarkRule(rule) {
  let dark = false;
  csstree.walk(rule.prelude, (node) => {
    if (isDarkTheme(node)) dark = true;
  });
  return dark;
}

function withoutTheme(rule) {
  csstree.walk(rule.prelude, (node, item, list) => {
    if (isDarkTheme(node) && list) list.remove(item);
  });
  // "[data-fr-theme=dark] .a" stood below a theme; without it the combinator has nothing left.
  return csstree.generate(rule).replace(/^ /, "").replace(/, /g, ",");
}

function darkQueries(atrule) {
  if (atrule?.name !== "media") return DARK;
  const queries = csstree.generate(atrule.prelude).split(",");
  return queries.map((query) => `${query} and ${DARK}`).join(",");
}

// What they change stands before them in the sheet.
function darkRules(sheet) {
  const rules = [];
  csstree.walk(sheet, {
    visit: "Rule",
    enter(rule, item, list) {
      if (!isDarkRule(rule)) return;
      rules.push(`@media ${darkQueries(this.atrule)}{${withoutTheme(rule)}}`);
      list.remove(item);
    },
  });
  return rules.join("");
}

// ---- Variables and animations -----------------------------------------------------------------

function declarations(sheet) {
  const found = [];
  csstree.walk(sheet, {
    visit: "Declaration",
    enter(node, item, list) {
      found.push({ name: node.property, value: csstree.generate(node.value), item, list });
    },
  });
  return found;
}

const variablesIn = (value) => [...value.matchAll(VARIABLE)].map((found) => found[1]);

function dropUnusedVariables(sheet) {
  const all = declarations(sheet);
  const isVariable = (declaration) => declaration.name.startsWith("--");
  const needed = new Set();
  const need = (value) => variablesIn(value).forEach((name) => needed.add(name));
  for (const one of all) if (!isVariable(one)) need(one.value);
  // A Set is walked in order of insertion, additions included: this ends with the closure.
  for (const name of needed) for (const one of all) if (one.name === name) need(one.value);
  for (const one of all) if (isVariable(one) && !needed.has(one.name)) one.list.remove(one.item);
}

function dropUnusedAnimations(sheet) {
  const animations = declarations(sheet).filter((one) => one.name.startsWith("animation"));
  csstree.walk(sheet, {
    visit: "Atrule",
    enter(atrule, item, list) {
      if (atrule.name !== "keyframes") return;
      const name = csstree.generate(atrule.prelude);
      if (!animations.some((one) => one.value.includes(name))) list.remove(item);
    },
  });
}

function dropEmpty(sheet) {
  csstree.walk(sheet, {
    leave(node, item, list) {
      if (["Rule", "Atrule"].includes(node.type) && node.block?.children.isEmpty) list.remove(item);
    },
  });
}

// ---- The whole --------------------------------------------------------------------------------

// Every class that a style sheet knows.
export function classesOf(css) {
  const names = new Set();
  csstree.walk(csstree.parse(css), (node) => {
    if (node.type === "ClassSelector") names.add(node.name);
  });
  return names;
}

function isForeign(node, atrule, used) {
  switch (node.type) {
    case "Comment":
      return true;
    case "Declaration":
      return FOREIGN.test(node.property);
    case "Atrule":
      return /charset|font-face/.test(node.name) || (node.name === "media" && !keepMedia(node));
    case "Rule":
      return atrule?.name !== "keyframes" && !keepMatching(node, used);
    default:
      return false;
  }
}

function dropForeign(sheet, used) {
  csstree.walk(sheet, {
    leave(node, item, list) {
      if (isForeign(node, this.atrule, used)) list.remove(item);
    },
  });
}

// `shared` is the design system's sheet, `ours` what follows it.
export function purge(shared, ours, used) {
  const sheet = csstree.parse(shared);
  dropForeign(sheet, used);
  dropEmpty(sheet);
  const dark = darkRules(sheet);
  const whole = csstree.parse(csstree.generate(sheet) + dark + ours);
  dropUnusedVariables(whole);
  dropUnusedAnimations(whole);
  dropEmpty(whole);
  return csstree.generate(whole);
}
