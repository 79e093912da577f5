// What the provider shows and answers beside its tokens: its keys, its description, its pages.
import { ABSENT, add, setTo } from "./table.mjs";

const deep = (text) => text.replace("{", `{"x":${"[".repeat(30_000)},`);

// 6. Its keys.
const key = (how, alteration, doubt = "keys", more = {}) => add(`keys-${how}`, `the JWK set: ${how}`, doubt,
  { keys: alteration }, { fresh: true, ...more });
const keyText = (how, alteration, doubt) => add(`keys-${how}`, `the JWK set: ${how}`, doubt,
  { body: { keys: alteration } }, { fresh: true });
const each = (change) => (set) => set.keys.forEach(change);
key("none", (set) => { set.keys = []; });
key("absent", setTo("keys", ABSENT));
key("object", (set) => { set.keys = { ...set.keys }; });
key("of-a-thief", (set, { keys }) => { set.keys = [keys.thief.jwk]; }, "key");
key("nameless", each((one) => { delete one.kid; }));
key("name-twice", (set, { keys }) => { set.keys.push({ ...keys.thief.jwk, kid: set.keys[0].kid }); }, "key");
key("name-list", each((one) => { one.kid = [one.kid]; }));
key("private", (set, { keys }) => {
  set.keys = [{ ...keys.first.private.export({ format: "jwk" }), kid: keys.first.jwk.kid }];
});
key("to-encrypt", each((one) => { one.use = "enc"; }));
key("to-sign", each((one) => { delete one.use; one.key_ops = ["sign"]; }));
key("use-list", each((one) => { one.use = ["sig"]; }));
key("other-algorithm", each((one) => { one.alg = "ES512"; }));
key("shared-secret", (set, { keys }) => {
  set.keys = [{ kty: "oct", kid: keys.first.jwk.kid, k: "c2VjcmV0", alg: "HS256" }];
});
key("other-family", (set, { keys }) => { set.keys = [{ ...keys.thief.other.jwk, kid: keys.first.jwk.kid }]; });
key("too-many", (set, { keys }) => {
  for (let i = 0; i < 20; i += 1) set.keys.push({ ...keys.thief.jwk, kid: `${i}` });
});
keyText("member-below-twice", (text) => text.replace("\"kty\":", "\"kty\":\"EC\",\"kty\":"), "keys");
keyText("no-json", () => "<html>", "keys");
keyText("large", (text) => text + " ".repeat(70_000), "too-long");
keyText("enormous", (text) => text + " ".repeat(10_000_000), "too-long");
keyText("deep", deep, "keys");
const curveKey = (how, change) => key(how, each(change), "keys", { algorithm: "ES256" });
curveKey("wrong-curve", (one) => { one.crv = "P-384"; });
curveKey("unknown-curve", (one) => { one.crv = "secp256k1"; });
curveKey("off-the-curve", (one) => { one.x = Buffer.alloc(32, 7).toString("base64url"); });
curveKey("infinity", (one) => { one.x = one.y = Buffer.alloc(32).toString("base64url"); });
curveKey("coordinate-short", (one) => { one.x = one.x.slice(0, -4); });
curveKey("coordinate-long", (one) => {
  one.x = Buffer.concat([Buffer.alloc(1), Buffer.from(one.x, "base64url")]).toString("base64url");
});
curveKey("coordinate-absent", (one) => { delete one.y; });
curveKey("coordinate-number", (one) => { one.x = 5; });
const rsaKey = (how, change) => key(how, each(change), "keys", { algorithm: "RS256" });
for (const [how, e] of Object.entries({ 1: "AQ", 3: "Aw", even: "AQAC", empty: "", long: "AAEAAQ" })) {
  rsaKey(`exponent-${how}`, (one) => { one.e = e; });
}
rsaKey("modulus-even", (one) => {
  const n = Buffer.from(one.n, "base64url");
  n[n.length - 1] &= 0xfe;
  one.n = n.toString("base64url");
});
rsaKey("modulus-small", (one) => { one.n = "AQAB"; });
rsaKey("modulus-huge", (one) => { one.n = Buffer.alloc(2048, 0xff).toString("base64url"); });
add("keys-weak", "signs by an RSA key of 1024 bits, and shows it", "keys",
  { key: "weak", keys: (set, { keys }) => { set.keys = [keys.weak.jwk]; } }, { algorithm: "RS256", fresh: true });

