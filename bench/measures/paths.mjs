// The path of a person (frieze and history), the inbox, and what a team sees: in the structure that
// follows most, brought to two thousand members, whose inboxes are full; and on the file that has
// most contributors.
import { membersOfLargest } from "../cast.mjs";
import { inTurn, load, median, read } from "../load.mjs";
import { Service, signIn } from "../service.mjs";

export const title = "paths";
export const sets = ["national"];

const A_ROUND = 192;
const CALLERS = 12;
const SESSIONS = 4; // of each: the program bounds what one session may ask for
const MEMBERS = 2000;
const MOST_P95_MS = 15;
const MARK = `${Date.now()}003`; // the instant of what is made up here

const PAGES = {
  "the path of a person": ({ address }) => `/personnes/${address}/parcours`,
  "its history, of one kind": ({ address }) => `/personnes/${address}/parcours?duree=2-ans&acte=debut`,
  notifications: () => "/notifications",
  alerts: () => "/alertes",
  "relays to be taken": () => "/relais?liste=a-prendre",
  "relays received": () => "/relais",
  "call-backs": () => "/rappels",
  "the team, what each follows": () => "/equipe/suivi",
};

// Members without whom a structure would not be large enough, and those who administer it.
function enlarged(base, structure, callers) {
  base.query(`
    INSERT INTO memberships (professional_id, structure_id, role, started_on)
    SELECT r.id, ${structure}, 'member', '2020-01-01' FROM professionals AS r
    WHERE r.state = 'active' AND NOT EXISTS (SELECT 1 FROM memberships AS m
      WHERE m.professional_id = r.id AND m.structure_id = ${structure} AND m.ended_on IS NULL)
    ORDER BY r.id
    LIMIT greatest(0, ${MEMBERS} - (SELECT count(*) FROM memberships
      WHERE structure_id = ${structure} AND ended_on IS NULL))`
    .replace("greatest", base.engine === "sqlite" ? "max" : "greatest"));
  base.query(`UPDATE memberships SET role = 'administrator' WHERE structure_id = ${structure}
    AND ended_on IS NULL AND professional_id IN (${callers})`);
  return Number(base.rows(`SELECT count(*) AS n FROM memberships WHERE structure_id = ${structure}
    AND ended_on IS NULL`)[0].n);
}

// (With `+ 0`, no index leads through all whom the structure follows.) About each person whom the structure follows: a notification and an alert to who follows them, and,
// of a thousand of them, a relay that waits.
function filled(base, structure) {
  const followed = `FROM followup_contributions AS c JOIN persons AS p ON p.id = c.person_id
    WHERE c.structure_id = ${structure} AND c.is_past = FALSE`;
  base.query(`INSERT INTO notices_events (public_id, event, person_id, actor_id,
      actor_structure_id, at) SELECT p.public_id, 'contributor_joined', p.id,
      min(c.professional_id), ${structure}, ${MARK} ${followed} GROUP BY p.public_id, p.id
    ON CONFLICT DO NOTHING`);
  base.query(`INSERT INTO notices_inbox (event_id, professional_id, structure_id)
    SELECT e.id, c.professional_id, c.structure_id FROM notices_events AS e
    CROSS JOIN followup_contributions AS c
    WHERE c.person_id = e.person_id AND e.at = ${MARK} AND c.structure_id + 0 = ${structure} AND c.is_past = FALSE ON CONFLICT DO NOTHING`);
  base.query(`INSERT INTO alerts (public_id, person_id, kind, raised_on) SELECT p.public_id, p.id,
      'no_contact', '2026-01-01' ${followed} GROUP BY p.public_id, p.id ON CONFLICT DO NOTHING`);
  base.query(`INSERT INTO alerts_told (professional_id, structure_id, alert_id)
    SELECT c.professional_id, c.structure_id, a.id FROM alerts AS a
    CROSS JOIN followup_contributions AS c
    WHERE c.person_id = a.person_id AND a.closed_on IS NULL AND c.structure_id + 0 = ${structure} AND c.is_past = FALSE
    ON CONFLICT DO NOTHING`);
  base.query(`INSERT INTO relays (public_id, person_id, kind, giver_id, giver_structure_id,
      structure_id, reason, messages, wish, state, sent_at)
    SELECT p.public_id, p.id, 'addition', min(c.professional_id), ${structure}, ${structure},
      'AUTRE', 0, 'ACCORD', 'sent', ${MARK} ${followed} GROUP BY p.public_id, p.id
    ORDER BY p.id LIMIT 1000 ON CONFLICT DO NOTHING`);
}

