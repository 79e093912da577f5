// The service is killed (SIGKILL) while people work, and started again: nothing acknowledged is
// lost, nothing is half done, and a form sent again, with the same key, has one effect. Control:
// faults planted in the base at the end must be seen.
import { auditChecked, median, until, withProgram } from "./campaign.mjs";
import { demandAgreement, Ledger, plantedFaultsAreSeen } from "./ledger.mjs";
import { sendAgain, someWork, Work } from "./workload.mjs";

const ACTS = [5, 120]; // before the service is killed
const SENT_TWICE = 10; // acknowledged forms, after each kill

async function killOnce(program, ledger) {
  const work = new Work(program, ledger);
  await someWork(ledger, ...ACTS);
  await program.kill();
  await work.stop();
}

// How long, in ms, until a page is answered.
async function startAgain(program, act) {
  const start = Date.now();
  await program.serve();
  await until(async () => (await act.visitor.send("GET", "/sante")).status === 200, "ready",
    { everyMs: 5 });
  return Date.now() - start;
}

async function campaign(program, kills) {
  const ledger = new Ledger();
  const starts = [];
  let again = 0;
  for (let kill = 1; kill <= kills; kill += 1) {
    await killOnce(program, ledger);
    starts.push(await startAgain(program, ledger.acts[0]));
    demandAgreement(ledger, program.base, `after kill ${kill}`);
    again += await sendAgain(ledger, SENT_TWICE);
    demandAgreement(ledger, program.base, `after forms were sent again, kill ${kill}`);
  }
  const figures = `${kills} kills, ${ledger.count("kept")} acts acknowledged, 0 lost, ` +
    `0 half done, ${again} unanswered forms and ${kills * SENT_TWICE} answered ones sent again, ` +
    `0 doubled; answering again in ${median(starts)} ms (median); ` +
    `${auditChecked(program)} audit entries verified`;
  return `${figures}; ${plantedFaultsAreSeen(ledger, program.base)}`;
}

const on = (engine, kills) => ({ path, long }) =>
  withProgram(path, engine, {}, (program) => campaign(program, kills[long ? "long" : "short"]));

export const parts = {
  SQLite: on("sqlite", { short: 4, long: 200 }),
  PostgreSQL: on("postgres", { short: 2, long: 100 }),
};
