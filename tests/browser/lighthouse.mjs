// What Lighthouse says of some pages, as one who uses them sees them: accessibility must be 100;
// good practices and speed (on a simulated telephone, throttled) are told.
// Usage: node tests/browser/lighthouse.mjs PROGRAM
import { navigation, snapshot } from "lighthouse";
import { launch } from "puppeteer-core";

import { startProgram } from "../support/program.mjs";
import { FLAGS } from "./stage.mjs";

const FLAGS_OF_A_LOOK = { onlyCategories: ["accessibility", "best-practices"], logLevel: "error" };
const FLAGS_OF_A_VISIT = {
  ...FLAGS_OF_A_LOOK,
  onlyCategories: [...FLAGS_OF_A_LOOK.onlyCategories, "performance"],
  disableStorageReset: true, // stays signed in
};

async function entersAs(page, url, who) {
  await page.goto(`${url}/connexion`);
  const button = await page.waitForSelector(`::-p-aria(Entrer comme ${who}[role="button"])`);
  await Promise.all([page.waitForNavigation(), button.click()]);
}

// The form of an identity, sent with nothing in it: an answer to a form has no address to visit.
async function mistakesOfIdentity(page, url) {
  await page.goto(`${url}/personnes/identite`);
  await Promise.all([page.waitForNavigation(), page.click("main button[type=submit]")]);
  return snapshot(page, { flags: FLAGS_OF_A_LOOK });
}

const visit = (path) => (page, url) =>
  navigation(page, url + path, { flags: FLAGS_OF_A_VISIT });

async function theFirstFile(page, url) {
  await page.goto(`${url}/suivis`);
  const path = await page.$eval("#liste tbody a", (link) => link.getAttribute("href"));
  return visit(path)(page, url);
}

const SUBJECTS = [
  { name: "sign-in", look: visit("/connexion") },
  { name: "list", who: "Claire Lefèvre", look: visit("/suivis") },
  { name: "file", look: theFirstFile },
  { name: "identity, with mistakes", look: mistakesOfIdentity },
  { name: "requests", look: visit("/demandes") },
  { name: "directory, results", look: visit("/structures?type=ML") },
];

const percent = (category) => (category?.score == null ? "–" : Math.round(category.score * 100));

function isFullyAccessible({ name }, { lhr }) {
  const { accessibility, performance, "best-practices": practices } = lhr.categories;
  console.log(`${name}: accessibility ${percent(accessibility)}, ` +
    `good practices ${percent(practices)}, speed ${percent(performance)}`);
  const failed = accessibility.auditRefs.map(({ id }) => lhr.audits[id])
    .filter(({ score }) => score !== null && score < 1);
  for (const { title } of failed) console.log(`  FAILED ${title}`);
  return percent(accessibility) === 100;
}

const program = await startProgram(process.argv[2], "sqlite");
const browser = await launch({ executablePath: "/usr/bin/chromium", args: FLAGS });
try {
  const page = await browser.newPage();
  let right = 0;
  for (const subject of SUBJECTS) {
    if (subject.who) await entersAs(page, program.url, subject.who);
    if (isFullyAccessible(subject, await subject.look(page, program.url))) right += 1;
  }
  console.log(`lighthouse: ${right} of ${SUBJECTS.length} pages have 100 in accessibility`);
  process.exitCode = right === SUBJECTS.length ? 0 : 1;
} finally {
  await browser.close();
  await program.stop();
}
