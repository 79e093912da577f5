// A provider of identities for the tests, on loopback, set up as ProConnect is: panva's oidc-provider
// under /api/v2, one scope for each claim, signed userinfo, acr and amr, PKCE, private_key_jwt, codes
// of thirty seconds, an access of a minute.
//
//   node tests/support/openid_provider.mjs --client ID --jwks JWKS --return URL --goodbye URL
//                                          [--algorithm ES256|RS256] [--port PORT]
//
// Says {"port":PORT} on one line of standard output once it is ready; its issuer is
// http://127.0.0.1:PORT/api/v2. Whoever is sent to it is, at once, the person that was announced:
//
//   PUT /who     {"sub","email","given_name","usual_name","siret","uid","acr","amr"}: of what is not
//                said, something is invented; or {"gives_up":true}
//   PUT /keys    signs with a new key from now on; the former one is no longer shown
//   PUT /state   {"slow_ms":MS}, {"is_down":true}; {}: as before
//   GET /counts  how many times each of its pages was asked for
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { createServer } from "node:http";
import { parseArgs } from "node:util";

import Provider, { interactionPolicy } from "oidc-provider";

const LOOPBACK = "127.0.0.1";
const PREFIX = "/api/v2";

const { values: options } = parseArgs({
  options: {
    client: { type: "string" },
    jwks: { type: "string" },
    return: { type: "string" },
    goodbye: { type: "string" },
    algorithm: { type: "string", default: "ES256" },
    port: { type: "string", default: "0" },
  },
});

const CLAIMS = ["email", "given_name", "usual_name", "siret", "uid"];
const SCOPE = ["openid", ...CLAIMS].join(" ");
const SOMEBODY = { sub: "4f6a0c1e", email: "claire.durand@mission.example", given_name: "Claire",
  usual_name: "Durand", siret: "13002603200016", uid: "cdurand", acr: "eidas1", amr: ["pwd"] };
// ProConnect answers Y000400 to any other.
const PARAMETERS = ["response_type", "client_id", "redirect_uri", "scope", "state", "nonce", "prompt",
  "code_challenge", "code_challenge_method", "claims", "acr_values", "idp_hint", "login_hint", "siret_hint"];
const LEAST_SECRET = 32;

const counts = {};
const state = { who: SOMEBODY, slow_ms: 0, is_down: false };
let provider;
let issuer;

function newKey() {
  const { privateKey } = options.algorithm === "RS256"
    ? generateKeyPairSync("rsa", { modulusLength: 2048 })
    : generateKeyPairSync("ec", { namedCurve: "P-256" });
  return { ...privateKey.export({ format: "jwk" }), kid: randomBytes(8).toString("hex"), use: "sig",
    alg: options.algorithm };
}

// Whoever has a session signs in all the same, as at ProConnect.
function alwaysSignIn() {
  const policy = interactionPolicy.base();
  const { Check } = interactionPolicy;
  policy.get("login").checks.add(new Check("each_time", "signing in is asked for each time",
    ({ oidc }) => (oidc.result?.login ? Check.NO_NEED_TO_PROMPT : Check.REQUEST_PROMPT)));
  return policy;
}

function settings() {
  const { client, algorithm } = options;
  const jwks = JSON.parse(options.jwks);
  return {
    routes: { authorization: "/authorize", userinfo: "/userinfo" },
    jwks: { keys: [newKey()] },
    cookies: { keys: [randomBytes(16).toString("hex")] },
    clients: [{
      client_id: client,
      redirect_uris: [options.return],
      post_logout_redirect_uris: [options.goodbye],
      response_types: ["code"],
      grant_types: ["authorization_code"],
      token_endpoint_auth_method: "private_key_jwt",
      token_endpoint_auth_signing_alg: jwks.keys[0].alg,
      jwks,
      id_token_signed_response_alg: algorithm,
      userinfo_signed_response_alg: algorithm,
    }],
    claims: { amr: null, acr: null, sid: null, ...Object.fromEntries(CLAIMS.map((one) => [one, [one]])) },
    scopes: ["openid", ...CLAIMS],
    acrValues: ["eidas0", "eidas0-mfa", "eidas1", "eidas1-mfa", "eidas2", "eidas3"],
    clientAuthMethods: ["private_key_jwt"],
    extraParams: ["idp_hint", "siret_hint"],
    pkce: { required: () => true, methods: ["S256"] },
    features: {
      claimsParameter: { enabled: true },
      devInteractions: { enabled: false },
      jwtUserinfo: { enabled: true },
      rpInitiatedLogout: { enabled: true, logoutSource },
      userinfo: { enabled: true },
    },
    conformIdTokenClaims: true,
    ttl: { AuthorizationCode: 30, AccessToken: 60, IdToken: 60, Interaction: 600, Grant: 600,
      Session: 43200 },
    interactions: { policy: alwaysSignIn(), url: (context, { uid }) => `/interaction/${uid}` },
    findAccount: (context, sub) => ({ accountId: sub,
      claims: () => ({ sub, ...Object.fromEntries(CLAIMS.map((one) => [one, state.who[one]])) }) }),
  };
}

