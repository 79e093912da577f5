// The pages that say no: what may not be opened, what changed meanwhile, what is too often, too
// large, broken, busy or full. Each is made to happen for real.
import { execFileSync, spawn } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { startProgram } from "../support/program.mjs";
import { Visitor } from "../support/visitor.mjs";
import { entersAs, newPerson, recordedBy, typesPart } from "./cast.mjs";

const FULL_DISK = join(dirname(fileURLToPath(import.meta.url)), "../support/full_disk.c");
const ONE_WAY = ["script"];

// ---- What the person cannot do ----------------------------------------------------------------

async function notForThem(stage, way) {
  const actor = await stage.actor(way);
  const { hand, page } = actor;
  await entersAs(actor, "Claire Lefèvre");
  await actor.isAt("Mes suivis");
  await actor.open("/personnes/inconnue");
  await actor.isAt("Page introuvable");
  await actor.look("introuvable-connecte");
  await actor.open("/plan-du-site");
  await actor.sees("Votre espace");
  await actor.look("plan-du-site-connecte");

  await actor.open("/deconnexion");
  await actor.isAt("Action impossible");
  await actor.look("refus-405");

  await actor.open("/personnes/suivre");
  await page.locator("main [name=_csrf]").evaluate((field) => { field.value = "vieux"; });
  await hand.press(hand.button("Chercher"));
  await actor.isAt("Accès refusé");
  await actor.look("refus-403");
}

// The same form, sent again with another answer, as from a page that was kept.
async function sentTwice(stage, way) {
  const actor = await stage.actor(way);
  const { hand, page } = actor;
  await entersAs(actor, "Claire Lefèvre");
  for (const name of ["Introuvable", "Introuvable aussi"]) {
    await actor.open("/personnes/suivre");
    await page.locator("main [name=_cle]").evaluate((field) => { field.value = "la-meme"; });
    await hand.type("Nom de naissance complet", name);
    await hand.press(hand.button("Chercher"));
  }
  await actor.isAt("La situation a changé");
  await actor.look("refus-409");
}

async function tooLarge(stage, way) {
  const actor = await stage.actor(way);
  const { hand, page } = actor;
  await actor.open("/connexion");
  await page.locator("#champ-email").evaluate((field) => {
    field.type = "text";
    field.value = "a".repeat(1_100_000);
  });
  await hand.press(hand.button("Recevoir un code"));
  await actor.isAt("Envoi trop volumineux");
  await actor.look("refus-413");
  await actor.open(`/structures?nom=${"a".repeat(20_000)}`);
  await actor.isAt("Demande trop longue");
  await actor.look("refus-431");
}

// ---- What is done too often -------------------------------------------------------------------

async function tooManyCodes(stage, way) {
  const actor = await stage.actor(way);
  const { hand, page } = actor;
  await actor.open("/connexion");
  // Two windows of fifteen minutes may meet here.
  for (let asked = 0; asked < 12; ++asked) {
    await hand.type("Adresse électronique professionnelle", "trop@demonstration.example.org");
    await hand.press(hand.button("Recevoir un code"));
    await page.waitForLoadState();
    if (!page.url().endsWith("/code")) break;
    await actor.open("/connexion");
  }
  await actor.sees("Trop de codes ont été demandés.");
  await actor.look("connexion-trop-de-codes");
}

async function tooManyMistakes(stage, way) {
  const address = "198.51.100.7";
  const actor = await stage.actor(way, { extraHTTPHeaders: { "X-Forwarded-For": address } });
  const { hand } = actor;
  await actor.open("/connexion");
  await hand.type("Adresse électronique professionnelle", "nul.part@demonstration.example.org");
  await hand.press(hand.button("Recevoir un code"));
  await actor.isAt("Saisir le code reçu");
  const visitor = new Visitor(stage.program, address);
  await visitor.submit("/connexion", "/connexion", [["email", "a@demonstration.example.org"]]);
  let status = 0;
  for (let tries = 0; tries < 130 && status !== 429; ++tries) {
    const code = [["code", "AAAAA-AAAAA"]];
    ({ status } = await visitor.submit("/connexion/code", "/connexion/code", code));
  }
  await hand.type("Code reçu par courriel", "AAAAA-AAAAA");
  await hand.press(hand.button("Se connecter"));
  await actor.sees("Trop d’essais ont échoué.");
  await actor.look("code-trop-d-essais");
}