// 7. What it says of itself.
const describes = (how, name, value) => add(`description-${how}`, `discovery: ${name} is ${how}`, "description",
  { description: setTo(name, value) }, { fresh: true });
describes("issuer-other", "issuer", "https://autre.example/api/v2");
describes("issuer-slash", "issuer", ({ issuer }) => `${issuer}/`);
describes("issuer-absent", "issuer", ABSENT);
describes("issuer-list", "issuer", ({ issuer }) => [issuer]);
for (const name of ["authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri",
  "end_session_endpoint"]) {
  const short = name.split("_")[0];
  describes(`${short}-elsewhere`, name, ({ elsewhere }) => `${elsewhere}/thief/${short}`);
  describes(`${short}-list`, name, ({ issuer }) => [issuer]);
  if (name !== "end_session_endpoint") describes(`${short}-absent`, name, ABSENT);
}
describes("token-by-user", "token_endpoint", ({ origin }) => `${origin}@autre.example/token`);
describes("token-like-it", "token_endpoint", ({ origin }) => `${origin}0/token`);
describes("token-file", "token_endpoint", "file:///etc/passwd");
describes("token-gopher", "token_endpoint", "gopher://127.0.0.1/x");
describes("token-https-other", "token_endpoint", "https://autre.example/token");
describes("token-lines", "token_endpoint", ({ issuer }) => `${issuer}/token\r\nX: y`);
describes("token-backslash", "token_endpoint", ({ origin }) => `${origin}/\\autre.example`);
describes("token-relative", "token_endpoint", "/api/v2/token");
describes("jwks-file", "jwks_uri", "file:///etc/hostname");
const badDescriptions = {
  "no-json": () => "<html>",
  "list": (text) => `[${text}]`,
  "issuer-twice": (text) => text.replace("{", "{\"issuer\":\"https://autre.example\","),
  "deep": deep,
  "broken-utf-8": (text) => Buffer.concat([Buffer.from([0xff]), Buffer.from(text)]),
};
for (const [how, change] of Object.entries(badDescriptions)) {
  add(`description-${how}`, `discovery: ${how}`, "description", { body: { description: change } }, { fresh: true });
}
add("description-enormous", "discovery: 10 MB", "too-long",
  { body: { description: (text) => text + " ".repeat(10_000_000) } }, { fresh: true });

// 8. What the token endpoint answers.
const answers = (how, alteration, doubt = "answer") => add(`answer-${how}`, `the token endpoint: ${how}`, doubt,
  { answer: alteration });
answers("no-access-token", setTo("access_token", ABSENT));
answers("no-id-token", setTo("id_token", ABSENT));
answers("no-type", setTo("token_type", ABSENT));
answers("type-mac", setTo("token_type", "mac"));
answers("type-dpop", setTo("token_type", "DPoP"));
answers("type-list", setTo("token_type", ["Bearer"]));
answers("access-token-empty", setTo("access_token", ""));
answers("access-token-lines", (said) => { said.access_token += "\r\nX-Admin: 1"; });
answers("access-token-space", (said) => { said.access_token += " x"; });
answers("access-token-huge", setTo("access_token", "a".repeat(9000)));
answers("access-token-other", setTo("access_token", "un-autre-acces"), "access-token");
answers("access-token-number", setTo("access_token", 1));
answers("id-token-number", setTo("id_token", 1));
answers("id-token-list", (said) => { said.id_token = [said.id_token]; });
answers("id-token-empty", setTo("id_token", ""));
answers("error-beside", (said) => { said.id_token = undefined; said.error = "invalid_grant"; });
const badAnswers = {
  "no-json": () => "<html>",
  "list": (text) => `[${text}]`,
  "form": () => "access_token=a&id_token=b&token_type=Bearer",
  "id-token-twice": (text) => text.replace("{", "{\"id_token\":\"a.b.c\","),
  "empty": () => "",
  "deep": deep,
};
for (const [how, change] of Object.entries(badAnswers)) {
  add(`answer-${how}`, `the token endpoint: ${how}`, "answer", { body: { answer: change } });
}
const refusals = { "invalid-grant": 400, "invalid-client": 401, "forbidden": 403, "too-many": 429 };
for (const [how, status] of Object.entries(refusals)) {
  add(`answer-${how}`, `the token endpoint: ${status}`, "refused", { page: { token: `status-${status}` } });
}
add("code-used", "the code was used already", "refused", { code: "used" });