// Nothing of it is left for other measures.
function emptied(base, structure) {
  base.query(`DELETE FROM notices_inbox WHERE event_id IN
    (SELECT id FROM notices_events WHERE at = ${MARK})`);
  base.query(`DELETE FROM notices_events WHERE at = ${MARK}`);
  base.query(`DELETE FROM alerts_told WHERE structure_id = ${structure}`);
  base.query(`DELETE FROM relays WHERE sent_at = ${MARK}`);
}

// Those who follow whoever is followed by most.
function whoFollowTheFullest(base) {
  return base.rows(`
    SELECT p.public_id AS address, f.parts, r.id, r.email
    FROM (SELECT person_id, count(*) AS parts FROM followup_contributions GROUP BY person_id
      ORDER BY 2 DESC LIMIT 1) AS f
    JOIN persons AS p ON p.id = f.person_id
    JOIN followup_contributions AS c ON c.person_id = f.person_id AND c.is_past = FALSE
    JOIN professionals AS r ON r.id = c.professional_id AND r.state = 'active'
    JOIN structures AS s ON s.id = c.structure_id AND s.state = 'open' AND s.is_habilitated
    WHERE (SELECT count(*) FROM memberships AS m WHERE m.professional_id = r.id
      AND m.ended_on IS NULL) = 1
    ORDER BY r.id LIMIT ${CALLERS}`);
}

// p95 in milliseconds of what these ask, the median of the rounds after one that does not count.
async function p95Of(service, who, path) {
  const all = [];
  for (let round = -1; round < service.tools.rounds; round += 1) {
    const lines = inTurn(who, A_ROUND, (one) => read(one, path(one)));
    const { all: { p95 } } = await load(service, lines);
    if (round >= 0) all.push(p95 / 1000);
  }
  return median(all);
}

const several = (who) => Array.from({ length: SESSIONS }, () => who).flat();

// Someone of theirs, for each.
function withSomeone(base, who) {
  return who.map((one) => ({ ...one, address: base.rows(`SELECT p.public_id AS address
    FROM followup_contributions AS c JOIN persons AS p ON p.id = c.person_id AND p.state = 'active'
    WHERE c.professional_id = ${one.id} AND c.is_past = FALSE AND c.shows_names LIMIT 1`)[0].address }));
}

export async function measure(tools, { national: base }) {
  const { structure, follows, members } = membersOfLargest(base, CALLERS);
  const callers = withSomeone(base, members);
  const count = enlarged(base, structure, callers.map(({ id }) => id));
  filled(base, structure);
  const full = whoFollowTheFullest(base);
  const service = await Service.start(tools, base);
  try {
    const who = await signIn(service, several(callers));
    const onFull = await signIn(service, several(full));
    base.query("UPDATE access_sessions SET strength = 'full' WHERE professional_id IN " +
      `(${callers.map(({ id }) => id)})`);
    const figures = { members: count, follows: Number(follows), p95_ms: {} };
    for (const [name, path] of Object.entries(PAGES))
      figures.p95_ms[name] = await p95Of(service, who, path);
    const [path] = Object.values(PAGES);
    const [{ parts }] = full;
    figures.p95_ms[`the path of a person of ${parts} parts`] = await p95Of(service, onFull, path);
    return figures;
  } finally {
    await service.stop();
    emptied(base, structure);
  }
}

export function judged({ members, follows, p95_ms: all }) {
  return Object.entries(all).map(([name, value]) => ({
    what: `${name}, ${members} members, ${follows} people: p95, ms`, value,
    bar: `≤ ${MOST_P95_MS}`, holds: value <= MOST_P95_MS,
  }));
}
