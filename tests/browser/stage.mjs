// Where journeys are played: Debian's Chromium, and what every page it shows must keep to: no error
// in its console, nothing refused by its security policy, no accessibility rule broken, and no
// scrolling sideways on a narrow screen.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

import { chromium } from "playwright-core";

import { Hand } from "./hand.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "RGAAv4"];

const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync"];

const NARROW = { width: 320, height: 640 };
const WIDE = { width: 1280, height: 900 };

// A machine that is busy with other tests is slow.
const PATIENCE_MS = 30000;

// What the console says of an answer that is not a success is no fault of the page: forms to
// correct are answered with 422, and journeys open pages that are not there.
const EXPECTED_IN_CONSOLE = /Failed to load resource: the server responded with a status of 4/;

function watch(page, faults) {
  page.on("console", (message) => {
    const text = message.text();
    const isFault = ["error", "warning"].includes(message.type());
    if (isFault && !EXPECTED_IN_CONSOLE.test(text)) faults.push(`console: ${text}`);
  });
  page.on("pageerror", (error) => faults.push(`script: ${error.message}`));
  page.on("response", (answer) => {
    if (answer.status() >= 500) faults.push(`${answer.status()}: ${answer.url()}`);
  });
}

async function brokenRules(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate((tags) =>
    globalThis.axe.run(document, { runOnly: { type: "tag", values: tags } }), RULES);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html }) => `${id}: ${help}\n    ${html.slice(0, 200)}`));
}

async function lookAt(page, name, size) {
  await page.setViewportSize(size);
  const where = `${name} at ${size.width} pixels (${page.url()})`;
  const overflow = await page.evaluate(() =>
    document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(overflow <= 0, `${where} scrolls sideways by ${overflow} pixels`);
  const broken = await brokenRules(page);
  assert.equal(broken.join("\n"), "", `${where} breaks rules of accessibility`);
  const folder = process.env.GPS_SCREENSHOTS;
  const path = join(folder ?? "", `${name}-${size.width}.png`);
  if (folder) await page.screenshot({ path, fullPage: true });
}

// One browser, as one person sits before it.
export class Actor {
  #seen;

  constructor(stage, context, page, hand, faults) {
    Object.assign(this, { stage, context, page, hand, faults });
    this.#seen = stage.seen;
  }

  async open(path) {
    await this.page.goto(this.stage.program.url + path);
  }

  // Checks the page that is shown, once a run for each name.
  async look(name) {
    if (this.hand.way !== "script" || this.#seen.has(name)) return;
    this.#seen.add(name);
    const size = this.page.viewportSize();
    for (const narrowOrWide of [NARROW, WIDE]) await lookAt(this.page, name, narrowOrWide);
    await this.page.setViewportSize(size);
  }

  async sees(text) {
    await this.page.getByText(text).first().waitFor();
  }

  async isAt(title) {
    await this.page.getByRole("heading", { level: 1, name: title }).waitFor();
  }

  async neverSees(text) {
    const shown = await this.page.locator("body").innerText();
    assert.ok(!shown.includes(text), `${this.page.url()} shows ${text}`);
  }
}

export class Stage {
  seen = new Set();
  #contexts = [];

  constructor(browser, program) {
    this.browser = browser;
    this.program = program;
  }

  // way: "script", "no script" or "keyboard".
  async actor(way, options = {}) {
    const context = await this.browser.newContext({
      javaScriptEnabled: way !== "no script", locale: "fr-FR", timezoneId: "Europe/Paris",
      viewport: WIDE, ...options,
    });
    context.setDefaultTimeout(PATIENCE_MS);
    this.#contexts.push(context);
    const page = await context.newPage();
    const faults = [];
    watch(page, faults);
    return new Actor(this, context, page, new Hand(page, way), faults);
  }

  // What is on the screens, for whoever reads a failure.
  async screens() {
    const pages = this.#contexts.flatMap((context) => context.pages());
    const texts = await Promise.all(pages.map(async (page) => {
      const main = page.locator("main").innerText({ timeout: 1000 }).catch(() => "");
      return `${page.url()}\n${(await main).slice(0, 800)}`;
    }));
    return texts.join("\n");
  }

  async clear() {
    for (const context of this.#contexts.splice(0)) await context.close();
  }
}

export async function openStage(program) {
  if (process.env.GPS_SCREENSHOTS) mkdirSync(process.env.GPS_SCREENSHOTS, { recursive: true });
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: FLAGS });
  return new Stage(browser, program);
}
