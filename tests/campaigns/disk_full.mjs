// The disk of the database fills while people work: what writes is answered 503, by a French page
// that says that nothing was saved; lists are still read; and once there is room, the same forms
// work, with nothing restarted. Control: faults planted in the base must be seen.
import { PostgresServer } from "../support/postgres_server.mjs";
import { Visitor } from "../support/visitor.mjs";
import { auditChecked, demand, inFolder, median, pause, until, withProgram } from "./campaign.mjs";
import { demandAgreement, Ledger, plantedFaultsAreSeen } from "./ledger.mjs";
import { SmallVolume } from "./volumes.mjs";
import { sendAgain, someWork, Work } from "./workload.mjs";

const ACTS = [20, 80]; // before the disk is full
const READS = { least: 30, most: 250 }; // by one session, while the disk is full
const BACK_MS = 5000;
const FULL_PAGE = /Enregistrement impossible pour le moment/;
const MEGABYTES = { sqlite: 32, postgres: 120 };

// Lists are read as long as the disk is full; returns how many times they were.
async function readLists(reader, isOver) {
  let reads = 0;
  while (reads < READS.least || (!isOver() && reads < READS.most)) {
    const list = await reader.send("GET", "/suivis");
    demand(list.status === 200, `a list answered ${list.status} on a full disk`);
    reads += 1;
    await pause(10);
  }
  return reads;
}

// Everyone works until their form is refused: what was free within the files is used up. Returns
// how many lists were read meanwhile.
async function fillWhileTheyWork(program, volume, ledger) {
  const reader = new Visitor(program);
  await reader.enterAs("Claire");
  const work = new Work(program, ledger);
  await someWork(ledger, ...ACTS);
  volume.fill();
  let isOver = false;
  const reading = Promise.allSettled([readLists(reader, () => isOver)]);
  await until(() => work.isIdle, "everyone was refused", { withinMs: 60000 });
  isOver = true;
  const [read] = await reading;
  if (read.reason) throw read.reason;
  return read.value;
}

// The forms that were refused, whose answers must be the page of a full disk.
function demandRefusals(ledger) {
  const refused = ledger.acts.filter(({ state }) => state !== "kept");
  demand(refused.length > 0, "no form was refused on a full disk");
  for (const { answer } of refused) {
    demand(answer?.status === 503, `a form answered ${answer?.status} on a full disk`);
    demand(FULL_PAGE.test(answer.body) && /<html lang="fr"/.test(answer.body) &&
      /n’a rien changé/.test(answer.body), `not the page of a full disk:\n${answer.body}`);
    demand(answer.headers["retry-after"] !== undefined, "the 503 has no Retry-After");
  }
  return refused;
}

// Until the refused form is acknowledged, in ms.
async function freeAgain(volume, act) {
  volume.free();
  const start = Date.now();
  await until(async () => (await act.visitor.send("POST", act.action, { fields: act.fields }))
    .status === 303, "the refused form works again", { withinMs: BACK_MS });
  return Date.now() - start;
}

async function campaign(program, volume, times) {
  const ledger = new Ledger();
  const backs = [];
  let refused = 0;
  let reads = 0;
  for (let time = 1; time <= times; time += 1) {
    reads += await fillWhileTheyWork(program, volume, ledger);
    demandAgreement(ledger, program.base, `with the disk full, time ${time}`);
    const [act] = demandRefusals(ledger);
    backs.push(await freeAgain(volume, act));
    refused += await sendAgain(ledger);
    demandAgreement(ledger, program.base, `after room was made, time ${time}`);
  }
  demand(program.isRunning, "the program ended");
  return `full ${times} times, ${ledger.count("kept")} acts acknowledged, 0 lost, 0 half done; ` +
    `${refused} forms refused by 503, then accepted when sent again, the first ` +
    `${median(backs)} ms after room was made (median); ${reads} lists read meanwhile, 0 refused; ` +
    `${auditChecked(program)} audit entries verified; ` +
    plantedFaultsAreSeen(ledger, program.base);
}

async function onVolume(engine, act) {
  return inFolder(async (folder) => {
    const volume = new SmallVolume(folder, MEGABYTES[engine]);
    try {
      return await act(volume, folder);
    } finally {
      await volume.unmount();
    }
  });
}

function onSqlite({ path, long }) {
  return onVolume("sqlite", (volume) =>
    withProgram(path, "sqlite", { place: volume.path }, (program) =>
      campaign(program, volume, long ? 20 : 2)));
}

// Its data is on the small volume; its log of writes is on another, as its documentation advises:
// PostgreSQL stops when that one is full, which is a database lost.
function onPostgres({ path, long }) {
  return onVolume("postgres", async (volume, folder) => {
    const server = await PostgresServer.make(volume.path, folder);
    try {
      return await withProgram(path, "postgres", { server: server.url }, (program) =>
        campaign(program, volume, long ? 20 : 1));
    } catch (failure) {
      failure.stack += `\n  the server's log:\n${server.lastLines()}`;
      throw failure;
    } finally {
      server.end();
    }
  });
}

export const parts = { SQLite: onSqlite, PostgreSQL: onPostgres };