async function tooOften(stage, way) {
  const address = "198.51.100.8";
  const actor = await stage.actor(way, { extraHTTPHeaders: { "X-Forwarded-For": address } });
  const visitor = new Visitor(stage.program, address);
  let status = 200;
  // The minute may end between the last of these and the page.
  for (let tries = 0; tries < 3 && status !== 429; ++tries) {
    for (let asked = 0; asked < 320 && status !== 429; ++asked) {
      ({ status } = await visitor.send("GET", "/plan-du-site"));
    }
    await actor.open("/plan-du-site");
    status = actor.served.status();
  }
  await actor.isAt("Trop de demandes");
  await actor.look("refus-429");
}

// ---- What fails -------------------------------------------------------------------------------

async function aBrokenBase(stage, way) {
  const actor = await stage.actor(way, { seesFailures: true });
  await entersAs(actor, "Claire Lefèvre");
  await actor.isAt("Mes suivis");
  const { base } = stage.program;
  base.change("ALTER TABLE structures_terms RENAME TO structures_terms_away");
  try {
    await actor.open("/structures?nom=mission");
    await actor.isAt("Une erreur est survenue");
    await actor.sees("numéro d’incident");
    await actor.look("refus-500");
  } finally {
    base.change("ALTER TABLE structures_terms_away RENAME TO structures_terms");
  }
}

// Another program holds the base for itself.
async function aBusyBase(stage, way) {
  const actor = await stage.actor(way, { seesFailures: true });
  const file = await recordedBy("Claire", newPerson(), stage.program);
  await entersAs(actor, "Claire Lefèvre");
  await actor.isAt("Mes suivis");
  const holder = spawn("sqlite3", ["-cmd", ".timeout 10000", stage.program.base.file],
    { stdio: ["pipe", "pipe", "inherit"] });
  try {
    holder.stdin.write("BEGIN IMMEDIATE; SELECT 'held';\n");
    await new Promise((held) => { holder.stdout.once("data", held); });
    await actor.open(file);
    await actor.isAt("Service momentanément indisponible");
    await actor.look("refus-503");
  } finally {
    holder.stdin.end("ROLLBACK;\n");
    await new Promise((ended) => { holder.once("exit", ended); });
  }
}

async function aFullDisk(stage, way) {
  const program = await startProgram(stage.program.path, stage.engine);
  try {
    const library = join(program.folder, "full_disk.so");
    const sign = join(program.folder, "full");
    execFileSync("cc", ["-shared", "-fPIC", "-o", library, FULL_DISK]);
    await program.serveAgain({ LD_PRELOAD: library, GPS_TEST_FULL_DISK: sign });
    const file = await recordedBy("Claire", newPerson(), program);
    const actor = await stage.actor(way, { program, seesFailures: true });
    const { hand } = actor;
    await entersAs(actor, "Claire Lefèvre");
    await actor.open(`${file}/mon-intervention`);
    writeFileSync(sign, "");
    await hand.tick("Logement");
    await hand.press(hand.button("Enregistrer les changements"));
    await actor.isAt("Enregistrement impossible pour le moment");
    await actor.look("disque-plein");
    await actor.open("/suivis");
    await actor.isAt("Mes suivis");

    rmSync(sign);
    await actor.open(`${file}/mon-intervention`);
    await typesPart(actor);
    await hand.press(hand.button("Enregistrer les changements"));
    await actor.sees("Vos informations de suivi sont enregistrées.");
  } finally {
    await program.stop();
  }
}

export const journeys = [
  { title: "what is not for them", ways: ONE_WAY, play: notForThem },
  { title: "a form sent twice", ways: ONE_WAY, play: sentTwice },
  { title: "what is too large", ways: ONE_WAY, play: tooLarge },
  { title: "too many codes", ways: ONE_WAY, play: tooManyCodes },
  { title: "too many wrong codes", ways: ONE_WAY, play: tooManyMistakes },
  { title: "too often", ways: ONE_WAY, play: tooOften },
  { title: "a broken base", ways: ONE_WAY, play: aBrokenBase },
  { title: "a busy base", ways: ONE_WAY, play: aBusyBase },
  { title: "a full disk", ways: ONE_WAY, play: aFullDisk },
];
