// For each name that a path may hold: objects that are not the caller's, which must read as what
// does not exist. A name that nobody declared here is a finding.
import { PERSONAS } from "../support/visitor.mjs";
import { lines } from "./attack.mjs";

// Who may know that it is there knows: everybody, or whoever holds it.
export const KNOWN_TO_ALL = {
  "/structures/{structure}": "structures are a public list",
  "/structures/{structure}/rejoindre": "structures are a public list",
  "/invitations/{lien}": "who holds the link is who is invited",
  "/relais-propose/{lien}": "who holds the link is who is asked",
};

const MINE = (email) => `SELECT id FROM professionals WHERE email = '${email}'`;
const MY_STRUCTURES = (email) => "SELECT structure_id FROM memberships WHERE professional_id = " +
  `(${MINE(email)})`;

// Persons whom nobody of the caller's structures follows or followed.
const strangers = (email) => "SELECT public_id FROM persons WHERE id NOT IN (" +
  "SELECT c.person_id FROM followup_contributions AS c JOIN memberships AS m " +
  `ON m.professional_id = c.professional_id WHERE m.structure_id IN (${MY_STRUCTURES(email)})) ` +
  "ORDER BY id";

const OF_OTHERS = {
  personne: strangers,
  membre: (email) => "SELECT public_id FROM professionals WHERE id NOT IN (SELECT " +
    `professional_id FROM memberships WHERE structure_id IN (${MY_STRUCTURES(email)})) ORDER BY id`,
  invitation: (email) => "SELECT public_id FROM teams_invitations WHERE structure_id NOT IN " +
    `(${MY_STRUCTURES(email)}) ORDER BY id`,
  cle: (email) => `SELECT public_id FROM passkeys WHERE professional_id <> (${MINE(email)})`,
  notification: (email) => "SELECT e.public_id FROM notices_events AS e WHERE e.id NOT IN (SELECT " +
    `event_id FROM notices_inbox WHERE professional_id = (${MINE(email)})) ORDER BY e.id`,
  acces: () => "SELECT public_id FROM grants ORDER BY id",
  relais: (email) => `SELECT public_id FROM relays WHERE giver_id <> (${MINE(email)}) AND ` +
    `(professional_id IS NULL OR professional_id <> (${MINE(email)})) AND (structure_id IS NULL OR ` +
    `structure_id NOT IN (${MY_STRUCTURES(email)})) ORDER BY id`,
  urgence: () => "SELECT public_id FROM emergency_accesses ORDER BY id",
  alerte: () => "SELECT public_id FROM alerts ORDER BY id",
  message: (email) => "SELECT public_id FROM contact_messages WHERE person_id NOT IN (SELECT " +
    `person_id FROM followup_contributions WHERE professional_id = (${MINE(email)})) ORDER BY id`,
  transmission: (email) => "SELECT public_id FROM departures WHERE structure_id NOT IN " +
    `(${MY_STRUCTURES(email)}) ORDER BY id`,
  rappel: () => "SELECT public_id FROM callbacks ORDER BY id",
  connexion: (email) => "SELECT public_id FROM access_sessions WHERE ended_at IS NULL AND " +
    `professional_id <> (${MINE(email)}) ORDER BY id`,
};

// Of one name, what it is depends on the path.
const REQUESTS = [
  ["/equipe/demandes-de-suivi/", (email) => "SELECT public_id FROM requests WHERE " +
    `person_id IN (${strangers(email).replace("public_id", "id")}) ORDER BY id`],
  ["/equipe/", (email) => "SELECT public_id FROM teams_requests WHERE structure_id NOT IN " +
    `(${MY_STRUCTURES(email)}) ORDER BY id`],
  ["/mon-compte/", (email) => "SELECT public_id FROM teams_requests WHERE professional_id <> " +
    `(${MINE(email)}) ORDER BY id`],
  ["/demandes/", (email) => "SELECT public_id FROM requests WHERE professional_id <> " +
    `(${MINE(email)}) AND person_id IN (${strangers(email).replace("public_id", "id")}) ORDER BY id`],
];

// Links that strengthen an account, by whose it is.
const links = new Map();

function query(pattern, name) {
  // Whoever is of the team of the service may see what its pages name.
  if (pattern.startsWith("/plateforme/")) return undefined;
  if (name !== "demande") return OF_OTHERS[name];
  return REQUESTS.find(([start]) => pattern.startsWith(start))?.[1];
}

// Objects of a route's path that are not `email`'s, `many` at most.
export function ofOthers(program, pattern, email, many) {
  const name = /\{(\w+)\}/.exec(pattern)[1];
  if (name === "lien") {
    return [links.get([PERSONAS.Inès, PERSONAS.Awa].find((one) => one !== email))];
  }
  const sql = query(pattern, name);
  return sql ? lines(program.base.query(`${sql(email)} LIMIT ${many}`)) : [];
}

const ID = (letter) => letter.repeat(26);

