// Signing in by ProConnect, tried with a provider that is set up as it is.
import { offered } from "../support/proconnect.mjs";
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
  await isTold(stage, way, service, { ...CLAIRE, sub: "y", email: "personne@ailleurs.example" },
    "Aucun compte GPS n’est ouvert pour cette identité.");
  const actor = await isTold(stage, way, service, { ...CLAIRE, sub: "x", siret: "99999999999999" },
    "Cette identité n’est pas encore reliée à votre compte.");
  await actor.look("connexion-proconnect");
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

async function signInByProConnect(stage, way) {
  const service = await offered(stage.program.path, "sqlite", "openid_provider.mjs", CLAIRE);
  try {
    await refusals(stage, way, service);
    await linksByVouching(stage, way, service);
    const actor = await stage.actor(way, { program: service.program });
    await outAndInAgain(actor, service);
  } finally {
    await service.stop();
  }
}

export const journeys = [
  { title: "sign in by ProConnect", ways: WITH_A_MOUSE, play: signInByProConnect },
];
