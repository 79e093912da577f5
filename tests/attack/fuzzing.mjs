// The fuzzers of every parser (bin/fuzz), which begin by finding a fault planted for them.
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const SECONDS = 600;
const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../..");

export const planted = "a fuzzer with a fault (tests/fuzz)";

export async function attack() {
  const { status, stdout, stderr } = spawnSync(join(ROOT, "bin/fuzz"), [String(SECONDS)],
    { encoding: "utf8", maxBuffer: 1 << 28 });
  const runs = [...stdout.matchAll(/^fuzz (\w+): Done (\d+) runs, nothing found$/gm)];
  const isBlind = /proves nothing/.test(stderr);
  return { tried: runs.reduce((sum, [, , many]) => sum + Number(many), 0),
    findings: status === 0 || isBlind ? [] : [stderr.slice(-2000)],
    control: status === 0 && runs.length > 0,
    figures: runs.map(([, name, many]) => `${name} ${many} runs`).join(", ") };
}