// Someone whom none of `emails` has anything to do with, who sees more of a person than initials:
// by a grant, by an emergency, with a passkey, and who was told of something.
function furnishAccesses(base, emails) {
  const near = "SELECT structure_id FROM memberships WHERE professional_id IN (SELECT id FROM " +
    `professionals WHERE email IN (${emails.map((email) => `'${email}'`).join(", ")}))`;
  const [person, professional, structure] = base.query("SELECT c.person_id || ' ' || " +
    "c.professional_id || ' ' || c.structure_id FROM followup_contributions AS c WHERE " +
    "c.ended_on IS NULL AND c.person_id NOT IN (SELECT person_id FROM followup_contributions " +
    `WHERE structure_id IN (${near})) ORDER BY c.id LIMIT 1`).trim().split(" ");
  const who = `${person}, ${professional}, ${structure}`;
  base.change("INSERT INTO requests (public_id, person_id, professional_id, structure_id, " +
    "typed_name, started_on, role, reasons, state, asked_at, kind) VALUES " +
    `('${ID("r")}', ${who}, '', '2026-01-01', 'CIP', 1, 'accepted', 0, 'details')`);
  base.change("INSERT INTO grants (public_id, person_id, professional_id, structure_id, " +
    `request_id, granted_by, granted_at, until_on) SELECT '${ID("g")}', ${who}, id, ` +
    `${professional}, 0, '2999-01-01' FROM requests WHERE public_id = '${ID("r")}'`);
  base.change("INSERT INTO emergency_accesses (public_id, person_id, professional_id, " +
    "structure_id, reason, explanation, opened_at, until_at) VALUES " +
    `('${ID("e")}', ${who}, 'DANGER', '', 0, 1)`);
  base.change("INSERT INTO notices_events (public_id, event, person_id, at) VALUES " +
    `('${ID("n")}', 'contributor_joined', ${person}, ${Date.now()}000)`);
  base.change("INSERT INTO notices_inbox (event_id, professional_id, structure_id) SELECT id, " +
    `${professional}, ${structure} FROM notices_events WHERE public_id = '${ID("n")}'`);
  const [other] = base.query("SELECT m.professional_id || ' ' || m.structure_id FROM memberships " +
    `AS m WHERE m.structure_id NOT IN (${near}) AND m.professional_id <> ${professional} ` +
    "AND m.ended_on IS NULL ORDER BY m.id LIMIT 1").trim().split("\n");
  base.change("INSERT INTO contact_messages (public_id, person_id, sender_id, " +
    `sender_structure_id, subject, sent_at) VALUES ('${ID("m")}', ${who}, 'POINT', 0)`);
  base.change("INSERT INTO callbacks (public_id, person_id, asker_id, asker_structure_id, " +
    "asked_id, asked_structure_id, subject, slots, channel, state, asked_at, changed_at, " +
    `expires_at) VALUES ('${ID("c")}', ${who}, ${other.replace(" ", ", ")}, 'POINT', 1, ` +
    "'VISIO', 'asked', 0, 0, 9000000000000000)");
  base.change("INSERT INTO relays (public_id, person_id, kind, giver_id, giver_structure_id, " +
    "structure_id, reason, messages, wish, state, sent_at) VALUES " +
    `('${ID("r")}', ${who}, ${other.split(" ")[1]}, 'AUTRE', 0, 'ACCORD', 'sent', 0)`
      .replace(person, `${person}, 'addition'`));
  base.change("INSERT INTO departures (public_id, structure_id, leaver_id, state, decided_by, " +
    `decided_at) VALUES ('${ID("d")}', ${structure}, ${professional}, 'done', ${professional}, 0)`);
  base.change("INSERT INTO passkeys (public_id, professional_id, credential_id, algorithm, " +
    `sealed, sign_count, name, created_at, used_at) VALUES ('${ID("k")}', ${professional}, ` +
    "'x', -7, 'x', 0, 'x', 0, 0)");
}

// What others must hold for the attack to be one: links, invitations, requests to be a member,
// details seen, passkeys.
export async function furnish({ soizic, odile, karim, ines }, program) {
  for (const email of [PERSONAS.Inès, PERSONAS.Awa]) {
    links.set(email, /\/lien\/(\w+)/.exec(program.command("user", "link", email))[1]);
  }
  for (const [number, who] of [soizic, odile].entries()) {
    await who.post("/equipe/inviter", [["nom", "Personne"], ["prenom", "Nulle"],
      ["email", `nulle${number}@demonstration.example.org`], ["role", "member"]]);
  }
  furnishAccesses(program.base, [soizic, odile, karim, ines].map(({ email }) => email));
  const structures = lines(program.base.query("SELECT s.public_id FROM structures AS s JOIN " +
    "memberships AS m ON m.structure_id = s.id JOIN professionals AS p ON p.id = " +
    `m.professional_id WHERE p.email IN ('${soizic.email}', '${odile.email}')`));
  for (const who of [karim, ines]) {
    for (const structure of structures) await who.post(`/structures/${structure}/rejoindre`);
  }
  // What was done is told once, on the next page.
  for (const who of [soizic, odile, karim, ines]) await who.get("/structures");
}
