// The job that looks at people again (ADR 0035): all of them once, as after an import; then a
// ninetieth of them, as every night; and what pages take meanwhile.
import { whoFollow } from "../cast.mjs";
import { Service, signIn } from "../service.mjs";

export const title = "watching";
export const sets = ["national"];

const NIGHT = 90; // days between two looks at somebody of whom nothing is said
const ASKED_EVERY_MS = 20;
const SAMPLE_EVERY = 50;
const MOST_SECONDS = 3600;

const p99 = (times) => [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.99)];

// Milliseconds that a page takes, asked for again and again until `isOver`.
async function pagesUntil(isOver, visitor, service) {
  const times = [];
  let memory = 0;
  for (let asked = 0; ; asked += 1) {
    const start = performance.now();
    const { status } = await visitor.send("GET", "/suivis");
    if (status !== 200) throw new Error(`the list answered ${status}`);
    times.push(performance.now() - start);
    if (asked % SAMPLE_EVERY === 0) {
      memory = Math.max(memory, service.anonymousMemory);
      if (isOver()) return { p99_ms: p99(times), memory_mib: memory / 2 ** 20 };
    }
    await new Promise((over) => { setTimeout(over, ASKED_EVERY_MS); });
  }
}

const WAIT = "SELECT count(*) AS n FROM (SELECT 1 FROM followup_groups WHERE look_on IS NULL OR " +
  "look_on <= '2000-01-01' LIMIT 1) AS one";

async function watched(service, visitor) {
  const start = performance.now();
  const seconds = () => (performance.now() - start) / 1000;
  const pages = await pagesUntil(() => {
    if (seconds() > MOST_SECONDS) throw new Error("the job does not end");
    return Number(service.base.rows(WAIT)[0].n) === 0;
  }, visitor, service);
  return { seconds: seconds(), ...pages };
}

export async function measure(tools, { national: base }) {
  const people = Number(base.rows("SELECT count(*) AS n FROM followup_groups")[0].n);
  const service = await Service.start(tools, base);
  const [{ visitor }] = await signIn(service, whoFollow(base, 20, 60, 1));
  const all = await watched(service, visitor);
  const until = performance.now() + tools.seconds * 1000;
  const idle = await pagesUntil(() => performance.now() > until, visitor, service);
  base.query(`UPDATE followup_groups SET look_on = '2000-01-01' WHERE person_id % ${NIGHT} = 0`);
  const night = await watched(service, visitor);
  await service.stop();
  return { people, all, night, idle };
}

export function judged({ all, night, idle }) {
  const ratio = night.p99_ms / idle.p99_ms;
  return [
    { what: "all people looked at once, seconds", value: all.seconds, bar: "told", holds: true },
    { what: "a night's people, seconds", value: night.seconds, bar: "≤ 300",
      holds: night.seconds <= 300 },
    { what: "memory meanwhile, MiB", value: Math.max(all.memory_mib, night.memory_mib),
      bar: "≤ 200", holds: Math.max(all.memory_mib, night.memory_mib) <= 200 },
    { what: "p99 of the list during the night, against none", value: ratio, bar: "≤ 2",
      holds: ratio <= 2 },
  ];
}
