// The jobs of the night: those that look at people again (ADR 0035), all of them once, as after an
// import, then a ninetieth, as every night; and the digests of everybody (ADR 0034) on top of it. And
// what pages take meanwhile.
import { whoFollow } from "../cast.mjs";
import { median } from "../load.mjs";
import { Service, signIn } from "../service.mjs";

export const title = "watching";
export const sets = ["national"];

const NIGHT = 90; // days between two looks at somebody of whom nothing is said
const ASKED_EVERY_MS = 20;
const CALLERS = 150; // in turn: the program bounds what one session may ask for
const SAMPLE_EVERY = 50;
const MOST_SECONDS = 3600;

const p99 = (times) => [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.99)];

// Milliseconds that a page takes, asked for again and again until `isOver`. Not counted: the page asked
// for after looking whether it is, which holds this process and a processor.
async function pagesUntil(isOver, callers, service) {
  const times = [];
  let memory = 0;
  for (let asked = 0; ; asked += 1) {
    const start = performance.now();
    const { visitor } = callers[asked % callers.length];
    const { status } = await visitor.send("GET", "/suivis");
    if (status !== 200) throw new Error(`the list answered ${status}`);
    if (asked % SAMPLE_EVERY) times.push(performance.now() - start);
    await new Promise((over) => { setTimeout(over, ASKED_EVERY_MS); });
    if ((asked + 1) % SAMPLE_EVERY) continue;
    memory = Math.max(memory, service.anonymousMemory);
    if (isOver()) return { p50_ms: median(times), p99_ms: p99(times), memory_mib: memory / 2 ** 20 };
  }
}

const WAIT = "SELECT (SELECT count(*) FROM (SELECT 1 FROM followup_groups WHERE look_on IS NULL OR " +
  "look_on <= '2000-01-01' LIMIT 1) AS one) + (SELECT count(*) FROM notices_digests " +
  "WHERE due_at <= 2) AS n";

// Everybody was told of somebody they follow, and reads it in a digest that is due.
function everybodyIsTold(base) {
  base.query(`
    INSERT INTO notices_events (public_id, event, person_id, actor_id, actor_structure_id, at)
    SELECT p.public_id, 'contributor_joined', c.person_id, c.professional_id, c.structure_id, 1
    FROM (SELECT professional_id, min(id) AS first FROM followup_contributions
      WHERE is_past = FALSE GROUP BY professional_id) AS f
    JOIN followup_contributions AS c ON c.id = f.first
    JOIN professionals AS p ON p.id = c.professional_id
    ON CONFLICT DO NOTHING`);
  base.query(`
    INSERT INTO notices_inbox (event_id, professional_id, structure_id, digest_at)
    SELECT id, actor_id, actor_structure_id, 2 FROM notices_events WHERE at = 1
    ON CONFLICT DO NOTHING`);
  base.query("INSERT INTO notices_digests (professional_id, due_at) " +
    "SELECT DISTINCT professional_id, 2 FROM notices_inbox WHERE digest_at = 2 ON CONFLICT DO NOTHING");
  return Number(base.rows("SELECT count(*) AS n FROM notices_digests WHERE due_at = 2")[0].n);
}

// Nothing of it is left for other measures.
function nobodyIsTold(base) {
  base.query("DELETE FROM notices_inbox WHERE event_id IN (SELECT id FROM notices_events WHERE at = 1)");
  base.query("DELETE FROM notices_events WHERE at = 1");
  base.query("DELETE FROM mail_outbox WHERE kind = 'notices.digest'");
}

async function watched(service, callers) {
  const start = performance.now();
  const seconds = () => (performance.now() - start) / 1000;
  const pages = await pagesUntil(() => {
    if (seconds() > MOST_SECONDS) throw new Error("the job does not end");
    return Number(service.base.rows(WAIT)[0].n) === 0;
  }, callers, service);
  return { seconds: seconds(), ...pages };
}

export async function measure(tools, { national: base }) {
  const people = Number(base.rows("SELECT count(*) AS n FROM followup_groups")[0].n);
  const service = await Service.start(tools, base);
  const callers = await signIn(service, whoFollow(base, 20, 60, CALLERS));
  const all = await watched(service, callers);
  const until = performance.now() + tools.seconds * 1000;
  const idle = await pagesUntil(() => performance.now() > until, callers, service);
  base.query(`UPDATE followup_groups SET look_on = '2000-01-01' WHERE person_id % ${NIGHT} = 0`);
  const digests = everybodyIsTold(base);
  const night = await watched(service, callers);
  await service.stop();
  nobodyIsTold(base);
  return { people, digests, all, night, idle };
}

export function judged({ people, digests, all, night, idle }) {
  const ratio = night.p99_ms / idle.p99_ms;
  return [
    { what: "all people looked at once, seconds", value: all.seconds, bar: "told", holds: true },
    { what: `a night: ${Math.round(people / NIGHT)} people, ${digests} digests, seconds`,
      value: night.seconds, bar: "≤ 300", holds: night.seconds <= 300 },
    { what: "memory meanwhile, MiB", value: Math.max(all.memory_mib, night.memory_mib),
      bar: "≤ 200", holds: Math.max(all.memory_mib, night.memory_mib) <= 200 },
    { what: "p99 of the list during the night, against none", value: ratio, bar: "≤ 2",
      holds: ratio <= 2 },
  ];
}
