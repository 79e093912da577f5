// The list of structures, brought in for the first time, then without any change.
import { emptyBase, timed } from "../bases.mjs";
import { median } from "../load.mjs";

export const title = "importing";
export const sets = [];

export async function measure(tools, bases, engine) {
  if (!tools.structures) throw new Error("--structures is needed: a list of structures (CSV)");
  const first = [];
  const again = [];
  for (let round = 0; round < tools.rounds; ++round) {
    const base = await emptyBase(tools, engine);
    try {
      const settings = { GPS_DATABASE: base.url, GPS_MAIL_FROM: "gps@demonstration.example.org" };
      await timed(tools, ["migrate"], settings);
      const words = ["import", "structures", tools.structures];
      first.push((await timed(tools, words, settings, [0, 3])).seconds);
      again.push((await timed(tools, words, settings, [0, 3])).seconds);
    } finally {
      base.drop();
    }
  }
  return { first_s: median(first), again_s: median(again) };
}

export function judged({ first_s: first, again_s: again }) {
  return [
    { what: "import of structures, first run: seconds", value: first, bar: "≤ 10",
      holds: first <= 10 },
    { what: "import of structures, no change: seconds", value: again, bar: "≤ 3",
      holds: again <= 3 },
  ];
}
