// Honest tokens, and those whose header, signature, form or JSON is not.
import { createHmac, createPublicKey, randomBytes, sign } from "node:crypto";

import { ABSENT, accepted, add, seconds, setTo } from "./table.mjs";

const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n; // of P-256
const thieves = (base) => (text, world) => sign("sha256", text, { ...base(world), dsaEncoding: "ieee-p1363" });
const utf16 = (text) => Buffer.from(text, "utf16le");

// 1. Honest ones, or the rest would prove nothing.
accepted("honest", "nothing", {});
accepted("honest-audience-list", "aud is a list of one",
  { id: { payload: setTo("aud", ({ client }) => [client]) } });
accepted("honest-presenter", "azp is there", { id: { payload: setTo("azp", ({ client }) => client) } });
accepted("honest-more-claims", "claims nobody asked for, of any form", { id: { payload: (said) => {
  Object.assign(said, { sid: "x", other: { deep: [{ er: [1] }] }, null: null, list: [1, "a"] }); } } });
accepted("honest-no-at-hash", "at_hash is left out", { id: { payload: setTo("at_hash", ABSENT) } });
accepted("honest-clock-early", "a clock 25 s early", { id: { payload: setTo("exp", seconds(-25)) } });
accepted("honest-clock-late", "a clock 25 s late", { id: { payload: (said, { now }) => {
  Object.assign(said, { iat: now + 25, nbf: now + 25, auth_time: now + 25 }); } } });
accepted("honest-new-key", "signs with a key shown beside the former", { key: "second" });
accepted("honest-other-keys", "shows keys of other kinds too", { keys: (set, { keys }) => {
  set.keys.unshift(keys.thief.other.jwk, { kty: "oct", kid: "x", k: "AAAA" }, { kty: "OKP", crv: "Ed25519", kid: "y",
    x: "AA" }); } });
accepted("honest-no-type", "the header has no typ", { id: { header: setTo("typ", ABSENT) } });
accepted("honest-bearer", "token_type in lower case", { answer: setTo("token_type", "bearer") });
accepted("honest-charset", "media types have parameters", { page: { token: "charset", userinfo: "charset" } });
accepted("honest-chunks", "answers in small pieces", { page: { discovery: "pieces", jwks: "pieces", token: "pieces",
  userinfo: "pieces" } });
accepted("honest-no-sign-out", "has no page to sign out", { description: setTo("end_session_endpoint", ABSENT) });
accepted("honest-strong", "two factors were asked, and shown", { id: { payload: (said) => {
  Object.assign(said, { acr: "eidas2", amr: ["pwd", "totp", "mfa"] }); } } }, { strength: "two" });
accepted("honest-high-s", "the other signature of the same text", { id: { sign: (text, world) => {
  const plain = world.sign(text);
  const s = ORDER - BigInt(`0x${plain.subarray(32).toString("hex")}`);
  return Buffer.concat([plain.subarray(0, 32), Buffer.from(s.toString(16).padStart(64, "0"), "hex")]);
} } }, { algorithm: "ES256" });

