// Keeps of a style sheet what a set of templates can match, and turns the design system's dark
// theme, made for a script to choose, into a media query that follows the reader's system.
import * as csstree from "css-tree";

const DARK = "(prefers-color-scheme:dark)";
const FOREIGN = /^-(ms|o|khtml)-|^-moz-(?!appearance)/;
const VARIABLE = /var\(\s*(--[\w-]+)/g;

// ---- Selectors --------------------------------------------------------------------------------

const valueOf = (attribute) => attribute.value?.value ?? attribute.value?.name ?? "";

const isDarkTheme = (node) =>
  node.type === "AttributeSelector" && node.name.name === "data-fr-theme" && valueOf(node) === "dark";

function attributeCanMatch(node, used) {
  const value = valueOf(node).trim();
  if (node.name.name === "class") return [...used.classes].some((name) => name.startsWith(value));
  if (isDarkTheme(node)) return true;
  return used.words.has(node.name.name) && (value === "" || !/^\w+$/.test(value) || used.words.has(value));
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
      return node.type === "PseudoClassSelector" && node.name === "not" ? csstree.walk.skip : undefined;
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
  return csstree.generate(atrule.prelude).split(",").map((query) => `${query} and ${DARK}`).join(",");
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
  const needed = new Set(all.filter((one) => !isVariable(one)).flatMap((one) => variablesIn(one.value)));
  for (const name of needed) {
    // A Set is walked in order of insertion, additions included: this ends with the closure.
    for (const one of all) if (one.name === name) variablesIn(one.value).forEach((next) => needed.add(next));
  }
  for (const one of all) if (isVariable(one) && !needed.has(one.name)) one.list.remove(one.item);
}

function dropUnusedAnimations(sheet) {
  const values = declarations(sheet).filter((one) => one.name.startsWith("animation")).map((one) => one.value);
  csstree.walk(sheet, {
    visit: "Atrule",
    enter(atrule, item, list) {
      if (atrule.name !== "keyframes") return;
      const name = csstree.generate(atrule.prelude);
      if (!values.some((value) => value.includes(name))) list.remove(item);
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
  csstree.walk(csstree.parse(css), { visit: "ClassSelector", enter: (node) => names.add(node.name) });
  return names;
}

function dropForeign(sheet, used) {
  csstree.walk(sheet, {
    leave(node, item, list) {
      if (node.type === "Comment" || (node.type === "Atrule" && /charset|font-face/.test(node.name))) {
        list.remove(item);
      } else if (node.type === "Atrule" && node.name === "media" && !keepMedia(node)) {
        list.remove(item);
      } else if (node.type === "Declaration" && FOREIGN.test(node.property)) {
        list.remove(item);
      } else if (node.type === "Rule" && node.prelude.type === "SelectorList") {
        const inKeyframes = this.atrule?.name === "keyframes";
        if (!inKeyframes && !keepMatching(node, used)) list.remove(item);
      }
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
