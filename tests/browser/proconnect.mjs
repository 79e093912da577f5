// Signing in by ProConnect, tried with a provider that is set up as it is.
import assert from "node:assert/strict";

import { offered } from "../support/proconnect.mjs";
import { Visitor } from "../support/visitor.mjs";
import { signsInByCode, WITH_A_MOUSE } from "./cast.mjs";

const CLAIRE = { sub: "c1", email: "claire.lefevre@demonstration.example.org", siret: "13002603200016" };

async function comesAs(actor, service, who) {
  await service.says("/who", who);
  await actor.open("/connexion");
  await actor.hand.press(actor.hand.button("S’identifier avec ProConnect"));
}

// Each in a browser of its own: a provider remembers who came last.
async function isTold(stage, way, service, who, sentence) {
  const actor = await stage.actor(way, { program: service.program });
  await comesAs(actor, service, who);
  await actor.sees(sentence);
  return actor;
}

async function refusals(stage, way, service) {
  await service.says("/state", { is_down: true });
  await isTold(stage, way, service, CLAIRE, "ProConnect ne répond pas pour le moment.");
  await service.says("/state", {});
  await isTold(stage, way, service, { ...CLAIRE, gives_up: true },
    "Vous êtes revenu de ProConnect sans vous identifier.");
  const actor = await isTold(stage, way, service, { ...CLAIRE, sub: "x", siret: "99999999999999" },
    "Cette identité n’est pas encore reliée à votre compte.");
  await actor.look("connexion-proconnect");
}

// Nobody has an account for them: they ask to be of the structure of their SIRET.
async function asksToJoin(stage, way, service) {
  const email = `nina.${way.replace(" ", "")}@ailleurs.example`;
  const who = { ...CLAIRE, sub: email, email, given_name: "Nina", usual_name: "Le Goff" };
  const nowhere = await isTold(stage, way, service, { ...who, siret: "99999999999999" },
    "Aucune structure de GPS n’a le SIRET");
  await nowhere.look("premiere-connexion-ailleurs");
  const actor = await isTold(stage, way, service, who, "Vous n’avez pas encore de compte GPS.");
  await actor.isAt("Première connexion");
  await actor.look("premiere-connexion");
  await actor.hand.press(actor.hand.button("Ouvrir mon compte et demander à rejoindre"));
  await actor.sees("Votre compte est ouvert. ProConnect l’ouvrira désormais.");
  await actor.isAt("Mes demandes d’adhésion");
  await actor.sees("En attente de réponse");
  await actor.sees("Nina Le Goff");
  await actor.look("premiere-connexion-demande");
}

// Soizic invites someone of another SIRET: the link that they hold lets them in.
async function accepts(stage, way, service) {
  const { program } = service;
  const email = `odile.${way.replace(" ", "")}@ailleurs.example`;
  const soizic = new Visitor(program, "203.0.113.9");
  await soizic.enterAs("Soizic");
  const sent = await soizic.submit("/equipe/inviter", "/equipe/inviter", [["nom", "Martin"],
    ["prenom", "Odile"], ["email", email], ["role", "member"]]);
  assert.equal(sent.status, 303);
  const link = new URL(/http\S+/.exec((await program.nextMail(email)).text)[0]).pathname;
  const actor = await stage.actor(way, { program });
  await service.says("/who", { ...CLAIRE, sub: email, email, siret: "99999999999999" });
  await actor.open(link);
  await actor.look("equipe-invitation-proconnect");
  await actor.hand.press(actor.hand.link("identifiez-vous d’abord avec elle"));
  await actor.hand.press(actor.hand.button("S’identifier avec ProConnect"));
  await actor.isAt("Première connexion");
  await actor.look("premiere-connexion-invitation");
  await actor.hand.press(actor.hand.button("Ouvrir mon compte et accepter l’invitation"));
  await actor.sees("Votre compte est ouvert. ProConnect l’ouvrira désormais.");
  await actor.isAt("Mes suivis");
}