// 2. The header and the signature, of each of the two tokens.
const hmacKeys = {
  pem: ({ keys }) => createPublicKey(keys.first.private).export({ type: "spki", format: "pem" }),
  der: ({ keys }) => createPublicKey(keys.first.private).export({ type: "spki", format: "der" }),
  jwk: ({ keys }) => JSON.stringify(keys.first.jwk),
  client: ({ client }) => client,
  empty: () => "",
};
const asIs = () => "";
for (const place of ["id", "info"]) {
  const header = (how, alteration, doubt, signed) => add(`${place}-header-${how}`,
    `${place}: its header, ${how}`, doubt, { [place]: { header: alteration, ...(signed && { sign: signed }) } });
  for (const alg of ["none", "None", "nOnE", "NONE", ""]) {
    header(`alg-${alg || "empty"}-unsigned`, setTo("alg", alg), "algorithm", asIs);
  }
  header("alg-none-signed", setTo("alg", "none"), "algorithm");
  for (const [how, key] of Object.entries(hmacKeys)) {
    header(`hs256-${how}`, setTo("alg", "HS256"), "algorithm",
      (text, world) => createHmac("sha256", key(world)).update(text).digest());
  }
  for (const alg of ["HS384", "ES384", "ES512", "ES256K", "PS256", "RS1", "RS512", "EdDSA", "dir"]) {
    header(`alg-${alg.toLowerCase()}`, setTo("alg", alg), "algorithm");
  }
  header("alg-other-family", (said, { keys }) => { said.alg = keys.thief.other.jwk.alg; }, "algorithm",
    thieves(({ keys }) => ({ key: keys.thief.other.private })));
  header("alg-absent", setTo("alg", ABSENT), "algorithm");
  header("alg-list", (said) => { said.alg = [said.alg]; }, "algorithm");
  header("alg-number", setTo("alg", 256), "algorithm");
  header("kid-absent", setTo("kid", ABSENT), "key");
  header("kid-empty", setTo("kid", ""), "key");
  header("kid-unknown", setTo("kid", "inconnue"), "key");
  header("kid-list", (said) => { said.kid = [said.kid]; }, "key");
  header("kid-number", setTo("kid", 1), "key");
  header("kid-path", setTo("kid", "../../../../dev/null"), "key",
    (text) => createHmac("sha256", "").update(text).digest());
  header("kid-sql", setTo("kid", "' OR 1=1 --"), "key");
  header("kid-huge", setTo("kid", "k".repeat(40_000)), "malformed");
  header("kid-nul", (said) => { said.kid += "\0"; }, "key");
  header("typ-access-token", setTo("typ", "at+jwt"), "type");
  header("typ-logout-token", setTo("typ", "logout+jwt"), "type");
  header("typ-list", setTo("typ", ["JWT"]), "type");
  header("crit", setTo("crit", ["exp"]), "extension");
  header("crit-unencoded", (said) => { Object.assign(said, { crit: ["b64"], b64: false }); }, "extension");
  header("zip", setTo("zip", "DEF"), "extension");
  header("enc", setTo("enc", "A256GCM"), "extension");
  const stolen = thieves(({ keys }) => ({ key: keys.thief.private }));
  const brings = { jku: ({ origin }) => `${origin}/thief/jwks`, jwk: ({ keys }) => keys.thief.jwk,
    x5u: ({ origin }) => `${origin}/thief/jwks`, x5c: () => ["MIIB"] };
  for (const [name, value] of Object.entries(brings)) {
    header(`brings-${name}`, setTo(name, value), "own-key", stolen);
    header(`brings-${name}-and-names-it`, (said, world) => {
      Object.assign(said, { kid: world.keys.thief.jwk.kid, [name]: value(world) }); }, "own-key", stolen);
  }
  header("thief-under-its-own-name", (said, { keys }) => { said.kid = keys.thief.jwk.kid; }, "key", stolen);
  header("thief-under-a-known-name", () => {}, "signature", stolen);

  const signature = (how, alteration, doubt = "signature", more = {}) => add(`${place}-signature-${how}`,
    `${place}: its signature, ${how}`, doubt, { [place]: { sign: alteration } }, more);
  const of = (change) => (text, world) => change(world.sign(text));
  const curve = { algorithm: "ES256" };
  signature("empty", asIs);
  signature("cut", of((right) => right.subarray(0, right.length - 1)));
  signature("halved", of((right) => right.subarray(0, right.length / 2)));
  signature("longer", of((right) => Buffer.concat([right, Buffer.from([0])])));
  signature("twice", of((right) => Buffer.concat([right, right])));
  signature("zero", of((right) => Buffer.alloc(right.length)));
  signature("ones", of((right) => Buffer.alloc(right.length, 0xff)));
  signature("random", of((right) => randomBytes(right.length)));
  for (const at of [0, 31, 32, 63]) {
    signature(`bit-${at}`, of((right) => { right[at] ^= 1; return right; }));
  }
  signature("der", (text, { keys }) => sign("sha256", text, { key: keys.first.private, dsaEncoding: "der" }),
    "signature", curve);
  signature("r-zero", of((right) => right.fill(0, 0, 32)), "signature", curve);
  signature("s-zero", of((right) => right.fill(0, 32)), "signature", curve);
  signature("s-order", of((right) => Buffer.concat([right.subarray(0, 32), Buffer.from(ORDER.toString(16), "hex")])),
    "signature", curve);
  signature("swapped", of((right) => Buffer.concat([right.subarray(32), right.subarray(0, 32)])), "signature",
    curve);
  signature("sha512",
    (text, { keys }) => sign("sha512", text, { key: keys.first.private, dsaEncoding: "ieee-p1363" }));
  signature("of-the-payload-alone", (text, world) => world.sign(text.slice(text.indexOf(".") + 1)));

  const form = (how, alteration, doubt = "malformed") => add(`${place}-form-${how}`,
    `${place}: its form, ${how}`, doubt, { [place]: { token: alteration } });
  const parts = (change) => (token) => change(...token.split("."));
  form("one-part", parts((a) => a));
  form("two-parts", parts((a, b) => `${a}.${b}`));
  form("four-parts", (token) => `${token}.`);
  form("five-parts", parts((a, b, c) => `${a}..${b}.${c}.${c}`));
  form("empty-parts", () => "..", "malformed");
  form("json", parts((a, b, c) => JSON.stringify({ protected: a, payload: b, signature: c })), "malformed");
  form("padded", (token) => `${token}==`);
  form("plain-base64", parts((a, b, c) => `${a}.${b}.${c}+/`));
  form("quoted", (token) => `"${token}"`);
  form("payload-changed", parts((a, b, c) => `${a}.${Buffer.from(Buffer.from(b, "base64url").toString()
    .replace("\"sub\":\"", "\"sub\":\"x")).toString("base64url")}.${c}`), "signature");
  form("huge", (token) => token + "A".repeat(40_000));
}
add("id-form-of-userinfo", "the ID token is the answer of userinfo", "nonce",
  { id: { payload: (said, world) => world.honestInfo() } });
