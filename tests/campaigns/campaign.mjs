// What campaigns share: how one fails, how it says that this machine cannot run it, its program.
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { startProgram } from "../support/program.mjs";

// A few people are enough: those of a campaign are recorded by it.
export const FEW = ["--persons", "100", "--professionals", "60", "--seed", "1"];

// This machine cannot run it, and why.
export class Unable extends Error {}

export function demand(holds, what) {
  if (!holds) throw new Error(what);
}

export const pause = (ms) => new Promise((over) => setTimeout(over, ms));

export const between = (least, most) => least + Math.random() * (most - least);

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

// `act` every `everyMs` until it gives something true, which is returned; throws after `withinMs`.
export async function until(act, what, { everyMs = 50, withinMs = 20000 } = {}) {
  for (const start = Date.now(); Date.now() - start < withinMs; await pause(everyMs)) {
    const got = await act();
    if (got) return got;
  }
  throw new Error(`${what}: not within ${withinMs} ms`);
}

// In a folder of its own, which a database server of another user may pass through.
export async function inFolder(act) {
  const folder = mkdtempSync(join(tmpdir(), "gps-campaign-"));
  chmodSync(folder, 0o711);
  try {
    return await act(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function lastLines(file) {
  try {
    return readFileSync(file, "utf8").trimEnd().split("\n").slice(-5).join("\n");
  } catch {
    return "";
  }
}

// `act` with the program on a base of `engine`. Its log stays in a file: the failures that a
// campaign makes fill it. Its last lines are shown when the campaign fails.
export function withProgram(path, engine, options, act) {
  return inFolder(async (folder) => {
    const log = join(folder, "log");
    const program = await startProgram(path, engine, { people: FEW, log, ...options });
    try {
      return await act(program);
    } catch (failure) {
      failure.stack += `\n  the last lines of the program's log:\n${lastLines(log)}`;
      throw failure;
    } finally {
      await program.stop();
    }
  });
}

// What `gps doctor` says of the audit trail: how many entries are as they were signed. Another
// problem (a small disk) is not the campaign's.
export function auditChecked(program) {
  let said;
  try {
    said = program.command("doctor");
  } catch (failure) {
    said = failure.stdout ?? "";
  }
  const found = /^ok +audit trail: (\d+) latest entries checked$/m.exec(said);
  demand(found && Number(found[1]) > 0, `the audit trail is not sound:\n${said}`);
  return Number(found[1]);
}