// ProConnect signs out without asking: the page sends itself, or its button does.
function logoutSource(context, form) {
  context.body = `<!doctype html><html lang="fr"><title>Déconnexion</title>${form}
    <button form="op.logoutForm" name="logout" value="yes">Se déconnecter</button>
    <script>document.querySelector("button").click()</script></html>`;
}

function begin() {
  provider = new Provider(issuer, settings());
}

function levelsAsked({ claims }) {
  const { values, value } = claims ? JSON.parse(claims).id_token?.acr ?? {} : {};
  return values ?? (value ? [value] : undefined);
}

// The consent of everything, as ProConnect's screens end in.
async function interact(request, response) {
  const { prompt, params, session, grantId } = await provider.interactionDetails(request, response);
  const { who } = state;
  const asked = levelsAsked(params);
  if (who.gives_up || (asked && !asked.includes(who.acr))) {
    return provider.interactionFinished(request, response,
      { error: "access_denied", error_description: "User auth aborted" });
  }
  if (prompt.name === "login") {
    return provider.interactionFinished(request, response,
      { login: { accountId: who.sub, acr: who.acr, amr: who.amr } });
  }
  const grant = grantId ? await provider.Grant.find(grantId)
    : new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
  grant.addOIDCScope(SCOPE);
  grant.addOIDCClaims([...CLAIMS, "amr", "acr"]);
  return provider.interactionFinished(request, response,
    { consent: { grantId: await grant.save() } }, { mergeWithLastSubmission: true });
}

function isRefused(url) {
  if (url.pathname !== `${PREFIX}/authorize`) return false;
  const short = ["state", "nonce"].some((one) => (url.searchParams.get(one) ?? "").length < LEAST_SECRET);
  return short || [...url.searchParams.keys()].some((one) => !PARAMETERS.includes(one));
}

async function bodyOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return chunks.length ? JSON.parse(Buffer.concat(chunks)) : {};
}

async function control(does, request, response) {
  const said = request.method === "PUT" ? await bodyOf(request) : {};
  response.end(JSON.stringify(does(said) ?? {}));
}

const controls = {
  "PUT /who": (said) => { state.who = { ...SOMEBODY, ...said }; },
  "PUT /state": (said) => Object.assign(state, { slow_ms: 0, is_down: false }, said),
  "PUT /keys": () => begin(),
  "GET /counts": () => counts,
};

async function answer(request, response) {
  const url = new URL(request.url, issuer);
  const does = controls[`${request.method} ${url.pathname}`];
  if (does) return control(does, request, response);
  counts[url.pathname] = (counts[url.pathname] ?? 0) + 1;
  if (state.is_down) return request.socket.destroy();
  if (state.slow_ms) await new Promise((later) => setTimeout(later, state.slow_ms));
  if (url.pathname.startsWith("/interaction/")) return interact(request, response);
  if (!url.pathname.startsWith(PREFIX)) return response.writeHead(404).end();
  if (isRefused(url)) return response.writeHead(400).end("Y000400");
  // Its routes are under the prefix, which it must not see but must write.
  request.originalUrl = request.url;
  request.url = request.url.slice(PREFIX.length);
  return provider.callback()(request, response);
}

const server = createServer((request, response) => {
  answer(request, response).catch((failure) => {
    process.stderr.write(`${failure.stack}\n`);
    response.writeHead(500).end();
  });
});
await new Promise((ready) => server.listen(Number(options.port), LOOPBACK, ready));
const { port } = server.address();
issuer = `http://${LOOPBACK}:${port}${PREFIX}`;
begin();
process.stdout.write(`${JSON.stringify({ port })}\n`);
process.on("SIGTERM", () => process.exit(0));