// Karim's structure has no SIRET that ProConnect knows: his administrator vouches for him.
async function linksByVouching(stage, way, service) {
  const actor = await stage.actor(way, { program: service.program });
  const karim = { ...CLAIRE, sub: "k1", email: "karim.benali@demonstration.example.org" };
  await service.says("/who", { ...karim, siret: "99999999999999" });
  await signsInByCode(actor, karim.email);
  await actor.isAt("Mes suivis");
  await actor.open(new URL(service.program.command("user", "link", karim.email)).pathname);
  await actor.hand.press(actor.hand.button("Continuer"));
  await actor.look("securite-proconnect");
  await actor.hand.press(actor.hand.button("Relier mon identité ProConnect"));
  await actor.sees("ProConnect ouvre maintenant votre compte.");
  await actor.hand.press(actor.hand.button("Se déconnecter"));
  await actor.hand.press(actor.hand.button("S’identifier avec ProConnect"));
  await actor.isAt("Mes suivis");
  await actor.sees("Karim Benali");
}

async function outAndInAgain(actor, service) {
  await comesAs(actor, service, { ...CLAIRE, acr: "eidas1", amr: ["pwd"] });
  await actor.isAt("Mes suivis");
  await actor.open("/mon-compte/securite");
  await actor.sees("Connexion simple");
  await service.says("/who", { ...CLAIRE, acr: "eidas2", amr: ["pwd", "totp"] });
  await actor.open("/connexion/renforcer");
  await actor.look("renforcer-proconnect");
  await actor.hand.press(actor.hand.button("Renforcer avec ProConnect"));
  await actor.sees("Cette connexion est renforcée.");

  await actor.hand.press(actor.hand.button("Se déconnecter"));
  // Without a script the provider's page waits for its button.
  if (actor.hand.way !== "script") await actor.page.getByRole("button").click();
  await actor.isAt("Se connecter à GPS");
  await comesAs(actor, service, { ...CLAIRE, email: "autre@adresse.example",
    acr: "eidas2", amr: ["pwd", "totp"] });
  await actor.isAt("Mes suivis");
  await actor.open("/mon-compte/securite");
  await actor.sees("Connexion renforcée");
}

// Whoever came with it opens nothing more; who it is of is welcomed as the first time.
async function detaches(actor, service) {
  await actor.hand.press(actor.hand.link("Gérer mes identités ProConnect"));
  await actor.isAt("Identités ProConnect");
  await actor.sees("autre@adresse.example");
  await actor.sees("Votre seul moyen de renforcer une connexion");
  await actor.look("identites-proconnect");
  await actor.hand.press(actor.hand.button(/^Détacher/));
  await actor.sees("L’identité ProConnect n’ouvre plus votre compte.");
  await actor.sees("Aucune identité ProConnect n’est reliée à votre compte.");
  await actor.hand.press(actor.hand.button("Se déconnecter"));
  if (actor.hand.way !== "script") await actor.page.getByRole("button").click();
  await comesAs(actor, service, { ...CLAIRE, siret: "99999999999999" });
  await actor.sees("Cette identité n’est pas encore reliée à votre compte.");
  await comesAs(actor, service, CLAIRE);
  await actor.isAt("Mes suivis");
}

async function signInByProConnect(stage, way) {
  const service = await offered(stage.program.path, stage.engine, "openid_provider.mjs", CLAIRE);
  try {
    await refusals(stage, way, service);
    await asksToJoin(stage, way, service);
    await accepts(stage, way, service);
    await linksByVouching(stage, way, service);
    const actor = await stage.actor(way, { program: service.program });
    await outAndInAgain(actor, service);
    await detaches(actor, service);
  } finally {
    await service.stop();
  }
}

export const journeys = [
  { title: "sign in by ProConnect", ways: WITH_A_MOUSE, play: signInByProConnect },
];
