// Double authentication: from a link that an administrator hands over to a session made full.
import assert from "node:assert/strict";

import { applicationShows } from "../support/totp.mjs";
import { signsInByCode, WITH_A_MOUSE } from "./cast.mjs";

const EMAIL = "karim.benali@demonstration.example.org";

// Opens the link that the platform made for them; the key that they type into their application.
async function addsAnApplication(actor) {
  const { hand, page, program } = actor;
  await actor.open(new URL(program.command("user", "link", EMAIL)).pathname);
  await actor.isAt("Préparer la double authentification");
  await actor.look("lien-second-moyen");
  await hand.press(hand.button("Continuer"));
  await actor.sees("Vous pouvez maintenant ajouter un second moyen");
  await actor.look("securite-autorisee");
  await hand.press(page.getByRole("link", { name: "application" }).first());
  await actor.isAt("Ajouter une application");
  await actor.look("application");
  const key = await page.locator(".gps-key").innerText();
  await hand.type("Code à six chiffres", "12");
  await hand.press(hand.button("Ajouter l’application"));
  await actor.sees("Ce code n’est pas valable");
  await actor.look("application-erreur");
  await hand.type("Code à six chiffres", applicationShows(key));
  await hand.press(hand.button("Ajouter l’application"));
  await actor.sees("L’application est ajoutée");
  return key;
}

async function aSessionIsStrengthened(stage, way) {
  const actor = await stage.actor(way);
  const { hand } = actor;
  await signsInByCode(actor, EMAIL);
  await actor.open("/mon-compte/securite");
  await actor.sees("Connexion simple");
  await actor.look("securite-simple");
  const known = (await actor.program.mails(EMAIL)).length;
  const key = await addsAnApplication(actor);
  // Two mails: the link was used, the application was added.
  const told = await actor.program.nextMail(EMAIL, known + 1);
  assert.match(told.text, /application d’authentification vient d’être ajoutée/);
  await actor.sees("Connexion renforcée");
  await actor.look("securite-renforcee");

  await hand.press(hand.button("Se déconnecter"));
  await signsInByCode(actor, EMAIL);
  await actor.open("/connexion/renforcer");
  await actor.look("renforcer");
  await hand.type("Code à six chiffres", "000000");
  await hand.press(hand.button("Renforcer"));
  await actor.sees("Ce code n’est pas valable");
  // The next one: the code of now has served.
  await hand.type("Code à six chiffres", applicationShows(key, 1));
  await hand.press(hand.button("Renforcer"));
  await actor.sees("Cette connexion est renforcée.");
  await actor.open("/mon-compte/connexions");
  await actor.sees("Connexion renforcée");
}

export const journeys = [
  { title: "a session is strengthened", ways: WITH_A_MOUSE, play: aSessionIsStrengthened },
];
