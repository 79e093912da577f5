// The list, the file and its tabs, the pages of texts, and what they all weigh.
import assert from "node:assert/strict";

import { entersAs, EVERY_WAY, WITH_A_MOUSE } from "./cast.mjs";
import { carried, FIRST_VISIT, isWithin, NEXT_PAGE } from "./weight.mjs";

const TEXTS = ["mentions-legales", "donnees-personnelles", "accessibilite", "gestion-des-cookies",
  "plan-du-site", "information-personnes", "information-personnes/falc"];

async function names(page) {
  return page.locator("#liste tbody th").allInnerTexts();
}

// Of "D'OLIVEIRA Anaïs": the surname's letters, then those of the first name, accents apart.
function sortKey(name) {
  const letters = (text) => text.normalize("NFD").replace(/\P{L}/gu, "").toLowerCase();
  const first = name.split(" ").findIndex((word) => word !== word.toUpperCase());
  const words = name.split(" ");
  return `${letters(words.slice(0, first).join(""))} ${letters(words.slice(first).join(""))}`;
}

async function theList(stage, way) {
  const actor = await stage.actor(way);
  const { hand, page } = actor;
  await entersAs(actor, "Claire Lefèvre");
  await actor.isAt("Mes suivis");
  await actor.look("suivis");

  await hand.press(hand.link("Nom").and(page.locator("[href*=tri]")));
  await page.waitForURL(/tri=nom/);
  const byName = await names(page);
  assert.deepEqual(byName, [...byName].sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1)));

  await hand.press(hand.link("Page suivante"));
  await page.waitForURL(/apres=/);
  const next = await names(page);
  assert.ok(next.length > 0 && next.every((name) => !byName.includes(name)));
  await actor.look("suivis-suite");
  await hand.press(hand.link("Revenir au début de la liste"));
  await page.waitForURL((url) => !url.search.includes("apres="));

  await hand.press(hand.link("Moi"));
  await page.waitForURL(/referent=moi/);
  await actor.sees("Voir toute la liste");
  await hand.press(hand.link("Voir toute la liste"));
  await hand.press(hand.link(/^Terminés/));
  await page.waitForURL(/onglet=termines/);
  await actor.look("suivis-termines");
}

async function filterByName(stage, way) {
  const actor = await stage.actor(way);
  const { hand, page } = actor;
  await entersAs(actor, "Claire Lefèvre");
  await actor.isAt("Mes suivis");
  const [someone] = await names(page);
  const letters = someone.slice(0, 4);
  await hand.type("Nom ou prénom, parmi vos suivis", letters.toLowerCase());
  // With a script, typing is enough.
  if (way !== "script") await hand.press(hand.button("Filtrer"));
  await actor.sees("Voir toute la liste");
  const found = await names(page);
  assert.ok(found.includes(someone), `${letters} does not find ${someone}`);
  await actor.look("suivis-filtres");

  await hand.type("Nom ou prénom, parmi vos suivis", "zzzz");
  if (way !== "script") await hand.press(hand.button("Filtrer"));
  await actor.sees("Personne ne correspond");
  await actor.look("suivis-sans-resultat");
}

// As many bars as periods in words: whoever does not see the drawing is told the same.
async function theTrajectory(actor) {
  const { hand, page } = actor;
  await hand.press(hand.link("Parcours"));
  await actor.sees("Qui intervient, et quand");
  const bars = await page.locator("tbody rect").count();
  assert.ok(bars > 0);
  assert.equal(await page.locator("tbody .gps-frieze__period").count(), bars);
  await actor.look("parcours");
  const choice = page.getByRole("navigation", { name: "Durée montrée" });
  await hand.press(hand.link("6 mois"));
  await page.waitForURL(/duree=6-mois/);
  assert.equal(await choice.locator("[aria-current=true]").innerText(), "6 mois");
  await hand.press(hand.link("Fin d’intervention"));
  await page.waitForURL(/duree=6-mois&acte=fin/);
  const told = await page.locator(".gps-history li").allInnerTexts();
  assert.ok(told.every((line) => line.includes("Fin d’intervention")));
}

