// What holds for every route, from the table that the program prints of itself: a route added
// tomorrow is checked tomorrow.
import assert from "node:assert/strict";

import { PERSONAS, Visitor } from "../support/visitor.mjs";

const NOTHING = "7".repeat(26);

const SECURITY_HEADERS = {
  "content-security-policy": /default-src 'none'.*frame-ancestors 'none'/,
  "x-content-type-options": /^nosniff$/,
  "x-frame-options": /^DENY$/,
  "referrer-policy": /^same-origin$/,
  "cross-origin-opener-policy": /^same-origin$/,
  "cross-origin-resource-policy": /^same-origin$/,
  "cross-origin-embedder-policy": /^require-corp$/,
  "permissions-policy": /camera=\(\)/,
  "cache-control": /^no-store$|^public, max-age=31536000, immutable/,
};

const CALLERS = ["anyone", "signed in", "member", "administrator", "platform", "demonstration"];

export function readRoutes(table) {
  const callers = CALLERS.join("|");
  const line = new RegExp(`^(GET|POST)\\s+(/\\S*)\\s+(${callers})\\s+(\\w+)\\s+\\d+$`, "gm");
  const routes = [...table.matchAll(line)].map(([, method, path, caller, effect]) => ({
    method, path: path.replace(/\{\w+\}/g, NOTHING), pattern: path, caller, effect,
  }));
  // No line may be passed over: what is not read is not checked.
  const [lines] = table.split("\n\n");
  assert.equal(routes.length, lines.trim().split("\n").length - 1, "the table of routes");
  return routes;
}

// What is sent says what it is, and in which characters.
const TYPES = /^(text\/\w+|application\/[\w+]+); charset=utf-8$|^application\/json$|^(image|font)\//;

function hasSecurityHeaders({ headers, body }, what) {
  if (body) assert.match(headers["content-type"] ?? "", TYPES, `${what}: what it sends`);
  for (const [name, pattern] of Object.entries(SECURITY_HEADERS))
    assert.match(headers[name] ?? "", pattern, `${what}: ${name}`);
  assert.ok(!("server" in headers), `${what} says what serves it`);
}

function tokenOf(page) {
  return /name="_csrf" value="([^"]+)"/.exec(page.body)[1];
}

// One POST, as a page of ours would send it, with a token that is good unless it is given.
function post(visitor, path, token, headers = {}) {
  return visitor.send("POST", path, { fields: [["_csrf", token], ["nom", "Durand"]], headers });
}

async function enter(program, persona, source) {
  const visitor = new Visitor(program, source);
  await visitor.enterAs(persona);
  return visitor;
}

// What a page of another site, or a script, may send in the name of someone signed in.
function forgeries(tokenOfAnother) {
  const sent = (headers) => (token) => ({ token, headers });
  return [
    ["no token", () => ({ token: "" })],
    ["a token of one's own making", () => ({ token: "a".repeat(60) })],
    ["the token of another session", () => ({ token: tokenOfAnother })],
    ["another origin", sent({ Origin: "https://ailleurs.example" })],
    ["an opaque origin", sent({ Origin: "null" })],
    ["another site", sent({ Origin: "", "Sec-Fetch-Site": "cross-site" })],
    ["a neighbour site", sent({ Origin: "", "Sec-Fetch-Site": "same-site" })],
  ];
}

// Sessions note when they were last used, and what was read is counted a moment after; the trail is
// chained a moment after each act.
const APART = ["access_sessions", "audit_chain", "audit_sequencer", "audit_gaps", "audit_heads",
  "quotas_days"];

const TO_LOOK_AT = "SELECT count(*) FROM followup_groups WHERE look_on IS NULL";

// The base as it is once the jobs that a start sets off have ended, and nobody is to be looked at.
async function settled(program) {
  while (program.base.query(TO_LOOK_AT).trim() !== "0") {
    await new Promise((pause) => setTimeout(pause, 400));
  }
  for (let before = program.base.dump(APART); ;) {
    await new Promise((pause) => setTimeout(pause, 400));
    const after = program.base.dump(APART);
    if (after === before) return after;
    before = after;
  }
}

