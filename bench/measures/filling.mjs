// Making the national set: gps demo, on an empty base.
export const title = "filling";
export const sets = ["national", "hundredth"];

const GIBIBYTE = 1 << 30;

// What was measured when the set was made, which may have been another day.
export async function measure(tools, { national }) {
  const { seconds, most_memory: memory } = tools.kept(`filling national, ${national.engine}`);
  return { seconds, most_memory: memory, bytes: national.bytes };
}

export function judged({ seconds, most_memory: memory }) {
  return [
    { what: "gps demo, 6 000 000 people: seconds", value: seconds, bar: "≤ 1 200",
      holds: seconds <= 1200 },
    { what: "gps demo, 6 000 000 people: memory, MiB", value: memory / (1 << 20), bar: "≤ 1 024",
      holds: memory <= GIBIBYTE },
  ];
}
