// The service is killed (SIGKILL) while the job of merges moves a structure's members and what they
// do into another, twice: among those who are moved, and among those who are looked at again. It is
// started again, and what comes of it is what came of the same merge that nobody interrupted.
// Control: a difference that is planted is seen.
import { demand, until, withProgram } from "./campaign.mjs";
import { Visitor } from "../support/visitor.mjs";

// More than the job moves in one round, which is 100: however fast it is, it is killed before the end.
const MEMBERS = { short: 130, long: 1500 };
const KILLS = { short: 1, long: 6 }; // of each of the two passes
const A_MERGE_MS = 60000;

// ---- Two structures -------------------------------------------------------------------------------

async function created(visitor, name, kind) {
  const page = "/plateforme/nouvelle-structure";
  const answer = await visitor.submit(page, page, [["nom", name], ["type", kind],
    ["code_postal", "30700"], ["commune", "Uzès"]]);
  demand(answer.status === 303, `creating a structure got ${answer.status}`);
  return answer.headers.location.split("/").pop();
}

const KEYS = "p.birth_key, lower(p.last_initial) || ' ' || lower(p.first_initial), " +
  "lower(p.first_initial) || ' ' || lower(p.last_initial), FALSE";

// Every member of the double follows two people for it, the odd ones one of them for the kept
// structure too, from another day: that is one part afterwards. An alert about each of those people
// stands in the list of each who follows them, for either structure.
function furnish(base, kept, twin, members) {
  const id = (structure) => `(SELECT id FROM structures WHERE public_id = '${structure}')`;
  const numbers = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${members})`;
  const mine = "SELECT id, CAST(substr(public_id, 21) AS INTEGER) - 100000 AS i FROM professionals " +
    "WHERE public_id LIKE 'mmmmmmmmmmmmmmmmmmmm%'";
  const people = "SELECT g.person_id, row_number() OVER (ORDER BY g.person_id) - 1 AS at, " +
    "count(*) OVER () AS many FROM followup_groups AS g";
  const follows = (structure, at, since, which) => "INSERT INTO followup_contributions (person_id, " +
    "professional_id, structure_id, role, reasons, started_on, door, last_activity_at, created_at, " +
    "birth_key, shown_key, shown_first_key, shows_names) " +
    `SELECT p.id, m.id, ${id(structure)}, 'CIP', 1, '${since}', 'identity', m.i, m.i, ${KEYS} ` +
    `FROM (${mine}) AS m JOIN (${people}) AS g ON g.at = ${at} % g.many ` +
    `JOIN persons AS p ON p.id = g.person_id WHERE ${which}`;
  for (const sql of [
    "INSERT INTO professionals (public_id, email, last_name, first_name, name_key, created_at) " +
      `${numbers} SELECT 'mmmmmmmmmmmmmmmmmmmm' || (100000 + i), 'membre' || i || '@reunion.example', ` +
      "'Membre', 'Une', 'membre une', 0 FROM n",
    "INSERT INTO memberships (professional_id, structure_id, started_on) " +
      `SELECT id, ${id(twin)}, '2024-01-01' FROM (${mine}) AS m`,
    "INSERT INTO memberships (professional_id, structure_id, started_on) " +
      `SELECT id, ${id(kept)}, '2025-01-01' FROM (${mine}) AS m WHERE i % 2 = 1`,
    follows(twin, "m.i", "2025-03-01", "TRUE"),
    follows(twin, "(m.i + 1)", "2025-04-01", "TRUE"),
    follows(kept, "m.i", "2025-06-01", "m.i % 2 = 1"),
    "INSERT INTO followup_periods (contribution_id, started_on, recorded_at) SELECT id, started_on, " +
      `created_at FROM followup_contributions WHERE structure_id IN (${id(kept)}, ${id(twin)})`,
    "INSERT INTO followup_caseloads (professional_id, structure_id, current_count) SELECT " +
      "professional_id, structure_id, count(*) FROM followup_contributions WHERE structure_id IN " +
      `(${id(kept)}, ${id(twin)}) GROUP BY professional_id, structure_id`,
    "UPDATE followup_groups SET contributor_count = (SELECT count(*) FROM followup_contributions AS c " +
      "WHERE c.person_id = followup_groups.person_id)",
    "INSERT INTO alerts (public_id, person_id, kind, raised_on) SELECT 'alerte' || person_id, " +
      `person_id, 'relay_unanswered', '2026-01-01' FROM followup_contributions WHERE structure_id ` +
      `IN (${id(kept)}, ${id(twin)}) GROUP BY person_id`,
    "INSERT INTO alerts_told (professional_id, structure_id, alert_id) SELECT c.professional_id, " +
      "c.structure_id, a.id FROM alerts AS a JOIN followup_contributions AS c ON c.person_id = " +
      `a.person_id WHERE c.structure_id IN (${id(kept)}, ${id(twin)})`,
  ]) base.change(sql);
}

async function asked(program, members) {
  const nadia = new Visitor(program, "192.0.2.20");
  await nadia.enterAs("Nadia");
  const kept = await created(nadia, "La Digue", "CS");
  const twin = await created(nadia, "La Jetée", "ACI");
  furnish(program.base, kept, twin, members);
  const preview = `/plateforme/structures/${kept}/reunir/${twin}`;
  const answer = await nadia.submit(preview, preview, [["motif", "Le même lieu"]]);
  demand(answer.status === 303, `asking got ${answer.status}`);
  return answer.headers.location;
}

async function confirm(program, merge) {
  const victor = new Visitor(program, "192.0.2.21");
  await victor.enterAs("Victor");
  const answer = await victor.submit(merge, `${merge}/confirmer`);
  demand(answer.status === 303, `confirming got ${answer.status}`);
}

// ---- A merge -------------------------------------------------------------------------------------

const number = (base, sql) => Number(base.query(sql));
const state = (base) => base.query("SELECT state FROM merges").trim();
const moved = (base) => number(base, "SELECT count(*) FROM merges_moved");
const seenAgain = (base) => number(base, "SELECT count(*) FROM merges_moved AS m JOIN merges AS g " +
  "ON g.id = m.merge_id WHERE g.state = 'closing' AND m.professional_id <= g.place");

// When it has gone on a little, wherever it is then; it is not at its end.
async function killWhile(program, pass, done) {
  const { base } = program;
  const before = done(base);
  await until(() => done(base) > before, `${pass}: it goes on`, { everyMs: 1, withinMs: A_MERGE_MS });
  await program.kill();
  demand(state(base) === pass, `it was killed too late, in the state ${state(base)}`);
  await program.serve({ GPS_DATABASE: base.url });
  return done(base);
}

// As if the two minutes were over that acts which had begun are given.
async function settled(base) {
  await until(() => state(base) === "closing", "closing", { withinMs: A_MERGE_MS });
  base.change("UPDATE merges SET run_after = 0");
}

// Confirmed, and moved to the end. Returns where it was killed.
async function merged(program, merge, kills) {
  const where = [];
  await program.serve({ GPS_DATABASE: program.base.url });
  try {
    await confirm(program, merge);
    for (let kill = 1; kill <= kills; kill += 1)
      where.push(await killWhile(program, "moving", moved));
    await settled(program.base);
    for (let kill = 1; kill <= kills; kill += 1)
      where.push(await killWhile(program, "closing", seenAgain));
    await until(() => state(program.base) === "done", "done", { withinMs: A_MERGE_MS });
  } finally {
    await program.halt();
  }
  return where;
}

// ---- What came of it ------------------------------------------------------------------------------

// Numbers that a killed transaction used up are left out, and when it was.
const RESULT = {
  structures: "SELECT id, state, merged_into FROM structures",
  memberships: "SELECT professional_id, structure_id, role, started_on, ended_on FROM memberships",
  contributions: "SELECT person_id, professional_id, structure_id, role, reasons, started_on, " +
    "ended_on, is_past, door, is_creator, referent_kind, shown_key, shows_names, last_activity_at, " +
    "created_at FROM followup_contributions",
  periods: "SELECT c.person_id, c.professional_id, c.structure_id, p.started_on, p.ended_on, " +
    "p.recorded_at FROM followup_periods AS p JOIN followup_contributions AS c ON " +
    "c.id = p.contribution_id",
  caseloads: "SELECT professional_id, structure_id, current_count, past_count FROM followup_caseloads",
  groups: "SELECT g.person_id, g.contributor_count, c.professional_id, c.structure_id FROM " +
    "followup_groups AS g LEFT JOIN followup_contributions AS c ON c.id = g.referent_contribution_id",
  alerts: "SELECT a.public_id, t.professional_id, t.structure_id, a.closed_on FROM alerts AS a " +
    "LEFT JOIN alerts_told AS t ON t.alert_id = a.id",
  moved: "SELECT merge_id, professional_id FROM merges_moved",
  ends: "SELECT count(*) FROM audit_entries WHERE act = 'finish_merge'",
};

const result = (base) => Object.fromEntries(Object.entries(RESULT).map(([what, sql]) =>
  [what, base.query(sql).trim().split("\n").sort().join("\n")]));

function different(one, other) {
  const [a, b] = [result(one), result(other)];
  return Object.keys(RESULT).filter((what) => a[what] !== b[what]);
}

// The undisturbed one moved everything: else both could be wrong alike.
function demandWhole(base, members) {
  const left = "(SELECT double_id FROM merges)";
  for (const table of ["memberships", "followup_contributions", "followup_caseloads", "alerts_told"])
    demand(number(base, `SELECT count(*) FROM ${table} WHERE structure_id = ${left}`) === 0,
      `${table} are left`);
  const parts = "SELECT count(*) FROM followup_contributions WHERE structure_id = " +
    "(SELECT kept_id FROM merges)";
  demand(number(base, parts) === 2 * members, "parts are lost, or two of them were not made one");
  demand(number(base, "SELECT count(*) FROM followup_groups AS g WHERE contributor_count <> (SELECT " +
    "count(*) FROM followup_contributions AS c WHERE c.person_id = g.person_id)") === 0,
  "contributors are miscounted");
}

function plantedDifferenceIsSeen(one, other) {
  other.change("UPDATE followup_periods SET started_on = '2020-01-01' WHERE id = (SELECT max(id) " +
    "FROM followup_periods)");
  demand(different(one, other).join() === "periods", "a planted difference was not seen");
  return "control (a planted period) seen";
}

// ---- The campaign ---------------------------------------------------------------------------------

// The same program, on another base.
function beside(program, base) {
  return Object.assign(Object.create(program), { base });
}

async function campaign(program, length) {
  const [members, kills] = [MEMBERS[length], KILLS[length]];
  const merge = await asked(program, members);
  await program.halt();
  const whole = beside(program, program.base.copy());
  try {
    const [where] = await Promise.all([merged(program, merge, kills), merged(whole, merge, 0)]);
    demandWhole(whole.base, members);
    const others = different(whole.base, program.base);
    demand(!others.length, `what was killed differs: ${others.join(", ")}`);
    return `${members} members moved, ${2 * kills} kills (after ${where.join(", ")}), the same ` +
      `rows as without any; ${plantedDifferenceIsSeen(whole.base, program.base)}`;
  } finally {
    whole.base.drop();
  }
}

const on = (engine) => ({ path, long }) =>
  withProgram(path, engine, {}, (program) => campaign(program, long ? "long" : "short"));

export const parts = { SQLite: on("sqlite"), PostgreSQL: on("postgres") };
