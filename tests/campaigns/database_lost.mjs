// PostgreSQL dies while people work, and is started again, several times; the program is not.
// Meanwhile pages answer 503 with Retry-After, and so does /sante; afterwards all is back by
// itself, with every acknowledged act. Control: faults planted in the base must be seen.
import { PostgresServer } from "../support/postgres_server.mjs";
import { Visitor } from "../support/visitor.mjs";
import { auditChecked, demand, inFolder, median, until, withProgram } from "./campaign.mjs";
import { demandAgreement, Ledger, plantedFaultsAreSeen } from "./ledger.mjs";
import { sendAgain, someWork, Work } from "./workload.mjs";

const ACTS = [30, 120]; // before the database dies
const BACK_MS = 10000;

async function demandUnavailable(reader) {
  const page = await reader.send("GET", "/suivis");
  demand(page.status === 503, `a page answered ${page.status} without a database`);
  demand(page.headers["retry-after"] !== undefined, "the 503 has no Retry-After");
  demand(/<html lang="fr"/.test(page.body) && /indisponible/.test(page.body),
    `the 503 is not the French page:\n${page.body}`);
  const health = await reader.send("GET", "/sante");
  demand(health.status === 503, `/sante answered ${health.status} without a database`);
  const alive = await reader.send("GET", "/sante/vivant");
  demand(alive.status === 200, `/sante/vivant answered ${alive.status}`);
}

// Returns how long after the server was back a page was answered.
async function loseOnce(program, server, ledger, reader) {
  const work = new Work(program, ledger);
  await someWork(ledger, ...ACTS);
  server.stop("immediate");
  const failures = await work.stop();
  await demandUnavailable(reader);
  server.start();
  const start = Date.now();
  await until(async () => (await reader.send("GET", "/sante")).status === 200, "/sante is back",
    { everyMs: 10, withinMs: BACK_MS });
  await until(async () => (await reader.send("GET", "/suivis")).status === 200, "pages are back",
    { everyMs: 10, withinMs: BACK_MS });
  demand(program.isRunning, "the program ended with its database");
  demand(failures.length > 0, "nobody noticed that the database died");
  return Date.now() - start;
}

async function campaign(program, server, times) {
  const ledger = new Ledger();
  const reader = new Visitor(program);
  await reader.enterAs("Claire");
  const backs = [];
  let again = 0;
  for (let time = 1; time <= times; time += 1) {
    backs.push(await loseOnce(program, server, ledger, reader));
    demandAgreement(ledger, program.base, `after loss ${time}`);
    again += await sendAgain(ledger);
    demandAgreement(ledger, program.base, `after forms were sent again, loss ${time}`);
  }
  return `lost ${times} times, ${ledger.count("kept")} acts acknowledged, 0 lost, 0 half done, ` +
    `${again} unanswered forms sent again, 0 doubled; pages back ${median(backs)} ms after the ` +
    `database (median), the program never ended; ${auditChecked(program)} audit entries ` +
    `verified; ${plantedFaultsAreSeen(ledger, program.base)}`;
}

function run({ path, long }) {
  return inFolder(async (folder) => {
    const server = await PostgresServer.make(folder);
    try {
      return await withProgram(path, "postgres", { server: server.url }, (program) =>
        campaign(program, server, long ? 30 : 2));
    } finally {
      server.end();
    }
  });
}

export const parts = { "": run };
