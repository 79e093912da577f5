// The power fails while people work, on SQLite: what was acknowledged is on the disk. The base is
// on a volume that loses what was not forced to the disk. Control: the same with a library that
// makes fsync do nothing must lose some.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";

import { auditChecked, demand, inFolder, Unable, withProgram } from "./campaign.mjs";
import { demandAgreement, Ledger } from "./ledger.mjs";
import { CutVolume } from "./volumes.mjs";
import { someWork, Work } from "./workload.mjs";

const NO_SYNC = "libeatmydata.so"; // of the package eatmydata
const ACTS = [100, 300]; // before a cut

function integrity(base) {
  return execFileSync("sqlite3", [base.file, "PRAGMA integrity_check"], { encoding: "utf8" })
    .trim();
}

// People work, the power fails at a moment nobody chose, and comes back. Returns the ledger.
async function cutOnce(program, volume, ledger) {
  const work = new Work(program, ledger);
  await someWork(ledger, ...ACTS);
  volume.cut();
  await work.stop();
  await program.kill();
  await volume.unmount();
  volume.mount();
  return ledger;
}

// How many acts are lost when nothing is forced to the disk.
async function control(program, volume) {
  if (!existsSync("/usr/bin/eatmydata")) throw new Unable("the control needs eatmydata");
  volume.sync();
  await program.serve({ LD_PRELOAD: NO_SYNC });
  const ledger = await cutOnce(program, volume, new Ledger("Témoin"));
  const { lost } = ledger.check(program.base);
  demand(lost.length > 0, "the control lost nothing: this campaign would see no loss");
  return `control without fsync: ${lost.length} of ${ledger.count("kept")} lost`;
}

async function campaign(program, volume, cuts) {
  const ledger = new Ledger();
  let entries = 0;
  for (let cut = 1; cut <= cuts; cut += 1) {
    await cutOnce(program, volume, ledger);
    const found = integrity(program.base);
    demand(found === "ok", `integrity after cut ${cut}: ${found}`);
    demandAgreement(ledger, program.base, `after cut ${cut}`);
    entries += auditChecked(program);
    if (cut < cuts) await program.serve();
  }
  return `${cuts} cuts, ${ledger.count("kept")} acts acknowledged, 0 lost, 0 half done, ` +
    `${ledger.count("doubt")} in doubt; integrity ok ${cuts}/${cuts}; ` +
    `${entries} audit entries verified; ${await control(program, volume)}`;
}

function run({ path, long }) {
  return inFolder(async (folder) => {
    const volume = new CutVolume(folder);
    try {
      return await withProgram(path, "sqlite", { place: volume.path }, (program) =>
        campaign(program, volume, long ? 25 : 2));
    } finally {
      await volume.unmount();
    }
  });
}

export const parts = { "": run };