function isUnchanged(program, before, what) {
  const lines = new Set(before.split("\n"));
  const after = program.base.dump(APART);
  const fresh = after.split("\n").filter((line) => !lines.has(line));
  assert.ok(after === before, `${what} changed the base:\n${fresh.join("\n")}`);
}

// ---- The checks -------------------------------------------------------------------------------

// Fewer calls than one session, or one source, may make in a minute.
const A_MINUTE = 40;

export async function nobodyIsSentToSignIn(program, routes) {
  const open = ["anyone", "demonstration"];
  const kept = routes.filter(({ caller }) => !open.includes(caller));
  assert.ok(kept.length > 10, "the table of routes was not read");
  for (const [place, { method, path }] of kept.entries()) {
    const what = `${method} ${path}`;
    const visitor = new Visitor(program, `198.51.101.${1 + Math.floor(place / A_MINUTE)}`);
    const answer = await visitor.send(method, path, method === "POST" ? { fields: [] } : {});
    assert.equal(answer.status, 303, what);
    assert.equal(answer.headers.location, "/connexion", what);
    assert.equal(answer.body, "", what);
  }
}

export async function everyAnswerHasTheSecurityHeaders(program, routes) {
  const claire = await enter(program, "Claire", "198.51.100.2");
  const nobody = new Visitor(program, "198.51.100.2");
  for (const { method, path } of routes) {
    if (path === "/deconnexion") continue;
    for (const visitor of [nobody, claire]) {
      const answer = await visitor.send(method, path, method === "POST" ? { fields: [] } : {});
      hasSecurityHeaders(answer, `${method} ${path}, ${answer.status}`);
      assert.ok(answer.status < 500, `${method} ${path} fails`);
    }
  }
}

export async function aGetChangesNothing(program, routes) {
  const claire = await enter(program, "Claire", "198.51.100.3");
  const pages = routes.filter(({ method, effect }) => method === "GET" && effect === "reads");
  const before = await settled(program);
  for (const { path } of pages) {
    await claire.send("GET", path);
    await claire.send("HEAD", path);
  }
  isUnchanged(program, before, "reading");
}

const claireMay = (caller) => !["administrator", "platform"].includes(caller);

// Without a token, with someone else's, or sent by another site: refused, and nothing changes.
export async function aForgedPostChangesNothing(program, routes) {
  const posts = routes.filter(({ method }) => method === "POST");
  const karim = await enter(program, "Karim", "198.51.100.4");
  const other = tokenOf(await karim.send("GET", "/suivis"));
  for (const [what, forge] of forgeries(other)) {
    for (let done = 0; done < posts.length; done += A_MINUTE) {
      // A session of its own each time: no session may write this often.
      const claire = await enter(program, "Claire", "198.51.100.4");
      const { token, headers } = forge(tokenOf(await claire.send("GET", "/suivis")));
      const before = await settled(program);
      for (const { path, caller } of posts.slice(done, done + A_MINUTE)) {
        const answer = await post(claire, path, token, headers);
        const refused = claireMay(caller) ? 403 : 404;
        assert.equal(answer.status, refused, `POST ${path} with ${what}`);
      }
      isUnchanged(program, before, what);
    }
  }
}

