// Where journeys are played: Debian's Chromium. No page may write an error in its console, nor be
// refused anything by its security policy; those that are looked at must pass checks.mjs, on a
// narrow screen and on a wide one.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";

import { chromium } from "playwright-core";

import {
  brokenRules, invalidHtml, lostByTab, oddThings, widerThanTheScreen, widerWithLargeText,
} from "./checks.mjs";
import { Hand } from "./hand.mjs";

export const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync"];

const NARROW = { width: 320, height: 640 };
const WIDE = { width: 1280, height: 900 };

// A machine that is busy with other tests is slow.
const PATIENCE_MS = 30000;

// What the console says of an answer that is not a success is no fault of the page: forms to
// correct are answered with 422, and journeys open pages that are not there.
const EXPECTED_IN_CONSOLE = /Failed to load resource: the server responded with a status of 4/;
const FAILURE_IN_CONSOLE = /Failed to load resource: the server responded with a status of 50/;

function watch(actor, seesFailures) {
  const { page, faults } = actor;
  page.on("console", (message) => {
    const text = message.text();
    const isFault = ["error", "warning"].includes(message.type());
    const isExpected = EXPECTED_IN_CONSOLE.test(text) ||
      (seesFailures && FAILURE_IN_CONSOLE.test(text));
    if (isFault && !isExpected) faults.push(`console: ${text}`);
  });
  page.on("pageerror", (error) => faults.push(`script: ${error.message}`));
  page.on("response", (answer) => {
    const request = answer.request();
    if (request.isNavigationRequest() && answer.status() !== 303) actor.served = answer;
    if (answer.status() >= 500 && !seesFailures) faults.push(`${answer.status()}: ${answer.url()}`);
  });
}

// Tells all that is wrong with the page, and goes on.
async function lookAt({ page, faults }, name, size, checks) {
  await page.setViewportSize(size);
  const where = `${name} at ${size.width} pixels (${page.url()})`;
  for (const check of checks) {
    for (const wrong of await check(page)) faults.push(`${where}: ${wrong}`);
  }
}

async function takePicture(page, name, size) {
  const folder = process.env.GPS_SCREENSHOTS;
  if (!folder) return;
  await page.setViewportSize(size);
  await page.screenshot({ path: join(folder, `${name}-${size.width}.png`), fullPage: true });
}

// One browser, as one person sits before it.
export class Actor {
  #seen;

  constructor(stage, context, page, way, program) {
    const hand = new Hand(page, way);
    Object.assign(this, { stage, context, page, hand, program, faults: stage.faults });
    this.#seen = stage.seen;
  }

  async open(path) {
    await this.page.goto(this.program.url + path);
  }

  // Checks the page that is shown, once a run for each name.
  async look(name) {
    if (this.hand.way !== "script" || this.#seen.has(name)) return;
    this.#seen.add(name);
    const isServedValid = async () => invalidHtml(await this.served.text());
    await takePicture(this.page, name, NARROW);
    await takePicture(this.page, name, WIDE);
    await lookAt(this, name, NARROW, [isServedValid, oddThings, widerThanTheScreen, brokenRules]);
    await lookAt(this, name, WIDE,
      [widerThanTheScreen, widerWithLargeText, brokenRules, lostByTab]);
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
  faults = [];
  #contexts = [];

  // engine: of the programs that a journey starts for itself.
  constructor(browser, program, engine) {
    Object.assign(this, { browser, program, engine });
  }

  // way: "script", "no script" or "keyboard". `program`: another than the stage's own.
  // `seesFailures`: pages of failures are what they come to see.
  async actor(way, { program = this.program, seesFailures = false, ...options } = {}) {
    const context = await this.browser.newContext({
      javaScriptEnabled: way !== "no script", locale: "fr-FR", timezoneId: "Europe/Paris",
      viewport: WIDE, ...options,
    });
    context.setDefaultTimeout(PATIENCE_MS);
    this.#contexts.push(context);
    const actor = new Actor(this, context, await context.newPage(), way, program);
    watch(actor, seesFailures);
    return actor;
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
    this.faults.length = 0;
    for (const context of this.#contexts.splice(0)) await context.close();
  }
}

export async function openStage(program, engine) {
  if (process.env.GPS_SCREENSHOTS) mkdirSync(process.env.GPS_SCREENSHOTS, { recursive: true });
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: FLAGS });
  return new Stage(browser, program, engine);
}
