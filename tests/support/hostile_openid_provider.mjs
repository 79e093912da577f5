// A provider of identities that lies, for the tests, on loopback: each case of
// hostile_openid_cases.mjs is honest but for one thing. Nothing but node is needed.
//
//   node tests/support/hostile_openid_provider.mjs --client ID --return URL
//                                                  [--algorithm ES256|RS256] [--port PORT]
//
// Says {"port":PORT} on one line of standard output once it is ready. Its issuer is
// http://127.0.0.1:PORT/api/v2, where the case selected applies; under
// http://127.0.0.1:PORT/case/NAME/api/v2 the case NAME always does, so that several can be tried at
// the same time. Whoever is sent to it comes back at once.
//
//   GET /cases     {"cases":[{"name","what","doubt","strength","is_slow","is_fresh"}]}: `doubt` is why
//                  the service must refuse ("" when it must accept); with `strength` "two", the
//                  departure must ask for two factors; `is_fresh`: the lie is in what a service keeps,
//                  so it must know nothing of this provider yet; `is_slow`: takes seconds
//   PUT /case      {"name"}: selects one; the departures under way keep theirs
//   GET /counts    {"thief"}: how many times the service went where it was lured
import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { createServer } from "node:http";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";

import cases from "./hostile_openid_cases.mjs";

const LOOPBACK = "127.0.0.1";
const PREFIX = "/api/v2";
const JSON_TYPE = "application/json";
const DRIBBLE_MS = 100;

const { values: options } = parseArgs({
  options: {
    client: { type: "string", default: "gps" },
    return: { type: "string" },
    algorithm: { type: "string", default: "ES256" },
    port: { type: "string", default: "0" },
  },
});

const byName = new Map(cases.filter((one) => (one.algorithm ?? options.algorithm) === options.algorithm)
  .map((one) => [one.name, one]));
const departures = new Map(); // by code
const counts = { thief: 0 };
let selected = byName.get("honest");
let origin;
let elsewhere;

function newKey(kid, algorithm = options.algorithm, bits = 2048) {
  const { privateKey, publicKey } = algorithm === "RS256"
    ? generateKeyPairSync("rsa", { modulusLength: bits })
    : generateKeyPairSync("ec", { namedCurve: "P-256" });
  return { private: privateKey, jwk: { ...publicKey.export({ format: "jwk" }), kid, use: "sig", alg: algorithm } };
}

const OTHER = options.algorithm === "RS256" ? "ES256" : "RS256";
const keys = {
  first: newKey("premiere"),
  second: newKey("deuxieme"),
  weak: newKey("premiere", "RS256", 1024),
  thief: { ...newKey("voleur"), other: newKey("autre", OTHER) },
};

// What a case may know while it lies.
function worldOf(lie, issuer, departure = {}) {
  const now = Math.floor(Date.now() / 1000);
  const signer = keys[lie.alteration.key ?? "first"];
  const world = { ...departure, issuer, origin, elsewhere, keys, now, client: options.client,
    kid: signer.jwk.kid,
    sign: (text) => sign("sha256", text, { key: signer.private, dsaEncoding: "ieee-p1363" }) };
  const said = { iss: issuer, aud: options.client, sub: "4f6a0c1e", iat: now, exp: now + 60 };
  world.honestId = () => ({ ...said, auth_time: now - 5, nonce: departure.nonce, acr: "eidas1", amr: ["pwd"],
    at_hash: createHash("sha256").update(departure.access ?? "").digest().subarray(0, 16).toString("base64url") });
  world.honestInfo = () => ({ ...said, email: "claire.durand@mission.example", given_name: "Claire",
    usual_name: "Durand", siret: "13002603200016", uid: "cdurand" });
  return world;
}

// `change` may return another, or change what it is given.
const altered = (change, honest, world) => change?.(honest, world) ?? honest;

function tokenOf(lies = {}, honest, world) {
  const header = { alg: options.algorithm, typ: "JWT", kid: world.kid };
  const said = altered(lies.payload, honest, world);
  const text = altered(lies.text, JSON.stringify(said), world);
  const signed = [JSON.stringify(altered(lies.header, header, world)), text]
    .map((part) => Buffer.from(part).toString("base64url")).join(".");
  const signature = lies.sign ? lies.sign(signed, world) : world.sign(signed);
  const token = `${signed}.${Buffer.from(signature).toString("base64url")}`;
  return altered(lies.token, token, world);
}