// Someone who exists and is followed by others reads as someone who does not exist.
export async function whatIsNotMineReadsAsNothing(program, routes) {
  const karim = await enter(program, "Karim", "198.51.100.5");
  const stranger = program.base.query(
    "SELECT public_id FROM persons WHERE id NOT IN (SELECT c.person_id " +
    "FROM followup_contributions AS c JOIN professionals AS p ON p.id = c.professional_id " +
    "WHERE p.email LIKE 'karim.benali@%') ORDER BY id LIMIT 1").trim();
  const files = routes.filter(({ path }) => path.startsWith(`/personnes/${NOTHING}`));
  assert.ok(files.length > 4, "the pages of a file were not found");
  const token = tokenOf(await karim.send("GET", "/suivis"));
  const ask = async ({ method, path }) => {
    const answer = method === "GET" ? await karim.send("GET", path)
      : await post(karim, path, token);
    const { date, ...headers } = answer.headers;
    return { ...answer, headers, body: answer.body.replace(/(name="_csrf" value=")[^"]*/g, "$1") };
  };
  for (const route of files) {
    const unknown = await ask(route);
    const theirs = await ask({ ...route, path: route.path.replace(NOTHING, stranger) });
    assert.deepEqual(theirs, unknown, `${route.method} ${route.path}`);
  }
}

// ---- Who administers --------------------------------------------------------------------------

const ofAdministrators = (routes) => {
  const kept = routes.filter(({ caller }) => ["administrator", "platform"].includes(caller));
  assert.ok(kept.length > 10, "the pages of those who administer were not found");
  return kept;
};

// The status and where it leads; a POST is a form of ours, with a token that is good.
async function outcome(visitor, { method, path }, token) {
  const { status, headers, body } = method === "GET" ? await visitor.send("GET", path)
    : await post(visitor, path, token);
  return { status, location: headers.location, body };
}

// Neither by a full session nor by a reduced one do they learn that there is anything.
export async function whoDoesNotAdministerFindsNothing(program, routes) {
  const full = await enter(program, "Awa", "198.51.100.9");
  const reduced = new Visitor(program, "198.51.100.9");
  await reduced.enterByCode("Awa");
  for (const visitor of [full, reduced]) {
    const token = tokenOf(await visitor.send("GET", "/suivis"));
    for (const route of ofAdministrators(routes)) {
      const { status, location } = await outcome(visitor, route, token);
      assert.deepEqual({ status, location }, { status: 404, location: undefined },
        `${route.method} ${route.path}`);
    }
  }
}

// Who administers a structure but with a code alone makes the session a full one first. The team
// of the service is something else: to Soizic its pages are not there.
export async function whoAdministersByACodeAloneIsSentToStrengthen(program, routes) {
  const soizic = new Visitor(program, "198.51.100.10");
  await soizic.enterByCode("Soizic");
  const token = tokenOf(await soizic.send("GET", "/suivis"));
  const before = await settled(program);
  for (const route of ofAdministrators(routes)) {
    const { status, location, body } = await outcome(soizic, route, token);
    const what = `${route.method} ${route.path}`;
    if (route.caller === "platform") {
      assert.equal(status, 404, what);
    } else {
      assert.deepEqual({ status, location, body },
        { status: 303, location: "/connexion/renforcer", body: "" }, what);
    }
  }
  isUnchanged(program, before, "asking with a session that is not a full one");
}

// The structure of a persona, as its list names it.
const structureOf = (persona, program) => program.base.query(
  "SELECT s.source || ':' || s.source_id FROM structures AS s " +
  "JOIN memberships AS m ON m.structure_id = s.id JOIN professionals AS p " +
  `ON p.id = m.professional_id WHERE p.email = '${PERSONAS[persona]}'`).trim();

