// Signing in by ProConnect, tried with a provider that is set up as it is.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

import { startProgram } from "../support/program.mjs";
import { WITH_A_MOUSE } from "./cast.mjs";

const PROVIDER = join(dirname(fileURLToPath(import.meta.url)), "../support/openid_provider.mjs");
const SIRET = "13002603200016";
const CLAIRE = { sub: "c1", email: "claire.lefevre@demonstration.example.org", siret: SIRET };

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

// A program that offers ProConnect, and the provider that it sends people to.
class Offered {
  constructor() {
    this.folder = mkdtempSync(join(tmpdir(), "gps-proconnect-"));
  }

  async start(path) {
    const key = join(this.folder, "key.pem");
    execFileSync(path, ["keys", "proconnect", key], { stdio: "pipe" });
    const port = await freePort();
    this.url = `http://127.0.0.1:${port}`;
    this.program = await startProgram(path, "sqlite", { settings: {
      GPS_PROCONNECT_ISSUER: `${this.url}/api/v2`, GPS_PROCONNECT_CLIENT: "gps",
      GPS_PROCONNECT_KEY: key } });
    this.program.base.change(`UPDATE structures SET siret = '${SIRET}' WHERE id IN (SELECT
      structure_id FROM memberships AS m JOIN professionals AS p ON p.id = m.professional_id
      WHERE p.email = '${CLAIRE.email}')`);
    const jwks = await (await fetch(`${this.program.url}/connexion/proconnect/cles`)).text();
    const back = `${this.program.url}/connexion/proconnect`;
    this.provider = spawn(process.execPath, [PROVIDER, "--client", "gps", "--jwks", jwks,
      "--return", `${back}/retour`, "--goodbye", `${back}/au-revoir`, "--port", String(port)],
    { stdio: ["ignore", "pipe", "inherit"] });
    await once(createInterface(this.provider.stdout), "line");
    return this;
  }

  async says(path, what) {
    const answer = await fetch(this.url + path, { method: "PUT", body: JSON.stringify(what) });
    assert.equal(answer.status, 200);
  }

  async stop() {
    if (this.provider?.exitCode === null) {
      this.provider.kill();
      await once(this.provider, "exit");
    }
    if (this.program) await this.program.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function comesAs(actor, offered, who) {
  await offered.says("/who", who);
  await actor.open("/connexion");
  await actor.hand.press(actor.hand.button("S’identifier avec ProConnect"));
}

// Each in a browser of its own: a provider remembers who came last.
async function isTold(stage, way, offered, who, sentence) {
  const actor = await stage.actor(way, { program: offered.program });
  await comesAs(actor, offered, who);
  await actor.sees(sentence);
  return actor;
}

async function refusals(stage, way, offered) {
  await offered.says("/state", { is_down: true });
  await isTold(stage, way, offered, CLAIRE, "ProConnect ne répond pas pour le moment.");
  await offered.says("/state", {});
  await isTold(stage, way, offered, { ...CLAIRE, gives_up: true },
    "Vous êtes revenu de ProConnect sans vous identifier.");
  await isTold(stage, way, offered, { ...CLAIRE, sub: "y", email: "personne@ailleurs.example" },
    "Aucun compte GPS n’est ouvert pour cette identité.");
  const actor = await isTold(stage, way, offered, { ...CLAIRE, sub: "x", siret: "99999999999999" },
    "Cette identité n’est pas encore reliée à votre compte.");
  await actor.look("connexion-proconnect");
}

async function outAndInAgain(actor, offered) {
  await comesAs(actor, offered, { ...CLAIRE, acr: "eidas1", amr: ["pwd"] });
  await actor.isAt("Mes suivis");
  await actor.open("/mon-compte/securite");
  await actor.sees("Connexion simple");
  await offered.says("/who", { ...CLAIRE, acr: "eidas2", amr: ["pwd", "totp"] });
  await actor.open("/connexion/renforcer");
  await actor.look("renforcer-proconnect");
  await actor.hand.press(actor.hand.button("Renforcer avec ProConnect"));
  await actor.sees("Cette connexion est renforcée.");

  await actor.hand.press(actor.hand.button("Se déconnecter"));
  // Without a script the provider's page waits for its button.
  if (actor.hand.way !== "script") await actor.page.getByRole("button").click();
  await actor.isAt("Se connecter à GPS");
  await comesAs(actor, offered, { ...CLAIRE, email: "autre@adresse.example",
    acr: "eidas2", amr: ["pwd", "totp"] });
  await actor.isAt("Mes suivis");
  await actor.open("/mon-compte/securite");
  await actor.sees("Connexion renforcée");
}

async function signInByProConnect(stage, way) {
  const offered = new Offered();
  try {
    await offered.start(stage.program.path);
    await refusals(stage, way, offered);
    const actor = await stage.actor(way, { program: offered.program });
    await outAndInAgain(actor, offered);
  } finally {
    await offered.stop();
  }
}

export const journeys = [
  { title: "sign in by ProConnect", ways: WITH_A_MOUSE, play: signInByProConnect },
];
