// Plays every journey in a real browser against a real program: with scripts, looking at each page,
// on SQLite; without scripts and by keyboard alone, on PostgreSQL. With GPS_SCREENSHOTS, a picture of
// every page goes to that folder. With GPS_TIMES, it tells which took longest.
// Usage: node tests/browser/run.mjs PROGRAM sqlite|postgres [part of a journey's title]
//        node tests/browser/run.mjs PROGRAM sqlite 1/2   the first half of them
import { startProgram } from "../support/program.mjs";
import { journeys as alerts } from "./alerts.mjs";
import { journeys as callbacks } from "./callbacks.mjs";
import { journeys as contact } from "./contact.mjs";
import { journeys as departures } from "./departures.mjs";
import { journeys as following } from "./following.mjs";
import { journeys as grants } from "./grants.mjs";
import { journeys as merges } from "./merges.mjs";
import { journeys as nir } from "./nir.mjs";
import { journeys as nobody } from "./nobody.mjs";
import { journeys as notices } from "./notices.mjs";
import { journeys as passkeys } from "./passkeys.mjs";
import { journeys as platform } from "./platform.mjs";
import { journeys as proconnect } from "./proconnect.mjs";
import { journeys as reading } from "./reading.mjs";
import { journeys as referents } from "./referents.mjs";
import { journeys as refusals } from "./refusals.mjs";
import { journeys as relays } from "./relays.mjs";
import { journeys as securing } from "./securing.mjs";
import { journeys as signing } from "./signing.mjs";
import { openStage } from "./stage.mjs";
import { journeys as states } from "./states.mjs";
import { journeys as story } from "./story.mjs";
import { journeys as teams } from "./teams.mjs";

const [path, engine, wanted = ""] = process.argv.slice(2);
const journeys = [...signing, ...securing, ...passkeys, ...proconnect, ...reading, ...referents,
  ...callbacks, ...contact, ...alerts, ...notices, ...relays, ...following, ...states, ...refusals,
  ...nobody, ...teams, ...departures, ...nir, ...grants, ...platform, ...merges, ...story];
const [share, shares] = /^\d+\/\d+$/.test(wanted) ? wanted.split("/").map(Number) : [];
const isWanted = ({ title }, place) =>
  (shares ? place % shares === share - 1 : title.includes(wanted));
const looks = ({ way }) => way === "script";
const plays = journeys.flatMap(({ title, ways, play }) =>
  ways.map((way) => ({ title: `${title} (${way})`, way, play })))
  .filter((one) => looks(one) === (engine === "sqlite")).filter(isWanted);

async function failureOf(stage, { way, play }) {
  try {
    await play(stage, way);
    return stage.faults.join("\n");
  } catch (error) {
    return [...stage.faults, error.stack, await stage.screens()].join("\n");
  } finally {
    await stage.clear();
  }
}

const MOST_TOLD = 15;
const seconds = (since) => (performance.now() - since) / 1000;

function tellTimes(times) {
  const longest = [...times].sort((a, b) => b.took - a.took).slice(0, MOST_TOLD);
  for (const { title, took } of longest) console.log(`${took.toFixed(1).padStart(6)} s  ${title}`);
}

let passed = 0;
let failed = 0;
const times = [];
const began = performance.now();
const program = await startProgram(path, engine);
const stage = await openStage(program, engine);
try {
  for (const one of plays) {
    const start = performance.now();
    const failure = await failureOf(stage, one);
    times.push({ title: one.title, took: seconds(start) });
    if (failure) {
      failed += 1;
      console.log(`FAILED ${one.title}\n  ${failure.replaceAll("\n", "\n  ")}`);
    } else {
      passed += 1;
    }
  }
} finally {
  await stage.browser.close();
  await program.stop();
}
if (process.env.GPS_TIMES) tellTimes(times);
console.log(`browser, ${engine}: ${passed} passed, ${failed} failed; ${stage.seen.size} states looked at, ` +
  `in ${seconds(began).toFixed(0)} s`);
process.exitCode = failed || !passed ? 1 : 0;
