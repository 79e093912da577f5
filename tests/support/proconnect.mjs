// A program that offers ProConnect, beside a provider of identities of this folder.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

import { freePort, startProgram } from "./program.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const CLAIRE = "claire.lefevre@demonstration.example.org";

class Service {
  constructor(folder, port) {
    this.folder = folder;
    this.url = `http://127.0.0.1:${port}`;
    this.log = join(folder, "log");
  }

  // Claire's structure has the SIRET, and Claire the address, of who the provider says she is.
  async start(path, engine, script, { email, siret }) {
    const key = join(this.folder, "key.pem");
    execFileSync(path, ["keys", "proconnect", key], { stdio: "pipe" });
    this.program = await startProgram(path, engine, { log: this.log, settings: {
      GPS_PROCONNECT_ISSUER: `${this.url}/api/v2`, GPS_PROCONNECT_CLIENT: "gps",
      GPS_PROCONNECT_KEY: key, GPS_LOG: "info" } });
    const { base } = this.program;
    base.change(`UPDATE professionals SET email = '${email}' WHERE email = '${CLAIRE}'`);
    base.change(`UPDATE structures SET siret = '${siret}' WHERE id IN (SELECT m.structure_id FROM
      memberships AS m JOIN professionals AS p ON p.id = m.professional_id
      WHERE p.email = '${email}')`);
    await this.#provide(script);
  }

  async #provide(script) {
    const jwks = await (await fetch(`${this.program.url}/connexion/proconnect/cles`)).text();
    const back = `${this.program.url}/connexion/proconnect`;
    const known = { "--client": "gps", "--return": `${back}/retour`, "--port": new URL(this.url).port };
    const checked = { "--jwks": jwks, "--goodbye": `${back}/au-revoir` };
    const told = script.startsWith("hostile") ? known : { ...known, ...checked };
    this.provider = spawn(process.execPath, [join(HERE, script), ...Object.entries(told).flat()],
      { stdio: ["ignore", "pipe", "ignore"] });
    await once(createInterface(this.provider.stdout), "line");
  }

  // Tells the provider who comes, or what it does.
  async says(path, what) {
    const answer = await fetch(this.url + path, { method: "PUT", body: JSON.stringify(what) });
    assert.ok(answer.ok, `the provider answered ${answer.status}`);
  }

  logged() {
    return readFileSync(this.log, "utf8");
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

// `script`: openid_provider.mjs or hostile_openid_provider.mjs; `claire`: what it says of her.
export async function offered(path, engine, script, claire) {
  const service = new Service(mkdtempSync(join(tmpdir(), "gps-proconnect-")), await freePort());
  try {
    await service.start(path, engine, script, claire);
  } catch (error) {
    await service.stop();
    throw error;
  }
  return service;
}
