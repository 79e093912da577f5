// Passkeys, with the authenticator that Chromium simulates: it makes real keys, and asks nobody.
import assert from "node:assert/strict";

import { freePort, startProgram } from "../support/program.mjs";
import { signsInByCode } from "./cast.mjs";

const EMAIL = "soizic.legall@demonstration.example.org"; // who administers her structure
const NAME = "Ordinateur de l’accueil";

// Browsers make passkeys for a name only: the program is reached by that of this machine.
async function namedProgram(path, engine) {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const program = await startProgram(path, engine,
    { settings: { GPS_LISTEN: `127.0.0.1:${port}`, GPS_PUBLIC_URL: url } });
  program.url = url;
  return program;
}

class Authenticator {
  constructor(devtools) {
    this.devtools = devtools;
  }

  async plugIn() {
    await this.devtools.send("WebAuthn.enable");
    const options = { protocol: "ctap2", transport: "internal", hasResidentKey: true,
      hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true };
    const { authenticatorId } =
      await this.devtools.send("WebAuthn.addVirtualAuthenticator", { options });
    this.authenticatorId = authenticatorId;
    return this;
  }

  // Whether the finger that is shown is the right one.
  verifies(isUserVerified) {
    return this.devtools.send("WebAuthn.setUserVerified",
      { authenticatorId: this.authenticatorId, isUserVerified });
  }

  async count() {
    const { credentials } = await this.devtools.send("WebAuthn.getCredentials",
      { authenticatorId: this.authenticatorId });
    return credentials.length;
  }
}

async function isVouchedFor(actor) {
  const { hand, program } = actor;
  await signsInByCode(actor, EMAIL);
  await actor.isAt("Mes suivis");
  await actor.open("/mon-compte/securite/cles");
  await actor.sees("Vous ne pouvez pas ajouter de clé d’accès depuis cette connexion");
  await actor.look("cles-simple");
  await actor.open(new URL(program.command("user", "link", EMAIL)).pathname);
  await hand.press(hand.button("Continuer"));
  await hand.press(hand.link("Gérer mes clés d’accès"));
  await hand.press(hand.button("Ajouter une clé d’accès"));
  await actor.isAt("Ajouter une clé d’accès");
}

async function enrols(actor, authenticator) {
  const { hand } = actor;
  await actor.look("cle-nouvelle");
  await authenticator.verifies(false);
  await hand.type("Nom de la clé d’accès", NAME);
  await hand.press(hand.button("Créer la clé d’accès"));
  await actor.sees("La clé d’accès n’a pas été créée. Vous pouvez recommencer.");
  await actor.look("cle-abandonnee");
  await authenticator.verifies(true);
  await hand.press(hand.button("Créer la clé d’accès"));
  await actor.sees("La clé d’accès est ajoutée, et cette connexion est renforcée.");
  await actor.sees(NAME);
  await actor.look("cles");
  assert.equal(await authenticator.count(), 1);

  await hand.press(hand.button("Ajouter une clé d’accès"));
  await hand.press(hand.button("Créer la clé d’accès"));
  await actor.sees("Cet appareil a déjà une clé d’accès de votre compte.");
  await actor.open("/mon-compte/securite");
  await actor.sees("Une clé d’accès est enregistrée.");
  await actor.look("securite-cle");
}

// The pages of her team want a full session.
async function strengthensOnTheWay(actor) {
  const { hand } = actor;
  await hand.press(hand.button("Se déconnecter"));
  await actor.isAt("Se connecter à GPS");
  await signsInByCode(actor, EMAIL);
  await actor.isAt("Mes suivis");
  await actor.open("/equipe");
  await actor.isAt("Renforcer la connexion");
  await actor.look("renforcer-cle");
  await hand.press(hand.button("Utiliser une clé d’accès"));
  await actor.isAt("Utiliser une clé d’accès");
  await actor.look("cle-demandee");
  await hand.press(hand.button("Utiliser ma clé d’accès"));
  await actor.isAt("Mon équipe");
  await actor.sees("Cette connexion est renforcée.");
}

// What a browser sends is sent again, in the page as it was.
async function aSecondAnswerIsRefused(actor) {
  const { hand, page } = actor;
  await hand.press(hand.button("Se déconnecter"));
  await actor.isAt("Se connecter à GPS");
  await signsInByCode(actor, EMAIL);
  await actor.isAt("Mes suivis");
  await actor.open("/connexion/renforcer");
  await hand.press(hand.button("Utiliser une clé d’accès"));
  await actor.isAt("Utiliser une clé d’accès");
  await page.locator("input[name=cle]").evaluate((field) => { field.value = "aaaa"; });
  await hand.press(hand.button("Utiliser ma clé d’accès"));
  await actor.sees("Cette clé d’accès n’a pas pu être vérifiée.");
  await actor.look("cle-refusee");
  await hand.press(hand.button("Utiliser ma clé d’accès"));
  await actor.sees("Cette connexion est renforcée.");
}

async function takesItAway(actor) {
  await actor.open("/mon-compte/securite/cles");
  await actor.hand.press(actor.hand.button("Retirer la clé d’accès"));
  await actor.sees("La clé d’accès est retirée de votre compte.");
  await actor.sees("Vous n’avez pas encore de clé d’accès.");
}

async function aPasskeyStrengthens(stage, way) {
  const program = await namedProgram(stage.program.path, stage.engine);
  try {
    const actor = await stage.actor(way, { program });
    await isVouchedFor(actor);
    if (way === "no script") {
      await actor.sees("Vous pouvez utiliser une application d’authentification");
      await actor.hand.press(actor.hand.link("Ajouter une application"));
      await actor.isAt("Ajouter une application");
      return;
    }
    const devtools = await actor.context.newCDPSession(actor.page);
    const authenticator = await new Authenticator(devtools).plugIn();
    await enrols(actor, authenticator);
    await strengthensOnTheWay(actor);
    await aSecondAnswerIsRefused(actor);
    await takesItAway(actor);
  } finally {
    await program.stop();
  }
}

export const journeys = [
  { title: "a passkey strengthens a session", ways: ["script", "no script", "keyboard"],
    play: aPasskeyStrengthens },
];