add("info-form-of-id", "userinfo answers the ID token", "email",
  { info: { payload: (said, world) => world.honestId() } });
add("id-form-space", "id: begins with a space", "answer", { id: { token: (token) => ` ${token}` } });
add("id-form-line", "id: ends with a line", "answer", { id: { token: (token) => `${token}\n` } });
add("info-form-beyond-ascii", "info: a digit of the signature is no letter", "malformed",
  { info: { token: (token) => Buffer.from(`${token.slice(0, -4)}\xe4\xe4\xe4\xe4`, "latin1") } });
add("info-form-space", "info: begins with a space", "malformed", { info: { token: (token) => ` ${token}` } });
add("info-form-line", "info: ends with a line", "malformed", { info: { token: (token) => `${token}\r\n` } });

// 3. The text of a payload, rightly signed: what two readers would not read alike.
for (const place of ["id", "info"]) {
  const text = (how, alteration) => add(`${place}-text-${how}`, `${place}: its JSON, ${how}`, "malformed",
    { [place]: { text: alteration } });
  const first = (more) => (said) => said.replace("{", `{${more},`);
  text("sub-twice", first("\"sub\":\"autre\""));
  text("iss-twice", first("\"iss\":\"https://autre.example\""));
  text("twice-by-escape", first("\"s\\u0075b\":\"autre\""));
  text("twice-below", first("\"x\":{\"a\":1,\"a\":2}"));
  text("empty", () => "");
  text("cut", (said) => said.slice(0, -1));
  text("list", (said) => `[${said}]`);
  text("number", () => "1");
  text("null", () => "null");
  text("followed", (said) => `${said}{}`);
  text("comment", first("/* */\"x\":1"));
  text("trailing-comma", (said) => said.replace(/}$/, ",}"));
  text("not-a-number", first("\"x\":NaN"));
  text("byte-order-mark", (said) => `\uFEFF${said}`);
  text("utf-16", utf16);
  text("broken-utf-8", (said) => Buffer.concat(
    [Buffer.from(said.replace(/}$/, ",\"x\":\"")), Buffer.from([0xff, 0xc0, 0x80]), Buffer.from("\"}")]));
  text("lone-surrogate", first("\"x\":\"\\ud800\""));
  text("raw-control", first("\"x\":\"\n\""));
  text("nul", (said) => `${said}\0`);
  text("deep", first(`"x":${"[".repeat(200)}${"]".repeat(200)}`));
  text("deep-objects", first(`"x":${"{\"a\":".repeat(200)}1${"}".repeat(200)}`));
}