// The four pages that a service reads: their honest answers.
const pages = {
  discovery: (lie, world) => [JSON_TYPE, body(lie, "description", world, {
    issuer: world.issuer,
    authorization_endpoint: `${world.issuer}/authorize`,
    token_endpoint: `${world.issuer}/token`,
    userinfo_endpoint: `${world.issuer}/userinfo`,
    jwks_uri: `${world.issuer}/jwks`,
    end_session_endpoint: `${world.issuer}/session/end`,
    response_types_supported: ["code"],
    id_token_signing_alg_values_supported: [options.algorithm],
    authorization_response_iss_parameter_supported: true,
  })],
  jwks: (lie, world) => ["application/jwk-set+json", body(lie, "keys", world,
    { keys: [{ ...keys.first.jwk }, { ...keys.second.jwk }] })],
  token: (lie, world) => [JSON_TYPE, body(lie, "answer", world, { access_token: world.access, expires_in: 60,
    token_type: "Bearer", id_token: tokenOf(lie.alteration.id, world.honestId(), world) })],
  userinfo: (lie, world) => ["application/jwt", tokenOf(lie.alteration.info, world.honestInfo(), world)],
};

function body(lie, place, world, honest) {
  const text = JSON.stringify(altered(lie.alteration[place], honest, world));
  return altered(lie.alteration.body?.[place], text, world);
}

const open = (response, [type]) => response.writeHead(200, { "content-type": type });

// Writes what `next` gives until the other end closes.
function pour(response, next, pause) {
  const again = () => {
    if (response.destroyed || response.socket?.destroyed) return;
    const goesOn = response.write?.(next());
    if (pause) setTimeout(again, pause);
    else if (goesOn) setImmediate(again);
    else response.once("drain", again);
  };
  again();
}

const raw = (text) => (response) => response.socket.end(text);
const status = (code, head = {}) => (response) => response.writeHead(code, head).end(
  code === 204 ? undefined : JSON.stringify({ error: code === 400 ? "invalid_grant" : "refused" }));
const as = (type) => (response, [, text]) => response.writeHead(200,
  type ? { "content-type": type } : {}).end(text);

const BOMB = gzipSync(Buffer.alloc(50_000_000, " "));
const misbehaviours = {
  "hangs": () => {},
  "dribbles": (response, honest) => { open(response, honest); pour(response, () => " ", DRIBBLE_MS); },
  "dribbles-its-head": (response) => {
    response.socket.write("HTTP/1.1 200 OK\r\n");
    pour(response.socket, () => "X-A: b\r\n", DRIBBLE_MS);
  },
  "never-ends": (response, honest) => { open(response, honest); pour(response, () => " ".repeat(10_000)); },
  "head-never-ends": (response) => {
    response.socket.write("HTTP/1.1 200 OK\r\n");
    pour(response.socket, () => `X-A: ${"b".repeat(1000)}\r\n`.repeat(50));
  },
  "continues": (response) => pour(response.socket, () =>
    "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n".repeat(1000)),
  "bomb": (response, [type]) => response.writeHead(200, { "content-type": type, "content-encoding": "gzip" })
    .end(BOMB),
  "redirects": (response) => response.writeHead(302, { location: `${elsewhere}/thief/redirected` }).end(),
  "redirects-307": (response) => response.writeHead(307, { location: `${elsewhere}/thief/redirected` }).end(),
  "status-204": status(204),
  "status-400": status(400, { "content-type": JSON_TYPE }),
  "status-401": status(401, { "content-type": JSON_TYPE }),
  "status-403": status(403, { "content-type": JSON_TYPE }),
  "status-404": status(404),
  "status-429": status(429, { "content-type": JSON_TYPE, "retry-after": "3600" }),
  "status-500": status(500),
  "status-503": status(503, { "retry-after": "3600" }),
  "closes": (response) => response.socket.end(),
  "resets": (response) => response.socket.resetAndDestroy(),
  "cut": (response, [type, text]) => {
    response.writeHead(200, { "content-type": type, "content-length": text.length + 10 });
    response.write(text);
    setTimeout(() => response.socket.destroy(), DRIBBLE_MS);
  },
  "not-http": raw("220 smtp.autre.example ESMTP\r\n"),
  "no-type": as(undefined),
  "html": as("text/html"),
  "json": as(JSON_TYPE),
  "charset": (response, [type, text]) => as(`${type.toUpperCase()} ; charset=utf-8`)(response, [type, text]),
  "empty": (response, honest) => open(response, honest).end(),
  "pieces": (response, honest) => {
    open(response, honest);
    const text = Buffer.from(honest[1]);
    const pieces = Array.from({ length: 7 }, (_, i) => text.subarray(
      Math.floor((i * text.length) / 7), Math.floor(((i + 1) * text.length) / 7)));
    const one = () => (pieces.length ? response.write(pieces.shift(), () => setTimeout(one, 5)) : response.end());
    one();
  },
};

