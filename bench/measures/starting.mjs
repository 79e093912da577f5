// How long the service takes to be ready.
import { median } from "../load.mjs";
import { Service } from "../service.mjs";

export const title = "starting";
export const sets = ["national"];

export async function measure(tools, { national: base }) {
  const ready = [];
  for (let round = 0; round < tools.rounds; ++round) {
    const service = await Service.start(tools, base);
    ready.push(service.readyAfterMs);
    await service.stop();
  }
  return { ready_ms: median(ready), longest_ms: Math.max(...ready) };
}

export function judged({ ready_ms: ready }) {
  return [{ what: "start to ready, ms", value: ready, bar: "≤ 500", holds: ready <= 500 }];
}