// 9. The way back.
const returns = (how, alteration, doubt) => add(`arrival-${how}`, `the way back: ${how}`, doubt,
  { arrival: alteration });
returns("no-state", (way) => way.delete("state"), "state");
returns("other-state", (way) => way.set("state", "un-autre-depart-que-celui-ci-qui-est-long"), "state");
returns("state-cut", (way) => way.set("state", way.get("state").slice(0, -1)), "state");
returns("state-longer", (way) => way.set("state", `${way.get("state")}x`), "state");
returns("other-issuer", (way) => way.set("iss", "https://autre.example/api/v2"), "issuer");
returns("issuer-slash", (way) => way.set("iss", `${way.get("iss")}/`), "issuer");
returns("no-issuer", (way) => way.delete("iss"), "issuer");
returns("no-code", (way) => way.delete("code"), "code");
returns("code-empty", (way) => way.set("code", ""), "code");
returns("code-lines", (way) => way.set("code", `${way.get("code")}\r\nX: y`), "code");
returns("code-huge", (way) => way.set("code", "c".repeat(3000)), "code");
returns("code-of-nobody", (way) => way.set("code", "code-invente"), "refused");
returns("error", (way) => { way.delete("code"); way.set("error", "server_error"); }, "refused");
returns("error-and-code", (way) => way.set("error", "login_required"), "refused");
returns("given-up", (way) => { way.delete("code"); way.set("error", "access_denied"); }, "given-up");

// 10. How each of its pages may misbehave.
const NOTHING = { discovery: "description", jwks: "keys", token: "refused", userinfo: "refused" };
const NONSENSE = { discovery: "description", jwks: "keys", token: "answer", userinfo: "malformed" };
const WRONG_TYPE = { ...NONSENSE, userinfo: "answer" };
const all = (doubt) => ({ discovery: doubt, jwks: doubt, token: doubt, userinfo: doubt });
const misbehaviours = {
  "hangs": all("timeout"), "dribbles": all("timeout"), "dribbles-its-head": all("timeout"),
  "never-ends": all("too-long"), "head-never-ends": all("too-long"), "bomb": NONSENSE,
  "redirects": NOTHING, "redirects-307": NOTHING, "status-204": NOTHING, "status-404": NOTHING,
  "status-500": all("broken"), "status-503": all("broken"), "closes": all("broken"), "resets": all("broken"),
    "cut": all("broken"),
  "not-http": all("unreachable"), "no-type": WRONG_TYPE, "html": WRONG_TYPE, "empty": NONSENSE,
    "continues": all("too-long"),
};
const SLOW = ["hangs", "dribbles", "dribbles-its-head"];
for (const [how, doubts] of Object.entries(misbehaviours)) {
  for (const [page, doubt] of Object.entries(doubts)) {
    add(`page-${page}-${how}`, `the page ${page} ${how}`, doubt, { page: { [page]: how } },
      { slow: SLOW.includes(how), fresh: page === "discovery" || page === "jwks" });
  }
}
