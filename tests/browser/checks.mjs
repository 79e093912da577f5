// What every page must keep to, whatever it shows: the rules of accessibility (axe), valid HTML, a
// title and headings of its own, nothing wider than the screen, and a way through it by Tab that
// follows the order of the page and always shows where it is. Each check returns what is wrong.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { HtmlValidate, StaticConfigLoader } from "html-validate";

import { showsFocus } from "./hand.mjs";
import { HTML_RULES } from "./html_rules.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "RGAAv4"];

const validator = new HtmlValidate(new StaticConfigLoader(HTML_RULES));

// Day, month, year and calendar of a date field are one stop after the other.
const STOPS_IN_A_DATE = 4;

export async function brokenRules(page) {
  if (!await page.evaluate(() => "axe" in globalThis)) await page.evaluate(AXE);
  // What is right need not be told at length, and no rule of these reads style sheets as files.
  const { violations } = await page.evaluate((tags) => globalThis.axe.run(document, {
    runOnly: { type: "tag", values: tags }, resultTypes: ["violations"], preload: false,
  }), RULES);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html }) => `${id}: ${help}\n    ${html.slice(0, 200)}`));
}

// `html`: the page as it was served.
export async function invalidHtml(html) {
  const { results } = await validator.validateString(html);
  const lines = html.split("\n");
  return results.flatMap(({ messages }) => messages).map(({ ruleId, message, line }) =>
    `${ruleId}: ${message}\n    ${(lines[line - 1] ?? "").trim().slice(0, 200)}`);
}

export async function widerThanTheScreen(page) {
  const wider = await page.evaluate(() =>
    document.documentElement.scrollWidth - document.documentElement.clientWidth);
  return wider > 0 ? [`scrolls sideways by ${wider} pixels`] : [];
}

// With the text alone twice as large.
export async function widerWithLargeText(page) {
  const setSize = (size) => page.evaluate((value) => {
    document.documentElement.style.fontSize = value;
  }, size);
  await setSize("200%");
  const wrong = await widerThanTheScreen(page);
  await setSize("");
  return wrong.map((what) => `with a text twice as large, ${what}`);
}

// ---- What a page says of itself ---------------------------------------------------------------

function oddities() {
  const said = (element) => element.textContent.replace(/\s+/g, " ").trim();
  const found = [];
  const check = (isRight, what) => isRight || found.push(what);
  const summary = document.querySelector("[data-gps-focus]");
  const { title } = document;
  check(title.endsWith("GPS"), `its title is ${title}`);
  check(!summary || title.startsWith("Erreur"), `its title is ${title}`);
  check(!summary || document.activeElement === summary, "the summary of errors has no focus");
  check(document.documentElement.lang === "fr", "it is not said to be French");
  check(document.querySelectorAll("h1").length === 1, "it has not one h1");
  check(document.querySelector("main").contains(document.querySelector("h1")), "h1 not in main");

  // Only one's own address, code and number are for the browser to fill in, never another person's data.
  const own = ["email", "one-time-code"];
  for (const input of document.querySelectorAll("input:not([type=hidden])")) {
    if (["radio", "checkbox"].includes(input.type)) continue;
    const isOfAnother = input.form?.getAttribute("action") === "/equipe/inviter";
    const isOwnNumber = input.form?.getAttribute("action") === "/mon-compte/coordonnees";
    const isOwn = !isOfAnother && (own.includes(input.name) || own.includes(input.autocomplete));
    check(isOwnNumber ? input.autocomplete === "tel"
      : isOwn ? own.includes(input.autocomplete) : input.autocomplete === "off",
      `${input.name} has autocomplete=${input.autocomplete}`);
  }

  // Read one by one, out of their place: the same words lead to the same place. Initials do not
  // tell people apart: they hide who they are.
  const places = new Map();
  const initials = /^\p{L}… \p{L}…$/u;
  for (const one of document.querySelectorAll("a[href], form button")) {
    if (initials.test(said(one))) continue;
    const words = `${one.tagName} ${said(one)}`;
    const place = one.href ?? one.form.action + one.value;
    check((places.get(words) ?? place) === place, `${words} leads to two places`);
    places.set(words, place);
  }
  return found;
}

export function oddThings(page) {
  return page.evaluate(oddities);
}

// ---- By Tab -----------------------------------------------------------------------------------

// Marks what Tab should stop at, in the order of the page, goes back to its top, and from there on
// notes each stop as it comes, and whether it shows.
function markStops() {
  const all = "a[href], button, input:not([type=hidden]), select, textarea, summary";
  const isStop = (element) => element.checkVisibility() && !element.disabled &&
    (element.type !== "radio" || element ===
      (document.querySelector(`[name="${element.name}"]:checked`) ??
       document.querySelector(`[name="${element.name}"]`)));
  const stops = [...document.querySelectorAll(all)].filter(isStop);
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute("tabindex");
  globalThis.gpsStopped = [];
  // A page may be gone through again, once something was opened in it.
  document.removeEventListener("focusin", globalThis.gpsNoteStop);
  globalThis.gpsNoteStop = ({ target }) => globalThis.gpsStopped.push({
    at: stops.indexOf(target), isShown: globalThis.gpsShowsFocus(target),
    html: target.outerHTML.slice(0, 120),
  });
  document.addEventListener("focusin", globalThis.gpsNoteStop);
  const dates = stops.filter(({ type }) => type === "date").length;
  return { stops: stops.length, dates };
}

export async function lostByTab(page) {
  await page.evaluate(`globalThis.gpsShowsFocus = ${showsFocus}`);
  const { stops, dates } = await page.evaluate(markStops);
  // One after the other, but not each waited for.
  await Promise.all(Array.from({ length: stops + dates * STOPS_IN_A_DATE },
    () => page.keyboard.press("Tab")));
  let last = -1;
  for (const { at, isShown, html } of await page.evaluate(() => globalThis.gpsStopped)) {
    if (last === stops - 1) break;
    if (at === last) continue;
    if (at !== last + 1) return [`Tab goes from stop ${last} of ${stops} to ${at}: ${html}`];
    last = at;
    if (!isShown) return [`the focus does not show on ${html}`];
  }
  return last === stops - 1 ? [] : [`Tab reaches ${last + 1} of ${stops} stops`];
}