// A grant to a member of the structure, and an emergency that they opened.
function heldOfMember(structure, member, program) {
  const of = "SELECT p.id, q.id, s.id FROM persons AS p, professionals AS q, structures AS s " +
    `WHERE q.public_id = '${member}' AND s.public_id = '${structure}' ` +
    "AND p.id = (SELECT max(id) FROM persons)";
  const [acces, urgence] = ["a", "b"].map((letter) => letter.repeat(26));
  const as = (columns) => of.replace("s.id FROM", `s.id, ${columns} FROM`);
  program.base.change("INSERT INTO requests (person_id, professional_id, structure_id, public_id, " +
    "typed_name, role, reasons, started_on, state, asked_at, kind, reason) " +
    as(`'${acces}', 'D… J…', 'CIP', 1, '2026-01-01', 'accepted', 0, 'details', 'AUTRE'`));
  program.base.change("INSERT INTO grants (person_id, professional_id, structure_id, public_id, " +
    "request_id, granted_by, granted_at, until_on) " + as(`'${acces}', ` +
    `(SELECT id FROM requests WHERE public_id = '${acces}'), q.id, 0, '2999-01-01'`));
  program.base.change("INSERT INTO emergency_accesses (person_id, professional_id, structure_id, " +
    "public_id, reason, explanation, opened_at, until_at) " + as(`'${urgence}', 'AUTRE', '', 0, 0`));
  const transmission = "d".repeat(26);
  program.base.change("INSERT INTO departures (public_id, structure_id, leaver_id, state, decided_by, " +
    `decided_at) SELECT '${transmission}', s.id, q.id, 'done', q.id, 0 FROM professionals AS q, ` +
    `structures AS s WHERE q.public_id = '${member}' AND s.public_id = '${structure}'`);
  return { acces, urgence, transmission };
}

// A member, an invitation and a request of another structure read as what does not exist.
export async function whoAdministersElsewhereFindsNothing(program, routes) {
  const email = "odile.ailleurs@demonstration.example.org";
  program.command("user", "add", email, "--last-name", "Ailleurs", "--first-name", "Odile",
    "--structure", structureOf("Mathieu", program).split("\n")[0], "--administrator");
  const elsewhere = new Visitor(program, "198.51.100.11");
  await elsewhere.enterByCode(email);
  program.base.change("UPDATE access_sessions SET strength = 'full' WHERE professional_id = " +
    `(SELECT id FROM professionals WHERE email = '${email}')`);

  const soizic = await enter(program, "Soizic", "198.51.100.11");
  await soizic.submit("/equipe/inviter", "/equipe/inviter", [
    ["nom", "Personne"], ["prenom", "Nulle"], ["email", "nulle@demonstration.example.org"],
    ["role", "member"]]);
  const [structure, member] = program.base.query(
    "SELECT s.public_id || ' ' || p.public_id FROM structures AS s " +
    "JOIN memberships AS m ON m.structure_id = s.id JOIN professionals AS p " +
    `ON p.id = m.professional_id WHERE p.email = '${PERSONAS.Soizic}'`).trim().split(" ");
  const join = `/structures/${structure}/rejoindre`;
  await elsewhere.submit(join, join);
  const held = {
    membre: member,
    structure,
    invitation: program.base.query(
      "SELECT public_id FROM teams_invitations WHERE email LIKE 'nulle@%'").trim(),
    demande: program.base.query(
      "SELECT public_id FROM teams_requests WHERE state = 'pending'").trim(),
    ...heldOfMember(structure, member, program),
  };

  const token = tokenOf(await elsewhere.send("GET", "/equipe"));
  const before = await settled(program);
  const named = ofAdministrators(routes).filter(({ pattern, caller }) =>
    caller === "administrator" && /\{(\w+)\}/.test(pattern));
  for (const route of named) {
    const [whole, name] = /\{(\w+)\}/.exec(route.pattern);
    const what = `${route.method} ${route.pattern}`;
    assert.ok(held[name], `nothing to try ${what} with`);
    const unknown = await outcome(elsewhere, route, token);
    const theirs = await outcome(elsewhere,
      { ...route, path: route.pattern.replace(whole, held[name]) }, token);
    assert.equal(theirs.status, unknown.status, what);
    assert.equal(theirs.location, unknown.location, what);
  }
  isUnchanged(program, before, "administering a structure that is not theirs");
}