function send(page, lie, world, response) {
  const honest = pages[page](lie, world);
  const misbehaves = misbehaviours[lie.alteration.page?.[page]];
  if (misbehaves) return misbehaves(response, honest);
  return open(response, honest).end(honest[1]);
}

// Whoever is sent here goes back at once, with a code.
function authorize(lie, issuer, asked, response) {
  const code = `code-${randomBytes(16).toString("hex")}`;
  departures.set(code, { lie, issuer, nonce: asked.get("nonce"), state: asked.get("state"),
    challenge: asked.get("code_challenge"), access: `acces-${randomBytes(16).toString("hex")}` });
  const way = new Map([["code", code], ["state", asked.get("state")], ["iss", issuer]]);
  lie.alteration.arrival?.(way, worldOf(lie, issuer, departures.get(code)));
  response.writeHead(302, { location: `${options.return}?${new URLSearchParams([...way])}` }).end();
}

async function formOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return new URLSearchParams(Buffer.concat(chunks).toString());
}

// A code serves once, to whoever has its verifier and says who they are.
async function token(request, response) {
  const form = await formOf(request);
  const departure = departures.get(form.get("code"));
  departures.delete(form.get("code"));
  const challenge = createHash("sha256").update(form.get("code_verifier") ?? "").digest("base64url");
  const isGood = departure && departure.challenge === challenge && form.get("client_assertion") &&
    form.get("grant_type") === "authorization_code" && departure.lie.alteration.code !== "used";
  if (!isGood) return misbehaviours["status-400"](response);
  departures.set(departure.access, departure);
  return send("token", departure.lie, worldOf(departure.lie, departure.issuer, departure), response);
}

function userinfo(request, response) {
  const departure = departures.get((request.headers.authorization ?? "").replace(/^Bearer /, ""));
  if (!departure) return misbehaviours["status-401"](response);
  return send("userinfo", departure.lie, worldOf(departure.lie, departure.issuer, departure), response);
}

async function control(request, response) {
  if (request.url === "/cases") {
    const all = [...byName.values()].map(({ name, what, doubt, strength = "one", slow = false, fresh = false }) => (
      { name, what, doubt, strength, is_slow: slow, is_fresh: fresh }));
    return response.end(JSON.stringify({ cases: all }));
  }
  if (request.url === "/counts") return response.end(JSON.stringify(counts));
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const wanted = byName.get(JSON.parse(Buffer.concat(chunks)).name);
  if (!wanted) return response.writeHead(404).end();
  selected = wanted;
  return response.writeHead(204).end();
}

async function answer(request, response) {
  const url = new URL(request.url, origin);
  if (["/cases", "/case", "/counts"].includes(url.pathname)) return control(request, response);
  const [, name, page] = url.pathname.match(/^(?:\/case\/([^/]+))?\/api\/v2(\/.*)$/) ?? [];
  const lie = name ? byName.get(name) : selected;
  if (!page || !lie) {
    if (url.pathname.startsWith("/thief/")) counts.thief += 1;
    return response.writeHead(404).end();
  }
  const issuer = `${origin}${name ? `/case/${name}` : ""}${PREFIX}`;
  if (page === "/.well-known/openid-configuration") return send("discovery", lie, worldOf(lie, issuer), response);
  if (page === "/jwks") return send("jwks", lie, worldOf(lie, issuer), response);
  if (page === "/authorize") return authorize(lie, issuer, url.searchParams, response);
  if (page === "/token" && request.method === "POST") return token(request, response);
  if (page === "/userinfo") return userinfo(request, response);
  return response.writeHead(404).end();
}

// Where it lures: whoever comes is counted.
const trap = createServer((request, response) => {
  counts.thief += 1;
  response.end(JSON.stringify({ keys: [keys.thief.jwk] }));
});
const server = createServer((request, response) => {
  answer(request, response).catch((failure) => {
    process.stderr.write(`${failure.stack}\n`);
    response.writeHead(500).end();
  });
});
const listen = (one, port) => new Promise((ready) => one.listen(port, LOOPBACK, ready));
await listen(trap, 0);
await listen(server, Number(options.port));
elsewhere = `http://${LOOPBACK}:${trap.address().port}`;
const { port } = server.address();
origin = `http://${LOOPBACK}:${port}`;
process.stdout.write(`${JSON.stringify({ port })}\n`);
process.on("SIGTERM", () => process.exit(0));