async function theFile(stage, way) {
  const actor = await stage.actor(way);
  const { hand, page } = actor;
  await entersAs(actor, "Claire Lefèvre");
  await actor.isAt("Mes suivis");
  const [someone] = await names(page);
  await hand.press(hand.link(someone));
  await actor.isAt(someone);
  await actor.sees("Intervenants actuels");
  await actor.look("personne");
  await theTrajectory(actor);
  await hand.press(hand.link("Informations"));
  await actor.sees("Pour la joindre");
  await actor.look("informations");
  await hand.press(hand.link("Mon intervention"));
  await actor.sees("Mes périodes");
  const tabs = page.getByRole("navigation", { name: "Dossier" });
  assert.equal(await tabs.locator("[aria-current=page]").innerText(), "Mon intervention");
}

async function theDirectory(stage, way) {
  const actor = await stage.actor(way);
  const { hand, page } = actor;
  await entersAs(actor, "Claire Lefèvre");
  await hand.press(hand.link("Annuaire"));
  await actor.isAt("Annuaire");
  await actor.look("annuaire");
  await hand.choose("Type de structure", "Mission locale");
  await hand.press(hand.button("Rechercher"));
  await page.waitForURL(/type=ML/);
  await actor.look("annuaire-resultats");
  const cards = page.locator("article.gps-card");
  const kinds = await cards.allInnerTexts();
  assert.ok(kinds.length > 0 && kinds.every((text) => text.includes("Mission locale")));

  const chosen = cards.first().getByRole("link");
  const name = await chosen.innerText();
  await hand.press(chosen);
  await actor.isAt(name);
  await actor.sees("Ce que voient ses professionnels");
  await actor.look("annuaire-structure");
  await hand.press(hand.link("Annuaire"));
  await hand.type("Mots du nom de la structure", "introuvable partout");
  await hand.press(hand.button("Rechercher"));
  await actor.sees("Aucune structure ne correspond");
  await actor.look("annuaire-sans-resultat");
}

async function theTexts(stage, way) {
  const actor = await stage.actor(way);
  for (const path of TEXTS) {
    await actor.open(`/${path}`);
    await actor.look(path.replace("/", "-"));
  }
  await actor.open("/demonstration/courriels");
  await actor.look("courriels");
  await actor.open("/nulle-part");
  await actor.isAt("Page introuvable");
  await actor.look("introuvable");
}

// ---- Weight -----------------------------------------------------------------------------------

async function theWeight(stage, way) {
  const actor = await stage.actor(way);
  const { hand, page } = actor;
  isWithin(FIRST_VISIT, await carried(actor, () => actor.open("/connexion")), "first visit");
  await hand.press(hand.button("Entrer comme Claire Lefèvre"));
  await actor.isAt("Mes suivis");
  const goes = async (name, title = name) => {
    const weight = await carried(actor, async () => {
      await hand.press(hand.link(name));
      await actor.isAt(title);
    });
    isWithin(NEXT_PAGE, weight, title);
  };
  await goes("Suivre une personne");
  await goes("Saisir son identité", "Qui est la personne ?");
  await goes("Demandes");
  await goes("Annuaire");
  await goes("Mes suivis");
  assert.equal((await names(page)).length, 25);
  const [someone] = await names(page);
  await goes(someone);
}

export const journeys = [
  { title: "the list", ways: EVERY_WAY, play: theList },
  { title: "filter by name", ways: EVERY_WAY, play: filterByName },
  { title: "a file and its tabs", ways: EVERY_WAY, play: theFile },
  { title: "the directory", ways: EVERY_WAY, play: theDirectory },
  { title: "the pages of texts", ways: ["script"], play: theTexts },
  { title: "what pages weigh", ways: WITH_A_MOUSE, play: theWeight },
];