// The same, of what Soizic alone may send.
export async function aForgedPostAdministersNothing(program, routes) {
  const posts = ofAdministrators(routes).filter(({ method, caller }) =>
    method === "POST" && caller === "administrator");
  const karim = await enter(program, "Karim", "198.51.100.12");
  const other = tokenOf(await karim.send("GET", "/suivis"));
  for (const [what, forge] of forgeries(other)) {
    const soizic = await enter(program, "Soizic", "198.51.100.12");
    const { token, headers } = forge(tokenOf(await soizic.send("GET", "/suivis")));
    const before = await settled(program);
    for (const { path } of posts) {
      const answer = await post(soizic, path, token, headers);
      assert.equal(answer.status, 403, `POST ${path} with ${what}`);
    }
    isUnchanged(program, before, what);
  }
}

// Fields that no page offers, by the names of columns and of what forms elsewhere say: none is read.
export async function aFieldThatTheFormHasNotChangesNothing(program) {
  const claire = await enter(program, "Claire", "198.51.100.13");
  const day = new Date().toISOString().slice(0, 10);
  const [someone, elsewhere] = ["SELECT public_id FROM professionals WHERE email LIKE 'karim.%'",
    "SELECT public_id FROM structures ORDER BY id DESC LIMIT 1"].map((sql) =>
    program.base.query(sql).trim());
  const more = [["id", "1"], ["public_id", NOTHING], ["state", "archived"], ["etat", "archived"],
    ["created_by", "1"], ["professional_id", "1"], ["professionnel", someone], ["membre", someone],
    ["structure_id", "1"], ["structure", elsewhere], ["strength", "full"], ["is_referent", "1"],
    ["door", "import"], ["ended_on", day], ["administrator", "1"]];
  const recorded = await claire.submit("/personnes/identite", "/personnes/enregistrer",
    [["nom_naissance", "Champenplus"], ["prenom", "Odile"], ["date_naissance", "1984-03-02"],
      ["commune", "Alès"], ["information", "remise"], ["information_le", day], ["debut", day],
      ["role", "CIP"], ["motifs", "EMPLOI"], ...more]);
  assert.equal(recorded.status, 303);
  const kept = program.base.query("SELECT p.public_id || ' ' || p.state || ' ' || q.email || ' ' || " +
    "c.door || ' ' || (SELECT count(*) FROM memberships AS m WHERE m.professional_id = q.id " +
    "AND m.structure_id = c.structure_id) FROM persons AS p JOIN followup_contributions AS c " +
    "ON c.person_id = p.id JOIN professionals AS q ON q.id = c.professional_id " +
    "WHERE p.birth_name = 'Champenplus'").trim();
  assert.match(kept, new RegExp(`^[0-9a-z]{26} active ${PERSONAS.Claire} create 1$`));
  assert.ok(!kept.startsWith(NOTHING));
}

export async function aHeadIsAGetWithoutItsBody(program, routes) {
  const pages = routes.filter(({ method, caller }) => method === "GET" && caller === "anyone");
  for (const { path } of pages) {
    const got = await new Visitor(program, "198.51.100.6").send("GET", path);
    const head = await new Visitor(program, "198.51.100.6").send("HEAD", path);
    assert.equal(head.status, got.status, path);
    assert.equal(head.body, "", path);
    assert.deepEqual(Object.keys(head.headers).sort(), Object.keys(got.headers).sort(), path);
  }
}

export async function whoCallsTooOftenWaits(program) {
  const visitor = new Visitor(program, "198.51.100.7");
  let allowed = 0;
  // Calls are counted by the minute, and one may end meanwhile.
  while (allowed < 1000 && (await visitor.send("HEAD", "/plan-du-site")).status === 200) ++allowed;
  assert.ok(allowed >= 300 && allowed < 1000, `${allowed} calls were allowed`);
  const refused = await visitor.send("GET", "/plan-du-site");
  assert.equal(refused.status, 429);
  assert.equal(refused.headers["retry-after"], "60");
  const neighbour = await new Visitor(program, "198.51.100.8").send("GET", "/plan-du-site");
  assert.equal(neighbour.status, 200);
}
